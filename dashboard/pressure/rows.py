"""Actions as arrays of numbers, read once and used by every figure: codes, days since 1970, quantities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.settings import Settings

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Day = np.datetime64 | date

_Value = TypeVar("_Value", bound=np.generic)

NEVER = np.iinfo(np.int64).min // 4
"""Stands for no day at all: long before every real one, and safe to subtract from."""

_POSTERS = ("poster_office", "poster_riding")
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, eq=False)
class Codes:
    """A column of texts as positions in the list of its different values; -1 where there is none."""

    codes: Ints
    names: tuple[str, ...]

    @classmethod
    def of(cls, column: "pd.Series[str]") -> "Codes":
        """The codes of a text or category column."""
        if isinstance(column.dtype, pd.CategoricalDtype):
            return cls(column.cat.codes.to_numpy(np.int64), tuple(column.cat.categories))
        codes, names = pd.factorize(column)
        return cls(codes.astype(np.int64, copy=False), tuple(names))

    def placed_in(self, wanted: Sequence[str]) -> Ints:
        """Each row's position in ``wanted``; -1 where its text is not one of them."""
        place = {name: position for position, name in enumerate(wanted)}
        return self.look_up(np.array([place.get(name, -1) for name in self.names], dtype=np.int64), -1)

    def look_up(self, values: npt.NDArray[_Value], missing: float) -> npt.NDArray[_Value]:
        """``values[i]`` for rows whose text is ``names[i]``, ``missing`` for rows with none."""
        # The code -1 takes the last place, which is where the value for none is put.
        taken: npt.NDArray[_Value] = np.append(values, np.array(missing, dtype=values.dtype))[self.codes]
        return taken

    def equals(self, *wanted: str) -> Flags:
        """Which rows hold one of the texts."""
        return self.look_up(np.array([name in wanted for name in self.names], dtype=bool), 0)


@dataclass(frozen=True, eq=False)
class Rows:
    """Resolved actions (one row per action and target) as arrays of one length; days are days since 1970.

    ``quantity`` is what goes to the row's target, outcome not yet considered; ``until`` the last day a poster was
    seen, NEVER where that says nothing.
    """

    target: Codes
    tactic: Codes
    outcome: Codes
    first: Ints
    last: Ints
    until: Ints
    quantity: Floats

    @classmethod
    def of(cls, actions: "pd.DataFrame | Rows") -> "Rows":
        """The arrays of a frame of resolved actions; arrays already made are passed through."""
        if isinstance(actions, Rows):
            return actions
        tactic = Codes.of(actions["tactic"])
        first = days_of(actions["date"])
        until = days_of(actions["up_until"])
        return cls(
            target=Codes.of(actions["target_id"]),
            tactic=tactic,
            outcome=Codes.of(actions["outcome"]),
            first=first,
            last=np.maximum(first, days_of(actions["date_end"])),
            until=np.where(tactic.equals(*_POSTERS) & (until >= first), until, NEVER),
            quantity=whole_quantities(actions) * actions["share"].to_numpy(np.float64),
        )

    def __len__(self) -> int:
        return len(self.first)

    def factors(self, settings: Settings) -> Floats:
        """The outcome factor of every row: of calls only, 1 for every other tactic."""
        by_outcome = np.array([settings.outcome_factor(name) for name in self.outcome.names], dtype=np.float64)
        of_calls = self.outcome.look_up(by_outcome, settings.outcome_factor(""))
        return np.where(self.tactic.equals("call"), of_calls, 1.0)

    def a_day(self, settings: Settings) -> Floats:
        """What a row adds to its target on each of its days: ``o_a * q_a / n_a``."""
        return self.factors(settings) * self.quantity / (self.last - self.first + 1)


def whole_quantities(actions: pd.DataFrame) -> Floats:
    """The quantity of every row before any splitting: given, else middle of its range, else the end it has, else 1."""
    given, low, high = (actions[name].to_numpy(np.float64) for name in ("quantity", "quantity_low", "quantity_high"))
    missing = np.isnan(given)
    if not missing.any():
        return given
    middle = (low + high) / 2
    ends = np.where(np.isnan(low), high, low)
    ranges = np.where(np.isnan(middle), ends, middle)
    return np.where(missing, np.where(np.isnan(ranges), 1.0, ranges), given)


def days_of(column: "pd.Series[pd.Timestamp]") -> Ints:
    """Days since 1970; a missing day is far before every other."""
    moments = column.to_numpy()
    if moments.dtype != np.dtype("datetime64[s]"):
        moments = moments.astype("datetime64[s]")
    seconds: Ints = moments.view(np.int64)
    days: Ints = np.maximum(seconds // _SECONDS_A_DAY, NEVER)
    return days


def day_number(day: Day) -> int:
    """Days since 1970 of one day."""
    return int(np.array(day, dtype="datetime64[D]").astype(np.int64))
