"""Random settings of the formula: other numbers, tactics and roles of a campaign's own, roles that change by day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from hypothesis import strategies as st
from pressed import START, TARGETS

from dashboard.own_names import OwnName
from dashboard.pressure import DEFAULTS, Held, OwnRole, Settings, Tactic
from dashboard.schema import ROLES

OWN_TACTICS = ("own-banner", "own-vigil")
OWN_ROLES = ("own-adviser", "own-critic")
LAST = 200

_weights = st.one_of(st.just(0.0), st.floats(0.01, 20))
_factors = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1))
_tactics = st.builds(Tactic, st.just("of them"), _weights, st.floats(0.01, 1e5), st.floats(0.5, 400))
_days = st.one_of(st.none(), st.integers(-20, LAST + 20).map(lambda day: START + timedelta(days=day)))
_held = st.lists(st.builds(Held, st.sampled_from([*TARGETS, "elsewhere"]), _days, _days), max_size=4)


@dataclass(frozen=True)
class Formula:
    """Settings, and the directory's role of each target before and from a day on."""

    settings: Settings
    shuffle: int
    before: tuple[int, ...]
    after: tuple[int, ...]

    def codes(self, days: np.ndarray) -> np.ndarray:
        """Role codes as the package has them."""
        late = days >= np.datetime64(START, "D") + self.shuffle
        given = np.where(late, np.array(self.after)[:, None], np.array(self.before)[:, None]).astype(np.int8)
        return self.settings.with_own_roles(given, TARGETS, days)

    def plainly(self) -> dict[str, Any]:
        """The numbers as the slow formula reads them."""
        settings = self.settings
        return {
            "table": {name: (one.w, one.u, one.h) for name, one in settings.tactics.items()},
            "weights": [settings.roles[name] for name in (*ROLES, *settings.own_roles)],
            "outcomes": {**settings.outcomes, "": settings.outcomes["unknown"]},
        }

    def own_roles(self) -> dict[int, list[tuple[str, date | None, date | None]]]:
        """Who holds the roles of the campaign's own, by code."""
        return {len(ROLES) + place: list(role.held) for place, role in enumerate(self.settings.own_roles.values())}


@st.composite
def formulas(draw: st.DrawFn) -> Formula:
    """Any numbers for some of the defaults, and up to two tactics and two roles of a campaign's own."""
    tactics = draw(st.dictionaries(st.sampled_from([*DEFAULTS.tactics]), _tactics, max_size=6))
    own = draw(st.dictionaries(st.sampled_from(OWN_TACTICS), _tactics, max_size=2))
    roles = draw(st.dictionaries(st.sampled_from(ROLES), _factors, max_size=4))
    held = draw(st.dictionaries(st.sampled_from(OWN_ROLES), st.tuples(_factors, _held), max_size=2))
    held = {code: held[code] for code in OWN_ROLES if code in held}
    settings = Settings(
        tactics={**DEFAULTS.tactics, **tactics, **{code: own[code] for code in OWN_TACTICS if code in own}},
        outcomes={**DEFAULTS.outcomes, **draw(st.dictionaries(st.sampled_from([*DEFAULTS.outcomes]), _factors))},
        roles={**DEFAULTS.roles, **roles, **{code: weight for code, (weight, _) in held.items()}},
        own_tactics={code: OwnName(code, code, "of them", "of them") for code in own},
        own_roles={code: OwnRole(OwnName(code, code), tuple(spells)) for code, (_, spells) in held.items()},
    )
    codes = st.tuples(*(st.integers(0, len(ROLES) - 1) for _ in TARGETS))
    return Formula(settings, draw(st.integers(0, LAST)), draw(codes), draw(codes))
