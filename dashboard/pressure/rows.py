"""Actions as arrays of numbers, read once and used by every figure: codes, days since 1970, quantities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.settings import Settings

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Day = np.datetime64 | date

NEVER = np.iinfo(np.int64).min // 4
"""Stands for no day at all: long before every real one, and safe to subtract from."""

NO_CALL = "no call"
"""Stands for the outcome of what is not a call."""

_POSTERS = ("poster_office", "poster_riding")
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, eq=False)
class Codes:
    """A column of texts as positions in the list of its different values."""

    codes: Ints
    names: tuple[str, ...]

    @classmethod
    def of(cls, column: "pd.Series[str]") -> "Codes":
        """The codes of a text or category column; what is missing is read as ""."""
        if isinstance(column.dtype, pd.CategoricalDtype):
            codes, names = column.cat.codes.to_numpy(np.int64), tuple(column.cat.categories)
        else:
            found, different = pd.factorize(column)
            codes, names = found.astype(np.int64, copy=False), tuple(different)
        if codes.min(initial=0) < 0:
            codes, names = np.where(codes < 0, len(names), codes), (*names, "")
        return cls(codes, names)

    def placed_in(self, wanted: Sequence[str]) -> Ints:
        """Each row's position in ``wanted``; -1 where its text is not one of them."""
        return self.places(wanted)[self.codes]

    def places(self, wanted: Sequence[str]) -> Ints:
        """Each name's position in ``wanted``; -1 where it is not one of them."""
        place = {name: position for position, name in enumerate(wanted)}
        return np.array([place.get(name, -1) for name in self.names], dtype=np.int64)

    @property
    def used(self) -> list[str]:
        """The texts that a row has."""
        return [self.names[code] for code in np.flatnonzero(np.bincount(self.codes, minlength=len(self.names)))]

    def where(self, mask: Flags) -> "Codes":
        """The rows the mask chooses; names that none of them has stay known."""
        return Codes(self.codes[mask], self.names)

    def equals(self, *wanted: str) -> Flags:
        """Which rows hold one of the texts."""
        found: Flags = np.array([name in wanted for name in self.names], dtype=bool)[self.codes]
        return found


@dataclass(frozen=True, eq=False)
class Rows:
    """Resolved actions (one row per action and target) as arrays of one length; days are days since 1970.

    ``outcome`` is that of calls and NO_CALL for all else; ``quantity`` what goes to the row's target, outcome not yet
    considered; ``until`` the last day a poster was seen, NEVER where that says nothing.
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
            outcome=_outcomes_of_calls(actions, tactic),
            first=first,
            last=np.maximum(first, days_of(actions["date_end"])),
            until=np.where(tactic.equals(*_POSTERS) & (until >= first), until, NEVER),
            quantity=whole_quantities(actions) * actions["share"].to_numpy(np.float64),
        )

    def __len__(self) -> int:
        return len(self.first)

    def where(self, mask: Flags) -> "Rows":
        """The rows the mask chooses."""
        if mask.all():
            return self
        target, tactic, outcome = (codes.where(mask) for codes in (self.target, self.tactic, self.outcome))
        first, last, until = (days[mask] for days in (self.first, self.last, self.until))
        return Rows(target, tactic, outcome, first, last, until, self.quantity[mask])

    def factors(self, settings: Settings) -> Floats:
        """The outcome factor of every row: of calls only, 1 for every other tactic."""
        table = [1.0 if name == NO_CALL else settings.outcome_factor(name) for name in self.outcome.names]
        factors: Floats = np.array(table, dtype=np.float64)[self.outcome.codes]
        return factors

    def a_day(self, settings: Settings) -> Floats:
        """What a row adds to its target on each of its days: ``o_a * q_a / n_a``."""
        return self.factors(settings) * self.quantity / (self.last - self.first + 1)


def _outcomes_of_calls(actions: pd.DataFrame, tactic: Codes) -> Codes:
    calls = np.flatnonzero(tactic.equals("call"))
    given = Codes.of(actions["outcome"].take(calls))
    codes = np.full(len(actions), len(given.names))
    codes[calls] = given.codes
    return Codes(codes, (*given.names, NO_CALL))


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


def estimated(actions: pd.DataFrame) -> Flags:
    """Which rows have a range or an end of one in place of a quantity."""
    given, low, high = (actions[name].to_numpy(np.float64) for name in ("quantity", "quantity_low", "quantity_high"))
    guessed: Flags = np.isnan(given) & ~(np.isnan(low) & np.isnan(high))
    return guessed


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
