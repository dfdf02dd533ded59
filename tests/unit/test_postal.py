"""Postal codes and cities get a point, quickly and without objects left behind."""

import csv
import gc
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.maps.zooms import AREAS
from dashboard.reference import postal
from dashboard.reference.postal import city_point, city_points, code_numbers, listed_point, points
from dashboard.reference.shipped import shipped

OFFICE = "M6A 1A3"


def square_of(code):
    (latitude,), (longitude,) = points([code])
    return round(float(latitude), 1), round(float(longitude), 1)


@pytest.mark.parametrize("spelling", ["M6A 1A3", "m6a1a3", " M6A  1A3 ", "M6A-1A3", "M6A\u00a01A3"])
def test_a_code_is_known_in_every_spelling(spelling):
    assert square_of(spelling) == (43.7, -79.4)


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("V5K 1Z3", (49.3, -123.0)),
        ("H2P 2X2", (45.6, -73.6)),
        ("R2V 4E2", (49.9, -97.1)),
        ("K9H 3Z1", (44.3, -78.3)),
        ("K1A 0A6", (45.4, -75.7)),
        ("X0A 0H0", (63.7, -68.5)),
    ],
)
def test_codes_lie_where_their_addresses_are(code, place):
    assert square_of(code) == pytest.approx(place, abs=0.11)


@pytest.mark.parametrize(
    "code", ["", None, float("nan"), "M6A", "M6A 1A3X", "0H0 H0H", "Toronto", "Z9Z 9Z9", "ÉÉÉ ÉÉÉ", "H0H 0H0"]
)
def test_what_is_no_known_code_has_no_point(code):
    (latitude,), (longitude,) = points([code])
    assert np.isnan(latitude)
    assert np.isnan(longitude)


def test_a_code_of_ontario_that_the_source_puts_in_montana_is_left_out():
    assert np.isnan(points(["L9V 3J7"])[0][0])


def test_every_point_lies_in_canada():
    _, latitudes, longitudes = postal.listed_codes()
    assert latitudes.min() > 41.7 * postal.PRECISION
    assert latitudes.max() < 83.2 * postal.PRECISION
    assert longitudes.min() > -141.1 * postal.PRECISION
    assert longitudes.max() < -52.5 * postal.PRECISION


def test_the_list_holds_every_code_once():
    known, latitudes, longitudes = postal.listed_codes()
    assert len(known) == len(latitudes) == len(longitudes) == 891_828
    assert (np.diff(known) > 0).all()


def test_a_column_of_codes_keeps_its_order():
    latitudes, longitudes = points(np.array(["V5K 1Z3", "nothing", OFFICE], dtype=object))
    assert np.isnan(latitudes).tolist() == [False, True, False]
    assert longitudes[0] < longitudes[2]


def test_no_codes_give_no_points():
    latitudes, longitudes = points([])
    assert latitudes.shape == longitudes.shape == (0,)


@given(st.from_regex(r"[A-Z][0-9][A-Z][0-9][A-Z][0-9]", fullmatch=True), st.integers(0, 6))
def test_numbers_of_codes_follow_the_alphabet_and_ignore_blanks(code, at):
    spaced = code[:at] + " " + code[at:].lower()
    assert code_numbers([code]) == code_numbers([spaced])
    assert (code_numbers([code])[0] < code_numbers(["M6A1A3"])[0]) == (code < "M6A1A3")


@given(st.text(max_size=12))
def test_any_text_has_a_point_or_none(text):
    latitudes, _ = points([text])
    assert latitudes.shape == (1,)


def test_the_list_is_read_in_no_time_and_a_hundred_thousand_codes_within_a_second():
    import pyarrow.parquet  # noqa: F401, PLC0415 - whoever runs a page has it already

    postal.listed_codes.cache_clear()
    start = time.process_time()
    postal.listed_codes()
    assert time.process_time() - start < 0.3
    start = time.process_time()
    points([OFFICE, "K1A 0A6"] * 50_000)
    assert time.process_time() - start < 1


def test_the_list_leaves_nothing_for_the_garbage_collector():
    points([OFFICE])
    gc.collect()
    postal.listed_codes.cache_clear()
    before = len(gc.get_objects())
    postal.listed_codes()
    gc.collect()
    assert len(gc.get_objects()) - before < 50


@pytest.mark.parametrize(
    ("city", "province", "place"),
    [
        ("Toronto", "ON", (43.7, -79.4)),
        ("Montréal", "Québec", (45.5, -73.6)),
        ("Saint-Jean-sur-Richelieu", "QC", (45.3, -73.3)),
        ("St. John's", "NL", (47.6, -52.7)),
        ("Saint John", "New Brunswick", (45.3, -66.1)),
        ("Sault Sainte Marie", "ON", (46.5, -84.3)),
        ("iqaluit", "NU", (63.7, -68.5)),
        ("Yellowknife", "", (62.5, -114.4)),
    ],
)
def test_a_city_has_a_point(city, province, place):
    assert city_point(city, province) == pytest.approx(place, abs=0.11)


@pytest.mark.parametrize(("city", "province"), [("Nowhere", "ON"), ("Toronto", "BC"), ("", "ON"), ("Kitchener", "")])
def test_a_city_that_is_unknown_or_could_be_two_has_no_point(city, province):
    assert np.isnan(city_point(city, province)).all()


def test_a_column_of_cities_keeps_its_order():
    latitudes, longitudes = city_points(["Vancouver", "", "Halifax"], ["BC", "ON", "NS"])
    assert np.isnan(latitudes).tolist() == [False, True, False]
    assert longitudes[0] < -120 < -70 < longitudes[2]


def test_no_cities_give_no_points():
    latitudes, longitudes = city_points([], [])
    assert latitudes.shape == longitudes.shape == (0,)


def test_the_shipped_lists_stay_small():
    assert shipped("postal_codes.parquet").stat().st_size < 2_600_000
    assert shipped("cities.csv").stat().st_size < 200_000
    with shipped("cities.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 7_171


@pytest.mark.parametrize(("city", "province"), [(area.city, area.province) for area in AREAS.values()])
def test_a_city_written_as_listed_has_the_point_it_has_in_any_writing(city, province):
    assert listed_point(city, province) == city_point(city.upper(), province)


def test_a_city_written_otherwise_than_listed_is_found_all_the_same():
    assert listed_point("Montréal", "QC") == city_point("Montreal", "QC")
    assert np.isnan(listed_point("Nowhere", "QC")).all()
