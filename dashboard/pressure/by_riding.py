"""Pressure by riding: what is on each member, counted in the riding that they sat for on the day."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.directory import Directory
from dashboard.pressure.formula import Daily
from dashboard.pressure.rows import Floats
from dashboard.reference.namesakes import namesakes
from dashboard.reference.ridings import riding_keys

_LONGEST_DAILY = 366
_WEEK = 7

Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class ByRiding:
    """Weighted points at the end of some days, so many days apart: ``points`` [ridings x days] by the members' seats.

    ``elsewhere`` is on those who sat for none of these ridings, so that both add up to ``total``, the campaign's.
    ``low`` to ``high`` is the total's range. ``members`` [ridings x days] are places in ``targets``, -1 for nobody
    who is pressed.
    """

    ridings: tuple[str, ...]
    targets: tuple[str, ...]
    days: npt.NDArray[np.datetime64]
    apart: int
    points: Floats
    elsewhere: Floats
    total: Floats
    low: Floats
    high: Floats
    members: npt.NDArray[np.intp]

    def place(self, day: object) -> int:
        """Which of the days a day is: the last that is not after it, the first for what lies before all."""
        found = int(np.searchsorted(self.days, np.datetime64(day, "D"), side="right")) - 1  # type: ignore[call-overload]
        return max(found, 0)


def by_riding(daily: Daily, directory: Directory, order: int) -> ByRiding:
    """The pressure parted by the ridings of one order; every day up to a year, for longer each seventh to the last.

    A member for a riding of the other order is counted in the riding of the same name. Institutions sit for nobody.
    """
    ridings = tuple(sorted(riding_keys(order)))
    apart = 1 if len(daily.days) <= _LONGEST_DAILY else _WEEK
    at = np.arange(len(daily.days))[::-1][::apart][::-1]
    days, contribution = daily.days[at], daily.contribution[:, at]
    place = pd.Index(ridings).get_indexer(pd.Index(_seats(daily.targets, days, directory, order).ravel()))
    cell = place * len(days) + np.tile(np.arange(len(days)), len(daily.targets))
    seated, size = place >= 0, (len(ridings), len(days))
    held = np.where(seated, contribution.ravel(), 0.0)
    points = np.bincount(cell[seated], held[seated], size[0] * size[1]).astype(np.float64).reshape(size)
    members = np.full(size, -1, dtype=np.intp)
    shown = seated & (held > 0)
    members.ravel()[cell[shown]] = np.repeat(np.arange(len(daily.targets)), len(days))[shown]
    elsewhere = (contribution.ravel() - held).reshape(contribution.shape).sum(axis=0)
    totals = (daily.total[at], daily.total_low[at], daily.total_high[at])
    return ByRiding(ridings, daily.targets, days, apart, points, elsewhere, *totals, members)


def _seats(targets: tuple[str, ...], days: npt.NDArray[np.datetime64], directory: Directory, order: int) -> Texts:
    """The riding of the order that each target sat for at the end of each day [targets x days], "" for none."""
    ids = np.repeat(np.array(targets, dtype=object), len(days))
    sat = directory.riding_on(ids, np.tile(days, len(targets)))
    people = directory.people
    sat[np.isin(ids, people.loc[people["kind"] == "institution", "target_id"].to_numpy(object))] = ""
    codes, keys = pd.factorize(sat)
    named = np.array([namesakes(order).get(key, "") for key in keys] or [""], dtype=object)
    found: Texts = named[codes].reshape(len(targets), len(days))
    return found
