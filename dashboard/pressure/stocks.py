"""Stocks by day: what is left of every action, target by target and tactic by tactic.

A first-order recursion over the days, ``S(t) = S(t-1) * 2^(-1/h) + new(t)``, for all targets, tactics and half-lives
at once: its cost is that of the rows plus that of targets x days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.pressure.rows import NEVER, Floats, Ints, Rows
from dashboard.pressure.settings import Settings
from dashboard.pressure.spans import BLOCK, Calendar, Spans


@dataclass(frozen=True, eq=False)
class Flow:
    """What comes into the stocks (``new``) and what stays fresh beside them (``held``: posters known to be up)."""

    new: Calendar
    held: Calendar
    targets: tuple[int, ...]
    tactics: tuple[str, ...]

    @property
    def start(self) -> int | None:
        """The first day on which anything presses anyone."""
        return min((day for day in (self.new.start, self.held.start) if day is not None), default=None)


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


def flow_of(rows: Rows, targets: Sequence[str], settings: Settings) -> Flow:
    """The flow of all actions toward the targets; its cells are tactics x targets, those without any left out."""
    tactics = settings.pressing
    target, tactic = rows.target.places(targets), rows.tactic.places(tactics)
    # Everything is looked up by pairs of names, of which there are few, so that each row is touched seldom.
    pair = rows.tactic.codes * len(target) + rows.target.codes
    daily = rows.a_day(settings)
    size = (len(tactic), len(target))
    wanted = np.logical_and.outer(tactic >= 0, target >= 0)
    pressed = wanted & (np.bincount(pair, daily, wanted.size).reshape(size) > 0)
    used_tactics = np.unique(tactic[pressed.any(axis=1)])
    used_targets = np.unique(target[pressed.any(axis=0)])
    cells = np.searchsorted(used_tactics, tactic)[:, None] * len(used_targets) + np.searchsorted(used_targets, target)
    cell = np.where(pressed, cells, -1).ravel()[pair]
    new, held = _calendars(
        _Pressing(cell, rows.first, rows.last, rows.until, daily), len(used_targets) * len(used_tactics)
    )
    return Flow(new, held, tuple(used_targets.tolist()), tuple(tactics[place] for place in used_tactics))


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
