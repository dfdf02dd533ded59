"""A place that someone names is found with how exactly it is known, and never guessed."""

import numpy as np
import pandas as pd
import pytest
import shapely
from small_country import cell, geojson, small_country  # noqa: F401 - a fixture

from dashboard.reference.load import load_files
from dashboard.reference.places import distances_km, find_place, look_up, near, ridings_of_codes
from dashboard.reference.postal import points

TODAY = np.datetime64("2026-01-31").item()
OFFICE = "M6A 1A3"


def spot(place):
    return round(place.latitude, 1), round(place.longitude, 1)


@pytest.fixture
def empty(tmp_path):
    return tmp_path


@pytest.fixture
def squares(tmp_path, small_country):  # noqa: ARG001, F811 - the fixture
    """Polygons of 2013 alone, one of which holds the north of Toronto."""
    west = {"35001": shapely.box(-80.0, 43.6, -79.0, 45.0), "35002": cell("35002")}
    load_files([geojson(west)], home=tmp_path, today=TODAY, accept_damaged=True)
    return tmp_path


@pytest.mark.parametrize("spelling", ["M6A 1A3", "m6a1a3", " M6A-1A3 ", "511 Lawrence Ave. W, Toronto  M6A 1A3"])
def test_a_postal_code_is_its_point_in_any_spelling(empty, spelling):
    place = find_place(spelling, home=empty)
    assert (place.precision, place.label, spot(place)) == ("postal_code", OFFICE, (43.7, -79.4))


def test_the_first_three_signs_are_the_middle_of_their_codes_and_say_how_far_these_lie(empty):
    place = find_place("m6a", home=empty)
    assert (place.precision, place.label) == ("fsa", "M6A")
    assert 0.5 < place.radius_km < 5
    north = find_place("X0A", home=empty)
    assert north.radius_km > 100 * place.radius_km


def test_nine_tenths_of_the_codes_lie_within_the_radius(empty):
    place = find_place("K1A", home=empty)
    signs = "ABCEGHJKLMNPRSTVWXYZ"
    codes = [f"K1A {digit}{sign}{last}" for digit in range(10) for sign in signs for last in range(10)]
    latitudes, longitudes = points(codes)
    known = np.isfinite(latitudes)
    km = distances_km(latitudes[known], longitudes[known], place.latitude, place.longitude)
    assert (km <= place.radius_km).mean() == pytest.approx(0.9, abs=0.01)


def test_a_code_that_is_not_listed_falls_back_to_its_first_three_signs(empty):
    assert find_place("M6A 9Z9", home=empty).precision == "fsa"
    assert find_place("H0H 0H0", home=empty) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Montreal", "Montreal, QC"),
        ("Montréal", "Montreal, QC"),
        ("MONTRÉAL, Québec", "Montreal, QC"),
        ("Québec, QC", "Quebec, QC"),
        ("Québec", "Quebec, QC"),
        ("Quebec City", "Quebec, QC"),
        ("Ville de Québec", "Quebec, QC"),
        ("Saint-John's", "St. John's, NL"),
        ("St. John's, Terre-Neuve-et-Labrador", "St. John's, NL"),
        ("Saint John NB", "Saint John, NB"),
        ("Sault Ste. Marie", "Sault Ste. Marie, ON"),
        ("kitchener, ontario", "Kitchener, ON"),
        ("Iqaluit (Nunavut)", "Iqaluit, NU"),
        ("Halifax", "Halifax, NS"),
    ],
)
def test_a_city_is_known_in_both_languages_with_its_province_or_without(empty, text, label):
    place = find_place(text, home=empty)
    assert (place.precision, place.label) == ("city", label)


def test_a_city_that_several_provinces_have_gives_them_all_to_choose_from(empty):
    sought = look_up("Kitchener", home=empty)
    assert sought.place is None
    assert {one.label for one in sought.candidates} == {"Kitchener, BC", "Kitchener, ON"}
    assert find_place("Kitchener", home=empty) is None


def test_a_riding_of_that_name_is_among_them(empty):
    assert {one.precision for one in look_up("Victoria", home=empty).candidates} == {"city", "riding"}


