"""A run from office to office: in which order, how far and how long, for one group or several. All is estimated."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.planning.routes import MOST_STOPS, Routes, best_within, routes
from dashboard.planning.travel import DRIVING, Mode
from dashboard.reference.places import distances_km

Floats = npt.NDArray[np.float64]
Point = tuple[float, float]

COARSE = "city"
"""What an office's position says where only its city is known."""
_HOUR = 60
_KM_A_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run is made: where it begins (degrees, None for at its first office), by what, and minutes at each stop."""

    start: Point | None = None
    mode: Mode = DRIVING
    stay: float = _HOUR
    returns: bool = False

    @property
    def at_a_stop(self) -> float:
        """Minutes that each stop takes beside the way to it: what is done there, and parking."""
        return self.stay + self.mode.stop_minutes

    @property
    def comes_back(self) -> bool:
        """Whether the way back counts: only where it is known where to."""
        return self.returns and self.start is not None


@dataclass(frozen=True, slots=True)
class Stop:
    """An office on the way: km and minutes from the place before, and minutes from the beginning to getting there."""

    office_id: str
    latitude: float
    longitude: float
    km: float
    minutes: float
    at: float


@dataclass(frozen=True, slots=True)
class Round:
    """One group's stops in their order, the way back (0 where there is none), and all of it in km and minutes."""

    stops: tuple[Stop, ...]
    back_km: float
    km: float
    minutes: float

    @property
    def offices(self) -> tuple[str, ...]:
        """The ids of its offices, in order."""
        return tuple(stop.office_id for stop in self.stops)


@dataclass(frozen=True)
class Run:
    """The rounds of all groups, offices that nobody can place, and those of which only the city is known."""

    manner: Manner
    rounds: tuple[Round, ...] = ()
    placeless: tuple[str, ...] = ()
    coarse: tuple[str, ...] = field(default=())


def run(offices: pd.DataFrame, manner: Manner, *, groups: int = 1) -> Run:
    """The offices (office_id, latitude, longitude, position) in a good order, each in one of several groups.

    Groups are as even in time as the places allow; there are never more of them than offices. Raises UsageError for
    too many offices or groups.
    """
    placed = _placed(offices)
    if placed.empty:
        return _run(offices, manner, ())
    found = routes(
        _minutes(_km(placed, manner), manner),
        returns=manner.comes_back,
        started=manner.start is not None,
        groups=min(groups, len(placed)),
    )
    return _run(offices, manner, _rounds(placed, found, manner))


def as_given(offices: pd.DataFrame, manner: Manner) -> Run:
    """The offices in the order of the table, for one group."""
    placed = _placed(offices)
    order = Routes((tuple(range(len(placed))),), (0.0,))
    return _run(offices, manner, _rounds(placed, order, manner) if len(placed) else ())


def best(ranked: pd.DataFrame, manner: Manner, *, most: int, hours: float) -> tuple[str, ...]:
    """At most so many offices that can be done within so many hours from the start and together add the most.

    ``ranked`` are shifts, best first (office_id, target_id, gain, latitude, longitude). Each person counts once, since
    a second office of theirs adds less than its row says. Only the best MOST_STOPS in reach are looked at. None
    without a start or where nothing is in reach.
    """
    if manner.start is None:
        return ()
    rows = ranked.dropna(subset=["latitude", "longitude"]).drop_duplicates("target_id")
    there = _minutes(_km(rows, manner), manner)[0, 1:]
    back = _km(rows, manner)[0, 1:] / manner.mode.kmh * _HOUR if manner.comes_back else 0.0
    rows = rows[there + back <= hours * _HOUR].head(MOST_STOPS)
    if rows.empty:
        return ()
    costs = _minutes(_km(rows, manner), manner)
    found = best_within(costs, rows["gain"].tolist(), hours * _HOUR, stops=most, returns=manner.comes_back)
    return tuple(rows["office_id"].iloc[list(found.orders[0])])


def on_paper(points: Sequence[Point], middle: Point) -> list[tuple[float, float]]:
    """Where points (degrees) lie east and north of a middle, in km: flat, near enough for a region."""
    east = np.cos(np.radians(middle[0])) * _KM_A_DEGREE
    return [((longitude - middle[1]) * east, (latitude - middle[0]) * _KM_A_DEGREE) for latitude, longitude in points]


def _placed(offices: pd.DataFrame) -> pd.DataFrame:
    return offices[offices["latitude"].notna() & offices["longitude"].notna()]


def _run(offices: pd.DataFrame, manner: Manner, rounds: tuple[Round, ...]) -> Run:
    lost = offices["latitude"].isna() | offices["longitude"].isna()
    coarse = ~lost & (offices["position"] == COARSE)
    return Run(manner, rounds, *(tuple(offices.loc[rows, "office_id"]) for rows in (lost, coarse)))


def _km(offices: pd.DataFrame, manner: Manner) -> Floats:
    """Estimated km from place to place [1 + offices, 1 + offices]; without a start the first place is an office."""
    start = manner.start or (offices["latitude"].iloc[0], offices["longitude"].iloc[0])
    latitude = np.r_[start[0], offices["latitude"].to_numpy(np.float64)]
    longitude = np.r_[start[1], offices["longitude"].to_numpy(np.float64)]
    rows = [distances_km(latitude, longitude, *point) for point in zip(latitude, longitude, strict=True)]
    return np.array(rows) * manner.mode.detour


def _minutes(km: Floats, manner: Manner) -> Floats:
    """Minutes from place to place, with those spent at a stop added to the way to it."""
    minutes: Floats = km / manner.mode.kmh * _HOUR
    minutes[:, 1:] += manner.at_a_stop
    return minutes


def _rounds(placed: pd.DataFrame, found: Routes, manner: Manner) -> tuple[Round, ...]:
    km = _km(placed, manner)
    return tuple(_round(placed, order, km, manner) for order in found.orders)


def _round(placed: pd.DataFrame, order: Sequence[int], km: Floats, manner: Manner) -> Round:
    """One route told stop by stop; without a start it begins at its first office."""
    at, before = 0.0, 0
    stops: list[Stop] = []
    for place in order:
        way = 0.0 if manner.start is None and not stops else float(km[before, place + 1])
        minutes = way / manner.mode.kmh * _HOUR
        row = placed.iloc[place]
        point = float(row["latitude"]), float(row["longitude"])
        stops.append(Stop(str(row["office_id"]), *point, way, minutes, at + minutes))
        at, before = at + minutes + manner.at_a_stop, place + 1
    back = float(km[before, 0]) if manner.comes_back else 0.0
    return Round(tuple(stops), back, sum(stop.km for stop in stops) + back, at + back / manner.mode.kmh * _HOUR)
