"""A coverage of polygons taken apart into its border lines (arcs) and put together again.

Two ridings that share a border keep fitting each other exactly when the border is one line, changed once.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Shapes = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Arcs:
    """A coverage taken apart: each border line once, and how the lines make rings and the rings polygons."""

    lines: Shapes
    ends: Ints
    """Node numbers of each line's first and last point, shape (lines, 2)."""
    faces: Ints
    """The polygons on both sides of each line, shape (lines, 2); the same one twice at the outer edge."""
    rings: list[list[tuple[int, bool]]]
    """Each ring as (line, reversed?) in drawing order."""
    ring_part: Ints
    part_face: Ints

    def with_lines(self, lines: Shapes) -> "Arcs":
        """The same coverage along other lines between the same nodes."""
        return replace(self, lines=lines)


def arcs_of(shapes: Shapes) -> Arcs:
    """The arcs of a coverage whose neighbours share their vertices exactly (see ``shapely.coverage_clean``)."""
    parts, part_face = shapely.get_parts(shapes, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    points, point_ring = shapely.get_coordinates(rings, return_index=True)
    places, numbers = np.unique(points[:, 0] + 1j * points[:, 1], return_inverse=True)
    firsts = np.flatnonzero(np.diff(point_ring, prepend=-1))
    edges = _Edges.of(numbers, point_ring, part_face[ring_part])
    cutter = _Cutter(edges.nodes(len(places)))
    made = [
        cutter.cut(numbers[first:last]) for first, last in zip(firsts, np.append(firsts[1:], len(points)), strict=True)
    ]
    line, number = np.repeat(np.arange(len(cutter.lines)), list(map(len, cutter.lines))), np.concatenate(cutter.lines)
    return Arcs(
        lines=shapely.linestrings(np.column_stack([places.real, places.imag])[number], indices=line),
        ends=np.array([(points[0], points[-1]) for points in cutter.lines], dtype=np.int64),
        faces=edges.faces(*np.array([points[:2] for points in cutter.lines]).T),
        rings=made,
        ring_part=ring_part,
        part_face=part_face,
    )


def polygons(arcs: Arcs, faces: Ints | None = None) -> Shapes:
    """The polygons the arcs make, one for each face (or for these faces alone), multipolygons where one has parts."""
    wanted = np.arange(arcs.part_face[-1] + 1) if faces is None else faces
    ring_face = arcs.part_face[arcs.ring_part]
    own = np.flatnonzero(np.isin(ring_face, wanted))
    points, line = shapely.get_coordinates(arcs.lines, return_index=True)
    cuts = np.searchsorted(line, np.arange(len(arcs.lines) + 1))
    rings = np.array([_ring(points, cuts, arcs.rings[number]) for number in own], dtype=object)
    parts = _with_holes(rings, arcs.ring_part[own])
    starts = np.flatnonzero(np.diff(arcs.ring_part[own], prepend=-1))
    shapes: Shapes = shapely.multipolygons(parts, indices=np.searchsorted(wanted, ring_face[own][starts]))
    single = shapely.get_num_geometries(shapes) == 1
    shapes[single] = shapely.get_geometry(shapes[single], 0)
    return shapes


def _ring(points: Floats, cuts: Ints, ring: list[tuple[int, bool]]) -> Any:  # noqa: ANN401 - shapely is untyped
    pieces = [
        points[cuts[line + 1] - 1 : cuts[line] : -1] if backwards else points[cuts[line] : cuts[line + 1] - 1]
        for line, backwards in ring
    ]
    pieces.append(pieces[0][:1])
    closed = np.concatenate(pieces)
    while len(closed) < 4:  # noqa: PLR2004 - a ring needs four points; this one is invalid and will be drawn finer
        closed = np.vstack([closed, closed[:1]])
    return shapely.linearrings(closed)


def _with_holes(rings: Shapes, ring_part: Ints) -> Shapes:
    starts = np.flatnonzero(np.diff(ring_part, prepend=-1))
    return np.array(
        [
            shapely.polygons(rings[first], rings[first + 1 : last] if last > first + 1 else None)
            for first, last in zip(starts, np.append(starts[1:], len(rings)), strict=True)
        ],
        dtype=object,
    )


@dataclass(frozen=True, slots=True)
class _Edges:
    """Segments between neighbouring points of all rings, each once, with the polygons on both sides."""

    lower: Ints
    upper: Ints
    left: Ints
    right: Ints

    @classmethod
    def of(cls, numbers: Ints, point_ring: Ints, ring_face: Ints) -> "_Edges":
        inside = point_ring[1:] == point_ring[:-1]
        lower, upper = np.minimum(numbers[1:], numbers[:-1])[inside], np.maximum(numbers[1:], numbers[:-1])[inside]
        face = ring_face[point_ring[1:]][inside]
        order = np.lexsort((face, upper, lower))
        lower, upper, face = lower[order], upper[order], face[order]
        first = np.flatnonzero(np.append(True, (np.diff(lower) != 0) | (np.diff(upper) != 0)))
        last = np.append(first[1:], len(lower)) - 1
        return cls(lower[first], upper[first], face[first], face[last])

    def faces(self, one: Ints, other: Ints) -> Ints:
        """The polygons on both sides of the segments between points, shape (segments, 2)."""
        size = int(self.upper.max()) + 1
        known, wanted = self.lower * size + self.upper, np.minimum(one, other) * size + np.maximum(one, other)
        at = np.searchsorted(known, wanted)
        return np.column_stack([self.left[at], self.right[at]])

    def nodes(self, size: int) -> NDArray[np.bool_]:
        """Which points are ends of arcs: where not just two segments meet, or the sides change."""
        degree = np.bincount(self.lower, minlength=size) + np.bincount(self.upper, minlength=size)
        sides = self.left * (int(self.right.max()) + 1) + self.right
        least, most = np.full(size, np.iinfo(np.int64).max), np.full(size, -1)
        for end in (self.lower, self.upper):
            np.minimum.at(least, end, sides)
            np.maximum.at(most, end, sides)
        nodes: NDArray[np.bool_] = (degree != 2) | (least != most)  # noqa: PLR2004 - two segments meet in a line
        return nodes


class _Cutter:
    """Cuts rings into arcs and keeps each arc once, whichever ring brings it and in whichever direction."""

    def __init__(self, nodes: NDArray[np.bool_]) -> None:
        self.lines: list[Ints] = []
        self._nodes = nodes
        self._known: dict[tuple[int, int], int] = {}

    def cut(self, ring: Ints) -> list[tuple[int, bool]]:
        """The arcs of a closed ring of point numbers, as (arc, reversed?)."""
        points = ring[:-1]
        cuts = np.flatnonzero(self._nodes[points])
        start = int(cuts[0]) if len(cuts) else int(points.argmin())
        closed = np.concatenate([points[start:], points[: start + 1]])
        bounds = [*(cuts - start).tolist(), len(points)] if len(cuts) else [0, len(points)]
        return [self._arc(closed[first : last + 1]) for first, last in pairwise(bounds)]

    def _arc(self, points: Ints) -> tuple[int, bool]:
        first, second, before, last = points[[0, 1, -2, -1]].tolist()
        backwards = (first, second) > (last, before)
        start = (last, before) if backwards else (first, second)
        number = self._known.setdefault(start, len(self.lines))
        if number == len(self.lines):
            self.lines.append(points[::-1] if backwards else points)
        return number, backwards
