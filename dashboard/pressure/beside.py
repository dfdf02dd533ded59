"""Figures shown beside the pressure and never multiplied into it: effort, reachability, breadth, firsts, evidence."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.rows import Day, Flags, Floats, Rows, day_number, days_of, whole_quantities
from dashboard.pressure.settings import DEFAULTS, STILL_TO_DO, Settings
from dashboard.pressure.spans import BLOCK, Calendar, Spans
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


def effort_by_tactic(actions: pd.DataFrame, days: npt.NDArray[np.datetime64]) -> pd.DataFrame:
    """Every attempt counted, by day (rows) and tactic (columns), whatever came of it: never decayed or weighted.

    An action of several days is spread over them evenly; one toward several targets is counted once. Tactics of the
    table come first, then others the actions name; the capacity tactics are among them.
    """
    rows = Rows.of(actions)
    tactics = [*TACTICS, *(name for name in rows.tactic.names if name not in TACTICS)]
    grid = _by_day(_effort(rows, rows.tactic.placed_in(tactics), _attempts(actions), len(tactics)), days)
    return pd.DataFrame(grid, index=pd.DatetimeIndex(days, name="date"), columns=tactics)


def actions_by_day(actions: pd.DataFrame, days: npt.NDArray[np.datetime64]) -> Floats:
    """How many actions there were on each day, whatever their tactic; one of several days is spread over them evenly.

    An action toward several targets is counted once.
    """
    rows = Rows.of(actions)
    calendar = _effort(rows, np.zeros(len(rows), dtype=np.int64), _firsts(actions), 1)
    return _by_day(calendar, days)[:, 0]


def _by_day(calendar: Calendar, days: npt.NDArray[np.datetime64]) -> Floats:
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


def _effort(rows: Rows, cell: npt.NDArray[np.int64], attempts: Floats, cells: int) -> Calendar:
    once = rows.first == rows.last
    a_day = (attempts / (rows.last - rows.first + 1))[~once]
    spans = Spans(cell[~once], rows.first[~once], rows.last[~once], a_day)
    return Calendar.of([(rows.first[once], cell[once], attempts[once])], [spans], cells)


def reachability(actions: pd.DataFrame, settings: Settings = DEFAULTS) -> float:
    """Contacts over all calls, by their quantities; NaN where no call was made."""
    rows = Rows.of(actions)
    calls = np.where(rows.tactic.equals("call"), _attempts(actions), 0.0)
    made = calls.sum()
    return float(calls[rows.factors(settings) > 0].sum() / made) if made > 0 else float("nan")


def still_to_do(actions: pd.DataFrame) -> Flags:
    """Which rows are calls that reached nobody and are still to be made."""
    rows = Rows.of(actions)
    return rows.outcome.equals(*STILL_TO_DO)


def breadth(actions: pd.DataFrame, as_of: Day, days: int = RECENT) -> Breadth:
    """Offices and ridings touched in the last ``days`` days, the day shown included."""
    last = day_number(as_of)
    recent = (days_of(actions["date"]) <= last) & (_last_days(actions) > last - days)
    return Breadth(*(_different(actions.loc[recent, name]) for name in ("office_id", "riding")))


def first_uses(actions: pd.DataFrame, as_of: Day, days: int = RECENT) -> tuple[str, ...]:
    """Tactics used for the first time ever within the last ``days`` days, in the order of the table."""
    last = day_number(as_of)
    begun = actions.loc[days_of(actions["date"]) <= last, ["tactic", "date"]]
    firsts = begun.groupby("tactic", observed=True)["date"].min()
    new = set(firsts.index[days_of(firsts) > last - days])
    return (*(name for name in TACTICS if name in new), *sorted(new.difference(TACTICS)))


def evidence_share(contributions: pd.DataFrame, actions: pd.DataFrame, photographed: Collection[str] = ()) -> float:
    """Share of a day's points that come from actions with a link or photo; NaN where there are no points.

    ``photographed`` are the ids of the actions that have a photo.
    """
    shown = {*actions.loc[actions["evidence_url"] != "", "action_id"], *photographed}
    points = contributions["points"]
    of_shown = points[contributions["action_id"].isin(shown)].sum()
    return float(of_shown / points.sum()) if points.any() else float("nan")


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


def _attempts(actions: pd.DataFrame) -> Floats:
    """What each row adds to effort: its share where the quantity is split, else the whole on an action's first row."""
    whole = _firsts(actions)
    split = actions["split"].to_numpy(bool)
    attempts: Floats = whole_quantities(actions) * np.where(split, actions["share"].to_numpy(np.float64), whole)
    return attempts


def _firsts(actions: pd.DataFrame) -> Floats:
    """1 on the first row of every action, 0 on its others."""
    codes, ids = pd.factorize(actions["action_id"])
    first = np.zeros(len(ids), dtype=np.int64)
    # Written back to front, so that what stays is the first row of every action.
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return (first[codes] == np.arange(len(codes))).astype(np.float64)


def _last_days(actions: pd.DataFrame) -> npt.NDArray[np.int64]:
    return np.maximum(days_of(actions["date"]), days_of(actions["date_end"]))


def _different(texts: "pd.Series[str]") -> int:
    return int(texts[texts != ""].nunique())
