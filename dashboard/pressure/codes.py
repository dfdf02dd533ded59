"""Columns of texts as numbers: each row's place in the list of the different texts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Codes:
    """A column of texts as positions in the list of its different values."""

    codes: Ints
    names: tuple[str, ...]

    @classmethod
    def of(cls, column: "pd.Series[str]") -> "Codes":
        """The codes of a text or category column; what is missing is read as ""."""
        if isinstance(column.dtype, pd.CategoricalDtype):
            codes, names = column.cat.codes.to_numpy(np.int64), tuple(column.cat.categories)
        else:
            found, different = pd.factorize(column)
            codes, names = found.astype(np.int64, copy=False), tuple(different)
        if codes.min(initial=0) < 0:
            codes, names = np.where(codes < 0, len(names), codes), (*names, "")
        return cls(codes, names)

    def placed_in(self, wanted: Sequence[str]) -> Ints:
        """Each row's position in ``wanted``; -1 where its text is not one of them."""
        return self.places(wanted)[self.codes]

    def places(self, wanted: Sequence[str]) -> Ints:
        """Each name's position in ``wanted``; -1 where it is not one of them."""
        place = {name: position for position, name in enumerate(wanted)}
        return np.array([place.get(name, -1) for name in self.names], dtype=np.int64)

    def texts(self, rows: Ints | slice) -> list[str]:
        """The texts of these rows."""
        return [self.names[code] for code in self.codes[rows].tolist()]

    @property
    def used(self) -> list[str]:
        """The texts that a row has."""
        return [self.names[code] for code in np.flatnonzero(np.bincount(self.codes, minlength=len(self.names)))]

    def where(self, mask: Flags) -> "Codes":
        """The rows the mask chooses; names that none of them has stay known."""
        return Codes(self.codes[mask], self.names)

    def equals(self, *wanted: str) -> Flags:
        """Which rows hold one of the texts."""
        found: Flags = np.array([name in wanted for name in self.names], dtype=bool)[self.codes]
        return found


@dataclass(frozen=True, eq=False)
class Cells:
    """What filters and figures part actions by: one for each different target, tactic, riding and province of rows."""

    target: Codes
    tactic: Codes
    riding: Codes
    province: Codes

    def __len__(self) -> int:
        return len(self.target.codes)
