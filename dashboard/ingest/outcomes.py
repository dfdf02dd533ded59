"""``outcomes.csv`` of a campaign's folder: what those in power did, kept apart from the actions."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from dashboard.errors import UnusableFileError
from dashboard.ingest.decode import read_table
from dashboard.ingest.limits import COMMAND
from dashboard.schema import OUTCOME_COLUMNS, OUTCOME_KINDS, PRECISIONS, frame

_REQUIRED = ("outcome_id", "date", "actor", "kind")
_HIGHEST_RUNG = 5


def parse_outcomes(data: bytes) -> pd.DataFrame:
    """Outcomes in the columns of ``schema.OUTCOME_COLUMNS``; none for an empty or absent file.

    Raises UnusableFileError naming the line and what to correct: a folder is written by its organizers and goes in
    whole or not at all.
    """
    if not data.strip():
        return frame([], OUTCOME_COLUMNS)
    table = read_table(data, "outcomes.csv", None, COMMAND)
    missing = [name for name in _REQUIRED if name not in table.header]
    if missing:
        message = f"outcomes.csv has no column {', '.join(missing)}: name its columns {', '.join(OUTCOME_COLUMNS)}."
        raise UnusableFileError(message)
    records = [
        _outcome(int(line), row) for line, row in zip(table.cells.index, table.cells.to_dict("records"), strict=True)
    ]
    _refuse_twins(records, table.cells.index)
    return frame(records, OUTCOME_COLUMNS)


def _outcome(line: int, row: dict[str, str]) -> dict[str, Any]:
    cells = {name: row.get(name, "").strip() for name in OUTCOME_COLUMNS}
    return {
        **cells,
        "outcome_id": _read(line, "outcome_id", cells, _present, "an id of its own"),
        "date": _read(line, "date", cells, date.fromisoformat, "a day written as YYYY-MM-DD"),
        "date_precision": _read(line, "date_precision", cells, _precision, f"one of {', '.join(PRECISIONS)}"),
        "kind": _read(line, "kind", cells, _kind, f"one of {', '.join(OUTCOME_KINDS)}"),
        "rung": _read(line, "rung", cells, _rung, "a whole number from 0 to 5, or blank"),
    }


def _read(line: int, column: str, cells: dict[str, str], reader: Callable[[str], Any], wanted: str) -> Any:  # noqa: ANN401 - a cell of any column
    try:
        return reader(cells[column])
    except ValueError as error:
        message = f"Line {line} of outcomes.csv: {column} must be {wanted}, not {cells[column]!r}; correct it."
        raise UnusableFileError(message) from error


def _present(text: str) -> str:
    if not text:
        raise ValueError
    return text


def _kind(text: str) -> str:
    return OUTCOME_KINDS[OUTCOME_KINDS.index(text)]


def _precision(text: str) -> str:
    return PRECISIONS[PRECISIONS.index(text or "day")]


def _rung(text: str) -> float | None:
    if not text:
        return None
    if not 0 <= int(text) <= _HIGHEST_RUNG:
        raise ValueError
    return float(text)


def _refuse_twins(records: list[dict[str, Any]], lines: pd.Index) -> None:
    seen: dict[str, int] = {}
    for line, record in zip(lines, records, strict=True):
        first = seen.setdefault(record["outcome_id"], int(line))
        if first != line:
            message = f"Lines {first} and {line} of outcomes.csv have the same outcome_id: give each its own."
            raise UnusableFileError(message)