@pytest.mark.parametrize("text", ["Eglinton--Lawrence", "eglinton lawrence", "EGLINTON — LAWRENCE"])
def test_a_ridings_name_is_its_middle_with_the_ridings_of_that_name_in_both_orders(empty, text):
    place = find_place(text, home=empty)
    assert (place.precision, place.ridings) == ("riding", {2013: "2013:35024", 2023: "2023:35026"})
    assert find_place(text, home=empty, order=2013).ridings == {2013: "2013:35024"}


def test_a_key_brings_its_order(empty):
    assert find_place("2013:35024", home=empty).label == "Eglinton—Lawrence"


def test_a_code_alone_means_another_riding_in_each_order(empty):
    sought = look_up("35024", home=empty)
    assert sought.place is None
    assert {one.label for one in sought.candidates} == {"Eglinton—Lawrence", "Don Valley West"}
    assert find_place("35024", home=empty, order=2013).label == "Eglinton—Lawrence"


def test_a_riding_of_another_order_is_found_by_its_exact_name(empty):
    assert find_place("Ottawa—Vanier", home=empty, order=2023).ridings == {2013: "2013:35078"}


def test_what_is_nearly_a_ridings_name_gives_candidates(empty):
    sought = look_up("Brampton Easter", home=empty, order=2013)
    assert sought.place is None
    assert sought.candidates[0].label == "Brampton East"


@pytest.mark.parametrize(
    "text", ["43.7, -79.4", "43.7 -79.4", "43.7,-79.4", "43,7; -79,4", "43,7 -79,4", "43.7° -79.4°"]
)
def test_coordinates_are_taken_as_given(empty, text):
    place = find_place(text, home=empty)
    assert (place.precision, spot(place)) == ("given", (43.7, -79.4))


@pytest.mark.parametrize(
    "text", ["", "  ", "-79.4, 43.7", "12, 12", "nowhere at all", "Z9Z", "Z9Z 9Z9", "Prince Edward"]
)
def test_what_names_no_place_is_none(empty, text):
    assert find_place(text, home=empty) is None


def test_ridings_come_from_the_polygons_and_the_orders_without_them_are_told(squares):
    place = find_place(OFFICE, home=squares)
    assert (place.ridings, place.unloaded) == ({2013: "2013:35001"}, (2023,))
    assert find_place(OFFICE, home=squares, order=2013).unloaded == ()
    outside = find_place("Vancouver", home=squares, order=2013)
    assert (outside.ridings, outside.unloaded) == ({}, ())


def test_without_polygons_nothing_is_guessed(empty):
    place = find_place(OFFICE, home=empty)
    assert (place.ridings, place.unloaded) == ({}, (2013, 2023))
    assert ridings_of_codes([OFFICE], 2013, empty).tolist() == [""]


def test_a_column_of_codes_keeps_its_order(squares):
    codes = ["V5K 1Z3", OFFICE, "nothing", None, "m6a1a3"]
    assert ridings_of_codes(codes, 2013, squares).tolist() == ["", "2013:35001", "", "", "2013:35001"]
    assert ridings_of_codes([], 2013, squares).tolist() == []


def test_the_nearest_office_comes_first_and_those_without_a_point_are_left_out(empty):
    offices = pd.DataFrame(
        {
            "office_id": ["vancouver", "unplaced", "ottawa", "toronto"],
            "latitude": [49.28, np.nan, 45.42, 43.65],
            "longitude": [-123.12, np.nan, -75.70, -79.38],
        }
    )
    found = near(offices, find_place(OFFICE, home=empty))
    assert found["office_id"].tolist() == ["toronto", "ottawa", "vancouver"]
    assert found["km"].to_numpy() == pytest.approx([8.6, 351, 3360], rel=0.02)


def test_distances_are_those_on_the_globe():
    assert distances_km([0.0], [1.0], 0.0, 0.0)[0] == pytest.approx(111.195, abs=0.001)
    assert distances_km([90.0], [12.0], -90.0, 0.0)[0] == pytest.approx(20_015, abs=1)
