"""What each place has had between two days: counts, last action and status."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.coverage.places import places_of
from dashboard.coverage.removed import Removed
from dashboard.coverage.touches import Spots, Touches
from dashboard.pressure.codes import Ints
from dashboard.pressure.rows import Day, Rows, day_number
from dashboard.pressure.settings import DEFAULTS, Settings
from dashboard.schema import DAY, POSTERS, STATUSES

_COUNTED = {
    "poster_office": "postered",
    "poster_riding": "riding_postered",
    "office_visit": "visited",
    "rally": "rallied",
}
"""Tactics with a column of their own, which holds the number of actions."""
_KINDS = {name: place for place, name in enumerate(_COUNTED)}
_OTHER = len(_COUNTED)
_SUMMED = ("actions", "postered", "riding_postered", "called_attempts", "called_contacts", "estimated")
Numbers = npt.NDArray[Any]
_STATUS = pd.CategoricalDtype(STATUSES)
_NO_DAY = np.datetime64("NaT", "s")


class CoverageIndex:
    """Actions and offices made ready once, so that the table for any days and tactics costs milliseconds.

    Args:
        actions: Resolved actions, or totals of them.
        offices: Offices in the order wanted, with office_id, target_id, kind, address, riding and province.
        names: The name of every target by its id.
        settings: Tells which outcomes of calls are contacts.

    ``rows`` are the actions as numbers, for other figures from them; ``places`` all places there are.
    """

    def __init__(
        self,
        actions: pd.DataFrame | Rows,
        offices: pd.DataFrame,
        names: Mapping[str, str],
        settings: Settings = DEFAULTS,
    ) -> None:
        self.rows = rows = Rows.of(actions)
        ordered = np.argsort(rows.last, kind="stable")
        self.places, place, self._offices = places_of(rows, offices, names, ordered)
        self._tactics = rows.tactic.names
        self._touches = Touches.of(rows, place, ordered[place[ordered] >= 0], settings)

    def table(
        self,
        first: Day | None,
        last: Day,
        tactics: Collection[str] | None = None,
        removed: Removed | None = None,
    ) -> pd.DataFrame:
        """What every place has had between two days, inclusive, from the beginning where ``first`` is None.

        Columns: office_id, target_id, target, kind, address, riding, province, postered, riding_postered, visited,
        rallied and actions (numbers of actions), called_attempts and called_contacts (quantities), estimated (numbers
        of calls whose quantity is a range), last_action, last_tactic, status, days_since. Offices have a row always,
        targets and ridings where anything happened. ``province`` is that of the riding, else of the address.

        With ``removed``, of posterings of this index, ``postered`` and ``riding_postered`` are what is still up, status
        follows, and a column ``removed`` counts what of ``postered`` is not. Nothing else changes: where posters are
        gone, something was still done.
        """
        end = day_number(last)
        wanted = [tactics is None or name in tactics for name in self._tactics]
        begin = None if first is None else day_number(first)
        found = self._touches.between(begin, end, np.array(wanted, dtype=bool))
        gone = removed.between(begin, end, tactics, len(self.places)) if removed else {}
        return self._table(found, gone, end)

    def _table(self, found: Spots, gone: Mapping[str, Ints], end: int) -> pd.DataFrame:
        size, kinds = len(self.places), _OTHER + 1
        kind = np.array([_KINDS.get(name, _OTHER) for name in self._tactics], dtype=np.int64)[found.tactic]
        counts = np.bincount(found.place * kinds + kind, found.counted, size * kinds)
        counts = counts.astype(np.int64).reshape(size, kinds)
        # Spots are in the order of their latest touches: of those written to one place the last one stays.
        latest = np.full(size, -1)
        latest[found.place] = np.arange(len(found.place))
        kept = np.flatnonzero((np.arange(size) < self._offices) | (latest >= 0))
        sums = {
            **{name: counts[kept, place] for place, name in enumerate(_COUNTED.values())},
            "called_attempts": np.bincount(found.place, found.attempts, size)[kept],
            "called_contacts": np.bincount(found.place, found.contacts, size)[kept],
            "estimated": np.bincount(found.place, found.estimated, size)[kept],
            "actions": counts[kept].sum(axis=1),
        }
        if gone:
            office, riding = (gone[name][kept] for name in POSTERS)
            sums["postered"], sums["riding_postered"] = sums["postered"] - office, sums["riding_postered"] - riding
            sums["removed"] = office
        return self._described(kept, sums, found, latest[kept], end)

    def _described(self, kept: Ints, sums: dict[str, Numbers], found: Spots, latest: Ints, end: int) -> pd.DataFrame:
        places = self.places if len(kept) == len(self.places) else self.places.take(kept)
        some = latest >= 0
        # The appended entry is the one that -1 takes: for places where nothing happened.
        day = np.append(np.minimum(found.last, end), 0)[latest]
        tactic = np.append(found.tactic, -1)[latest] + 1
        posters = sums["postered"] + np.where(places["kind"] == "riding", sums["riding_postered"], 0)
        return pd.DataFrame(
            {
                **{name: places[name].array.copy() for name in places.columns},
                **sums,
                "last_action": np.where(some, day.astype("datetime64[D]").astype(DAY), _NO_DAY),
                "last_tactic": pd.Categorical.from_codes(
                    tactic, categories=pd.Index(["", *self._tactics], dtype="str")
                ),
                "status": _statuses(posters, sums["called_attempts"], sums["called_contacts"], sums["actions"]),
                "days_since": np.where(some, float(end) - day, np.nan),
            },
            copy=False,
        )


def coverage(
    actions: pd.DataFrame | Rows,
    offices: pd.DataFrame,
    names: Mapping[str, str],
    last: Day,
    first: Day | None = None,
    settings: Settings = DEFAULTS,
) -> pd.DataFrame:
    """The table of CoverageIndex for one pair of days."""
    return CoverageIndex(actions, offices, names, settings).table(first, last)


def by_riding(coverage: pd.DataFrame, value: str = "actions") -> pd.DataFrame:
    """One row per riding of a coverage table, all its places together: riding, value (sum of a column), status."""
    named = coverage[coverage["riding"] != ""]
    place, ridings = pd.factorize(named["riding"], sort=True)
    sums = summed(named, place, len(ridings))
    return pd.DataFrame(
        {"riding": ridings.astype("str"), "value": sums[value].astype("float64"), "status": sums["status"]}
    )


def summed(coverage: pd.DataFrame, place: Ints, size: int) -> pd.DataFrame:
    """Rows of a coverage table added up by the number of a place, -1 for none: its counts, and the status of each."""
    some = place >= 0
    chosen = place[some]
    sums: dict[str, Numbers] = {}
    for name in _SUMMED:
        values = coverage[name].to_numpy()
        sums[name] = np.bincount(chosen, values[some], size).astype(values.dtype)
    posters = sums["postered"] + sums["riding_postered"]
    status = _statuses(posters, sums["called_attempts"], sums["called_contacts"], sums["actions"])
    return pd.DataFrame({**sums, "status": status})


def _statuses(posters: Numbers, attempts: Numbers, contacts: Numbers, actions: Numbers) -> pd.Categorical:
    postered, called = posters > 0, contacts > 0
    conditions = [postered & called, postered, called, attempts > 0, actions > 0]
    names = ("called_and_postered", "postered", "called", "attempted", "other")
    codes = np.select(conditions, [STATUSES.index(name) for name in names], STATUSES.index("none"))
    return pd.Categorical.from_codes(codes, dtype=_STATUS)
