"""Words that receipts share."""

import numpy as np
import numpy.typing as npt

_SHOWN = 5


def told_lines(lines: npt.NDArray[np.int64]) -> str:
    """``line 4``, ``lines 4 and 8``, ``lines 4, 8, 9, 12, 15 and 30 more``."""
    shown = [str(line) for line in lines[:_SHOWN]]
    where = f"line {shown[0]}"
    if len(shown) > 1:
        where = f"lines {', '.join(shown[:-1])} and {shown[-1]}"
    if more := len(lines) - len(shown):
        where = f"lines {', '.join(shown)} and {more:,} more"
    return where
