"""The columns quantity, quantity_low and quantity_high to numbers for every row."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.ingest.cells import Cells, Problems, quoted
from dashboard.ingest.digits import Marks, SeenMarks, marks_of, read_number
from dashboard.ingest.quantities import NOTHING, Amount, read_amount

Numbers = npt.NDArray[np.float64]
_COLUMNS = ("quantity", "quantity_low", "quantity_high")


@dataclass(frozen=True, eq=False)
class Amounts:
    """Per row the quantity and its range; ``ranges`` tells whether a cell of the column quantity says a range."""

    exact: Numbers
    low: Numbers
    high: Numbers
    ranges: bool


class NumberCells:
    """What all cells of a file with quantities settle together about points and commas.

    ``see`` is to be told every piece of the file before any of its quantities is read. Numbers of our own exports
    always have a decimal point.
    """

    def __init__(self, *, own_export: bool) -> None:
        self._own_export = own_export
        self._columns = {name: SeenMarks() for name in _COLUMNS}

    def see(self, columns: Mapping[str, Cells]) -> None:
        """Takes in the cells of one more piece."""
        if not self._own_export:
            for name, seen in self._columns.items():
                for text in columns[name].texts:
                    seen.see(text)

    def marks(self) -> Marks:
        """How points and commas are used."""
        if self._own_export:
            return Marks(point="decimals", by_point="the export")
        return marks_of(self._columns.values())

    def notes(self) -> list[str]:
        """What was settled of numbers that may be thousands or decimals."""
        marks, doubtful = self.marks(), next(filter(None, (one.doubtful for one in self._columns.values())), "")
        if not (doubtful and marks.point):
            return []
        how = "thousands" if marks.point == "groups" else "decimals"
        by = quoted(marks.by_point)
        return [f"Numbers such as {quoted(doubtful)} are read as {how}: {by} in the same file settles it."]


def read_amounts(columns: Mapping[str, Cells], marks: Marks, problems: Problems) -> Amounts:
    """The quantities of every row."""
    stated = columns["quantity"].read(lambda text: read_amount(text, marks), NOTHING)
    ends = [columns[name].read(lambda text: read_number(text, marks), np.nan) for name in _COLUMNS[1:]]
    problems.add_readings(stated)
    for end in ends:
        problems.add_readings(end)
    exact = _rows(stated.values, "exact", stated.cells)
    low, high = (
        np.where(np.isnan(end.rows("float64")), _rows(stated.values, side, stated.cells), end.rows("float64"))
        for end, side in zip(ends, ("low", "high"), strict=True)
    )
    _refuse_disorder(exact, low, high, columns, problems)
    return Amounts(exact, low, high, any(one.is_range for one in stated.values))


def _rows(values: list[Amount], side: str, cells: Cells) -> Numbers:
    return np.array([getattr(one, side) for one in values], dtype=np.float64)[cells.codes]


def _refuse_disorder(
    exact: Numbers, low: Numbers, high: Numbers, columns: Mapping[str, Cells], problems: Problems
) -> None:
    def cells(name: str, rows: npt.NDArray[np.intp]) -> list[str]:
        column = columns[name]
        return [column.texts[code] for code in column.codes[rows]]

    turned = np.flatnonzero(low > high)
    reasons = [
        f"quantity_low {low[row]:g} is more than quantity_high {high[row]:g}: swap or correct them." for row in turned
    ]
    problems.add(turned, "refused", "quantity_low", cells("quantity_low", turned), reasons)
    outside = np.flatnonzero(~(low > high) & ((exact < low) | (exact > high)))
    reasons = [
        f"The quantity {exact[row]:g} lies outside its own range: correct it, or leave quantity blank."
        for row in outside
    ]
    problems.add(outside, "refused", "quantity", cells("quantity", outside), reasons)
