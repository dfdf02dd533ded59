"""Stocks by day: what is left of every action, target by target and tactic by tactic.

A first-order recursion over the days, ``S(t) = S(t-1) * 2^(-1/h) + new(t)``, for all targets, tactics and half-lives
at once: its cost is that of the rows plus that of targets x days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.pressure.rows import NEVER, Flags, Floats, Ints, Rows
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
    """Rows that press a target: cell, days and what they add to it on each day."""

    cell: Ints
    first: Ints
    last: Ints
    until: Ints
    daily: Floats

    def where(self, mask: Flags) -> "_Pressing":
        return _Pressing(self.cell[mask], self.first[mask], self.last[mask], self.until[mask], self.daily[mask])


def flow_of(rows: Rows, targets: Sequence[str], settings: Settings) -> Flow:
    """The flow of all actions toward the targets; its cells are tactics x targets, those without any left out."""
    target, tactic = rows.target.placed_in(targets), rows.tactic.placed_in(settings.pressing)
    daily = rows.a_day(settings)
    counts = (target >= 0) & (tactic >= 0) & (daily > 0)
    used_targets = _used(target, counts, len(targets))
    used_tactics = _used(tactic, counts, len(settings.pressing))
    # Tables from all targets and tactics to those used; the last place takes the code -1 and is never read.
    target_place = np.zeros(len(targets) + 1, dtype=np.int64)
    target_place[used_targets] = np.arange(len(used_targets))
    tactic_place = np.zeros(len(settings.pressing) + 1, dtype=np.int64)
    tactic_place[used_tactics] = np.arange(len(used_tactics))
    cell = tactic_place[tactic] * len(used_targets) + target_place[target]
    pressing = _Pressing(cell, rows.first, rows.last, rows.until, daily)
    if not counts.all():
        pressing = pressing.where(counts)
    cells = len(used_targets) * len(used_tactics)
    new, held = _calendars(pressing, cells)
    return Flow(new, held, tuple(used_targets.tolist()), tuple(settings.pressing[place] for place in used_tactics))


def _used(places: Ints, counts: Flags, size: int) -> Ints:
    """The places that any row counts in, in order."""
    found: Ints = np.flatnonzero(np.bincount(np.where(counts, places, size), minlength=size + 1)[:-1])
    return found


def _calendars(rows: _Pressing, cells: int) -> tuple[Calendar, Calendar]:
    longer = rows.last > rows.first
    seen = rows.until > NEVER
    plain = ~(longer | seen)
    once = rows if plain.all() else rows.where(plain)
    spread = rows.where(longer & ~seen)
    posters = rows.where(seen)
    # Shares of days up to the last sighting stay fresh till then and enter on that day; later ones on their own.
    fresh_to = np.minimum(posters.last, posters.until)
    fresh = (fresh_to - posters.first + 1) * posters.daily
    new = Calendar.of(
        [(once.first, once.cell, once.daily), (posters.until, posters.cell, fresh)],
        [
            Spans(spread.cell, spread.first, spread.last, spread.daily),
            _existing(Spans(posters.cell, posters.until + 1, posters.last, posters.daily)),
        ],
        cells,
    )
    climbing_to = np.minimum(fresh_to, posters.until - 1)
    held = Calendar.of(
        [(once.first[:0], once.cell[:0], once.daily[:0])],
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
