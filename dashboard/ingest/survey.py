"""What a whole file settles before any of its rows is read: how its days and numbers are meant, which rows share an id.

It is told every piece of the file first, and keeps of its cells only what it was asked.
"""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.ingest.amounts import NumberCells
from dashboard.ingest.cells import Cells
from dashboard.ingest.periods import DayCells

Hashes = npt.NDArray[np.uint64]


class Survey:
    """Days, numbers and ids of a file."""

    FIELDS = ("date", "date_end", "up_until", "quantity", "quantity_low", "quantity_high", "action_id")
    """What it is to be told of."""

    def __init__(self, *, own_export: bool) -> None:
        self.days = DayCells()
        self.numbers = NumberCells(own_export=own_export)
        self._ids: list[Hashes] = []

    def see(self, columns: Mapping[str, Cells]) -> None:
        """Takes in one more piece."""
        self.days.see(columns)
        self.numbers.see(columns)
        ids = columns["action_id"]
        self._ids.append(np.unique(_hashes(ids)[_filled(ids)]))

    @cached_property
    def shared_ids(self) -> frozenset[int]:
        """Numbers of the ids that stand in several pieces."""
        together = np.sort(np.concatenate(self._ids)) if len(self._ids) > 1 else np.empty(0, dtype=np.uint64)
        self._ids = []
        return frozenset(together[1:][together[1:] == together[:-1]].tolist())

    def apart(self, ids: Cells) -> npt.NDArray[np.bool_]:
        """Which rows of a piece have an id that stands in another piece too: they can't be understood without it."""
        shared = np.array([one in self.shared_ids for one in _hashes(ids).tolist()], dtype=bool) & _filled(ids)
        found: npt.NDArray[np.bool_] = shared[ids.codes]
        return found


def _hashes(ids: Cells) -> Hashes:
    """A number for each distinct id; two ids of one number are only looked at together without need."""
    return pd.util.hash_array(np.array(ids.texts, dtype=object))


def _filled(ids: Cells) -> npt.NDArray[np.bool_]:
    return np.array([bool(text) for text in ids.texts], dtype=bool)
