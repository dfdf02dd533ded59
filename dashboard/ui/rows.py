"""The rows a page shows: on the map, in the table under it and in its figures, all from the coverage table.

Posters that were found removed by the last day shown count as up only where ``removed`` is asked for.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.coverage import summed
from dashboard.exports.tables import coverage
from dashboard.filters import Filters
from dashboard.reference.namesakes import namesakes
from dashboard.schema import order_on
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, posted, ridings

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts that lead the map page."""

    postered: int
    called: int
    ridings: int
    attempts: float
    contacts: float
    estimated: bool
    """Whether a call among them has a range in place of a quantity."""


def of_places(of: Snapshot, filters: Filters, *, removed: bool = False) -> pd.DataFrame:
    """The coverage table under these filters, with ``riding_key``, ``actions`` and ``removed``, latest first."""
    return _places(of, filters, cached.today(), removed=removed)


def of_ridings(of: Snapshot, filters: Filters, order: int, *, removed: bool = False) -> pd.DataFrame:
    """One row per riding of the order shown that the filters leave, most actions first.

    Columns: riding, province, value (actions), status, postered, riding_postered, called_attempts, called_contacts,
    mp_id.
    """
    return _chosen_ridings(of, filters, order, cached.today(), removed=removed)


def elsewhere(of: Snapshot, filters: Filters, order: int) -> int:
    """How many ridings with actions have no riding of the same name in the order shown."""
    return _elsewhere(of, replace(filters, riding="", status=""), order, cached.today())


def from_the_other_order(of: Snapshot, filters: Filters, order: int) -> int:
    """How many ridings with actions are those of the other order, drawn in the riding of the same name."""
    return _by_name(of, replace(filters, riding="", status=""), order, cached.today())


def namesake_counted(of: Snapshot, filters: Filters) -> int:
    """The other order whose riding of the same name has actions or offices among the rows; 0 where there is none."""
    return _namesake_order(of, replace(filters, province="", person="", status=""), cached.today())


def member(of: Snapshot, key: str, day: date) -> str:
    """Who sat for a riding on a day, or for the riding of its name while that was the one in force; "" if unknown."""
    return str(_sitting(of, [key], day)[0])


def figures(of: Snapshot, filters: Filters, *, removed: bool = False) -> Figures:
    """The counts of all that was done at the places that the filters leave, posters removed since included."""
    return _figures(of, filters, cached.today(), removed=removed)


@cached.kept
def _everywhere(of: Snapshot, filters: Filters, day: date, *, removed: bool) -> pd.DataFrame:
    """The coverage table of all places: what the filters by days and tactic leave; all others only choose rows."""
    gone = None if removed else posted.removed(of, posted.day_of(filters))
    found = coverage(of, filters, day, gone) if gone else coverage(of, filters, day).assign(removed=0)
    return found.sort_values("last_action", ascending=False, kind="stable", ignore_index=True)


@cached.kept
def _places(of: Snapshot, filters: Filters, day: date, *, removed: bool) -> pd.DataFrame:
    found = _everywhere(of, replace(filters, riding="", province="", person="", status=""), day, removed=removed)
    keep = np.ones(len(found), dtype=bool)
    for column, wanted in (
        ("riding_key", ridings.same_named(filters.riding) if filters.riding else ()),
        ("province", (filters.province,) if filters.province else ()),
        ("target_id", (filters.person,) if filters.person else ()),
        ("status", (filters.status,) if filters.status else ()),
    ):
        if wanted:
            keep &= found[column].isin(wanted).to_numpy()
    return found if keep.all() else found[keep].reset_index(drop=True)


@cached.kept
def _chosen_ridings(of: Snapshot, filters: Filters, order: int, day: date, *, removed: bool) -> pd.DataFrame:
    table = _ridings(of, replace(filters, province="", status=""), order, day, removed=removed)
    return table[_left(table, filters)].drop(columns="touched")


@cached.kept
def _ridings(of: Snapshot, filters: Filters, order: int, day: date, *, removed: bool) -> pd.DataFrame:
    found, shown = _places(of, filters, day, removed=removed), ridings.places(order)
    place = ridings.onto(order, found["riding_key"])
    sums = summed(found, place, len(shown))
    table = pd.DataFrame(
        {
            "riding": shown["riding"],
            "province": shown["province"],
            "value": sums.pop("actions").astype(np.float64),
            "status": sums.pop("status"),
            **sums,
            "mp_id": _members(of, order, of.days(filters, day)[1]),
            "touched": np.bincount(place + 1, minlength=len(shown) + 1)[1:] > 0,
        }
    )
    if filters.riding:
        table = table[table["riding"].isin(ridings.same_named(filters.riding))]
    return table.sort_values("value", ascending=False, kind="stable", ignore_index=True)


@cached.kept
def _members(of: Snapshot, order: int, day: date) -> "npt.NDArray[np.object_]":
    """Who sat for each riding of an order on a day."""
    return _sitting(of, ridings.places(order)["riding"].tolist(), day)


def _sitting(of: Snapshot, keys: list[str], day: date) -> "npt.NDArray[np.object_]":
    """Who sat for each riding on a day, or for its namesake in the order that members sat for that day."""
    then = namesakes(order_on(day))
    return of.directory.mp_on([then.get(key) or key for key in keys], np.full(len(keys), np.datetime64(day, "D")))


@cached.kept
def _elsewhere(of: Snapshot, filters: Filters, order: int, day: date) -> int:
    found = _places(of, filters, day, removed=False)
    keys = found.loc[(found["riding_key"] != "") & (found["status"] != "none"), "riding_key"].unique()
    return int((ridings.onto(order, keys) < 0).sum())


@cached.kept
def _by_name(of: Snapshot, filters: Filters, order: int, day: date) -> int:
    found = _places(of, filters, day, removed=False)
    keys = found.loc[found["status"] != "none", "riding_key"].unique()
    others = [key for key in keys if key and not key.startswith(f"{order}:")]
    return int((ridings.onto(order, others) >= 0).sum())


@cached.kept
def _namesake_order(of: Snapshot, filters: Filters, day: date) -> int:
    if not filters.riding:
        return 0
    found = _places(of, filters, day, removed=False)
    others = found.loc[found["riding_key"] != filters.riding, "riding_key"].unique()
    return int(others[0][:4]) if len(others) else 0


def _left(table: pd.DataFrame, filters: Filters) -> Flags:
    """Which ridings the filters leave: with a decision-maker chosen, only those where they were touched."""
    keep = np.ones(len(table), dtype=bool)
    if filters.province:
        keep &= (table["province"] == filters.province).to_numpy()
    if filters.person:
        keep &= table["touched"].to_numpy()
    if filters.status:
        keep &= (table["status"] == filters.status).to_numpy()
    return keep


@cached.kept
def _figures(of: Snapshot, filters: Filters, day: date, *, removed: bool) -> Figures:
    found = _places(of, filters, day, removed=removed)
    touched = found.loc[(found["status"] != "none") & (found["riding_key"] != ""), "riding_key"]
    return Figures(
        postered=int((found["postered"] + found["removed"] > 0).sum()),
        called=int((found["called_contacts"] > 0).sum()),
        ridings=int(touched.nunique()),
        attempts=float(found["called_attempts"].sum()),
        contacts=float(found["called_contacts"].sum()),
        estimated=bool((found["estimated"] > 0).any()),
    )
