"""Words that receipts share."""

import numpy as np
import numpy.typing as npt

_SHOWN = 5


def told_lines(lines: npt.NDArray[np.int64]) -> str:
    """``line 4``, ``lines 4 and 8``, ``lines 4, 8, 9, 12, 15 and 30 more``."""
    told = [str(line) for line in lines[:_SHOWN]]
    more = len(lines) - len(told)
    if more:
        return f"lines {', '.join(told)} and {more:,} more"
    if len(told) == 1:
        return f"line {told[0]}"
    return f"lines {', '.join(told[:-1])} and {told[-1]}"
