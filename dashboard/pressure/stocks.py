"""Stocks by day: what is left of every action, target by target and tactic by tactic.

A first-order recursion over the days, ``S(t) = S(t-1) * 2^(-1/h) + new(t)``, for all targets, tactics and half-lives
at once: its cost is that of the rows plus that of targets x days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.codes import Cells, Flags, Ints
from dashboard.pressure.rows import NEVER, Floats, Rows, day_number
from dashboard.pressure.settings import Settings
from dashboard.pressure.spans import BLOCK, Calendar, Chosen, Spans


@dataclass(frozen=True, eq=False)
class Flow:
    """What comes into the stocks (``new``) and what stays fresh beside them (``held``: posters known to be up)."""

    new: Chosen
    held: Chosen
    targets: tuple[int, ...]
    tactics: tuple[str, ...]

    @property
    def start(self) -> int | None:
        """The first day on which anything presses anyone."""
        return min((day for day in (self.new.start, self.held.start) if day is not None), default=None)


@dataclass(frozen=True, eq=False)
class Basis:
    """All actions by day and cell under one table of settings, made once: what is asked of them chooses cells.

    ``daily`` is what comes into each cell at all; ``kept`` are the cells that filters leave.
    """

    cells: Cells
    daily: Floats
    new: Calendar
    held: Calendar
    kept: Flags

    @classmethod
    def of(cls, actions: "pd.DataFrame | Rows | Basis", settings: Settings) -> "Basis":
        """The basis of resolved actions or totals; one already made, under these settings, is passed through."""
        if isinstance(actions, Basis):
            return actions
        rows = Rows.of(actions)
        daily, size = rows.a_day(settings), len(rows.cells)
        pressing = rows.tactic.equals(*settings.pressing) & (daily > 0)
        cell = np.where(pressing, rows.cell, -1)
        new, held = _calendars(_Pressing(cell, rows.first, rows.last, rows.until, daily), size)
        return cls(
            rows.cells, np.bincount(rows.cell, daily, size).astype(np.float64), new, held, np.ones(size, dtype=bool)
        )

    def left(self, kept: Flags) -> "Basis":
        """The same with only these of its cells."""
        return replace(self, kept=kept)

    @property
    def targets(self) -> list[str]:
        """Ids of everyone who is acted toward in the cells kept."""
        return self.cells.target.where(self.kept).used

    def flow(self, targets: Sequence[str], settings: Settings) -> Flow:
        """The flow toward the targets; its cells are tactics x targets, those without any left out."""
        tactics = settings.pressing
        target, tactic = self.cells.target.placed_in(targets), self.cells.tactic.placed_in(tactics)
        chosen = np.flatnonzero(self.kept & (target >= 0) & (tactic >= 0) & (self.daily > 0))
        used_tactics, row = np.unique(tactic[chosen], return_inverse=True)
        used_targets, column = np.unique(target[chosen], return_inverse=True)
        place, size = row * len(used_targets) + column, len(used_targets) * len(used_tactics)
        new, held = (Chosen.of(calendar, chosen, place, size) for calendar in (self.new, self.held))
        return Flow(new, held, tuple(used_targets.tolist()), tuple(tactics[number] for number in used_tactics))


def flow_of(actions: "pd.DataFrame | Rows | Basis", targets: Sequence[str], settings: Settings) -> Flow:
    """The flow of all actions toward the targets."""
    return Basis.of(actions, settings).flow(targets, settings)


@dataclass(frozen=True, eq=False)
class _Pressing:
    """What rows add to a cell on each of their days; those that press none of the targets have the cell -1."""

    cell: Ints
    first: Ints
    last: Ints
    until: Ints
    daily: Floats

    def where(self, mask: Ints) -> "_Pressing":
        return _Pressing(self.cell[mask], self.first[mask], self.last[mask], self.until[mask], self.daily[mask])


def _calendars(rows: _Pressing, cells: int) -> tuple[Calendar, Calendar]:
    counts = rows.cell >= 0
    longer = rows.last > rows.first
    seen = rows.until > NEVER
    once = np.flatnonzero(counts & ~(longer | seen))
    spread = rows.where(np.flatnonzero(counts & longer & ~seen))
    posters = rows.where(np.flatnonzero(counts & seen))
    # Shares of days up to the last sighting stay fresh till then and enter on that day; later ones on their own.
    fresh_to = np.minimum(posters.last, posters.until)
    fresh = (fresh_to - posters.first + 1) * posters.daily
    new = Calendar.of(
        [(rows.first[once], rows.cell[once], rows.daily[once]), (posters.until, posters.cell, fresh)],
        [
            Spans(spread.cell, spread.first, spread.last, spread.daily),
            _existing(Spans(posters.cell, posters.until + 1, posters.last, posters.daily)),
        ],
        cells,
    )
    climbing_to = np.minimum(fresh_to, posters.until - 1)
    held = Calendar.of(
        [(posters.first[:0], posters.cell[:0], fresh[:0])],
        [
            _existing(Spans(posters.cell, posters.first, climbing_to, posters.daily, posters.daily)),
            _existing(Spans(posters.cell, posters.last + 1, posters.until - 1, fresh)),
        ],
        cells,
    )
    return new, held


def _existing(spans: Spans) -> Spans:
    return spans.where(spans.first <= spans.last)


def stocks(flow: Flow, half_lives: Floats, first: int, last: int) -> Iterator[tuple[slice, Floats]]:
    """Stocks of the days from ``first`` to ``last`` for half-lives [variants, tactics], block by block.

    Yields the places of the days among those asked for and stocks [days, variants, tactics, targets]; days before
    anything happened are left out.
    """
    start = flow.start
    if start is None:
        return
    shape = (len(half_lives), len(flow.tactics), len(flow.targets))
    lives = np.repeat(half_lives, len(flow.targets), axis=1)
    left = np.zeros_like(lives)
    for block in range(start // BLOCK, last // BLOCK + 1):
        begin = block * BLOCK
        shown = slice(max(first - begin, 0), min(last - begin + 1, BLOCK))
        left, days = _through(flow.new.block(begin), left, lives, shown)
        if days is None:
            continue
        held = flow.held.block(begin)
        if held is not None:
            days = days + held[shown, None]
        yield slice(begin + shown.start - first, begin + shown.stop - first), days.reshape(-1, *shape)


def _through(new: Floats | None, left: Floats, lives: Floats, shown: slice) -> tuple[Floats, Floats | None]:
    """One block: stocks at its end, and on the days shown where there are any."""
    visible = shown.start < shown.stop
    if new is None:  # nothing comes in: each day follows from the block's beginning, shown or not
        days = left * np.exp2(-(np.arange(shown.start, shown.stop)[:, None, None] + 1) / lives) if visible else None
        return left * np.exp2(-BLOCK / lives), days
    kept = np.exp2(-1 / lives)
    if not visible:
        for today in new:
            left = left * kept + today
        return left, None
    days = np.empty((BLOCK, *lives.shape))
    for today, day in zip(new, days, strict=True):
        np.multiply(left, kept, out=day)
        left = np.add(day, today, out=day)
    return left, days[shown]


def stocks_on(basis: Basis, targets: Sequence[str], days: npt.NDArray[np.datetime64], settings: Settings) -> Floats:
    """Stocks S_jk at the end of consecutive days [days, pressing tactics, targets]."""
    flow, tactics = basis.flow(targets, settings), settings.pressing
    full = np.zeros((len(days), len(tactics), len(targets)))
    lives = np.array([[settings.tactics[name].h for name in flow.tactics]])
    places = np.array([tactics.index(name) for name in flow.tactics], dtype=np.int64)
    if len(days):
        for shown, stock in stocks(flow, lives, day_number(days[0]), day_number(days[-1])):
            full[shown, places[:, None], np.array(flow.targets)] = stock[:, 0]
    return full


def stocks_of_cells(basis: Basis, days: npt.NDArray[np.datetime64], settings: Settings) -> Floats:
    """What each cell of the basis has in stock at the end of consecutive days [days, cells], kept by filters or not."""
    known = settings.tactics
    lives = np.array([[known[name].h if name in known else 1.0 for name in basis.cells.tactic.texts(slice(None))]])
    full = np.zeros((len(days), len(basis.cells)))
    starts = [start for start in (basis.new.start, basis.held.start) if start is not None]
    if not starts or not len(days):
        return full
    first, last = day_number(days[0]), day_number(days[-1])
    left = np.zeros_like(lives)
    for begin in range(min(starts) // BLOCK * BLOCK, last + 1, BLOCK):
        shown = slice(max(first - begin, 0), min(last - begin + 1, BLOCK))
        new, held = basis.new.block(begin), basis.held.block(begin)
        left, found = _through(None if new is None else new[:, None], left, lives, shown)
        if found is not None:
            part = slice(begin + shown.start - first, begin + shown.stop - first)
            full[part] = found[:, 0] if held is None else found[:, 0] + held[shown]
    return full
