"""Pressure, its parts and effort as pages show them, kept as ``cached`` keeps things: nothing here may be changed."""

from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.filters import Filters
from dashboard.listed import Listed, listed
from dashboard.pressure import (
    Daily,
    Opened,
    Window,
    actions_by_day,
    effort_by_tactic,
    one_at_a_time,
    opened,
    places_held,
    variations_on,
    window_before,
)
from dashboard.pressure.codes import Flags
from dashboard.pressure.grouping import NONE
from dashboard.pressure.rows import Rows
from dashboard.schema import ROLES
from dashboard.snapshot import Snapshot, days_up_to
from dashboard.ui import cached


def pressure(of: Snapshot, filters: Filters) -> Daily:
    """Pressure by day, with its ranges, under these filters."""
    return _pressure(of, replace(filters, status=""), cached.today())


def pressure_on(of: Snapshot, filters: Filters, day: date) -> Daily:
    """Pressure at the end of one day, with its ranges, under these filters."""
    return pressure(of, replace(filters, first=None, last=None, as_of=day))


def effort(of: Snapshot, filters: Filters) -> pd.DataFrame:
    """Attempts by day and tactic under these filters."""
    return _effort(of, replace(filters, status=""), cached.today())


def actions_a_day(of: Snapshot, filters: Filters) -> npt.NDArray[np.float64]:
    """How many actions there were on each of the days shown, under these filters."""
    return _actions_a_day(of, replace(filters, status=""), cached.today())


def holding(of: Snapshot, filters: Filters) -> npt.NDArray[np.bool_]:
    """Who of ``pressure``'s targets holds the campaign's post on which of its days [targets x days]."""
    return _holding(of, replace(filters, status=""), cached.today())


def window(of: Snapshot, day: date) -> Window | None:
    """The mean of the campaign's whole pressure over the 28 days before a day, and its place among such windows."""
    daily = pressure(of, Filters(campaign=of.campaign.slug))
    return window_before(daily.total, daily.days, day)


def ranking(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    """The order of all targets at the end of a day, best first, with in how many of the settings each place holds.

    Columns: target_id, contribution, low, high, place, held.
    """
    return _ranking(of, _undated(filters), day)


def variations(of: Snapshot, filters: Filters, day: date) -> npt.NDArray[np.float64]:
    """Contributions at the end of a day [81 variations x targets], in the order of ``pressure.VARIATIONS``."""
    return _variations(of, _undated(filters), day)


def assumptions(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    """How a day's total moves when one assumption alone does: the columns of ``pressure.one_at_a_time``."""
    return one_at_a_time(variations(of, filters, day))


def opened_on(of: Snapshot, filters: Filters, day: date, over: int = 1) -> Opened:
    """What groups of actions hold of a day's pressure, or of its mean over some days up to that, from totals alone."""
    return _opened(of, _undated(filters), day, over)


def parts(of: Snapshot, filters: Filters, day: date, over: int = 1, by: str = "", part: str = "") -> pd.DataFrame:
    """What each action holds of a day's pressure, or of its mean over some days up to that, with keys of its groups.

    The columns of ``contributions`` with points, and one for each of ``pressure.GROUPS``; of one group where ``part``
    is one of the groups ``by`` something.
    """
    return _parts(of, _undated(filters), day, over, by, part)


def acting(of: Snapshot, filters: Filters, day: date, by: str, part: str) -> Listed:
    """The actions that hold points at the end of a day, of one group by tactic, target or riding or of all."""
    return _acting(of, _undated(filters), day, by, part)


def parts_of_page(
    of: Snapshot, filters: Filters, day: date, over: int, found: Listed, start: int, stop: int
) -> pd.DataFrame:
    """As ``parts``, of some of the actions found, newest first."""
    return _parts_of_page(of, _undated(filters), day, over, found, start, stop)


def _undated(filters: Filters) -> Filters:
    """The filters without days, and without the status, which is one of places."""
    return replace(filters, first=None, last=None, as_of=None, status="")


@cached.kept
def _pressure(of: Snapshot, filters: Filters, day: date) -> Daily:
    return of.pressure(filters, day)


@cached.kept
def _effort(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    first, last = of.days(filters, day)
    return effort_by_tactic(of.efforts(filters), np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1))


@cached.kept
def _actions_a_day(of: Snapshot, filters: Filters, day: date) -> npt.NDArray[np.float64]:
    first, last = of.days(filters, day)
    return actions_by_day(of.efforts(filters), np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1))


@cached.kept
def _holding(of: Snapshot, filters: Filters, day: date) -> npt.NDArray[np.bool_]:
    daily = _pressure(of, filters, day)
    return of.roles(daily.targets, daily.days) == ROLES.index("holds_post")


@cached.kept
def _ranking(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    return places_held(_variations(of, filters, day), of.targets(of.basis(filters)))


@cached.kept
def _variations(of: Snapshot, filters: Filters, day: date) -> npt.NDArray[np.float64]:
    basis, on = of.basis(filters), np.datetime64(day, "D")
    targets = of.targets(basis)
    return variations_on(basis, targets, of.roles(targets, np.array([on]))[:, 0], on, of.settings)


@cached.kept
def _opened(of: Snapshot, filters: Filters, day: date, over: int) -> Opened:
    basis, days = of.basis(filters), days_up_to(day, over)
    targets = of.targets(basis)
    return opened(of.totals, basis, targets, of.roles(targets, days), days, of.settings)


@partial(cached.kept, most=8)
def _parts(of: Snapshot, filters: Filters, day: date, over: int, by: str, part: str) -> pd.DataFrame:
    of_upload = by == "upload" and part
    found = _acting(of, filters, day, "" if of_upload else by, "" if of_upload else part)
    rows = of.parts(found.page(0, len(found)), filters, day, over)
    return rows[rows["upload"] == part] if of_upload else rows


@cached.kept
def _acting(of: Snapshot, filters: Filters, day: date, by: str, part: str) -> Listed:
    targets = of.targets(of.basis(filters))

    def acts(rows: Rows) -> Flags:
        pressing = rows.tactic.equals(*of.settings.pressing) & rows.target.equals(*targets) & (rows.share > 0)
        return pressing & getattr(rows, by).equals("" if part == NONE else part) if part else pressing

    return listed(of, replace(filters, last=day), also=acts)


@cached.kept
def _parts_of_page(
    of: Snapshot, filters: Filters, day: date, over: int, found: Listed, start: int, stop: int
) -> pd.DataFrame:
    rows = found.page(start, stop)[::-1]
    place = {pair: number for number, pair in enumerate(zip(rows["action_id"], rows["target_id"], strict=True))}
    parts = of.parts(rows, filters, day, over)
    order = [place[pair] for pair in zip(parts["action_id"], parts["target_id"], strict=True)]
    return parts.iloc[np.argsort(order, kind="stable")]
