"""CSV and TSV text to a table of text: delimiter, quotes, line numbers, rows of another length."""

import csv
import io
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
from dashboard.ingest.heading import LOOKED_AT, heading, passed_over
from dashboard.ingest.limits import Limits
from dashboard.ingest.raw import RawTable, checked_header, too_long_cell, too_many_cells, too_many_rows

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\r?\n?", re.IGNORECASE)
_CHUNK = 50_000
_LOOKED_AT = 100_000
"""Letters from which the delimiter is told."""

_LINES_A_ROW = 10
"""Lines in the file for each row it may have: notes have several, and lines can be blank."""

Rows = list[list[str]]


def read_delimited(text: str, limits: Limits) -> RawTable:
    """The table in CSV or TSV text; raises UnusableFileError naming the line where it can't be read as one."""
    if max(text.count("\n"), text.count("\r")) > _LINES_A_ROW * limits.rows:
        raise too_many_rows(limits)
    stated = _SEPARATOR_LINE.match(text)
    delimiter = stated[1] if stated else _delimiter(text)
    if text.count(delimiter) > limits.cells:
        raise too_many_cells(limits)
    records = _Records(text, delimiter)
    header: list[str] = []
    begun = _begun(text, delimiter, skipped=bool(stated))
    for cells in records:
        if not (stated and records.line == 1) and any(cell.strip() for cell in cells):
            header = cells
            if records.line >= begun[0]:
                break
    names = checked_header(header, limits)
    if not names:
        message = "The file has no line that names its columns: begin it with a line such as date,tactic,target."
        raise UnusableFileError(message)
    table = _table(names, records, limits)
    return replace(table, notes=(passed_over(begun[0]),)) if begun[1] else table


class _Records(Iterator[list[str]]):
    """The records of the text one by one; ``line`` is the line of the file on which the last one begins."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        self.line = 0
        self.next_line = 1

    def __next__(self) -> list[str]:
        self.line = self.next_line
        try:
            cells = next(self._reader)
        except csv.Error as error:
            raise UnusableFileError(_broken(error, self.line)) from error
        self.next_line = self._reader.line_num + 1
        return cells


def _broken(error: csv.Error, line: int) -> str:
    told = str(error)
    if "field larger" in told:
        return (
            f"The row that begins on line {line} has a cell that is too long to be one: shorten it or close the "
            f"quotation mark before it."
        )
    if "expected after" in told:
        return (
            f"The row that begins on line {line} has text after a closing quotation mark: double the quotation marks "
            f"inside its cells and load the file again."
        )
    return (
        f"The row that begins on line {line} opens a quotation mark that is never closed: close it and load the file "
        f"again."
    )


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
    records = _Records(text[:_LOOKED_AT], delimiter)
    with suppress(UnusableFileError):
        for cells in islice(records, LOOKED_AT):
            found.append((records.line, cells))  # noqa: PERF401 - what was read before one that can't be is kept
    return found


def _table(names: tuple[str, ...], records: _Records, limits: Limits) -> RawTable:
    chunks: list[pa.Table] = []
    lines: list[int] = []
    broken: dict[int, str] = {}
    short: dict[int, int] = {}
    for rows, begun in _chunks(records):
        kept_rows, kept = _evened(rows, begun, len(names), broken, short)
        lines += kept
        if len(lines) > limits.rows:
            raise too_many_rows(limits)
        if len(lines) * len(names) > limits.cells:
            raise too_many_cells(limits)
        chunk = pa.table([pa.array(cells, type=pa.large_string()) for cells in _columns(kept_rows, names)], list(names))
        _check_lengths(chunk, kept, limits)
        chunks.append(chunk)
    schema = pa.schema([(name, pa.large_string()) for name in names])
    cells = (pa.concat_tables(chunks) if chunks else schema.empty_table()).to_pandas()
    cells.index = pd.Index(lines, dtype="int64", name="line")
    return RawTable(names, cells, broken, short)


def _chunks(records: _Records) -> Iterator[tuple[Rows, list[int]]]:
    rows: Rows = []
    begun: list[int] = []
    for cells in records:
        rows.append(cells)
        begun.append(records.line)
        if len(rows) == _CHUNK:
            yield rows, begun
            rows, begun = [], []
    if rows:
        yield rows, begun


def _columns(rows: Rows, names: tuple[str, ...]) -> Iterator[tuple[str, ...] | list[str]]:
    return zip(*rows, strict=True) if rows else iter([[] for _ in names])


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


def _check_lengths(chunk: pa.Table, lines: list[int], limits: Limits) -> None:
    for name in chunk.column_names:
        lengths = pc.utf8_length(chunk[name])
        if (pc.max(lengths).as_py() or 0) > limits.cell:
            place = int(np.argmax(lengths.to_numpy() > limits.cell))
            raise too_long_cell(name, lines[place], limits)
