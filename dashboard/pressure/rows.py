"""Actions, or totals of them, as arrays of numbers read once and used by every figure: codes, days, quantities."""

from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.codes import Cells, Codes, Flags, Ints
from dashboard.pressure.settings import Settings
from dashboard.quantity import MILLIONTHS, estimated, whole_quantities

Floats = npt.NDArray[np.float64]
Day = np.datetime64 | date

NEVER = np.iinfo(np.int64).min // 4
"""Stands for no day at all: long before every real one, and safe to subtract from."""

NO_CALL = "no call"
"""Stands for the outcome of what is not a call."""

_POSTERS = ("poster_office", "poster_riding")
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, eq=False)
class Rows:
    """Resolved actions, or totals of them, as arrays of one length; days are days since 1970.

    ``outcome`` is that of calls and NO_CALL for all else; ``until`` the last day a poster was seen, NEVER where that
    says nothing. A row is ``n`` actions that say the same: ``quantity`` is what goes to its target, outcome not yet
    considered, ``whole`` the same before it is shared among targets, ``attempts`` what it adds to effort. ``action``
    is a number for those that belong to an action of several rows, -1 for all others; only these are ever ``split``.
    """

    target: Codes
    office: Codes
    riding: Codes
    province: Codes
    tactic: Codes
    outcome: Codes
    first: Ints
    last: Ints
    until: Ints
    n: Ints
    quantity: Floats
    whole: Floats
    attempts: Floats
    action: Ints
    share: Floats
    split: Flags
    estimated: Flags
    evidenced: Flags

    @classmethod
    def of(cls, actions: "pd.DataFrame | Rows") -> "Rows":
        """The arrays of a frame of resolved actions, each a row; arrays already made are passed through."""
        if isinstance(actions, Rows):
            return actions
        count = np.ones(len(actions), dtype=np.int64)
        shown = (actions["evidence_url"] != "").to_numpy()
        return cls._of(actions, count, whole_quantities(actions), estimated(actions), shown)

    @classmethod
    def of_totals(cls, totals: pd.DataFrame) -> "Rows":
        """The arrays of resolved totals, as the store keeps them and ``resolve_totals`` gives them whom they press."""
        own, sums = totals["quantity"].to_numpy(np.float64), totals["units"].to_numpy(np.int64) / MILLIONTHS
        whole = np.where(np.isnan(own), sums, own)
        flags = (totals[name].to_numpy(bool) for name in ("estimated", "evidenced"))
        return cls._of(totals, totals["n"].to_numpy(np.int64), whole, *flags)

    @classmethod
    def _of(cls, rows: pd.DataFrame, n: Ints, whole: Floats, guessed: Flags, evidenced: Flags) -> "Rows":
        tactic = Codes.of(rows["tactic"])
        first, until = days_of(rows["date"]), days_of(rows["up_until"])
        share, split = rows["share"].to_numpy(np.float64), rows["split"].to_numpy(bool)
        action = _actions_of_several(rows["action_id"])
        return cls(
            target=Codes.of(rows["target_id"]),
            office=Codes.of(rows["office_id"]),
            riding=Codes.of(rows["riding"]),
            province=Codes.of(rows["province"]),
            tactic=tactic,
            outcome=_outcomes_of_calls(rows["outcome"], tactic),
            first=first,
            last=np.maximum(first, days_of(rows["date_end"])),
            until=np.where(tactic.equals(*_POSTERS) & (until >= first), until, NEVER),
            n=n,
            quantity=whole * share,
            whole=whole,
            attempts=whole * np.where(split, share, firsts(action)),
            action=action,
            share=share,
            split=split,
            estimated=guessed,
            evidenced=evidenced,
        )

    def __len__(self) -> int:
        return len(self.first)

    def where(self, mask: Flags) -> "Rows":
        """The rows the mask chooses."""
        if mask.all():
            return self
        chosen: dict[str, Any] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            chosen[field.name] = value.where(mask) if isinstance(value, Codes) else value[mask]
        return Rows(**chosen)

    def factors(self, settings: Settings) -> Floats:
        """The outcome factor of every row: of calls only, 1 for every other tactic."""
        table = [1.0 if name == NO_CALL else settings.outcome_factor(name) for name in self.outcome.names]
        factors: Floats = np.array(table, dtype=np.float64)[self.outcome.codes]
        return factors

    def a_day(self, settings: Settings) -> Floats:
        """What a row adds to its target on each of its days: ``o_a * q_a / n_a``."""
        return self.factors(settings) * self.quantity / (self.last - self.first + 1)

    @cached_property
    def cell(self) -> Ints:
        """The place of each row in ``cells``."""
        return self._celled[0]

    @cached_property
    def cells(self) -> Cells:
        """The different targets, tactics, ridings and provinces of the rows, in the order of their codes."""
        return self._celled[1]

    def begun_by(self, day: int) -> Ints:
        """How many actions of one row each were begun in each cell by the end of a day."""
        if day not in self._begun:
            self._begun.clear()
            counted = (self.first <= day) & (self.action < 0)
            self._begun[day] = np.bincount(self.cell, counted * self.n, len(self.cells)).astype(np.int64)
        return self._begun[day]

    @cached_property
    def _begun(self) -> dict[int, Ints]:
        return {}

    @cached_property
    def _celled(self) -> tuple[Ints, Cells]:
        parts = (self.target, self.tactic, self.riding, self.province)
        sizes = tuple(len(part.names) + 1 for part in parts)
        key = np.ravel_multi_index(tuple(part.codes for part in parts), sizes) if len(self) else self.first
        cell, different = pd.factorize(key, sort=True)
        codes = np.unravel_index(different, sizes)
        cells = Cells(*(Codes(code.astype(np.int64), part.names) for code, part in zip(codes, parts, strict=True)))
        return cell.astype(np.int64, copy=False), cells


def _actions_of_several(ids: "pd.Series[str]") -> Ints:
    """For each row of an action of several rows a number of the action's own, -1 for all others; "" is no action."""
    several = ids.duplicated(keep=False).to_numpy() & (ids != "").to_numpy()
    action = np.full(len(ids), -1)
    action[several] = pd.factorize(ids[several])[0]
    return action


def firsts(action: Ints) -> Floats:
    """1 for every row but the later ones of an action of several rows."""
    later = pd.Series(action).duplicated().to_numpy() & (action >= 0)
    return np.where(later, 0.0, 1.0)


def _outcomes_of_calls(outcomes: "pd.Series[str]", tactic: Codes) -> Codes:
    calls = np.flatnonzero(tactic.equals("call"))
    given = Codes.of(outcomes.take(calls))
    codes = np.full(len(outcomes), len(given.names))
    codes[calls] = given.codes
    return Codes(codes, (*given.names, NO_CALL))


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
