"""XLSX to a table of text; how large it would become is read from the archive before any sheet is opened."""

import io
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dashboard.errors import UnusableFileError
from dashboard.ingest.archive import checked_archive
from dashboard.ingest.limits import MEGABYTE, Limits
from dashboard.ingest.raw import RawTable, checked_header, text_frame, too_long_cell, too_many_cells, too_many_rows
from dashboard.ingest.template import HELP_SHEET, LISTS_SHEET

_DO = "save the log as CSV (UTF-8) and load that file"
_SHOWN, _SHOWN_LETTERS = 10, 50
Cell = str | float | bool | date | time | timedelta


def read_sheet(data: bytes, sheet: str | None, limits: Limits) -> RawTable:
    """The table on one sheet, the first that is not hidden unless named; raises UnusableFileError with what to do."""
    archive = checked_archive(data, limits)
    import python_calamine  # noqa: PLC0415 - only those who load a spreadsheet wait for it

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(archive))
        sheets = [one for one in book.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
        visible = [one.name for one in sheets if one.visible == python_calamine.SheetVisibleEnum.Visible]
        name = _chosen(sheet, visible, [one.name for one in sheets])
        found = book.get_sheet_by_name(name)
        _check_area(found.total_height, found.total_width, limits)
        rows = found.to_python(skip_empty_area=False)
    except python_calamine.CalamineError as error:
        message = f"The spreadsheet can't be read: {_DO}."
        raise UnusableFileError(message) from error
    unread = [one for one in book.sheet_names if one not in (name, HELP_SHEET, LISTS_SHEET)]
    visible = [one for one in visible if one not in (HELP_SHEET, LISTS_SHEET)]
    notes = (f"The sheet {_shown(name)} was read, not {_listed(unread)}.",) if unread else ()
    table = _table(_texts(rows, limits), notes, limits)
    return replace(table, sheets=tuple(visible) if len(visible) > 1 else ())


def _check_area(height: int, width: int, limits: Limits) -> None:
    """Refuses a sheet whose last cell lies so far away that nothing could hold the cells before it."""
    if height * width > limits.cells:
        raise too_many_cells(limits)


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
