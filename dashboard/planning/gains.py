"""What one more shift adds to the campaign's pressure at the end of a day: the formula with it minus without it.

With stock S and the shift's quantity q, ``r * w * ((S + q) / (S + q + u) - S / (S + u))``. A call counts as reached.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.pressure import VARIATIONS, Basis, Rows, Settings
from dashboard.pressure.codes import Ints
from dashboard.pressure.formula import role_weights
from dashboard.pressure.rows import Day, Floats, day_number
from dashboard.pressure.stocks import flow_of, stocks
from dashboard.pressure.variations import HALF_LIFE_FACTORS

_MIDDLE = HALF_LIFE_FACTORS.index(1.0)
_CALL = "call"


@dataclass(frozen=True, eq=False)
class Standing:
    """What stands at the end of one day: stocks [half-life factors, tactics, targets] and each target's role code."""

    targets: tuple[str, ...]
    tactics: tuple[str, ...]
    stocks: Floats
    roles: npt.NDArray[np.int8]
    settings: Settings

    @property
    def stock(self) -> Floats:
        """Stocks [tactics, targets] under the settings themselves."""
        middle: Floats = self.stocks[_MIDDLE]
        return middle

    @property
    def role_weights(self) -> Floats:
        """The weight of each target's role."""
        return role_weights(self.settings, self.roles)


def standing(
    rows: Rows | Basis, targets: Sequence[str], role_codes_on_day: npt.NDArray[np.int8], as_of: Day, settings: Settings
) -> Standing:
    """Stocks of every pressing tactic on every target at the end of a day, for each factor on half-lives."""
    flow, day = flow_of(rows, targets, settings), day_number(as_of)
    tactics = settings.pressing
    full = np.zeros((len(HALF_LIFE_FACTORS), len(tactics), len(targets)))
    lives = np.outer(HALF_LIFE_FACTORS, [settings.tactics[name].h for name in flow.tactics])
    places = [tactics.index(name) for name in flow.tactics]
    for _, stock in stocks(flow, lives, day, day):
        full[:, np.array(places)[:, None], np.array(flow.targets)[None, :]] = stock[0]
    return Standing(tuple(targets), tactics, full, np.asarray(role_codes_on_day), settings)


def gains(at: Standing, tactic: Ints, target: Ints, quantity: Floats) -> Floats:
    """What each shift adds to T: places of its tactic and target in ``at``, and its quantity."""
    return _gains(at, at.settings, at.stock, tactic, target, quantity)


def gains_in_variations(at: Standing, tactic: Ints, target: Ints, quantity: Floats) -> Iterator[Floats]:
    """``gains`` under each of the 81 settings, in the order of VARIATIONS."""
    for variation in VARIATIONS:
        stock = at.stocks[HALF_LIFE_FACTORS.index(variation.half_life)]
        yield _gains(at, at.settings.scaled(**variation._asdict()), stock, tactic, target, quantity)


def _gains(at: Standing, settings: Settings, stock: Floats, tactic: Ints, target: Ints, quantity: Floats) -> Floats:
    table = [settings.tactics[name] for name in at.tactics]
    w, u = (np.array([getattr(one, name) for one in table], dtype=np.float64)[tactic] for name in "wu")
    reached = [settings.outcome_factor("reached") if name == _CALL else 1.0 for name in at.tactics]
    added = quantity * np.array(reached)[tactic]
    before = stock[tactic, target]
    # The difference of the two shares in one fraction: no digits are lost where both are near 1.
    more: Floats = added * u / ((before + u) * (before + added + u))
    found: Floats = role_weights(settings, at.roles)[target] * w * more
    return found
