"""XLSX to a table of text; how large it would become is read from the archive before any sheet is opened."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np

from dashboard.errors import UnusableFileError
from dashboard.ingest.archive import checked_archive
from dashboard.ingest.columns import recognised
from dashboard.ingest.heading import LOOKED_AT, heading, passed_over
from dashboard.ingest.limits import MEGABYTE, Limits
from dashboard.ingest.raw import RawTable, checked_header, text_frame, too_long_cell, too_many_cells, too_many_rows
from dashboard.ingest.template import HELP_SHEET, LISTS_SHEET
from dashboard.ingest.wording import told_lines

_DO = "save the log as CSV (UTF-8) and load that file"
_SHOWN, _SHOWN_LETTERS = 10, 50
_TRIED, _LEAST = 10, 2
"""Sheets that are looked at for a log, and the columns we know that a log has at least."""

Cell = str | float | bool | date | time | timedelta
Range = tuple[tuple[int, int], tuple[int, int]]


def read_sheet(data: bytes, sheet: str | None, limits: Limits) -> RawTable:
    """The table on one sheet; raises UnusableFileError with what to do.

    Unless one is named, it is the first that is not hidden, or the first of those that has columns we know.
    """
    archive = checked_archive(data, limits)
    import python_calamine  # noqa: PLC0415 - only those who load a spreadsheet wait for it

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(archive))
        sheets = [one for one in book.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
        visible = [one.name for one in sheets if one.visible == python_calamine.SheetVisibleEnum.Visible]
        chosen = _chosen(sheet, visible, [one.name for one in sheets])
        candidates = [chosen] if sheet else visible[:_TRIED]
        name, rows, merged = next((one for one in _read(book, candidates, limits) if _is_log(one[1])), ("", [], []))
        if not name:
            name, rows, merged = next(_read(book, [chosen], limits))
    except python_calamine.CalamineError as error:
        message = f"The spreadsheet can't be read: {_DO}."
        raise UnusableFileError(message) from error
    visible = [one for one in visible if one not in (HELP_SHEET, LISTS_SHEET)]
    unread = [one for one in book.sheet_names if one not in (name, HELP_SHEET, LISTS_SHEET)]
    notes = [f"The sheet {_shown(name)} was read, not {_listed(unread)}."] if unread else []
    if merged:
        notes.append(f"What merged cells say counts for each of their rows ({told_lines(np.array(merged))}).")
    table = _table(_texts(rows, limits), tuple(notes), limits)
    others = [one for one in visible if one != name]
    return replace(table, sheets=(name, *others) if others else ())


def _read(book: Any, names: list[str], limits: Limits) -> Iterator[tuple[str, list[list[Cell]], list[int]]]:  # noqa: ANN401 - the library has no types
    """Each of these sheets when it is asked for: its name, its cells, and the lines that merged cells spoke for."""
    for name in names:
        found = book.get_sheet_by_name(name)
        _check_area(found.total_height, found.total_width, limits)
        rows = _cells(name, found)
        yield name, rows, _spread(rows, found.merged_cell_ranges or [], limits)


def _cells(name: str, found: Any) -> list[list[Cell]]:  # noqa: ANN401 - the library has no types
    """The cells of a sheet; the library gives up altogether at a number that should be a day and is beyond them all."""
    try:
        rows: list[list[Cell]] = found.to_python(skip_empty_area=False)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        message = (
            f"The sheet {_shown(name)} has a cell that is shown as a day or time and holds a number that is none: "
            f"correct it, or {_DO}."
        )
        raise UnusableFileError(message) from error
    return rows


def _is_log(rows: list[list[Cell]]) -> bool:
    """Whether a line that names columns we know is among the first."""
    first = [[str(cell) for cell in cells] for cells in rows[:LOOKED_AT]]
    return bool(first) and recognised(first[heading(first)]) >= _LEAST


def _check_area(height: int, width: int, limits: Limits) -> None:
    """Refuses a sheet whose last cell lies so far away that nothing could hold the cells before it."""
    if height * width > limits.cells:
        raise too_many_cells(limits)


def _spread(rows: list[list[Cell]], ranges: list[Range], limits: Limits) -> list[int]:
    """Lets merged cells say what they say in each of their rows, numbers apart: those were counted once.

    Returns the lines that got something.
    """
    lines: set[int] = set()
    room = limits.cells
    for (top, left), (bottom, _right) in ranges:
        room -= min(bottom, len(rows)) - top + 1
        if room < 0:
            raise too_many_cells(limits)
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        if value == "" or isinstance(value, float | bool):
            continue
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if rows[row][left] == "":
                rows[row][left] = value
                lines.add(row + 1)
    return sorted(lines)


def _texts(rows: list[list[Cell]], limits: Limits) -> list[list[str]]:
    """All cells as text, which together is no more than an archive may hold: one long text can stand in each."""
    room = limits.expanded
    texts = []
    for row in rows:
        texts.append([_text(cell) for cell in row])
        room -= sum(map(len, texts[-1]))
        if room < 0:
            message = (
                f"The text of the cells has more than the {limits.expanded / MEGABYTE:,.0f} MB that are allowed: "
                f"divide the file into smaller ones."
            )
            raise UnusableFileError(message)
    return texts


def _shown(name: str) -> str:
    return repr(name if len(name) <= _SHOWN_LETTERS else name[:_SHOWN_LETTERS] + "...")


def _listed(names: list[str]) -> str:
    return ", ".join(map(_shown, names[:_SHOWN])) + (", ..." if len(names) > _SHOWN else "")


def _chosen(sheet: str | None, visible: list[str], names: list[str]) -> str:
    if sheet and sheet not in names:
        message = f"There is no sheet {_shown(sheet)} in the file: choose one of {_listed(names)}."
        raise UnusableFileError(message)
    if not sheet and not visible:
        message = f"The file has no sheet that is shown: {_DO}."
        raise UnusableFileError(message)
    return sheet or visible[0]


def _text(cell: Cell) -> str:
    """A cell's value as it would stand in a CSV file: ISO days, whole numbers without a point."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _table(rows: list[list[str]], notes: tuple[str, ...], limits: Limits) -> RawTable:
    numbered = [(line, cells) for line, cells in enumerate(rows, start=1) if any(cell.strip() for cell in cells)]
    if not numbered:
        message = "The sheet is empty: choose the sheet that holds the log."
        raise UnusableFileError(message)
    place = heading([cells for _, cells in numbered[:LOOKED_AT]])
    header = checked_header(numbered[place][1], limits)
    body = numbered[place + 1 :]
    notes += (passed_over(numbered[place][0]),) if place else ()
    if len(body) > limits.rows:
        raise too_many_rows(limits)
    for line, cells in body:
        for place, cell in enumerate(cells):
            if len(cell) > limits.cell:
                raise too_long_cell(header[place], line, limits)
    columns = {name: [cells[place] for _, cells in body] for place, name in enumerate(header)}
    return RawTable(header, text_frame(columns, [line for line, _ in body]), notes=notes)
