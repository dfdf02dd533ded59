"""The projection draws Canada as its atlases do, and without a projection library."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.projection import (
    from_lambert,
    from_map,
    lambert_to_map,
    map_to_lambert,
    to_lambert,
    to_map,
)

CORNERS = {
    "Cape Spear": (-52.62, 47.52),
    "Middle Island": (-82.68, 41.68),
    "Boundary Peak 187": (-141.0, 60.3),
    "Cape Columbia": (-70.0, 83.11),
    "Eglinton": (-79.437, 43.715),
}


def canadian_grid():
    lon, lat = np.meshgrid(np.arange(-142.0, -51.0, 1.0), np.arange(41.0, 90.0, 0.5))
    return lon.ravel(), lat.ravel()


def test_lambert_metres_are_those_of_the_published_boundary_files():
    pyproj = pytest.importorskip("pyproj")
    lon, lat = canadian_grid()
    expected = pyproj.Transformer.from_crs(4326, 3347, always_xy=True).transform(lon, lat)
    easting, northing = to_lambert(lon, lat)
    assert np.hypot(easting - expected[0], northing - expected[1]).max() < 0.001


def test_lambert_metres_are_right_where_no_projection_library_is_installed():
    easting, northing = to_lambert(-79.437, 43.715)
    assert easting == pytest.approx(7_219_092.01, abs=1)
    assert northing == pytest.approx(934_731.60, abs=1)


def test_lambert_metres_go_back_to_the_same_degrees():
    lon, lat = canadian_grid()
    lon_again, lat_again = from_lambert(*to_lambert(lon, lat))
    assert np.abs(lon_again - lon).max() < 1e-9
    assert np.abs(lat_again - lat).max() < 1e-9


@given(lon=st.floats(-179, 179), lat=st.floats(-60, 89.9))
def test_any_place_drawn_on_the_map_is_found_again(lon, lat):
    lon_again, lat_again = from_lambert(*to_lambert(lon, lat))
    assert lon_again == pytest.approx(lon, abs=1e-6)
    assert lat_again == pytest.approx(lat, abs=1e-6)


def test_map_units_go_back_to_the_same_degrees():
    lon, lat = canadian_grid()
    lon_again, lat_again = from_map(*to_map(lon, lat))
    assert np.abs(lon_again - lon).max() < 1e-9
    assert np.abs(lat_again - lat).max() < 1e-9


def test_lambert_metres_and_map_units_are_inverses():
    easting, northing = map_to_lambert(*lambert_to_map([3.7e6, 9.0e6], [0.7e6, 6.0e6]))
    np.testing.assert_allclose(easting, [3.7e6, 9.0e6])
    np.testing.assert_allclose(northing, [0.7e6, 6.0e6])


@pytest.mark.parametrize("place", CORNERS)
def test_the_country_lies_within_about_eight_units(place):
    x, y = to_map(*CORNERS[place])
    assert abs(x) < 8.2
    assert abs(y) < 8.2


def test_west_is_left_and_north_is_up():
    x, y = to_map([-123.1, -52.7, -75.7, -68.5], [49.3, 47.6, 45.4, 82.5])
    assert x[0] < x[2] < x[1]
    assert y[3] > y[0] > y[2]


def test_the_map_is_true_once_mercator_is_applied_to_it():
    x, y = to_map([-79.4, -79.0], [43.7, 44.6])
    easting, northing = to_lambert([-79.4, -79.0], [43.7, 44.6])
    drawn = np.degrees(np.log(np.tan(np.pi / 4 + np.radians(y) / 2)))
    assert (drawn[1] - drawn[0]) / (x[1] - x[0]) == pytest.approx(
        (northing[1] - northing[0]) / (easting[1] - easting[0])
    )


def test_missing_coordinates_stay_missing():
    x, y = to_map([np.nan, -79.4], [43.7, np.nan])
    assert np.isnan([x[0], y[0], x[1], y[1]]).all()


def test_single_numbers_are_taken_as_well_as_columns():
    x, y = to_map(-79.4, 43.7)
    assert x.shape == y.shape == ()


def test_the_pole_is_a_point():
    easting, northing = to_lambert([-130.0, -60.0], [90.0, 90.0])
    np.testing.assert_allclose(easting, 6_200_000.0, atol=0.001)
    assert northing[0] == pytest.approx(northing[1], abs=0.001)


def test_drawing_needs_no_projection_library():
    code = "import sys, dashboard.projection; sys.exit(any(m in sys.modules for m in ('pyproj', 'shapely', 'pandas')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
