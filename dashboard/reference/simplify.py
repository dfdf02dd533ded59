"""Map geometry: a coverage of polygons made small without gaps, overlaps or ruined city ridings.

One tolerance for a whole country ruins its smallest ridings. Here every border between two ridings (an arc) is
simplified once, by a tolerance scaled to the smaller of the two, and both ridings are put together again from the same
arcs: they still fit each other exactly. A riding that comes out invalid, or too unlike the original, gets its arcs
again with half the tolerance, until all are good.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.reference.arcs import Arcs, Floats, Ints, Shapes, polygons

DETAIL = 0.022
"""Tolerance of an arc as a share of the side of a square as large as the smaller riding beside it."""

LEAST_OVERLAP = 0.96
"""Least intersection over union of a simplified polygon with its original."""

SPECK = 1e-4
"""A part of a riding with less than this share of its area is left out of the map."""

_ROUNDS = 12
_DECIMALS = (3, 6)


@dataclass(frozen=True, slots=True)
class Simplified:
    """Simplified polygons in the order given, with the intersection over union of each with its original."""

    shapes: Shapes
    overlap: Floats


def simplify_coverage(arcs: Arcs, *, detail: float = DETAIL, least_overlap: float = LEAST_OVERLAP) -> Simplified:
    """Polygons from simplified arcs: valid, without gaps, each at least ``least_overlap`` like its original.

    ``detail`` is the tolerance as a share of the square root of the smaller neighbour's area. Coordinates are rounded
    to as few decimals as each arc's tolerance allows, at most six.
    """
    originals = polygons(arcs)
    sides = np.sqrt(shapely.area(originals)) * detail
    tolerances = sides[arcs.faces].min(axis=1)
    for _ in range(_ROUNDS):
        coarse = _coarser(arcs, tolerances)
        shapes = polygons(coarse)
        overlap = _overlaps(shapes, originals)
        crossing = _crossing(coarse.lines)
        bad = (overlap < least_overlap) | _misfits(shapes)
        if not bad.any():
            break
        tolerances[crossing if crossing.any() else bad[arcs.faces].any(axis=1)] /= 2
    return Simplified(shapes, overlap)


def without_specks(shapes: Shapes) -> Shapes:
    """The coverage with each part below ``SPECK`` of its own polygon given to the neighbour along its longest border.

    Such parts are leavings of earlier simplifications, metres wide, where lines can't be simplified without crossing.
    """
    parts, owner = shapely.get_parts(shapes, return_index=True)
    area = shapely.area(parts)
    specks = (area < SPECK * shapely.area(shapes)[owner]) & (area < _largest(area, owner, len(shapes))[owner])
    kept = [list(parts[~specks & (owner == number)]) for number in range(len(shapes))]
    bodies = np.array([shapely.multipolygons(own) for own in kept], dtype=object)
    tree = shapely.STRtree(bodies)
    for speck in parts[specks]:
        near = tree.query(speck, predicate="intersects")
        border = shapely.length(shapely.intersection(shapely.boundary(bodies[near]), speck))
        if border.any():
            kept[near[border.argmax()]].append(speck)
    return np.array([shapely.coverage_union_all(own) for own in kept], dtype=object)


def _largest(area: Floats, owner: Ints, size: int) -> Floats:
    largest = np.zeros(size)
    np.maximum.at(largest, owner, area)
    return largest


def _overlaps(shapes: Shapes, originals: Shapes) -> Floats:
    """Intersection over union, 0 for what is not valid."""
    valid = shapely.is_valid(shapes)
    common = np.zeros(len(shapes))
    common[valid] = shapely.area(shapely.intersection(shapes[valid], originals[valid]))
    return common / (shapely.area(shapes) + shapely.area(originals) - common)


def _crossing(lines: Shapes) -> NDArray[np.bool_]:
    """Which lines cross themselves, or meet another one elsewhere than at an end of both."""
    crossing = ~shapely.is_simple(lines)
    one, other = shapely.STRtree(lines).query(lines, predicate="intersects")
    one, other = one[one < other], other[one < other]
    ends = shapely.union(shapely.get_point(lines, 0), shapely.get_point(lines, -1))
    common = shapely.intersection(lines[one], lines[other])
    improper = ~shapely.is_empty(shapely.difference(common, shapely.intersection(ends[one], ends[other])))
    crossing[one[improper]] = True
    crossing[other[improper]] = True
    return crossing


def _misfits(shapes: Shapes) -> NDArray[np.bool_]:
    """Which polygons are invalid, or overlap or miss a neighbour."""
    valid = shapely.is_valid(shapes)
    if not valid.all():
        return ~valid
    return ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))


def _coarser(arcs: Arcs, tolerances: Floats) -> Arcs:
    """The arcs simplified and rounded; a node shared by several arcs is rounded as its finest arc is."""
    decimals = np.clip(np.ceil(-np.log10(tolerances / 4)), *_DECIMALS).astype(np.int64)
    at_node = np.zeros(arcs.ends.max() + 1, dtype=np.int64)
    for side in (0, 1):
        np.maximum.at(at_node, arcs.ends[:, side], decimals)
    lines = shapely.simplify(arcs.lines, tolerances)
    return arcs.with_lines(
        np.array(
            [
                _rounded(shapely.get_coordinates(line), places, at_node[ends])
                for line, places, ends in zip(lines, decimals, arcs.ends, strict=True)
            ],
            dtype=object,
        )
    )


def _rounded(points: Floats, places: int, at_ends: Ints) -> Any:  # noqa: ANN401 - shapely is untyped
    rounded = np.round(points, places)
    rounded[0] = np.round(points[0], at_ends[0])
    rounded[-1] = np.round(points[-1], at_ends[1])
    moves = np.append(True, (np.diff(rounded, axis=0) != 0).any(axis=1))
    moves[-1] = True
    return shapely.LineString(rounded[moves] if moves.sum() > 1 else rounded[[0, -1]])
