"""CSV and TSV text to tables of text, piece by piece: delimiter, quotes, line numbers, rows of another length."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import UnusableFileError
from dashboard.ingest.columns import recognised
from dashboard.ingest.csv_records import Records
from dashboard.ingest.encoded import Encoded
from dashboard.ingest.heading import LOOKED_AT, heading, passed_over
from dashboard.ingest.limits import Limits
from dashboard.ingest.raw import RawTable, checked_header, too_long_cell, too_many_cells, too_many_rows

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n?", re.IGNORECASE)
_CHUNK = 50_000
_QUOTED = ('"', "\ufeff")
"""Marks that only reading letter by letter understands."""

_LINES_A_ROW = 10
"""Lines in the file for each row it may have: notes have several, and lines can be blank."""

Rows = list[list[str]]


def read_delimited(text: Encoded, limits: Limits) -> Iterator[RawTable]:
    """The table in CSV or TSV text, piece by piece, at least one.

    Raises UnusableFileError naming the line where it can't be read as a table.
    """
    if max(text.count("\n"), text.count("\r")) > _LINES_A_ROW * limits.rows:
        raise too_many_rows(limits)
    stated = _SEPARATOR_LINE.match(text.start)
    delimiter = stated[1] if stated else _delimiter(text.start)
    if text.count(delimiter) > limits.cells:
        raise too_many_cells(limits)
    begun, above = _begun(text.start, delimiter, skipped=bool(stated))
    records = Records(text.pieces(), delimiter)
    names = checked_header(_header(records, begun, stated=bool(stated)), limits)
    if not names:
        message = "The file has no line that names its columns: begin it with a line such as date,tactic,target."
        raise UnusableFileError(message)
    notes = (passed_over(begun),) if above else ()
    count = 0
    while (piece := records.begun()) or not count:
        for table in _tables(piece, names, delimiter, records, limits):
            count += len(table.cells)
            if count > limits.rows:
                raise too_many_rows(limits)
            if count * len(names) > limits.cells:
                raise too_many_cells(limits)
            yield replace(table, notes=notes)
            notes = ()
        if not piece:
            return


def _header(records: Records, begun: int, *, stated: bool) -> list[str]:
    """The first record that holds anything and begins on that line; a line that only states the delimiter is none."""
    header: list[str] = []
    while records.begun():
        for cells in records:
            if not (stated and records.line == 1) and any(cell.strip() for cell in cells):
                header = cells
                if records.line >= begun:
                    return header
    return header


def _delimiter(text: str) -> str:
    """The delimiter that makes the most columns we know of the first line that holds anything, else the most."""
    found = {mark: _heading(text, mark) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (recognised(found[mark]), len(found[mark])))


def _heading(text: str, delimiter: str) -> list[str]:
    """The record that names the columns, were they parted by this delimiter."""
    first = [cells for _line, cells in _first_records(text, delimiter)]
    return first[heading(first)] if first else []


def _begun(text: str, delimiter: str, *, skipped: bool) -> tuple[int, bool]:
    """The line on which the record that names the columns begins, and whether anything stands above it."""
    first = _first_records(text, delimiter)[skipped:]
    place = heading([cells for _line, cells in first])
    above = any(cell.strip() for _line, cells in first[:place] for cell in cells)
    return (first[place][0], above) if first else (1, False)


def _first_records(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The first records with the lines they begin on, as far as they can be read."""
    found: list[tuple[int, list[str]]] = []
    records = Records(iter([text]), delimiter)
    records.begun()
    with suppress(UnusableFileError):
        for cells in islice(records, LOOKED_AT):
            found.append((records.line, cells))  # noqa: PERF401 - what was read before one that can't be is kept
    return found


