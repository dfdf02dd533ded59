"""XLSX to a table of text; how large it would become is read from the archive before any sheet is opened."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dashboard.errors import UnusableFileError
from dashboard.ingest.limits import MEGABYTE, Limits
from dashboard.ingest.raw import RawTable, checked_header, text_frame, too_long_cell, too_many_rows

_WORKBOOK = "xl/workbook.xml"
_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_ROW = re.compile(rb"""\b(?:r|ref)=["'](?:[A-Z]+\d+:)?[A-Z]*(\d{5,})["']""")
_FAR_COLUMN = re.compile(rb"""\b(?:r|ref)=["'](?:[A-Z]+\d+:)?(?:G[S-Z]|[H-Z][A-Z]|[A-Z]{3,})\d""")
_DO = "save the log as CSV (UTF-8) and load that file"
_MOST_CELLS = 10_000_000
Cell = str | float | bool | date | time | timedelta


def read_sheet(data: bytes, sheet: str | None, limits: Limits) -> RawTable:
    """The table on one sheet, the first that is not hidden unless named; raises UnusableFileError with what to do."""
    _check_archive(data, limits)
    import python_calamine  # noqa: PLC0415 - only those who load a spreadsheet wait for it

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = [one.name for one in book.sheets_metadata if one.visible == python_calamine.SheetVisibleEnum.Visible]
        name = _chosen(sheet, visible, book.sheet_names)
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        message = f"The spreadsheet can't be read: {_DO}."
        raise UnusableFileError(message) from error
    unread = [one for one in book.sheet_names if one != name]
    notes = (f"The sheet {name!r} was read, not {', '.join(map(repr, unread))}.",) if unread else ()
    table = _table([[_text(cell) for cell in row] for row in rows], notes, limits)
    return replace(table, sheets=tuple(visible) if len(visible) > 1 else ())


def _check_archive(data: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if _WORKBOOK not in archive.namelist():
                message = f"The file is a zip archive and not a spreadsheet: {_DO}."
                raise UnusableFileError(message)
            expanded = sum(entry.file_size for entry in entries)
            if len(entries) > limits.entries or expanded > limits.expanded:
                message = (
                    f"The spreadsheet unpacks to {len(entries)} parts of {expanded / MEGABYTE:,.0f} MB, and "
                    f"{limits.entries} of {limits.expanded / MEGABYTE:,.0f} MB are allowed: {_DO}."
                )
                raise UnusableFileError(message)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _check_part(archive.read(entry), entry.filename, limits)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        message = f"The file is a damaged or encrypted archive: {_DO}."
        raise UnusableFileError(message) from error


def _check_part(content: bytes, name: str, limits: Limits) -> None:
    if _ENTITY.search(content):
        message = f"The spreadsheet holds XML declarations that no spreadsheet program writes: {_DO}."
        raise UnusableFileError(message)
    if not name.startswith("xl/worksheets/"):
        return
    last = max((int(found[1]) for found in _ROW.finditer(content)), default=0)
    if last > limits.rows + 1:
        raise too_many_rows(limits)
    if _FAR_COLUMN.search(content):
        message = f"A sheet has more than {limits.columns} columns: delete the columns that are not needed."
        raise UnusableFileError(message)


def _chosen(sheet: str | None, visible: list[str], names: list[str]) -> str:
    if sheet and sheet not in names:
        message = f"There is no sheet {sheet!r} in the file: choose one of {', '.join(map(repr, names))}."
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
    header = checked_header(numbered[0][1], limits)
    body = numbered[1:]
    if len(body) > limits.rows:
        raise too_many_rows(limits)
    for line, cells in body:
        for place, cell in enumerate(cells):
            if len(cell) > limits.cell:
                raise too_long_cell(header[place], line, limits)
    columns = {name: [cells[place] for _, cells in body] for place, name in enumerate(header)}
    return RawTable(header, text_frame(columns, [line for line, _ in body]), notes=notes)
