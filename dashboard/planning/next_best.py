"""The next-best offices of a campaign: every shift that is possible, in the order of what an hour of it adds."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.directory.standing import standing as open_on
from dashboard.filters import Filters
from dashboard.planning.candidates import candidates
from dashboard.planning.gains import Standing, gains, gains_in_variations, standing
from dashboard.planning.preferences import EVEN, Preferences
from dashboard.planning.shifts import SHIFTS, Shift, shifts_from_json
from dashboard.planning.travel import Travel
from dashboard.schema import PROVINCES
from dashboard.snapshot import Snapshot

TOP = 10
"""A place among so many is what stability counts."""

NEXT_COLUMNS = (
    "rank", "office_id", "target_id", "target", "role", "tactic", "quantity", "shift_hours", "travel_hours", "hours",
    "gain", "gain_per_hour", "factor", "score", "stability", "distance_km", "days_since", "last_tactic", "kind",
    "address", "city", "postal_code", "phone", "province", "riding", "party", "latitude", "longitude", "position",
)  # fmt: skip
"""The arithmetic as it is shown: hours = shift_hours + travel_hours, gain_per_hour = gain / hours."""


@dataclass(frozen=True)
class Wishes:
    """What is asked for; "" and 0 ask for nothing. ``closed_to_us`` are offices claimed or not to be approached."""

    day: np.datetime64
    shifts: Mapping[str, Shift] = field(default_factory=lambda: SHIFTS)
    preferences: Preferences = EVEN
    travel: Travel | None = None
    closed_to_us: Collection[str] = ()
    province: str = ""
    ridings: Collection[str] = ()
    city: str = ""
    party: str = ""
    role: str = ""
    tactic: str = ""
    person: str = ""
    untouched: bool = False
    idle_days: int = 0


@dataclass(frozen=True, eq=False)
class Ranking:
    """Shifts, best first (columns NEXT_COLUMNS, and ``touched``), and what stood before any of them."""

    rows: pd.DataFrame
    standing: Standing
    holder: str
    day: np.datetime64

    @cached_property
    def stocks(self) -> npt.NDArray[np.float64]:
        """What each row's tactic has in stock on its target."""
        tactic = pd.Index(self.standing.tactics).get_indexer(self.rows["tactic"])
        target = pd.Index(self.standing.targets).get_indexer(self.rows["target_id"])
        stock: npt.NDArray[np.float64] = self.standing.stock[tactic, target]
        return stock


def wishes_of(of: Snapshot, day: date, **more: Any) -> Wishes:  # noqa: ANN401 - fields of Wishes
    """What the campaign itself asks for: its table of shifts, and no office that is claimed or to be left alone."""
    known: dict[str, Any] = {}
    if of.store:
        slug = of.campaign.slug
        kept = of.store.shifts(slug)
        known = {"closed_to_us": of.store.closed_offices(slug)}
        known |= {"shifts": shifts_from_json(kept)} if kept else {}
    return Wishes(day_of(day), **known, **more)


def day_of(day: date) -> np.datetime64:
    """A day as arrays have it."""
    return np.datetime64(day, "D")


def next_best(of: Snapshot, wishes: Wishes) -> Ranking:
    """All shifts that the wishes leave, by score, and then by office and tactic."""
    day = wishes.day.astype("datetime64[D]")
    open_places = places(of, day)
    shifts = {name: shift for name, shift in wishes.shifts.items() if name in of.settings.pressing}
    found = candidates(open_places, shifts, wishes.closed_to_us)
    rows = found.merge(open_places.drop(columns="target_id"), on="office_id", how="left", validate="many_to_one")
    rows = rows[_wished(rows, wishes)].reset_index(drop=True)
    targets = sorted(set(rows["target_id"]))
    codes = of.roles(targets, np.array([day]))[:, 0] if targets else np.zeros(0, dtype=np.int8)
    at = standing(of.basis(Filters()), targets, codes, day, of.settings)
    holder = of.directory.holder_of(of.campaign.post, day) or of.directory.holder_of(of.campaign.post_fr, day)
    return Ranking(_ranked(_priced(rows, wishes.travel), at, wishes.preferences), at, holder, day)


def within_hours(rows: pd.DataFrame, hours: float) -> pd.DataFrame:
    """The best rows that together fit into so many hours, taken in their order; what is too long is passed over."""
    left, kept = hours, []
    for place, needed in enumerate(rows["hours"].tolist()):
        if needed <= left:
            left -= needed
            kept.append(place)
    return rows.iloc[kept]


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


def _wished(rows: pd.DataFrame, wishes: Wishes) -> npt.NDArray[np.bool_]:
    keep = np.ones(len(rows), dtype=bool)
    asked = {
        "province": wishes.province, "city": wishes.city, "party": wishes.party, "role": wishes.role,
        "tactic": wishes.tactic, "target_id": wishes.person,
    }  # fmt: skip
    for column, wanted in asked.items():
        if wanted:
            keep &= (rows[column] == wanted).to_numpy()
    if wishes.ridings:
        keep &= rows["riding"].isin(list(wishes.ridings)).to_numpy()
    if wishes.untouched:
        keep &= ~rows["touched"].to_numpy(bool)
    if wishes.idle_days:
        keep &= ~(rows["days_since"] < wishes.idle_days).to_numpy()
    return keep


def _priced(rows: pd.DataFrame, travel: Travel | None) -> pd.DataFrame:
    """The rows with the hours of the shift, of the way there and back where one is known and needed, and of both."""
    km = np.full(len(rows), np.nan) if travel is None else travel.km_to(rows["latitude"], rows["longitude"])
    way = np.zeros(len(rows)) if travel is None else np.where(rows["travels"], travel.hours_to(km), 0.0)
    return rows.assign(shift_hours=rows["hours"], travel_hours=way, hours=rows["hours"] + way, distance_km=km)


def _ranked(rows: pd.DataFrame, at: Standing, preferences: Preferences) -> pd.DataFrame:
    tactic = pd.Index(at.tactics).get_indexer(rows["tactic"])
    target = pd.Index(at.targets).get_indexer(rows["target_id"])
    quantity, hours = rows["quantity"].to_numpy(np.float64), rows["hours"].to_numpy(np.float64)
    factor, divisor = preferences.factor(rows), preferences.hours(rows)
    gain = gains(at, tactic, target, quantity)
    rows = rows.assign(gain=gain, gain_per_hour=gain / hours, factor=factor, score=gain * factor / divisor)
    order = np.argsort(-rows["score"].to_numpy(), kind="stable")
    tactic, target = tactic[order], target[order]
    quantity, factor, divisor = quantity[order], factor[order], divisor[order]
    held = np.zeros(len(rows), dtype=np.int64)
    for varied in gains_in_variations(at, tactic, target, quantity):
        # Stable, so that equal scores keep the order that is shown.
        held[np.argsort(-varied * factor / divisor, kind="stable")[:TOP]] += 1
    rows = rows.iloc[order].assign(stability=held, rank=np.arange(1, len(rows) + 1))
    rows = rows[rows["gain"] > 0]
    return rows[[*NEXT_COLUMNS, "touched"]].reset_index(drop=True)
