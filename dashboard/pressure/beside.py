"""Figures shown beside the pressure and never multiplied into it: effort, reachability, breadth, firsts, evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.codes import Cells, Flags
from dashboard.pressure.contributions import mean_points
from dashboard.pressure.rows import Day, Floats, Rows, day_number, firsts
from dashboard.pressure.settings import DEFAULTS, STILL_TO_DO, Settings
from dashboard.pressure.spans import BLOCK, Calendar, Chosen, Spans
from dashboard.pressure.stocks import Basis
from dashboard.schema import TACTICS

RECENT = 28
"""Days that count as recent, and the length of the windows that outcomes are compared by."""


@dataclass(frozen=True)
class Breadth:
    """How many different offices and ridings were touched."""

    offices: int
    ridings: int


@dataclass(frozen=True)
class Window:
    """The mean of T in the window before an outcome; its place, 1 being the highest, among ``of`` windows."""

    mean: float
    place: int
    of: int


@dataclass(frozen=True, eq=False)
class Efforts:
    """Attempts, and numbers of actions, by day and cell, made once: what is asked of them chooses cells."""

    cells: Cells
    attempts: Calendar
    actions: Calendar
    kept: Flags

    @classmethod
    def of(cls, actions: "pd.DataFrame | Rows | Efforts") -> "Efforts":
        """The efforts of resolved actions or totals; those already made are passed through."""
        if isinstance(actions, Efforts):
            return actions
        rows = Rows.of(actions)
        attempts, counted = (_by_cell(rows, values) for values in (rows.attempts, rows.n * firsts(rows.action)))
        return cls(rows.cells, attempts, counted, np.ones(len(rows.cells), dtype=bool))

    def left(self, kept: Flags) -> "Efforts":
        """The same with only these of its cells."""
        return replace(self, kept=kept)


def _by_cell(rows: Rows, values: Floats) -> Calendar:
    once = rows.first == rows.last
    a_day = (values / (rows.last - rows.first + 1))[~once]
    spans = Spans(rows.cell[~once], rows.first[~once], rows.last[~once], a_day)
    return Calendar.of([(rows.first[once], rows.cell[once], values[once])], [spans], len(rows.cells))


def effort_by_tactic(actions: pd.DataFrame | Rows | Efforts, days: npt.NDArray[np.datetime64]) -> pd.DataFrame:
    """Every attempt counted, by day (rows) and tactic (columns), whatever came of it: never decayed or weighted.

    An action of several days is spread over them evenly; one toward several targets is counted once. Tactics of the
    table come first, then others the actions name; the capacity tactics are among them.
    """
    efforts = Efforts.of(actions)
    tactic = efforts.cells.tactic
    tactics = [*TACTICS, *(name for name in tactic.names if name not in TACTICS)]
    chosen = np.flatnonzero(efforts.kept)
    grid = _by_day(Chosen.of(efforts.attempts, chosen, tactic.placed_in(tactics)[chosen], len(tactics)), days)
    return pd.DataFrame(grid, index=pd.DatetimeIndex(days, name="date"), columns=tactics)


def actions_by_day(actions: pd.DataFrame | Rows | Efforts, days: npt.NDArray[np.datetime64]) -> Floats:
    """How many actions there were on each day, whatever their tactic; one of several days is spread over them evenly.

    An action toward several targets is counted once.
    """
    efforts = Efforts.of(actions)
    chosen = np.flatnonzero(efforts.kept)
    return _by_day(Chosen.of(efforts.actions, chosen, np.zeros(len(chosen), dtype=np.int64), 1), days)[:, 0]


def _by_day(calendar: Chosen, days: npt.NDArray[np.datetime64]) -> Floats:
    """The sums of a calendar [days x cells]."""
    grid = np.zeros((len(days), calendar.cells))
    if not len(days):
        return grid
    first, last = day_number(days[0]), day_number(days[-1])
    for begin in range(first // BLOCK * BLOCK, last + 1, BLOCK):
        block = calendar.block(begin)
        if block is not None:
            lo, hi = max(first, begin), min(last + 1, begin + BLOCK)
            grid[lo - first : hi - first] = block[lo - begin : hi - begin]
    return grid


def reachability(actions: pd.DataFrame | Rows, settings: Settings = DEFAULTS) -> float:
    """Contacts over all calls, by their quantities; NaN where no call was made."""
    rows = Rows.of(actions)
    calls = np.where(rows.tactic.equals("call"), rows.attempts, 0.0)
    made = calls.sum()
    return float(calls[rows.factors(settings) > 0].sum() / made) if made > 0 else float("nan")


def still_to_do(actions: pd.DataFrame | Rows) -> Flags:
    """Which rows are calls that reached nobody and are still to be made."""
    rows = Rows.of(actions)
    return rows.outcome.equals(*STILL_TO_DO)


def breadth(actions: pd.DataFrame | Rows, as_of: Day, days: int = RECENT) -> Breadth:
    """Offices and ridings touched in the last ``days`` days, the day shown included."""
    rows, last = Rows.of(actions), day_number(as_of)
    recent = (rows.first <= last) & (rows.last > last - days)
    return Breadth(*(len({*codes.where(recent).used} - {""}) for codes in (rows.office, rows.riding)))


def first_uses(actions: pd.DataFrame | Rows, as_of: Day, days: int = RECENT) -> tuple[str, ...]:
    """Tactics used for the first time ever within the last ``days`` days, in the order of the table."""
    rows, last = Rows.of(actions), day_number(as_of)
    begun, before = rows.first <= last, rows.first <= last - days
    new = {*rows.tactic.where(begun).used}.difference(rows.tactic.where(before).used)
    return (*(name for name in TACTICS if name in new), *sorted(new.difference(TACTICS)))


def evidence_share(
    actions: pd.DataFrame | Rows,
    targets: Sequence[str],
    role_codes_on_day: npt.NDArray[np.int8],
    as_of: Day,
    settings: Settings = DEFAULTS,
    basis: Basis | None = None,
) -> float:
    """Share of a day's points that come from actions with a link or photo; NaN where there are no points.

    ``basis`` is that of the same actions, where it is made already.
    """
    rows, day = Rows.of(actions), np.array([as_of], dtype="datetime64[D]")
    codes = np.asarray(role_codes_on_day)[:, None]
    points = mean_points(basis or Basis.of(rows, settings), rows, targets, codes, day, settings)
    return float(points[rows.evidenced].sum() / points.sum()) if points.any() else float("nan")


def window_before(total: Floats, days: npt.NDArray[np.datetime64], outcome: Day, length: int = RECENT) -> Window | None:
    """The window of ``length`` days before an outcome among the other whole windows, none overlapping.

    None where the days given do not hold all of the window. This shows timing, not cause.
    """
    end = day_number(outcome) - day_number(days[0]) if len(days) else 0
    if not length <= end <= len(days):
        return None
    starts = range((end - length) % length, len(days) - length + 1, length)
    means = np.array([total[start : start + length].mean() for start in starts])
    own = means[starts.index(end - length)]
    return Window(float(own), 1 + int((means > own).sum()), len(means))
