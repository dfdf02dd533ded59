"""What planners have kept of a campaign, and the ranking that follows from it and from the view."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from types import MappingProxyType

import numpy as np
import pandas as pd

from dashboard import config, planning
from dashboard.plain import clean
from dashboard.planning import SHIFTS, Possible, Preferences, Ranking, Shift, Travel, Wishes, shifts_from_json
from dashboard.planning.weights import Weights, read
from dashboard.reference.lookup import current as loaded_boundaries
from dashboard.reference.namesakes import same_named
from dashboard.reference.places import Place, find_place
from dashboard.schema import ORDERS
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, state
from dashboard.words import words

OPEN = "open"
_MINUTE = 60


@dataclass(frozen=True)
class _Asked:
    """What the view asks of the ranking, in values that can be told apart."""

    day: np.datetime64
    shifts: str
    weights: Weights
    place: tuple[float, float] | None
    mode: str
    closed: frozenset[str]
    province: str
    riding: str
    city: str
    party: str
    role: str
    tactic: str
    person: str
    untouched: bool
    idle: int


def claims(of: Snapshot) -> pd.DataFrame:
    """Every claim of the campaign; those past their time are looked for anew each minute."""
    return _claims(of, _now())


def claimed_by(of: Snapshot) -> Mapping[str, str]:
    """Who has each office that is claimed now."""
    return _claimed_by(of, _now())


@cached.kept
def avoided(of: Snapshot) -> pd.DataFrame:
    """Offices that are not to be approached, with the reason."""
    return cached.store().avoided(of.campaign.slug)


@cached.kept
def shifts(of: Snapshot) -> Mapping[str, Shift]:
    """The campaign's table of shifts, else the defaults."""
    kept = cached.store().shifts(of.campaign.slug)
    return shifts_from_json(kept) if kept else SHIFTS


def place() -> Place | None:
    """Where the way begins, as typed; None where nothing is typed or no such place is known."""
    text = state.current().near
    return _place(text, tuple(loaded_boundaries(order, config.home()) for order in ORDERS)) if text else None


def mine(of: Snapshot, who: str) -> frozenset[str]:
    """The offices that somebody has claimed, by the pseudonym or group they were claimed for."""
    name = clean(who)
    return frozenset(office for office, claimed in claimed_by(of).items() if claimed == name)


def ranking(of: Snapshot) -> Ranking:
    """The ranking under the view's filters, weights and starting point."""
    return _ranking(of, _asked(of, state.current().filters.tactic, frozenset({*claimed_by(of)})))


def ranked_calls(of: Snapshot, who: str) -> Ranking:
    """The same of calls alone, with the offices that this person has claimed; of each person one office."""
    own, offices = mine(of, who), of.offices
    owners = set(offices["target_id"][offices["office_id"].isin(own)])
    instead = frozenset(offices["office_id"][offices["target_id"].isin(owners)]) - own
    return _ranking(of, _asked(of, "call", (frozenset({*claimed_by(of)}) - own) | instead))


def _asked(of: Snapshot, tactic: str, taken: frozenset[str]) -> _Asked:
    chosen, begin = state.current(), place()
    filters = chosen.filters
    _first, last = of.days(filters, cached.today())
    return _Asked(
        day=planning.day_of(last),
        shifts=planning.shifts_to_json(shifts(of)),
        weights=read(chosen.weights),
        place=(begin.latitude, begin.longitude) if begin else None,
        mode=chosen.mode or planning.DRIVING.name,
        closed=frozenset({*taken, *avoided(of)["office_id"]}),
        province=filters.province,
        riding=filters.riding,
        city=chosen.city,
        party=chosen.party,
        role=chosen.role,
        tactic=tactic,
        person=filters.person,
        untouched=bool(chosen.untouched),
        idle=chosen.idle or 0,
    )


@cached.kept
def _ranking(of: Snapshot, asked: _Asked) -> Ranking:
    travel = Travel(*asked.place, planning.MODES[asked.mode]) if asked.place else None
    weights = dict(asked.weights)
    untouched, way = weights.pop("untouched", 1.0), weights.pop("travel", 1.0)
    wishes = Wishes(
        day=asked.day,
        shifts=shifts_from_json(asked.shifts),
        preferences=Preferences(weights, untouched, way),
        travel=travel,
        closed_to_us=asked.closed,
        province=asked.province,
        ridings=same_named(asked.riding) if asked.riding else (),
        city=asked.city,
        party=asked.party,
        role=asked.role,
        tactic=asked.tactic,
        person=asked.person,
        untouched=asked.untouched,
        idle_days=asked.idle,
    )
    return planning.next_best(of, wishes, _possible(of, asked.day, asked.shifts, asked.closed))


@partial(cached.kept, most=8)
def _possible(of: Snapshot, day: np.datetime64, shifts_text: str, closed: frozenset[str]) -> Possible:
    """What every filter, weight and starting point chooses from."""
    return planning.possible(of, day, shifts_from_json(shifts_text), closed)


@cached.kept
def headline(of: Ranking, language: str) -> str:
    """The one sentence that explains the order."""
    return planning.headline(of, words(language))


@cached.kept
def _claimed_by(of: Snapshot, minute: int) -> Mapping[str, str]:
    rows = _claims(of, minute)
    taken = rows[rows["state"] == OPEN]
    return MappingProxyType(dict(zip(taken["office_id"], taken["who"], strict=True)))


def _now() -> int:
    """The minute it is."""
    return int(datetime.now(UTC).timestamp()) // _MINUTE


@cached.kept
def _claims(of: Snapshot, _minute: int) -> pd.DataFrame:
    return cached.store().claims(of.campaign.slug)


@cached.kept
def _place(text: str, _loaded: tuple[object, ...]) -> Place | None:
    return find_place(text, home=config.home())
