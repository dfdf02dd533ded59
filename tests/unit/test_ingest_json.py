"""JSON is text without guards: lists of objects, and GeoJSON points as maps and our own export write them."""

import json

import pytest
from reading import read, slip

from dashboard.errors import UnusableFileError

OURS = {"action_id": "", "target_id": "marco-mendicino", "riding_code": "35024", "riding_order": 2013, "upload_id": 1}


def collection(*features):
    return json.dumps({"type": "FeatureCollection", "metadata": {"table": "actions"}, "features": features})


def feature(shape=None, **properties):
    return {"type": "Feature", "geometry": shape, "properties": {"date": "2020-11-24", "tactic": "call"} | properties}


def point(longitude, latitude):
    return {"type": "Point", "coordinates": [longitude, latitude, 90]}


@pytest.mark.parametrize("text", ["'=1+1", "'-5", "''@x", "=1+1", "'tis"])
def test_an_apostrophe_of_json_is_the_authors_own(text):
    file = read(json.dumps([{"date": "2020-11-24", "tactic": "call", "note": text, "place": text}]))
    assert file.rows[["note", "place"]].to_numpy().tolist() == [[text, text]]


@pytest.mark.parametrize("text", ["[]", " [\n] ", collection()])
def test_a_list_of_nothing_has_no_row(text):
    file = read(text)
    assert (len(file.raw), len(file.rows), len(file.problems)) == (0, 0, 0)
    assert slip(file).rows == 0


def test_points_of_a_map_have_their_position():
    file = read(collection(feature(point(-79.4352, 43.7191), place="corner"), feature()), name="log.geojson")
    assert file.rows["latitude"].fillna(0).tolist() == [43.7191, 0]
    assert file.rows["longitude"].fillna(0).tolist() == [-79.4352, 0]
    assert file.rows["place"].tolist() == ["corner", ""]
    assert not [note for note in file.notes if "named" in note]


def test_a_position_that_the_properties_say_is_the_one_that_counts():
    row = read(collection(feature(point(-79, 43), lat=45.5, lon=-75.5))).rows.iloc[0]
    assert (row["latitude"], row["longitude"]) == (45.5, -75.5)


def test_a_point_of_our_own_export_is_the_offices_and_not_stated_by_the_action():
    file = read(collection(feature(point(-79, 43), **OURS)))
    assert file.rows["latitude"].isna().all()
    assert not file.content_columns & {"latitude", "longitude"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (collection(feature({"type": "LineString", "coordinates": [[1, 2], [3, 4]]})), "Feature 1 .* no point"),
        (collection(feature(), feature({"type": "Point", "coordinates": [1]})), "Feature 2 .* no point"),
        (collection(feature({"type": "Point", "coordinates": ["x", None]})), "Feature 1 .* no point"),
        (collection(feature("here")), "Feature 1 .* no point"),
        (collection({"type": "Feature", "properties": ["call"]}), "properties of feature 1"),
        (collection("here"), "no list of features"),
        ('{"type": "FeatureCollection"}', "no list of features"),
        ('{"type": "Feature"}', "no list of actions"),
    ],
)
def test_geojson_that_is_no_log_of_points_is_refused_whole(text, told):
    with pytest.raises(UnusableFileError, match=told):
        read(text)
