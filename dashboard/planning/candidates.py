"""Every shift that could be next: offices that are open, times what can be done there."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from dashboard.planning.shifts import Shift

REMOTE = ("call", "letter", "email_form")
"""Done from anywhere, toward the person: one office of theirs is enough to do it at."""
ONCE = (*REMOTE, "poster_riding")
_NOT_ON_THE_HILL = "legislature"
_ORDER = {"constituency": 0, "ministerial": 1, "department": 1, "other": 2, "legislature": 3}
COLUMNS = ("office_id", "target_id", "tactic", "quantity", "hours", "travels")


def candidates(offices: pd.DataFrame, shifts: Mapping[str, Shift], closed_to_us: Collection[str] = ()) -> pd.DataFrame:
    """One row per office and tactic that can be done there: office_id, target_id, tactic, quantity, hours, travels.

    ``offices`` are those that are open (with target_id, kind, phone, address, postal_code and riding);
    ``closed_to_us`` names those that are claimed or not to be approached. What presses the person wherever it is done
    (calls, letters, postering of the riding) is listed once a person, at the best of the offices left: constituency
    first. Nobody posters on Parliament Hill. The order is that of the offices, and of the shifts within each.
    """
    free = offices[~offices["office_id"].isin(list(closed_to_us)) & (offices["target_id"] != "")]
    free = free.assign(place=np.arange(len(free)))
    parts = [_of_tactic(free, tactic, shift, number) for number, (tactic, shift) in enumerate(shifts.items())]
    found = pd.concat(parts, ignore_index=True) if parts else free.assign(tactic="", quantity=0.0)
    return found.sort_values(["place", "number"], kind="stable", ignore_index=True)[list(COLUMNS)]


def _of_tactic(offices: pd.DataFrame, tactic: str, shift: Shift, number: int) -> pd.DataFrame:
    rows = offices[_possible(offices, tactic)]
    if tactic in ONCE:
        rank = rows["kind"].map(_ORDER).fillna(2).to_numpy()
        rows = rows.iloc[np.argsort(rank, kind="stable")].drop_duplicates("target_id")
    told = {"tactic": tactic, "quantity": float(shift.quantity), "hours": float(shift.hours), "travels": shift.travels}
    return rows[["office_id", "target_id", "place"]].assign(number=number, **told)


def _possible(offices: pd.DataFrame, tactic: str) -> pd.Series:
    """Where a tactic can be done: calls need a phone, letters an address, the rest a door that the public can reach."""
    reachable = (offices["address"] != "") | (offices["postal_code"] != "")
    if tactic == "call":
        return offices["phone"] != ""
    if tactic == "email_form":
        return pd.Series(data=True, index=offices.index)
    if tactic == "letter":
        return reachable
    outside = reachable & (offices["kind"] != _NOT_ON_THE_HILL)
    return outside & (offices["riding"] != "") if tactic == "poster_riding" else outside
