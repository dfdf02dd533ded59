"""What a planner may weigh otherwise than by points per hour alone; every factor is shown beside the score."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.errors import UsageError

Floats = npt.NDArray[np.float64]
MOST = 10


@dataclass(frozen=True)
class Preferences:
    """Factors (0 to 10, 1 leaves things as they are) on tactics, on offices never touched, and on hours of travel.

    The score that orders the list is ``gain * tactic * untouched / (hours + travel * travel_hours)``.
    """

    tactics: Mapping[str, float] = field(default_factory=dict)
    untouched: float = 1
    travel: float = 1

    def __post_init__(self) -> None:
        for what, value in {**self.tactics, "untouched": self.untouched, "travel": self.travel}.items():
            if not (isinstance(value, int | float) and math.isfinite(value) and 0 <= value <= MOST):
                message = f"Set the factor of {what} to a number from 0 to {MOST}; {value!r} can't be used."
                raise UsageError(message)

    def factor(self, rows: pd.DataFrame) -> Floats:
        """What the gain of each row (``tactic``, ``touched``) is multiplied by."""
        by_tactic = rows["tactic"].map(lambda name: float(self.tactics.get(name, 1))).to_numpy(np.float64)
        return by_tactic * np.where(rows["touched"], 1.0, float(self.untouched))


EVEN = Preferences()
"""Points per hour, and nothing else."""
