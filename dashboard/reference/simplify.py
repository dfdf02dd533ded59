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
    """Simplified polygons in the order given, and at least how much of the union with its original each shares."""

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
    mended = shapes.copy()
    tree = shapely.STRtree(shapes)
    near = {speck: tree.query(speck, predicate="intersects") for speck in parts[specks]}
    touched = sorted({int(number) for own in (*near.values(), owner[specks]) for number in own})
    kept = {number: list(parts[~specks & (owner == number)]) for number in touched}
    bodies = {number: shapely.boundary(shapely.multipolygons(own)) for number, own in kept.items()}
    for speck, beside in near.items():
        border = shapely.length(shapely.intersection([bodies[number] for number in beside], speck))
        if border.any():
            kept[int(beside[border.argmax()])].append(speck)
    for number, own in kept.items():
        mended[number] = shapely.coverage_union_all(own)
    return mended


def _largest(area: Floats, owner: Ints, size: int) -> Floats:
    largest = np.zeros(size)
    np.maximum.at(largest, owner, area)
    return largest


class _Drawn:
    """A coverage as drawn so far. Only what changes is drawn and measured again: that is most of the time."""

    def __init__(self, arcs: Arcs, originals: Shapes) -> None:
        self._arcs, self._areas = arcs, shapely.area(originals)
        self._decimals = np.zeros((len(arcs.lines), 3), dtype=np.int64)
        self._crossing = np.zeros(len(arcs.lines), dtype=bool)
        self._lines = arcs.lines.copy()
        self._moved = np.zeros(len(arcs.lines))
        self._valid = np.zeros(len(originals), dtype=bool)
        self._unchecked = np.ones(len(originals), dtype=bool)
        self.shapes = originals.copy()
        self.overlap = np.zeros(len(originals))

    def draw(self, tolerances: Floats, changed: NDArray[np.bool_]) -> None:
        """Draws the changed arcs with their tolerances, the arcs whose ends thereby move, and the polygons of both."""
        decimals = _decimals(self._arcs, tolerances)
        changed = changed | (decimals != self._decimals).any(axis=1)
        self._decimals = decimals
        coarser = _coarser(self._arcs.lines[changed], tolerances[changed], decimals[changed])
        self._lines[changed], self._moved[changed] = coarser
        faces = np.unique(self._arcs.faces[changed])
        self.shapes[faces] = polygons(self._arcs.with_lines(self._lines), faces)
        self._valid[faces] = shapely.is_valid(self.shapes[faces])
        self._unchecked[faces] = True
        self.overlap = self._overlaps()
        self._crossing = _crossing(self._lines, changed, self._crossing)

    def _overlaps(self) -> Floats:
        """Least that intersection over union can be: what lies between the arcs and their originals; 0 if invalid."""
        left, right = self._arcs.faces.T
        moved = np.bincount(left, self._moved, len(self.shapes))
        moved += np.bincount(right, np.where(left == right, 0, self._moved), len(self.shapes))
        both = self._areas + shapely.area(self.shapes)
        return np.where(self._valid, np.maximum(both - moved, 0) / (both + moved), 0)

    def too_rough(self, least_overlap: float) -> NDArray[np.bool_]:
        """The arcs to draw finer: of those beside what is wrong the ones that cross others, else all."""
        wrong = self.overlap < least_overlap
        if not wrong.any():
            wrong = self._misfits()
        beside = np.asarray(wrong[self._arcs.faces].any(axis=1))
        crossing = beside & self._crossing
        return crossing if crossing.any() else beside

    def _misfits(self) -> NDArray[np.bool_]:
        """Which polygons overlap or miss a neighbour, of those that have changed since all of them fitted."""
        near = shapely.STRtree(self.shapes).query(self.shapes[self._unchecked])[1]
        faces = np.unique(near)
        wrong = np.zeros(len(self.shapes), dtype=bool)
        wrong[faces] = ~shapely.is_empty(shapely.coverage_invalid_edges(self.shapes[faces]))
        self._unchecked = wrong.copy()
        return wrong


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


def _coarser(lines: Shapes, tolerances: Floats, decimals: Ints) -> tuple[Shapes, Floats]:
    """The lines simplified and rounded, and the area between each and what it was (at most).

    Points that fall together become one; first and last points stay.
    """
    points, line = shapely.get_coordinates(shapely.simplify(lines, tolerances), return_index=True)
    first, last = _ends(line)
    places = decimals[line, 0]
    places[first], places[last] = decimals[:, 1], decimals[:, 2]
    scale = 10.0 ** places[:, None]
    rounded = np.rint(points * scale) / scale
    kept = np.append(True, (np.diff(rounded, axis=0) != 0).any(axis=1))
    kept[first] = kept[last] = True
    return shapely.linestrings(rounded[kept], indices=line[kept]), _between(lines, points, rounded)


def _between(lines: Shapes, chosen: Floats, rounded: Floats) -> Floats:
    """An area that the space between each line and the chords between its chosen points, once rounded, can't exceed.

    Each piece of a line is taken as a trapezoid over its chord (two triangles where it crosses it), whatever others
    take away; what rounding moves a chosen point by counts twice.
    """
    points, line = shapely.get_coordinates(lines, return_index=True)
    first, last = _ends(line)
    corner = np.isin(points @ (1, 1j), chosen @ (1, 1j))
    corner[first] = corner[last] = True
    chord = np.minimum(np.cumsum(corner) - 1, len(chosen) - 2)
    begin, way = rounded[chord], rounded[chord + 1] - rounded[chord]
    long = np.hypot(*way.T)
    way = np.where(long[:, None] > 0, way, (1.0, 0.0)) / np.where(long > 0, long, 1)[:, None]
    inner = np.flatnonzero(line[1:] == line[:-1])
    along, aside = (
        np.stack([np.einsum("ij,ij->i", points[inner + end] - begin[inner], axis[inner]) for end in (0, 1)])
        for axis in (way, way[:, ::-1] * (-1, 1))
    )
    high, low = np.abs(aside).max(axis=0), np.abs(aside).min(axis=0)
    same_side = aside[0] * aside[1] >= 0
    mean = np.where(same_side, high + low, (high**2 + low**2) / np.maximum(high + low, 1e-300)) / 2
    area = np.bincount(line[inner], np.abs(np.diff(along, axis=0)[0]) * mean, len(lines))
    moved = np.bincount(line[corner], ((rounded - chosen) ** 2).sum(axis=1), len(lines))
    return np.asarray(area + moved, dtype=np.float64)


def _ends(line: Ints) -> tuple[Ints, Ints]:
    """Places of the first and the last point of each line."""
    first = np.flatnonzero(np.diff(line, prepend=-1))
    return first, np.append(first[1:], len(line)) - 1
