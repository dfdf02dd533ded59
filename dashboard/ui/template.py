"""The template of an action log as a file: CSV, or a spreadsheet with lists to choose from."""

import csv
import io

from dashboard.schema import CALL_OUTCOMES, PRECISIONS, TACTICS

_LISTS = {"tactic": TACTICS, "outcome": CALL_OUTCOMES, "date_precision": PRECISIONS, "split": ("yes", "no")}
_ROWS = 1000


def file(kind: str) -> bytes:
    """The template as "csv" or "xlsx"."""
    from dashboard.ingest import template_csv  # noqa: PLC0415 - made when it is asked for

    return _spreadsheet(template_csv()) if kind == "xlsx" else template_csv()


def _spreadsheet(template: bytes) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only where this file is asked for

    header, *rows = csv.reader(io.StringIO(template.decode("utf-8-sig")))
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("actions")
        bold = book.add_format({"bold": True})
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
            if name in _LISTS:
                choices = {"validate": "list", "source": list(_LISTS[name]), "error_type": "warning"}
                sheet.data_validation(1, column, _ROWS, column, choices)
        for place, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()
