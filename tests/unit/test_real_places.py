"""Real offices, real boundaries: who sits where an office stands, and what simplifying the boundaries changes of it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely

from dashboard.errors import UnusableFileError
from dashboard.reference.boundaries import MOST_GZIPPED
from dashboard.reference.coverage import coverage_of, generalised
from dashboard.reference.load import File, load_files
from dashboard.reference.lookup import ROUNDED, current, locate
from dashboard.reference.packed import features_of_shapefile
from dashboard.reference.places import find_place, ridings_of_codes

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
SHAPEFILES = {2013: "lfed000a16a_e.zip", 2023: "FED_CA_2023_EN.zip"}
MEMBERS, LIBRARY = "represent_house_of_commons_44th.json", "parlinfo_offices_43rd_2020-10-01.csv"
TODAY = pd.Timestamp("2026-01-31").date()
ORDERS = pytest.mark.parametrize("order", SHAPEFILES)
DAMAGED = ("46010", "59009", "46001", "24046", "24026")

pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the shared reference files are not here")


def read(name):
    return File.read(REFERENCE / name)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def loaded(home):
    """Both zipped shapefiles and two lists of offices, by name of the file."""
    names = [*SHAPEFILES.values(), MEMBERS, LIBRARY]
    return {
        item.summary["files"][0]: item for item in load_files([read(name) for name in names], home=home, today=TODAY)
    }


@pytest.fixture(scope="module")
def offices(loaded):
    """All offices of both lists that have a point."""
    listed = pd.concat([loaded[name].tables.offices for name in (MEMBERS, LIBRARY)], ignore_index=True)
    return listed[listed["latitude"].notna()]


@pytest.mark.parametrize(("name", "least", "outside"), [(MEMBERS, 0.97, 8), (LIBRARY, 0.97, 11)])
def test_nearly_all_constituency_offices_lie_in_their_members_riding_and_the_rest_are_doubts(
    loaded, home, name, least, outside
):
    tables = loaded[name].tables
    own = tables.offices["target_id"].map(tables.terms.drop_duplicates("target_id").set_index("target_id")["riding"])
    listed = tables.offices.assign(own=own)[tables.offices["kind"] == "constituency"]
    lies_in = locate(listed["longitude"], listed["latitude"], 2013, home)
    inside = lies_in == listed["own"].to_numpy(dtype=object)
    assert inside.mean() >= least
    doubts = loaded[name].summary["doubts"]
    unplaced = listed["latitude"].isna().to_numpy()
    assert (~inside & ~unplaced).sum() == outside == sum("lies outside their riding" in doubt for doubt in doubts)
    for address in listed["address"][~inside]:
        assert any(f"at {address} " in doubt for doubt in doubts), address


@ORDERS
def test_polygons_simplified_to_250_metres_hold_the_same_offices_as_those_published(offices, order):
    features = features_of_shapefile(read(SHAPEFILES[order]).data, SHAPEFILES[order])
    coverage = coverage_of(features, SHAPEFILES[order])
    simple = generalised(coverage.shapes)
    assert shapely.get_num_coordinates(simple).sum() < 0.7 * shapely.get_num_coordinates(features.shapes).sum()
    at = shapely.points(offices["longitude"], offices["latitude"])
    codes = np.array(features.columns["FEDUID" if order == 2013 else "FED_NUM"], dtype=object)
    published = holders(features.shapes, codes, at)
    assert len(published) >= 1_180
    assert (published != "").all()
    assert holders(simple, np.array(coverage.codes, dtype=object), at).tolist() == published.tolist()


def holders(shapes, codes, at):
    """Codes of the polygons that hold points, as exactly as points are known: one of the offices stands on a river bank
    whose point lies 3 m abroad."""
    point, shape = shapely.STRtree(shapes).query_nearest(at, max_distance=ROUNDED, all_matches=False)
    found = np.full(len(at), "", dtype=object)
    found[point] = codes[shape]
    return found


@ORDERS
def test_look_ups_hold_the_same_offices_as_the_publishers_polygons(loaded, home, offices, order):
    assert SHAPEFILES[order] in loaded
    features = features_of_shapefile(read(SHAPEFILES[order]).data, SHAPEFILES[order])
    codes = np.array(features.columns["FEDUID" if order == 2013 else "FED_NUM"], dtype=object)
    published = holders(features.shapes, codes, shapely.points(offices["longitude"], offices["latitude"]))
    found = locate(offices["longitude"], offices["latitude"], order, home)
    assert [key.removeprefix(f"{order}:") for key in found] == published.tolist()


@ORDERS
def test_map_geometry_of_the_publishers_files_is_small_valid_and_without_gaps(loaded, home, order):
    measured = loaded[SHAPEFILES[order]].summary
    assert measured["gzipped_bytes"] <= MOST_GZIPPED
    assert measured["overlap_least"] >= 0.95
    assert measured["overlap_5th_percentile"] >= 0.97
    features = shapely.get_parts(
        shapely.from_geojson((home / "static" / current(order, home).geometry).read_text(encoding="utf-8"))
    )
    assert len(features) == measured["records"]
    assert shapely.is_valid(features).all()
    assert shapely.coverage_is_valid(features)
    lakes = {2013: 1, 2023: 0}[order]
    whole = shapely.get_parts(shapely.coverage_union_all(features))
    assert sum(len(part.interiors) for part in whole) == lakes


def test_a_postal_code_is_looked_up_in_both_orders(loaded, home):
    assert loaded
    assert find_place("M6A 1A3", home=home).ridings == {2013: "2013:35024", 2023: "2023:35026"}
    assert find_place("M6A", home=home).ridings[2013] == "2013:35024"
    assert ridings_of_codes(["K1A 0A6", "m6a-1a3"], 2023, home).tolist() == ["2023:35079", "2023:35026"]


def test_the_bad_copy_that_keeps_one_fragment_of_five_ridings_is_refused_naming_them(tmp_path):
    table = pq.read_table(REFERENCE / "ridings_2013_250m.parquet")
    codes = np.array([str(code) for code in table["code"].to_pylist()], dtype=object)
    shapes = shapely.from_wkb(np.array(table["geometry"].to_pylist(), dtype=object))
    for place in np.flatnonzero(np.isin(codes, DAMAGED)):
        shapes[place] = fragment(shapes[place])
    bad = table.set_column(table.column_names.index("geometry"), "geometry", [shapely.to_wkb(shapes).tolist()])
    path = tmp_path / "bad.parquet"
    pq.write_table(bad, path)
    with pytest.raises(UnusableFileError) as refused:
        load_files([File.read(path)], home=tmp_path / "home", today=TODAY)
    assert all(code in str(refused.value) for code in DAMAGED)
    assert "--accept-damaged" in str(refused.value)
    assert not (tmp_path / "home").exists()
    (taken,) = load_files([File.read(path)], home=tmp_path / "home", today=TODAY, accept_damaged=True)
    assert all(code in taken.summary["doubts"][0] for code in DAMAGED)


def fragment(shape):
    """One small piece of a polygon, as if the rest of its parts had been lost."""
    west, south, east, north = shape.bounds
    inner = shape.representative_point()
    return shapely.intersection(shape, inner.buffer(min(east - west, north - south) / 20))
