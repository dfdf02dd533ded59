"""Tables to maps: scales, places and views as plain data."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import geometry, look
from dashboard.maps import (
    ZOOMS,
    Beside,
    Shapes,
    office_places,
    office_view,
    riding_places,
    riding_view,
    scale,
    shapes,
    tile_view,
)
from dashboard.maps.views import together
from dashboard.maps.zooms import AREAS, box, spanned, zooms
from dashboard.projection import to_map
from dashboard.reference.postal import city_point
from dashboard.reference.ridings import ridings as all_ridings
from dashboard.schema import STATUSES, RidingKey
from dashboard.ui.map import read_day, read_zoom
from dashboard.words import words

EN, FR = words("en"), words("fr")
HILL = (45.4236, -75.7009)
NO_SHAPES = Shapes(2013, "", "", "", "")


def ridings(count=3, order=2013):
    return pd.DataFrame(
        {
            "riding": [f"{order}:350{number:02}" for number in range(count)],
            "order": order,
            "name_en": [f"North {number}" for number in range(count)],
            "name_fr": [f"Nord {number}" for number in range(count)],
            "latitude": np.linspace(43, 46, count),
            "longitude": np.linspace(-80, -75, count),
        }
    )


def offices(*spots, kind="constituency"):
    return pd.DataFrame(
        {
            "office_id": [f"o{number}" for number in range(len(spots))],
            "target_id": [f"t{number}" for number in range(len(spots))],
            "kind": kind,
            "address": [f"{number} Main Street" for number in range(len(spots))],
            "latitude": [spot[0] for spot in spots],
            "longitude": [spot[1] for spot in spots],
        }
    )


def table(**rows):
    return pd.DataFrame(
        {"riding": [name.replace("_", ":") for name in rows], "value": [row[0] for row in rows.values()],
         "status": [row[1] for row in rows.values()]}
    )  # fmt: skip


def published(url):
    return json.loads(geometry.find(url.removeprefix(geometry.URL)).data)


@given(st.lists(st.floats(0.01, 1e7), min_size=1, max_size=200))
def test_every_value_has_a_class_and_limits_rise(values):
    steps = scale(values)
    classes = steps.classes(values)
    assert list(steps.limits) == sorted(set(steps.limits)), steps.limits
    assert classes.min() >= 1
    assert (np.array(steps.limits)[classes - 1] >= np.array(values) * (1 - 1e-9)).all()


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=200))
def test_steps_of_whole_numbers_are_whole_and_leave_no_gap(values):
    steps = scale(values)
    assert steps.whole
    assert all(limit == int(limit) for limit in steps.limits)
    assert (steps.classes(values) == 0).tolist() == [value == 0 for value in values]


def test_few_actions_are_counted_one_by_one():
    assert scale([1, 1, 3, 0]).labels(EN) == ["1", "2", "3", "4", "5"]


def test_labels_say_first_and_last_of_a_step():
    steps = scale([1] * 40 + [2, 3] * 20 + [8, 30, 1200] * 15)
    assert steps.labels(EN)[0] == "1"
    assert " to " in steps.labels(EN)[-1]
    assert "," in steps.labels(EN)[-1]


def test_points_have_limits_with_decimals_in_the_readers_language():
    steps = scale([0.12, 0.4, 0.9, 2.5])
    assert steps.labels(EN)[0] == "up to 0.5"
    assert "0,5" in steps.labels(FR)[0]


def test_nothing_missing_and_less_than_nothing_are_no_class():
    assert scale([1]).classes([0, np.nan, -3]).tolist() == [0, 0, 0]


def test_ridings_are_published_with_names_in_the_readers_language():
    places = riding_places(ridings(), 2013, FR)
    assert published(places.url)["names"] == ["Nord 0", "Nord 1", "Nord 2"]
    assert published(places.url)["x"][0] == pytest.approx(float(to_map(-80, 43)[0]), abs=1e-5)


def test_ridings_of_the_other_order_are_not_on_the_map():
    both = pd.concat([ridings(), ridings(order=2023)], ignore_index=True)
    assert all(key.startswith("2023:") for key in riding_places(both, 2023, EN).keys)


def test_offices_on_one_spot_are_one_place_with_a_count():
    places = office_places(offices(HILL, (43.7, -79.4), HILL, kind="legislature"), {"t1": "Ann"}, EN)
    shown = published(places.url)
    assert shown["keys"] == ["45.4236,-75.7009", "o1"]
    assert shown["counts"] == [2, 1]
    assert shown["names"] == ["House of Commons, 2 offices", "Ann, 1 Main Street"]
    assert places.ids_at("45.4236,-75.7009") == ["o0", "o2"]
    assert places.ids_at("o1") == ["o1"]
    assert places.ids_at("nowhere") == []


def test_an_office_without_a_position_is_counted_but_not_drawn():
    places = office_places(offices(HILL, (np.nan, np.nan)), {}, EN)
    assert places.unplaced == 1
    assert places.keys == ("o0",)


def test_no_office_at_all_is_a_map_too():
    places = office_places(offices(), {}, EN)
    view = office_view(pd.DataFrame({"office_id": [], "status": []}), places, NO_SHAPES, EN)
    assert view.statuses == ""
    assert view.counts == (0,) * len(STATUSES)


def test_a_view_has_one_character_for_each_riding_in_the_order_of_the_list():
    view = tile_view(
        table(**{"2013_35002": (7, "called"), "2013_35000": (1, "postered")}),
        riding_places(ridings(), 2013, EN), NO_SHAPES, scale([1, 7]), EN,
    )  # fmt: skip
    assert view.statuses == "302"
    assert view.classes[1] == "0"
    assert view.amounts == ("1", "", "7")


def test_every_status_has_its_count_also_when_it_is_0():
    view = riding_view(
        table(**{"2013_35000": (1, "postered")}), riding_places(ridings(), 2013, EN), NO_SHAPES, scale([1]), EN
    )
    assert dict(zip(STATUSES, view.counts, strict=True)) == {
        "none": 2, "attempted": 0, "called": 0, "postered": 1, "called_and_postered": 0, "other": 0
    }  # fmt: skip


def test_a_riding_of_the_other_order_colours_nothing():
    view = riding_view(
        table(**{"2023_35000": (9, "called")}), riding_places(ridings(), 2013, EN), NO_SHAPES, scale([9]), EN
    )
    assert view.classes == "000"
    assert view.counts[STATUSES.index("called")] == 0


def test_ridings_that_the_filters_leave_out_are_marked_and_not_counted():
    view = tile_view(
        table(), riding_places(ridings(), 2013, EN), NO_SHAPES, scale([]), EN, Beside(hidden=["2013:35001"])
    )
    assert view.statuses == "0-0"
    assert sum(view.counts) == 2


def test_views_of_one_page_share_their_limits():
    values = table(**{"2013_35000": (9, "called"), "2013_35001": (3, "called")})
    places, steps = riding_places(ridings(), 2013, EN), scale([3, 9])
    one = riding_view(values, places, NO_SHAPES, steps, EN)
    other = tile_view(values, places, NO_SHAPES, steps, EN)
    assert (one.classes, one.scale_labels) == (other.classes, other.scale_labels)


@pytest.mark.parametrize(
    ("there", "together_they_are"),
    [
        (["none", "none"], "none"),
        (["none", "other"], "other"),
        (["attempted", "other"], "attempted"),
        (["called", "attempted"], "called"),
        (["postered", "none"], "postered"),
        (["called", "postered"], "called_and_postered"),
    ],
)
def test_a_place_of_several_offices_has_had_what_they_had_together(there, together_they_are):
    codes = np.array([STATUSES.index(status) for status in there], dtype=np.int8)
    assert STATUSES[together(codes, np.zeros(2, dtype=np.intp), 1)[0]] == together_they_are


def test_a_place_whose_offices_are_all_left_out_is_hidden():
    places = office_places(offices(HILL, (43.7, -79.4)), {}, EN)
    view = office_view(pd.DataFrame({"office_id": ["o1"], "status": ["called"]}), places, NO_SHAPES, EN)
    assert view.statuses == "-2"


def test_a_chosen_office_is_marked_where_it_is():
    places = office_places(offices(HILL, (43.7, -79.4), HILL), {}, EN)
    rows = pd.DataFrame({"office_id": ["o0", "o1", "o2"], "status": "none"})
    assert office_view(rows, places, NO_SHAPES, EN, selected=["o2"]).selected == ("45.4236,-75.7009",)
    assert office_view(rows, places, NO_SHAPES, EN, selected=["o1", "o1"]).selected == ("o1",)
    assert office_view(rows, places, NO_SHAPES, EN, selected=["gone"]).selected == ()


def test_the_maps_own_data_stay_below_six_kilobytes_for_a_whole_country():
    chance = np.random.default_rng(1)
    listed = ridings(343)
    values = pd.DataFrame(
        {"riding": listed["riding"], "value": chance.integers(1, 2000, 343),
         "status": np.array(STATUSES)[chance.integers(0, 6, 343)]}
    )  # fmt: skip
    beside = Beside("Actions", ["2013:35001"], "Tiles: load the riding boundaries to see their shapes.")
    url = "/geometry/ridings-2013-0123456789abcdef.json"
    drawn = Shapes(2013, url, url, url, url)
    shaded = tile_view(values, riding_places(listed, 2013, FR), drawn, scale(values["value"]), FR, beside)
    spots = list(zip(chance.uniform(42, 60, 751), chance.uniform(-130, -55, 751), strict=True))
    rows = offices(*spots)
    points = office_view(rows.assign(status="postered"), office_places(rows, {}, FR), drawn, FR)
    for view in (shaded, points):
        assert len(json.dumps(view.payload())) < 6000


def test_equal_views_have_equal_addresses_so_that_browsers_keep_what_they_have():
    one, other = (riding_places(ridings(), 2013, EN) for _ in range(2))
    assert one.url == other.url
    assert riding_places(ridings(), 2013, FR).url != one.url


def test_shapes_that_are_not_there_have_no_address(tmp_path):
    (tmp_path / "tiles-2013.json").write_text("{}")
    found = shapes(2013, tmp_path)
    assert found.tiles.startswith("/geometry/tiles-2013-")
    assert (found.ridings, found.provinces, found.water) == ("", "", "")


def test_a_file_that_changes_gets_another_address(tmp_path):
    file = tmp_path / "ridings-2013-0123456789ab.json"
    file.write_text('{"a":1}')
    first = geometry.publish_file(file)
    file.write_text('{"a":22}')
    second = geometry.publish_file(file)
    assert first != second
    assert published(second) == {"a": 22}


def test_only_so_much_is_kept_and_what_is_used_stays():
    kept = geometry.publish("kept", b"1")
    for number in range(500):
        geometry.publish("many", str(number).encode())
        assert geometry.find(kept.removeprefix(geometry.URL)) is not None
    assert geometry.find("many-of-no-such-name.json") is None


@pytest.mark.parametrize("name", AREAS)
def test_a_view_of_a_city_holds_the_city_and_the_points_of_every_riding_it_spans(name):
    west, south, east, north = box(name)
    latitude, longitude = city_point(AREAS[name].city, AREAS[name].province)
    listed = all_ridings().set_index("riding").loc[list(spanned(name))]
    x, y = to_map([longitude, *listed["longitude"]], [latitude, *listed["latitude"]])
    assert ((west < x) & (x < east) & (south < y) & (y < north)).all()
    assert 0.05 < east - west < 0.6, "a city and no province"


@pytest.mark.parametrize("name", AREAS)
def test_a_view_of_a_city_spans_ridings_of_both_orders(name):
    orders = [RidingKey.parse(key).order for key in spanned(name)]
    assert min(orders.count(2013), orders.count(2023)) >= 7


def test_views_of_cities_span_what_is_called_after_them_and_nothing_far():
    names = all_ridings().set_index("riding")["name_en"]
    for name, called in {
        "calgary": "Calgary",
        "edmonton": "Edmonton ",
        "winnipeg": "Winnipeg",
        "vancouver": "Vancouver ",
    }.items():
        known = {key for key in names.index if names[key].startswith(called)}
        assert known <= set(spanned(name)), name
    assert {"2013:35024", "2023:35026"} <= set(spanned("toronto"))
    assert not set(spanned("toronto")) & set(spanned("ottawa"))


def test_every_view_is_offered_in_the_readers_language_and_the_country_first():
    offered = zooms(FR)
    assert tuple(entry["id"] for entry in offered) == ZOOMS
    assert [entry["name"] for entry in offered][:3] == ["Canada", "Grand Toronto", "Montréal"]
    assert offered[0]["box"] == []


def test_where_the_map_goes_is_part_of_what_it_is_told():
    view = office_view(pd.DataFrame({"office_id": [], "status": []}), office_places(offices(), {}, EN), NO_SHAPES, EN)
    assert view.payload()["focus"] == ""


@pytest.mark.parametrize(
    ("sent", "zoom"),
    [({"zoomed": "toronto"}, "toronto"), ({"zoomed": "atlantis"}, ""), ({"zoomed": ["x"]}, ""), ({}, "")],
)
def test_only_a_view_that_there_is_is_taken_from_a_browser(sent, zoom):
    assert read_zoom(sent) == zoom


@pytest.mark.parametrize("colours", [look.LIGHT, look.DARK])
def test_text_and_marks_stand_out_from_their_ground(colours):
    assert contrast(colours["text"], colours["ground"]) >= 4.5
    assert contrast(colours["quiet"], colours["ground"]) >= 4.5
    assert contrast(colours["quiet"], colours["panel"]) >= 4.5
    for status, colour in colours["status"].items():
        for ground in ("ground", "panel", "land"):
            assert contrast(colour, colours[ground]) >= 3, (status, ground)


def contrast(one, other):
    def luminance(colour):
        parts = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
        linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "sent",
    [None, {}, {"rested": None}, {"rested": {"day": "2020-12-01"}}, {"rested": {"day": "2020-13-01", "open": True}},
     {"rested": {"day": ["2020-12-01"], "open": True}}, {"rested": {"day": "2020-12-01", "open": "yes"}}],
)  # fmt: skip
def test_what_is_no_day_is_no_rest_on_the_timeline(sent):
    assert read_day(sent) is None


def test_a_rest_on_the_timeline_is_a_day_and_whether_to_open_it():
    assert read_day({"rested": {"day": "2020-12-01", "open": True}}) == (date(2020, 12, 1), True)


def test_ridings_without_statuses_are_shades_without_marks():
    places = riding_places(ridings(), 2013, EN)
    rows = table(**{"2013_35000": (2.0, "called")}).drop(columns="status")
    payload = tile_view(rows, places, NO_SHAPES, scale([2.0, 1.0]), EN).payload()
    assert payload["statuses"] == ""
    assert payload["counts"] == []
    assert payload["classes"] == "200"
