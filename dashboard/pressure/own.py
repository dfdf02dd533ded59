"""Roles of a campaign's own: who holds them on which days, and how they count beside those of the directory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from dashboard.own_names import OwnName

Codes = npt.NDArray[np.int8]


class Held(NamedTuple):
    """Who holds a role from the first to the last day, both included; None: from ever, or until further notice."""

    target_id: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class OwnRole:
    """A role that a campaign gives itself: its name, and who holds it when. Its weight stands with the others."""

    name: OwnName
    held: tuple[Held, ...] = ()

    def as_lists(self) -> list[list[str]]:
        """Who holds it as plain texts, in a fixed order."""
        return sorted([one.target_id, _iso(one.first), _iso(one.last)] for one in self.held)

    @classmethod
    def of(cls, name: OwnName, held: Sequence[Sequence[str]]) -> Self:
        """The role of what ``as_lists`` wrote; raises ValueError."""
        return cls(name, tuple(Held(str(who), _day(first), _day(last)) for who, first, last in held))


def with_own_roles(
    codes: Codes,
    targets: Sequence[str],
    days: npt.NDArray[np.datetime64],
    weights: Sequence[float],
    own: Mapping[int, OwnRole],
) -> Codes:
    """Role codes [targets x days] with a campaign's own roles, by code, wherever they weigh more than what is there.

    ``weights`` are those of all codes. Where weights are alike the role that is there already stays.
    """
    row = {target_id: place for place, target_id in enumerate(targets)}
    weigh, found = np.asarray(weights, dtype=np.float64), codes.copy()
    for code, role in own.items():
        for held in role.held:
            if held.target_id in row:
                on = found[row[held.target_id]]
                on[_within(held, days) & (weigh[on] < weigh[code])] = code
    return found


def _within(held: Held, days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.bool_]:
    begun = days >= np.datetime64(held.first, "D") if held.first else np.ones(len(days), dtype=bool)
    inside: npt.NDArray[np.bool_] = begun & (days <= np.datetime64(held.last, "D")) if held.last else begun
    return inside


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: Any) -> date | None:  # noqa: ANN401 - what JSON holds
    return date.fromisoformat(text) if text else None
