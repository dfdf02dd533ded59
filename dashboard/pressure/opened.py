"""A number opened from totals: what groups of actions hold of it, at the cost of cells and not of rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.codes import Codes, Flags, Ints
from dashboard.pressure.contributions import points_by_stock
from dashboard.pressure.grouping import NONE
from dashboard.pressure.rows import Floats, Rows, day_number
from dashboard.pressure.settings import Settings
from dashboard.pressure.stocks import Basis, stocks_of_cells

_NO_ACTION = -1


@dataclass(frozen=True, eq=False)
class Opened:
    """What each cell holds of the points, with the numbers of its actions begun by the last day.

    ``several`` are the totals' rows of actions of several rows: an action of theirs counts once in each group.
    """

    rows: Rows
    kept: Flags
    points: Floats
    counts: Ints
    several: Ints

    @property
    def count(self) -> int:
        """How many actions there are."""
        return int(self.counts[self.kept].sum()) + len(np.unique(self.rows.action[self.several]))

    @property
    def total(self) -> float:
        """The points of all of them."""
        return float(self.points[self.kept].sum())

    def groups(self, by: str) -> pd.DataFrame:
        """The groups by tactic, target or riding, most points first: key, actions (how many different ones), points."""
        codes = self._codes(by)
        size = len(codes.names)
        points = np.bincount(codes.codes[self.kept], self.points[self.kept], size)
        counts = np.bincount(codes.codes[self.kept], self.counts[self.kept], size).astype(np.int64)
        pairs = pd.DataFrame(
            {"key": codes.codes[self.rows.cell[self.several]], "action": self.rows.action[self.several]}
        )
        counts += np.bincount(pairs.drop_duplicates()["key"].to_numpy(np.int64), minlength=size)
        found = np.flatnonzero(counts > 0)
        names = pd.Series([codes.names[code] or NONE for code in found], dtype="str")
        table = pd.DataFrame({"key": names, "actions": counts[found], "points": points[found]})
        return table.sort_values("key").sort_values("points", ascending=False, kind="stable", ignore_index=True)

    def part(self, by: str, key: str) -> "Opened":
        """The same of one group alone."""
        mine = self._codes(by).equals("" if key == NONE else key)
        several = self.several[mine[self.rows.cell[self.several]]]
        return Opened(self.rows, self.kept & mine, self.points, self.counts, several)

    def _codes(self, by: str) -> Codes:
        cells = self.rows.cells
        codes: Codes = getattr(cells, by)
        return codes


def opened(
    rows: Rows,
    basis: Basis,
    targets: Sequence[str],
    role_codes: npt.NDArray[np.int8],
    days: npt.NDArray[np.datetime64],
    settings: Settings,
) -> Opened:
    """What holds the mean over consecutive days of the campaign's total, of the cells that the basis keeps."""
    cells = rows.cells
    target, tactic = cells.target.placed_in(targets), cells.tactic.placed_in(settings.pressing)
    kept = basis.kept & (target >= 0) & (tactic >= 0)
    rates = points_by_stock(basis, targets, role_codes, days, settings)
    points = np.zeros(len(cells))
    points[kept] = (stocks_of_cells(basis, days, settings)[:, kept] * rates[:, tactic[kept], target[kept]]).mean(axis=0)
    last = day_number(days[-1])
    several = np.flatnonzero((rows.action > _NO_ACTION) & (rows.share > 0) & (rows.first <= last))
    return Opened(rows, kept, points, rows.begun_by(last), several[kept[rows.cell[several]]])
