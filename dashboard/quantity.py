"""How much an action counts for, from what its row says: a number, a range, or nothing."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MILLIONTHS = 1_000_000
"""Quantities are added up in these, as whole numbers: exact, and the same in whatever order."""


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
