from itertools import pairwise

import numpy as np
import pytest
import shapely

from dashboard.reference.arcs import arcs_of, polygons
from dashboard.reference.simplify import simplify_coverage, without_specks


def wavy(start, end, waves=40, height=0.02):
    """A wavy line between two points, the same from both sides."""
    along = np.linspace(0, 1, waves * 4 + 1)
    line = np.outer(1 - along, start) + np.outer(along, end)
    across = np.array([end[1] - start[1], start[0] - end[0]], dtype=float)
    return line + np.outer(np.sin(along * waves * np.pi) * height, across / np.hypot(*across))


def city_and_country():
    """A small square city inside a large country whose outer and inner borders are wavy, as a coverage."""
    small = np.concatenate([wavy(*side, height=0.004)[:-1] for side in _square(4, 5)])
    large = np.concatenate([wavy(*side)[:-1] for side in _square(0, 10)])
    city = shapely.Polygon(small)
    return np.array([shapely.Polygon(large, [small]), city], dtype=object)


def _square(low, high):
    corners = [(low, low), (high, low), (high, high), (low, high), (low, low)]
    return list(pairwise(corners))


def three_in_a_row():
    borders = [wavy((x, 0), (x, 1)) for x in range(4)]
    rings = [np.concatenate([left, right[::-1]]) for left, right in pairwise(borders)]
    return shapely.coverage_clean(np.array([shapely.Polygon(ring) for ring in rings], dtype=object))


@pytest.mark.parametrize("make", [city_and_country, three_in_a_row])
def test_a_coverage_taken_apart_and_put_together_is_the_same(make):
    shapes = make()
    assert shapely.equals(polygons(arcs_of(shapes)), shapes).all()


def test_each_border_is_one_line_whichever_polygon_brings_it():
    arcs = arcs_of(city_and_country())
    assert len(arcs.lines) == 2
    assert sorted(map(tuple, arcs.faces.tolist())) == [(0, 0), (0, 1)]


@pytest.mark.parametrize("make", [city_and_country, three_in_a_row])
def test_simplified_polygons_are_valid_fit_each_other_and_have_fewer_points(make):
    shapes = make()
    simple = simplify_coverage(arcs_of(shapes), detail=0.05, least_overlap=0.9)
    assert shapely.is_valid(simple.shapes).all()
    assert shapely.coverage_is_valid(simple.shapes)
    assert shapely.get_num_coordinates(simple.shapes).sum() < shapely.get_num_coordinates(shapes).sum() / 2
    assert (simple.overlap >= 0.9).all()


def test_the_small_neighbour_decides_how_finely_a_shared_border_is_drawn():
    shapes = city_and_country()
    simple = simplify_coverage(arcs_of(shapes), detail=0.004)
    inner, outer = (shapely.get_num_coordinates(simple.shapes[1]), shapely.get_num_coordinates(simple.shapes).sum())
    assert inner > (outer - 2 * inner) * 3


def test_a_riding_that_comes_out_too_unlike_its_original_is_drawn_finer():
    rough = simplify_coverage(arcs_of(three_in_a_row()), detail=0.3, least_overlap=0.5)
    fine = simplify_coverage(arcs_of(three_in_a_row()), detail=0.3, least_overlap=0.995)
    assert rough.overlap.min() < 0.995 <= fine.overlap.min()


def test_a_speck_goes_to_the_neighbour_along_its_longest_border():
    speck = shapely.box(5, 5, 5.001, 5.001)
    shapes = np.array([shapely.box(0, 0, 10, 10).difference(speck), shapely.box(10, 0, 20, 10).union(speck)])
    left, right = without_specks(shapely.coverage_clean(shapes))
    assert left.equals(shapely.box(0, 0, 10, 10))
    assert right.equals(shapely.box(10, 0, 20, 10))


def test_an_island_that_is_not_a_speck_stays():
    shapes = np.array([shapely.box(0, 0, 1, 1).union(shapely.box(3, 0, 3.1, 0.1)), shapely.box(1, 0, 2, 1)])
    assert shapely.equals(without_specks(shapes), shapes).all()
