"""The actions behind a choice, newest first and a page at a time: counted from totals, only the page's own are read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from dashboard.filters import Filters
from dashboard.pressure.codes import Flags, Ints
from dashboard.pressure.rows import Rows, day_number
from dashboard.snapshot import Snapshot
from dashboard.store import Wanted

Keep = Callable[[Rows], Flags]
"""Which of some rows are among those listed."""

_AT_ONCE = 200
_SAYINGS = 100
"""So many different targets as stated are looked up one by one; of more, all actions of the days are read."""


@dataclass(frozen=True, eq=False)
class Listed:
    """The totals chosen, in the order of their first days. ``len`` is the number of rows, one an action and target."""

    of: Snapshot
    tactic: str
    keep: Keep
    rows: Ints

    @property
    def count(self) -> int:
        """How many actions there are."""
        totals, several = self.of.totals, self.of.totals.action[self.rows]
        return int(totals.n[self.rows[several < 0]].sum()) + len(np.unique(several[several >= 0]))

    def __len__(self) -> int:
        return int(self.of.totals.n[self.rows].sum())

    @property
    def last(self) -> tuple[date, str] | None:
        """The last day of the latest of them, and its tactic; None where there is none."""
        if not len(self.rows):
            return None
        totals, row = self.of.totals, self.rows[-1]
        return _date(totals.last[row]), totals.tactic.names[totals.tactic.codes[row]]

    def page(self, start: int, stop: int) -> pd.DataFrame:
        """The resolved actions from one place to another, counted from the newest, which stands last.

        Raises MovedOnError where the store has changed.
        """
        stop = min(stop, len(self))
        if start >= stop:
            return self.of.actions(Wanted(ids=()))
        newest = self.rows[::-1]
        days, counted = self.of.totals.first[newest], np.cumsum(self.of.totals.n[newest])
        until, since = (int(days[np.searchsorted(counted, place, side="right")]) for place in (start, stop - 1))
        skipped = int(counted[days > until][-1]) if (days > until).any() else 0
        read = self._newest(since, until, stop - skipped)
        return read.iloc[start - skipped : stop - skipped][::-1]

    def _newest(self, since: int, until: int, count: int) -> pd.DataFrame:
        """The newest of the actions begun from one day to another, so many at least where there are."""
        first = self.of.totals.first[self.rows]
        here = self.rows[(first >= since) & (first <= until)]
        said = [*dict.fromkeys(self.of.stated.take(here).itertuples(index=False, name=None))]
        wanted = Wanted(
            begun_from=_date(since),
            begun_to=_date(until),
            tactic=self.tactic,
            said=said if len(said) <= _SAYINGS else (),
        )
        parts: list[pd.DataFrame] = []
        at_once, read = max(count, _AT_ONCE), 0
        while sum(map(len, parts)) < count:
            actions = self.of.actions(replace(wanted, newest=(read, at_once)))
            parts.append(actions[self.keep(self._as_totals(actions))])
            read += at_once
            if len(actions) < at_once:
                break
        return pd.concat(parts, ignore_index=True)

    def _as_totals(self, actions: pd.DataFrame) -> Rows:
        """The actions as totals tell them: what has a photo is evidenced as what has a link is."""
        rows, pictured = Rows.of(actions), actions["action_id"].isin(self.of.photographed).to_numpy()
        return replace(rows, evidenced=rows.evidenced | pictured)


def listed(of: Snapshot, filters: Filters, office: str = "", also: Keep | None = None) -> Listed:
    """The actions that these filters leave, with their days; of one office, and of those kept ``also``, where given."""

    def keep(rows: Rows) -> Flags:
        left = of.left_of(rows, filters)
        if office:
            left &= rows.office.equals(office)
        if filters.first:
            left &= rows.last >= day_number(filters.first)
        if filters.last:
            left &= rows.first <= day_number(filters.last)
        return left & also(rows) if also else left

    found = np.flatnonzero(keep(of.totals))
    return Listed(of, filters.tactic, keep, found[np.argsort(of.totals.first[found], kind="stable")])


def _date(day: int) -> date:
    return date(1970, 1, 1) + pd.Timedelta(days=int(day)).to_pytimedelta()
