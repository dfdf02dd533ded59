"""One way to round what people read."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt

_WHOLE = 2.0**52
"""From here on no number has a fraction."""


def rounded(value: float, digits: int = 0) -> float:
    """The number with so many decimals, halves away from 0: 599.5 and 624.5 both go up, wherever they are shown."""
    if not abs(value) < _WHOLE or value == int(value):
        return value
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def adding_up(values: npt.ArrayLike, digits: int) -> npt.NDArray[np.float64]:
    """The numbers with so many decimals, adding up to their own sum as it is rounded: none is a whole unit off.

    Those that lose most by rounding down are rounded up, as seats are given out by largest remainders.
    """
    scaled = np.asarray(values, dtype=np.float64) * 10.0**digits
    shown = np.floor(scaled)
    missing = int(rounded(float(scaled.sum())) - shown.sum())
    shown[np.argsort(shown - scaled, kind="stable")[:missing]] += 1
    return shown / 10.0**digits