def _tables(piece: str, names: tuple[str, ...], delimiter: str, records: Records, limits: Limits) -> Iterator[RawTable]:
    """The rows of the piece under way."""
    first = records.next_line
    columns = None if any(mark in piece for mark in _QUOTED) else _plain(piece, delimiter, len(names), limits)
    if columns is not None:
        records.skip(len(columns[0]))
        lines = np.arange(first, records.next_line)
        yield RawTable(names, _frame(names, columns, lines))
        return
    for rows, begun in _chunks(records):
        broken: dict[int, str] = {}
        short: dict[int, int] = {}
        kept_rows, kept = _evened(rows, begun, len(names), broken, short)
        cells = zip(*kept_rows, strict=True) if kept_rows else ([] for _ in names)
        columns = [pa.array(column, type=pa.large_string()) for column in cells]
        _check_lengths(names, columns, kept, limits)
        yield RawTable(names, _frame(names, columns, kept), broken, short)


def _frame(names: tuple[str, ...], columns: list[pa.Array], lines: "list[int] | np.ndarray") -> pd.DataFrame:
    cells = pa.table(columns, list(names)).to_pandas()
    cells.index = pd.Index(lines, dtype="int64", name="line")
    return cells


def _plain(piece: str, delimiter: str, count: int, limits: Limits) -> list[pa.Array] | None:
    """The columns of lines without quotes, a tenth of the work; None where they are not all rows of so many cells."""
    text = piece.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    lines = pc.split_pattern(pa.array([text], pa.large_string()), "\n").flatten()
    cells = pc.split_pattern(lines, delimiter)
    if (np.diff(cells.offsets.to_numpy()) != count).any():
        return None
    every = cells.flatten()
    columns = [every.take(pa.array(np.arange(place, len(every), count))) for place in range(count)]
    blank = np.arange(len(lines))
    for column in columns:
        bare = pc.utf8_trim_whitespace(column.take(pa.array(blank)))
        blank = blank[pc.equal(bare, "").to_numpy(zero_copy_only=False)]
    return None if len(blank) or any(_longest(column) > limits.cell for column in columns) else columns


def _longest(column: pa.Array) -> int:
    return pc.max(pc.utf8_length(column)).as_py() or 0


def _chunks(records: Records) -> Iterator[tuple[Rows, list[int]]]:
    rows: Rows = []
    begun: list[int] = []
    for cells in records:
        rows.append(cells)
        begun.append(records.line)
        if len(rows) == _CHUNK:
            yield rows, begun
            rows, begun = [], []
    yield rows, begun


def _evened(
    rows: Rows, begun: list[int], count: int, broken: dict[int, str], short: dict[int, int]
) -> tuple[Rows, list[int]]:
    """The rows with as many cells as the header, blank lines left out; ``broken`` and ``short`` are added to."""
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    blank = [not any(cells) or not any(cell.strip() for cell in cells) for cells in rows]
    if not any(blank) and (lengths == count).all():
        return rows, begun
    kept_rows: Rows = []
    kept: list[int] = []
    for cells, line, empty in zip(rows, begun, blank, strict=True):
        if empty:
            continue
        kept.append(line)
        kept_rows.append(_fitted(cells, line, count, broken, short))
    return kept_rows, kept


def _fitted(cells: list[str], line: int, count: int, broken: dict[int, str], short: dict[int, int]) -> list[str]:
    if len(cells) < count:
        short[line] = len(cells)
        return cells + [""] * (count - len(cells))
    if any(cell.strip() for cell in cells[count:]):
        broken[line] = (
            f"The row has {len(cells)} cells and the header names {count} columns: put quotation marks around cells "
            f"that hold the delimiter."
        )
        return [*cells[: count - 1], " | ".join(cells[count - 1 :])]
    return cells[:count]


def _check_lengths(names: tuple[str, ...], columns: list[pa.Array], lines: list[int], limits: Limits) -> None:
    for name, column in zip(names, columns, strict=True):
        if _longest(column) > limits.cell:
            place = int(np.argmax(pc.utf8_length(column).to_numpy() > limits.cell))
            raise too_long_cell(name, lines[place], limits)
