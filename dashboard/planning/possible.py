"""What can be done on a day, whatever a planner asks for: every shift with what it adds, and whose each office is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.directory.standing import standing as open_on
from dashboard.filters import Filters
from dashboard.planning.candidates import candidates
from dashboard.planning.gains import Standing, gains, gains_in_variations, standing
from dashboard.planning.shifts import Shift
from dashboard.schema import PROVINCES
from dashboard.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Possible:
    """Every shift that is possible on a day, by office and tactic, and what stood before any of them.

    ``rows`` are those of ``candidates`` with the columns of ``places``, ``shift_hours`` and ``gain``; ``varied`` is the
    gain of each under the 81 settings [81, rows]. ``holder`` has the campaign's post on the day, "" for nobody known.
    """

    rows: pd.DataFrame
    varied: npt.NDArray[np.float64]
    standing: Standing
    holder: str
    day: np.datetime64

    def where(self, keep: npt.NDArray[np.bool_]) -> "Possible":
        """Only some of the shifts."""
        return replace(self, rows=self.rows[keep], varied=self.varied[:, keep])


def possible(
    of: Snapshot, on: np.datetime64, shifts: Mapping[str, Shift], closed_to_us: Collection[str] = ()
) -> Possible:
    """All shifts of a table at the offices that are open on a day and not closed to us."""
    day = on.astype("datetime64[D]")
    open_places = places(of, day)
    pressing = {name: shift for name, shift in shifts.items() if name in of.settings.pressing}
    found = candidates(open_places, pressing, closed_to_us).rename(columns={"hours": "shift_hours"})
    rows = found.merge(open_places.drop(columns="target_id"), on="office_id", how="left", validate="many_to_one")
    targets = sorted(set(rows["target_id"]))
    codes = of.roles(targets, np.array([day]))[:, 0] if targets else np.zeros(0, dtype=np.int8)
    at = standing(of.basis(Filters()), targets, codes, day, of.settings)
    tactic = pd.Index(at.tactics).get_indexer(rows["tactic"])
    target = pd.Index(at.targets).get_indexer(rows["target_id"])
    what = (tactic, target, rows["quantity"].to_numpy(np.float64))
    holder = of.directory.holder_of(of.campaign.post, day) or of.directory.holder_of(of.campaign.post_fr, day)
    varied = np.array(list(gains_in_variations(at, *what)))
    return Possible(rows.assign(gain=gains(at, *what)), varied, at, holder, day)


def places(of: Snapshot, day: np.datetime64) -> pd.DataFrame:
    """Every office that is open on the day, as ``described``."""
    return described(of, open_on(of.offices, day), day)


def described(of: Snapshot, offices: pd.DataFrame, day: np.datetime64) -> pd.DataFrame:
    """Some offices with whose they are, their role and party on the day, and when each was last touched.

    Columns added: target, party, role, days_since (NaN for never), last_tactic and touched.
    """
    ids = offices["target_id"].to_numpy(dtype=object)
    on = np.full(len(ids), day)
    last, tactic = _last_touches(of, offices, day)
    since = (day.astype("datetime64[s]") - last) / np.timedelta64(1, "D")
    codes = of.roles(ids.tolist(), np.array([day]))[:, 0] if len(ids) else np.zeros(0, dtype=np.int8)
    provinces = [
        PROVINCES.get(key[5:7], "") or own for key, own in zip(offices["riding"], offices["province"], strict=True)
    ]
    return offices.assign(
        target=of.directory.names_of(ids),
        party=of.directory.party_on(ids, on),
        role=np.array(of.settings.role_names, dtype=object)[codes],
        province=provinces,
        days_since=since,
        last_tactic=tactic,
        touched=~np.isnan(since),
    )


def _last_touches(
    of: Snapshot, offices: pd.DataFrame, day: np.datetime64
) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.object_]]:
    """The last day on which each office, or its person without an office being named, was touched, and how."""
    had = of.index.table(None, day)
    had = had[had["last_action"].notna()].sort_values("last_action", kind="stable")
    of_office = had[had["office_id"] != ""].drop_duplicates("office_id", keep="last").set_index("office_id")
    elsewhere = had[(had["office_id"] == "") | (had["kind"] == "riding")]
    of_person = elsewhere[elsewhere["target_id"] != ""].drop_duplicates("target_id", keep="last").set_index("target_id")
    here = of_office.reindex(offices["office_id"])
    there = of_person.reindex(offices["target_id"])
    days = [side["last_action"].to_numpy("datetime64[s]") for side in (here, there)]
    later = np.isnat(days[0]) | (days[1] > days[0])
    tactics = [side["last_tactic"].astype(object).fillna("").to_numpy() for side in (here, there)]
    return np.where(later, days[1], days[0]), np.where(later, tactics[1], tactics[0])
