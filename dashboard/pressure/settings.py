"""The editable numbers of the pressure formula - tactics, outcomes of calls, roles - and their scaling."""

import hashlib
import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from dashboard.errors import UsageError
from dashboard.own_names import OwnName, OwnNames, tactics_in
from dashboard.pressure.own import OwnRole, with_own_roles
from dashboard.schema import CALL_OUTCOMES, ROLES, TACTICS


@dataclass(frozen=True, slots=True)
class Tactic:
    """One tactic: unit, the most points ``w``, the quantity ``u`` giving half of them, the half-life ``h`` in days."""

    unit: str
    w: float
    u: float
    h: float


@dataclass(frozen=True)
class Settings:
    """Everything the formula may be argued about; raises UsageError where a number can't be used.

    ``tactics`` and ``roles`` (weights) hold a campaign's own too, by their codes; what those are called, and who holds
    such a role, is in ``own_tactics`` and ``own_roles``.
    """

    tactics: Mapping[str, Tactic]
    outcomes: Mapping[str, float]
    roles: Mapping[str, float]
    own_tactics: OwnNames = field(default_factory=dict)
    own_roles: Mapping[str, OwnRole] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, tactic in self.tactics.items():
            _check(f"the weight of {name}", tactic.w, least=0)
            _check(f"the quantity for half the points of {name}", tactic.u, least=0, above=True)
            _check(f"the half-life of {name}", tactic.h, least=0, above=True)
        for name, factor in {**self.outcomes, **self.roles}.items():
            _check(f"the factor of {name}", factor, least=0, most=1)

    @cached_property
    def hash(self) -> str:
        """Ten hexadecimal digits that stand beside every figure made with these settings."""
        holders = {code: role.as_lists() for code, role in self.own_roles.items()}
        return hashlib.sha256(_canonical(self._numbers() | ({"held": holders} if holders else {}))).hexdigest()[:10]

    @property
    def own_names(self) -> OwnNames:
        """What tactics and roles of the campaign's own are called, by code."""
        return {**self.own_tactics, **{code: role.name for code, role in self.own_roles.items()}}

    @cached_property
    def role_names(self) -> tuple[str, ...]:
        """Every role that somebody can have; a role code in an array is its place here."""
        return (*ROLES, *self.own_roles)

    @property
    def roles_by_strength(self) -> tuple[str, ...]:
        """Roles from the strongest down: the dashboard's in their order, own ones before the first that weighs less."""
        found = list(ROLES)
        for code in sorted(self.own_roles, key=lambda one: -self.roles[one]):
            weaker = (place for place, name in enumerate(found) if self.roles[name] < self.roles[code])
            found.insert(next(weaker, len(found)), code)
        return tuple(found)

    @cached_property
    def role_weights(self) -> tuple[float, ...]:
        """The weight of each role code."""
        return tuple(float(self.roles[name]) for name in self.role_names)

    @property
    def pressing(self) -> tuple[str, ...]:
        """Tactics that give points, in the order of the table."""
        return tuple(name for name, tactic in self.tactics.items() if tactic.w > 0)

    @property
    def most_points(self) -> float:
        """The most points one target can have: the sum of all weights."""
        return math.fsum(tactic.w for tactic in self.tactics.values())

    def outcome_factor(self, outcome: str) -> float:
        """What one call with this outcome counts for; blank and unheard-of outcomes count as unknown."""
        return self.outcomes.get(outcome, self.outcomes["unknown"])

    def as_json(self) -> str:
        """Canonical JSON: equal settings give equal text, whole numbers being written as fractions."""
        named = {code: asdict(name) for code, name in self.own_tactics.items()}
        roles = {code: asdict(role.name) | {"held": role.as_lists()} for code, role in self.own_roles.items()}
        own = {"own_tactics": named, "own_roles": roles}
        return _canonical(self._numbers() | {key: some for key, some in own.items() if some}).decode()

    def _numbers(self) -> dict[str, Any]:
        tactics = {
            name: {key: value if key == "unit" else float(value) for key, value in asdict(tactic).items()}
            for name, tactic in self.tactics.items()
        }
        numbers = {
            key: {name: float(value) for name, value in getattr(self, key).items()} for key in ("outcomes", "roles")
        }
        return {"tactics": tactics, **numbers}

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The settings written by ``as_json``, tactics in the order of the defaults; UsageError when they can't be."""
        try:
            content: dict[str, Any] = json.loads(text)
            tactics = {name: Tactic(**fields) for name, fields in content["tactics"].items()}
            own_roles = {
                code: OwnRole.of(OwnName(**{key: role[key] for key in ("en", "fr")}), role["held"])
                for code, role in sorted(content.get("own_roles", {}).items())
            }
            return cls(
                tactics=_in_order(tactics, TACTICS, tactics_in(text)),
                outcomes=_in_order(content["outcomes"], CALL_OUTCOMES),
                roles=_in_order(content["roles"], ROLES, own_roles),
                own_tactics=tactics_in(text),
                own_roles=own_roles,
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            message = "These settings can't be read; start again from the default settings."
            raise UsageError(message) from error

    @classmethod
    def stored(cls, text: str) -> "Settings":
        """The settings a store holds as text, "" being the default ones; UsageError when they can't be read."""
        return cls.from_json(text) if text else DEFAULTS

    def with_own_roles(
        self, codes: npt.NDArray[np.int8], targets: Sequence[str], days: npt.NDArray[np.datetime64]
    ) -> npt.NDArray[np.int8]:
        """Role codes [targets x days] of the directory, with the campaign's own roles wherever those weigh more."""
        own = {self.role_names.index(code): role for code, role in self.own_roles.items()}
        return with_own_roles(codes, targets, days, self.role_weights, own) if own else codes

    def scaled(
        self, *, half_life: float = 1, saturation: float = 1, roles: float = 1, weights: float = 0
    ) -> "Settings":
        """These settings with factors on half-lives, on ``u`` and on roles below 1 (never above 1).

        ``weights`` moves every weight above 0 toward their mean: 0 leaves them, 1 makes them equal, 0.5 is halfway.
        """
        mean = self.mean_weight
        tactics = {
            name: replace(
                tactic,
                h=tactic.h * half_life,
                u=tactic.u * saturation,
                w=tactic.w + weights * (mean - tactic.w) if tactic.w > 0 else tactic.w,
            )
            for name, tactic in self.tactics.items()
        }
        scaled_roles = {name: min(1.0, r * roles) if r < 1 else r for name, r in self.roles.items()}
        return replace(self, tactics=tactics, roles=scaled_roles)

    @property
    def mean_weight(self) -> float:
        """Mean of the weights above 0; 0 when there is none."""
        weights = [tactic.w for tactic in self.tactics.values() if tactic.w > 0]
        return math.fsum(weights) / len(weights) if weights else 0.0


def _in_order(given: Mapping[str, Any], order: tuple[str, ...], own: Collection[str] = ()) -> dict[str, Any]:
    """The same in the order of the dashboard's names, then a campaign's own; KeyError where one of them is missing."""
    return {name: given[name] for name in dict.fromkeys([*order, *sorted(own), *sorted(given)])}


def _canonical(content: Any) -> bytes:  # noqa: ANN401 - anything JSON holds
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _check(what: str, value: float, *, least: float, most: float = math.inf, above: bool = False) -> None:
    good = isinstance(value, int | float) and math.isfinite(value) and least <= value <= most
    if not good or (above and value == least):
        bounds = f"above {least:g}" if above else f"{least:g} or more" if most == math.inf else f"{least:g} to {most:g}"
        message = f"Set {what} to a number of {bounds}; {value!r} can't be used."
        raise UsageError(message)


DEFAULTS = Settings(
    tactics={
        "meeting": Tactic("meetings", 5, 1, 28),
        "office_visit": Tactic("visits", 4, 1, 21),
        "rally": Tactic("people", 4, 50, 14),
        "installation": Tactic("installations", 4, 1, 21),
        "petition_delivery": Tactic("signatures", 3, 5000, 21),
        "call": Tactic("calls", 3, 10, 7),
        "letter": Tactic("letters", 2, 20, 7),
        "poster_office": Tactic("posters", 2, 20, 21),
        "poster_riding": Tactic("posters", 2, 200, 21),
        "media_hit": Tactic("stories", 2, 3, 7),
        "petition_online": Tactic("signatures", 1, 5000, 14),
        "online_action": Tactic("people", 0.5, 100, 7),
        "email_form": Tactic("messages", 0.5, 500, 7),
        "info_session": Tactic("people", 0, 1, 7),
        "organizing_meeting": Tactic("people", 0, 1, 7),
        "training": Tactic("people", 0, 1, 7),
    },
    outcomes={
        "reached": 1,
        "voicemail": 0.5,
        "refused": 0.5,
        "unknown": 1,
        "busy": 0,
        "no_answer": 0,
        "mailbox_full": 0,
        "wrong_number": 0,
    },
    roles={
        "holds_post": 1,
        "prime_minister": 0.75,
        "parliamentary_secretary": 0.5,
        "own_department": 0.5,
        "other_cabinet": 0.5,
        "government_caucus": 0.05,
        "anyone_else": 0.02,
    },
)
"""The defaults: assumptions, all of them editable and shown."""

CAPACITY = ("info_session", "organizing_meeting", "training")
"""Tactics that build a campaign's strength and press nobody: shown as a line of their own."""

STILL_TO_DO = ("busy", "no_answer", "mailbox_full", "wrong_number")
"""Outcomes of calls that reached nobody: an attempt is not a contact, so the call is still to be made."""
