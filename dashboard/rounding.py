"""One way to round what people read."""

from decimal import ROUND_HALF_UP, Decimal

_WHOLE = 2.0**52
"""From here on no number has a fraction."""


def rounded(value: float, digits: int = 0) -> float:
    """The number with so many decimals, halves away from 0: 599.5 and 624.5 both go up, wherever they are shown."""
    if not abs(value) < _WHOLE or value == int(value):
        return value
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
