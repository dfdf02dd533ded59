"""Words that receipts share, and what is remarked about a file's rows as its pieces are read."""

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt

_SHOWN = 5


class Of(IntEnum):
    """What a remark is about, in the order of a receipt."""

    UNEVEN = 0
    WIDER = 1
    IDLE_OUTCOMES = 2
    OTHER_OUTCOMES = 3
    MOVED = 4
    LOCATED = 5
    NOT_LOCATED = 6
    CONTRARY = 7
    LOST = 8
    FOREIGN = 9
    PROVINCES = 10
    EFFORT = 11


@dataclass
class _Remark:
    what: str
    first: list[int] = field(default_factory=list)
    count: int = 0


class Remarks:
    """Remarks about rows, each a sentence however many pieces of a file give cause for it."""

    def __init__(self) -> None:
        self._found: dict[Of, _Remark] = {}

    def add(self, of: Of, what: str, lines: npt.NDArray[np.int64]) -> None:
        """Notes that the sentence ``what``, where ``{lines}`` stands for the lines, is true of these too."""
        if len(lines):
            one = self._found.setdefault(of, _Remark(what))
            one.first = sorted([*one.first, *lines[:_SHOWN].tolist()])[:_SHOWN]
            one.count += len(lines)

    def told(self, *of: Of) -> list[str]:
        """The sentences about these."""
        there = (self._found[one] for one in of if one in self._found)
        return [one.what.replace("{lines}", _listed(one.first, one.count)) for one in there]


def told_lines(lines: npt.NDArray[np.int64]) -> str:
    """``line 4``, ``lines 4 and 8``, ``lines 4, 8, 9, 12, 15 and 30 more``."""
    return _listed(lines[:_SHOWN].tolist(), len(lines))


def _listed(first: list[int], count: int) -> str:
    shown = [str(line) for line in first]
    where = f"line {shown[0]}"
    if len(shown) > 1:
        where = f"lines {', '.join(shown[:-1])} and {shown[-1]}"
    if more := count - len(shown):
        where = f"lines {', '.join(shown)} and {more:,} more"
    return where
