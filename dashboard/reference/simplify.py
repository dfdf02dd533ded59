"""Map geometry: a coverage of polygons made small without gaps, overlaps or ruined city ridings.

One tolerance for a whole country ruins its smallest ridings. Here every border between two ridings (an arc) is
simplified once, by a tolerance scaled to the smaller of the two, and both ridings are put together again from the same
arcs: they still fit each other exactly. A riding that comes out invalid, or too unlike the original, gets its arcs
again with half the tolerance, until all are good.
"""

from dataclasses import dataclass

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
    drawn = _Drawn(arcs, originals)
    drawn.draw(tolerances, np.ones(len(arcs.lines), dtype=bool))
    for _ in range(_ROUNDS):
        rough = drawn.too_rough(least_overlap)
        if not rough.any():
            break
        tolerances[rough] /= 2
        drawn.draw(tolerances, rough)
    return Simplified(drawn.shapes, drawn.overlap)


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


class _Drawn:
    """A coverage as drawn so far. Only what changes is drawn and measured again: that is most of the time."""

    def __init__(self, arcs: Arcs, originals: Shapes) -> None:
        self._arcs, self._originals = arcs, originals
        self._decimals = np.zeros((len(arcs.lines), 3), dtype=np.int64)
        self._crossing = np.zeros(len(arcs.lines), dtype=bool)
        self._lines = arcs.lines.copy()
        self.shapes = originals.copy()
        self.overlap = np.zeros(len(originals))

    def draw(self, tolerances: Floats, changed: NDArray[np.bool_]) -> None:
        """Draws the changed arcs with their tolerances, the arcs whose ends thereby move, and the polygons of both."""
        decimals = _decimals(self._arcs, tolerances)
        changed = changed | (decimals != self._decimals).any(axis=1)
        self._decimals = decimals
        self._lines[changed] = _coarser(self._arcs.lines[changed], tolerances[changed], decimals[changed])
        faces = np.unique(self._arcs.faces[changed])
        self.shapes[faces] = polygons(self._arcs.with_lines(self._lines), faces)
        self.overlap[faces] = _overlaps(self.shapes[faces], self._originals[faces])
        self._crossing = _crossing(self._lines, changed, self._crossing)

    def too_rough(self, least_overlap: float) -> NDArray[np.bool_]:
        """The arcs to draw finer: those that cross others if something is wrong, else those of what is wrong."""
        wrong = self.overlap < least_overlap
        if not wrong.any():
            wrong = ~shapely.is_empty(shapely.coverage_invalid_edges(self.shapes))
        if wrong.any() and self._crossing.any():
            return self._crossing
        return np.asarray(wrong[self._arcs.faces].any(axis=1))


def _overlaps(shapes: Shapes, originals: Shapes) -> Floats:
    """Intersection over union, 0 for what is not valid."""
    valid = shapely.is_valid(shapes)
    common = np.zeros(len(shapes))
    common[valid] = shapely.area(shapely.intersection(shapes[valid], originals[valid]))
    return common / (shapely.area(shapes) + shapely.area(originals) - common)


def _crossing(lines: Shapes, changed: NDArray[np.bool_], before: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which lines cross themselves, or meet another one elsewhere than at an end of both.

    Lines that did so before have either changed or do so still with one that has not.
    """
    crossing = before & ~changed
    crossing[changed] = ~shapely.is_simple(lines[changed])
    one, other = shapely.STRtree(lines).query(lines[changed], predicate="intersects")
    one = np.flatnonzero(changed)[one]
    one, other = one[one != other], other[one != other]
    common = shapely.intersection(lines[one], lines[other])
    nodes = shapely.union(shapely.get_point(lines, 0), shapely.get_point(lines, -1))
    improper = ~shapely.is_empty(shapely.difference(common, shapely.intersection(nodes[one], nodes[other])))
    crossing[one[improper]] = True
    crossing[other[improper]] = True
    return crossing


def _decimals(arcs: Arcs, tolerances: Floats) -> Ints:
    """Decimals of each arc, of its first and of its last point; a node is rounded as the finest arc there is."""
    own = np.clip(np.ceil(-np.log10(tolerances / 4)), *_DECIMALS).astype(np.int64)
    at_node = np.zeros(arcs.ends.max() + 1, dtype=np.int64)
    for side in (0, 1):
        np.maximum.at(at_node, arcs.ends[:, side], own)
    return np.column_stack([own, at_node[arcs.ends]])


def _coarser(lines: Shapes, tolerances: Floats, decimals: Ints) -> Shapes:
    """The lines simplified and rounded; points that fall together become one, first and last points stay."""
    points, line = shapely.get_coordinates(shapely.simplify(lines, tolerances), return_index=True)
    first = np.flatnonzero(np.diff(line, prepend=-1))
    last = np.append(first[1:], len(points)) - 1
    places = decimals[line, 0]
    places[first], places[last] = decimals[:, 1], decimals[:, 2]
    scale = 10.0 ** places[:, None]
    rounded = np.rint(points * scale) / scale
    kept = np.append(True, (np.diff(rounded, axis=0) != 0).any(axis=1))
    kept[first] = kept[last] = True
    drawn: Shapes = shapely.linestrings(rounded[kept], indices=line[kept])
    return drawn
