"""The next-best offices of a campaign: every shift that is possible, in the order of what an hour of it adds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.planning.gains import Standing
from dashboard.planning.possible import Possible, possible
from dashboard.planning.preferences import EVEN, Preferences
from dashboard.planning.shifts import SHIFTS, Shift, shifts_from_json
from dashboard.planning.travel import Travel
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

    def told(self, places: Sequence[int]) -> list[dict[str, Any]]:
        """The rows at some places as plain values by their columns' names, each with its ``stock``."""
        some = np.array(places, dtype=np.int64)
        columns = {name: self.rows[name].array.take(some).tolist() for name in self.rows}
        columns["stock"] = self.stocks[some].tolist()
        return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


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


def next_best(of: Snapshot, wishes: Wishes, among: Possible | None = None) -> Ranking:
    """All shifts that the wishes leave, by score, and then by office and tactic.

    ``among`` is what is ``possible`` on the wishes' day with their shifts, where the caller has it already.
    """
    if among is None:
        among = possible(of, wishes.day, wishes.shifts, wishes.closed_to_us)
    left = among.where(_wished(among.rows, wishes))
    return Ranking(_ranked(left, wishes.travel, wishes.preferences), among.standing, among.holder, among.day)


def within_hours(rows: pd.DataFrame, hours: float) -> pd.DataFrame:
    """The best rows that together fit into so many hours, taken in their order; what is too long is passed over."""
    left, kept = hours, []
    for place, needed in enumerate(rows["hours"].tolist()):
        if needed <= left:
            left -= needed
            kept.append(place)
    return rows.iloc[kept]


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


def _ranked(left: Possible, travel: Travel | None, preferences: Preferences) -> pd.DataFrame:
    """The rows with hours, score and place; gain is what they have already.

    The hours are those of the shift, of the way there and back where one is known and needed, and of both.
    """
    rows = left.rows
    shift_hours, gain = rows["shift_hours"].to_numpy(np.float64), rows["gain"].to_numpy(np.float64)
    km = np.full(len(rows), np.nan) if travel is None else travel.km_to(rows["latitude"], rows["longitude"])
    way = np.zeros(len(rows)) if travel is None else np.where(rows["travels"], travel.hours_to(km), 0.0)
    factor, divisor = preferences.factor(rows), shift_hours + preferences.travel * way
    score = gain * factor / divisor
    order = np.argsort(-score, kind="stable")
    told = {
        "travel_hours": way, "hours": shift_hours + way, "gain_per_hour": gain / (shift_hours + way),
        "factor": factor, "score": score, "distance_km": km,
    }  # fmt: skip
    held = times_at_the_top((left.varied * factor / divisor)[:, order])
    table = pd.DataFrame({**{name: rows[name] for name in (*NEXT_COLUMNS, "touched") if name in rows}, **told})
    table = table.iloc[order].assign(stability=held, rank=np.arange(1, len(rows) + 1))
    shown = table[[*NEXT_COLUMNS, "touched"]]
    return shown[shown["gain"] > 0].reset_index(drop=True)


def times_at_the_top(scores: npt.NDArray[np.float64], top: int = TOP) -> npt.NDArray[np.int64]:
    """In how many rows of scores [rows, shifts] each shift is among the ``top`` highest; of equal ones the first."""
    if scores.shape[1] <= top:
        return np.full(scores.shape[1], len(scores))
    least = -np.partition(-scores, top - 1, axis=1)[:, top - 1 : top]
    above, equal = scores > least, scores == least
    room = top - above.sum(axis=1, keepdims=True)
    held: npt.NDArray[np.int64] = (above | (equal & (np.cumsum(equal, axis=1) <= room))).sum(axis=0)
    return held
