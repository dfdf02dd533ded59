"""The 81 variations of settings: by what each assumption is scaled."""

from itertools import product
from typing import NamedTuple


class Variation(NamedTuple):
    """Factors on half-lives, on ``u`` and on roles below 1; and how far weights move to all being equal (0 to 1)."""

    half_life: float = 1
    saturation: float = 1
    roles: float = 1
    weights: float = 0


HALF_LIFE_FACTORS = (0.5, 1.0, 2.0)
SATURATION_FACTORS = (0.5, 1.0, 2.0)
ROLE_FACTORS = (0.5, 1.0, 1.5)
WEIGHT_MOVES = (0.0, 0.5, 1.0)
VARIATIONS = tuple(
    Variation(*factors) for factors in product(HALF_LIFE_FACTORS, SATURATION_FACTORS, ROLE_FACTORS, WEIGHT_MOVES)
)
"""The 81 settings over which every range is taken, in a fixed order."""
