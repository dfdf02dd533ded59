"""Sums by day of quantities on single days and over spans of days, block of days by block of days.

Blocks begin on fixed calendar days, so that a value is the same whatever days are asked for. Spans are added through
a tree over the days of a block: only positive numbers are ever added, never a running sum of differences, so that
what ends leaves no rounding behind.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from dashboard.pressure.codes import Flags, Ints
from dashboard.pressure.rows import Floats

Points = tuple[Ints, Ints, Floats]
"""Quantities on single days: days, cells, values."""

BLOCK = 64
"""Days in a block; a power of two."""

_SPARSE = 16
"""A block's sums are kept where they have at most so many numbers for each one that was added."""


@dataclass(frozen=True, eq=False)
class Spans:
    """In every cell ``value`` on day ``first`` and ``slope`` more on each later day up to ``last``, inclusive."""

    cell: Ints
    first: Ints
    last: Ints
    value: Floats
    slope: Floats | None = None

    def where(self, mask: Flags) -> "Spans":
        """The spans the mask chooses."""
        slope = None if self.slope is None else self.slope[mask]
        return Spans(self.cell[mask], self.first[mask], self.last[mask], self.value[mask], slope)

    def within(self, start: int) -> "Spans":
        """The parts of the spans in the block from day ``start``, their days counted from there."""
        inside = self.where((self.first < start + BLOCK) & (self.last >= start))
        skipped = np.maximum(start - inside.first, 0)
        value = inside.value if inside.slope is None else inside.value + inside.slope * skipped
        last = np.minimum(inside.last - start, BLOCK - 1)
        return Spans(inside.cell, inside.first + skipped - start, last, value, inside.slope)

    def by_day(self, cells: int) -> Floats:
        """Sums [BLOCK, cells] of spans whose days are within one block."""
        levels = [np.zeros((BLOCK >> depth, 2, cells)) for depth in range(BLOCK.bit_length())]
        # Halves of the tree's nodes are taken as in every bottom-up segment tree: [left, right) in heap order.
        left, right, rest = self.first + BLOCK, self.last + 1 + BLOCK, self
        for level in levels:
            open_ = left < right
            rest, left, right = rest.where(open_), left[open_], right[open_]
            rest.add_to(level, left, (left & 1).astype(bool))
            rest.add_to(level, right - 1, (right & 1).astype(bool))
            left, right = (left + 1) >> 1, right >> 1
        return _pushed_down(levels)

    def add_to(self, level: Floats, node: Ints, chosen: Flags) -> None:
        """Adds value and slope of the chosen spans to nodes of one level of the tree."""
        if not chosen.any():
            return
        nodes, cells = level.shape[0], level.shape[2]
        place = node[chosen] - nodes
        key, size = place * cells + self.cell[chosen], nodes * cells
        value = self.value[chosen]
        if self.slope is not None:
            slope = self.slope[chosen]
            value = value + slope * (place * (BLOCK // nodes) - self.first[chosen])
            level[:, 1] += np.bincount(key, slope, size).reshape(nodes, cells)
        level[:, 0] += np.bincount(key, value, size).reshape(nodes, cells)


def _pushed_down(levels: list[Floats]) -> Floats:
    """Value of each day: its own node and all nodes above it, climbing by the slope within each."""
    total = levels[-1]
    for level in reversed(levels[:-1]):
        length = BLOCK // level.shape[0]
        below = np.repeat(total, 2, axis=0)
        below[1::2, 0] += length * below[1::2, 1]
        total = below + level
    return total[:, 0]


@dataclass(frozen=True, eq=False)
class Calendar:
    """Quantities on days: single days sorted by day, and spans, in ``cells`` cells."""

    day: Ints
    cell: Ints
    value: Floats
    spans: tuple[Spans, ...]
    cells: int
    _grids: dict[int, Floats | None] = field(default_factory=dict)

    @classmethod
    def of(cls, points: Iterable[Points], spans: Iterable[Spans], cells: int) -> "Calendar":
        """A calendar from (days, cells, values) of single days and from spans; empty ones are dropped."""
        day, cell, value = _joined(list(points))
        if (day[1:] < day[:-1]).any():
            order = np.argsort(day, kind="stable")
            day, cell, value = day[order], cell[order], value[order]
        return cls(day, cell, value, tuple(span for span in spans if len(span.cell)), cells)

    @property
    def start(self) -> int | None:
        """The first day with anything on it."""
        firsts = [*self.day[:1].tolist(), *(int(span.first.min()) for span in self.spans)]
        return min(firsts, default=None)

    def block(self, start: int) -> Floats | None:
        """Sums [BLOCK, cells] for the days from ``start``, not to be changed; None where there is nothing."""
        if start in self._grids:
            return self._grids[start]
        lo, hi = np.searchsorted(self.day, (start, start + BLOCK))
        grid: Floats | None = None
        if lo < hi:
            key = (self.day[lo:hi] - start) * self.cells + self.cell[lo:hi]
            flat = np.bincount(key, self.value[lo:hi], BLOCK * self.cells)
            grid = flat.astype(np.float64, copy=False).reshape(BLOCK, self.cells)
        counted = int(hi - lo)
        for spans in self.spans:
            within = spans.within(start)
            counted += len(within.cell) * BLOCK
            if len(within.cell):
                added = within.by_day(self.cells)
                grid = added if grid is None else grid + added
        # Kept where it is not much larger than what it is made of: another choice of cells need not add up all again.
        if grid is None or counted * _SPARSE >= grid.size:
            self._grids[start] = grid
        return grid


@dataclass(frozen=True, eq=False)
class Chosen:
    """Some of the cells of a calendar, each counted to one of ``cells`` new ones: several may share one."""

    calendar: Calendar
    chosen: Ints
    starts: Ints
    places: Ints
    cells: int

    @classmethod
    def of(cls, calendar: Calendar, chosen: Ints, places: Ints, cells: int) -> "Chosen":
        """The cells ``chosen`` by their numbers, and the place of each among the new ones."""
        order = np.argsort(places, kind="stable")
        different, starts = np.unique(places[order], return_index=True)
        return cls(calendar, chosen[order], starts, different, cells)

    @property
    def start(self) -> int | None:
        """The first day with anything on it in the calendar."""
        return self.calendar.start if len(self.chosen) else None

    def block(self, start: int) -> Floats | None:
        """Sums [BLOCK, cells] for the days from ``start``; None where there is nothing."""
        whole = self.calendar.block(start)
        if whole is None or not len(self.chosen):
            return None
        taken = whole.take(self.chosen, axis=1)
        if not taken.any():
            return None
        sums = taken if len(self.starts) == len(self.chosen) else np.add.reduceat(taken, self.starts, axis=1)
        if len(self.places) == self.cells:
            return sums
        grid = np.zeros((BLOCK, self.cells))
        grid[:, self.places] = sums
        return grid


def _joined(points: list[Points]) -> Points:
    """All of the points in one; copied only where more than one of the parts holds any."""
    some = [part for part in points if len(part[0])] or points[:1]
    if len(some) == 1:
        return some[0]
    days, cells, values = zip(*some, strict=True)
    return np.concatenate(days), np.concatenate(cells), np.concatenate(values)
