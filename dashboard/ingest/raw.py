"""A file as a table of text, before any cell of it is understood."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.errors import UnusableFileError
from dashboard.ingest.limits import Limits
from dashboard.plain import unguarded
from dashboard.shelf import Shelf

_TURNS = frozenset(["LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"])
"""Marks that turn the direction of writing, so that a name reads as another."""

_NO_CELLS = pd.DataFrame()


@dataclass(frozen=True, eq=False)
class RawTable:
    """All data rows as text in the file's own columns, indexed by line number.

    ``broken`` has the reason for each line whose cells can't be told to their columns; ``short`` the lines that end
    early, with the number of cells they have. ``guarded`` files put an apostrophe before what could be a formula.
    ``sheets`` are the sheets of a spreadsheet that can be read, where it has several.
    """

    header: tuple[str, ...]
    cells: pd.DataFrame
    broken: dict[int, str] = field(default_factory=dict)
    short: dict[int, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    guarded: bool = True
    sheets: tuple[str, ...] = ()

    def only(self, which: npt.NDArray[np.bool_]) -> "RawTable":
        """The table with these rows alone."""
        if which.all():
            return self
        cells = self.cells[which]
        lines = set(cells.index) if self.broken or self.short else set()
        broken = {line: reason for line, reason in self.broken.items() if line in lines}
        short = {line: count for line, count in self.short.items() if line in lines}
        return replace(self, cells=cells, broken=broken, short=short)


class RawFile:
    """A table that comes in pieces, each with the lines of its own rows; several of them are kept packed."""

    def __init__(self, *pieces: RawTable) -> None:
        self._tables: list[RawTable] = []
        self.cells = Shelf()
        """The cells alone, piece by piece."""
        for piece in pieces:
            self.add(piece)

    def add(self, piece: RawTable) -> None:
        """Takes in the next piece."""
        self.cells.put(piece.cells)
        self._tables.append(replace(piece, cells=_NO_CELLS))  # even no rows of its own would hold on to all of them

    @property
    def rows(self) -> int:
        """How many there are."""
        return self.cells.rows

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self._tables[0].header

    @property
    def guarded(self) -> bool:
        """Whether an apostrophe was put before what could be a formula."""
        return self._tables[0].guarded

    @property
    def sheets(self) -> tuple[str, ...]:
        """Those of a spreadsheet that can be read, where it has several."""
        return self._tables[0].sheets

    @property
    def notes(self) -> tuple[str, ...]:
        """What is told of the whole file."""
        return tuple(note for table in self._tables for note in table.notes)

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self._tables)

    def __iter__(self) -> Iterator[RawTable]:
        """The pieces one after another."""
        for table, cells in zip(self._tables, self.cells, strict=True):
            yield replace(table, cells=cells)

    def whole(self) -> RawTable:
        """All rows in one table."""
        return joined([*self])


def checked_header(names: list[str], limits: Limits) -> tuple[str, ...]:
    """The names of the columns, unnamed ones numbered; raises UnusableFileError for a header no one can rely on."""
    if len(names) > limits.columns:
        raise too_many_columns(len(names), limits)
    header = [unguarded(name.strip().strip("\ufeff")) for name in names]
    for number, name in enumerate(header, start=1):
        _check_name(name, number, limits)
    header = [name or f"column {number}" for number, name in enumerate(header, start=1)]
    twice = [name for name, count in Counter(name.casefold() for name in header).items() if count > 1]
    if twice:
        message = f"Two columns are named {twice[0]!r}: rename or leave out one of them and load the file again."
        raise UnusableFileError(message)
    return tuple(header)


def joined(pieces: list[RawTable]) -> RawTable:
    """One table of its pieces, of which there is at least one."""
    first = pieces[0]
    if len(pieces) == 1:
        return first
    broken = {line: reason for piece in pieces for line, reason in piece.broken.items()}
    short = {line: count for piece in pieces for line, count in piece.short.items()}
    notes = tuple(note for piece in pieces for note in piece.notes)
    return replace(first, cells=pd.concat([piece.cells for piece in pieces]), broken=broken, short=short, notes=notes)


def text_frame(columns: dict[str, list[str]], lines: list[int]) -> pd.DataFrame:
    """A frame of text columns indexed by line number."""
    table = pd.DataFrame({name: pd.Series(cells, dtype="str") for name, cells in columns.items()})
    table.index = pd.Index(lines, dtype="int64", name="line")
    return table


def too_many_rows(limits: Limits) -> UnusableFileError:
    """The refusal of a file with more rows than ``limits`` allow."""
    more = "; the command line takes more" if limits.rows < 1_000_000 else ""  # noqa: PLR2004 - the pages' bound
    return UnusableFileError(f"The file has more than {limits.rows:,} rows: divide it into smaller files{more}.")


def too_many_columns(count: int, limits: Limits) -> UnusableFileError:
    """The refusal of a file with more columns than ``limits`` allow."""
    return UnusableFileError(
        f"The file has {count:,} columns and {limits.columns} are allowed: leave out those not needed."
    )


def too_many_cells(limits: Limits) -> UnusableFileError:
    """The refusal of a file whose rows and columns together are more than can be looked at."""
    return UnusableFileError(
        f"The file has more than {limits.cells:,} cells, counting empty ones: leave out columns that are not needed, "
        f"or divide it into smaller files."
    )


def too_long_cell(column: str, line: int, limits: Limits) -> UnusableFileError:
    """The refusal of a file with a cell that no log has."""
    return UnusableFileError(
        f"The cell in column {column!r} of line {line} has more than {limits.cell:,} characters: shorten it or close "
        f"the quotation mark before it."
    )


def too_long_text(limits: Limits) -> UnusableFileError:
    """The refusal of a spreadsheet with a text that no log has, wherever it stands."""
    return UnusableFileError(
        f"A cell of the spreadsheet has more than {limits.cell:,} characters: shorten it and load the file again."
    )


def _check_name(name: str, number: int, limits: Limits) -> None:
    if len(name) > limits.header:
        raise UnusableFileError(_header_sentence(number, f"has more than {limits.header} characters"))
    if any(unicodedata.category(mark) == "Cc" or unicodedata.bidirectional(mark) in _TURNS for mark in name):
        raise UnusableFileError(_header_sentence(number, "holds control characters"))


def _header_sentence(number: int, what: str) -> str:
    return f"The name of column {number} {what}: begin the file with a line that names its columns in plain text."
