"""Outcomes in the columns of ``outcomes.csv``: what those in power did, kept apart from the actions.

A campaign's folder is written by its organizers: its outcomes go in whole or not at all. Of a file of its own every row
that can be used goes in, and every other one is told with its reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.errors import UnusableFileError, UsageError
from dashboard.filters import read_day
from dashboard.ingest.cells import quoted
from dashboard.ingest.decode import read_table
from dashboard.ingest.limits import COMMAND
from dashboard.ingest.privacy import Redactor
from dashboard.ingest.raw import RawTable
from dashboard.plain import clean, clean_lines
from dashboard.schema import OUTCOME_COLUMNS, OUTCOME_KINDS, PRECISIONS, frame

LONGEST = 2_000
"""Characters of a cell at most."""

_REQUIRED = ("outcome_id", "date", "actor", "kind")
_FREE = ("text", "quote", "other_factors")
_HIGHEST_RUNG = 5


@dataclass(frozen=True, eq=False)
class OutcomeFile:
    """A file of outcomes: one row of ``outcomes`` for each usable line, and what is wrong with the others.

    ``lines`` has the line of each row of ``outcomes``; ``refused`` the reason for each line that can't be used and
    ``repeats`` for each that says again what an earlier one says. ``rows`` is the number of all data rows.
    """

    outcomes: pd.DataFrame
    lines: tuple[int, ...]
    rows: int
    refused: Mapping[int, str]
    repeats: Mapping[int, str]
    dropped_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_outcomes(table: RawTable, redactor: Redactor | None = None) -> OutcomeFile:
    """The outcomes of a table; personal data in free text is taken out where there is a redactor.

    Raises UnusableFileError where a column is missing without which nothing can be read.
    """
    missing = [name for name in _REQUIRED if name not in table.header]
    if missing:
        message = f"outcomes.csv has no column {', '.join(missing)}: name its columns {', '.join(OUTCOME_COLUMNS)}."
        raise UnusableFileError(message)
    known: dict[str, tuple[int, dict[str, Any]]] = {}
    refused: dict[int, str] = dict(table.broken)
    repeats: dict[int, str] = {}
    for line, row in zip(table.cells.index.tolist(), table.cells.to_dict("records"), strict=True):
        if line in refused:
            continue
        try:
            outcome = read_outcome(row, redactor, guarded=table.guarded)
        except UsageError as error:
            refused[line] = str(error)
            continue
        first, there = known.setdefault(outcome["outcome_id"], (line, outcome))
        if first != line and there == outcome:
            repeats[line] = f"Repeats line {first}."
        elif first != line:
            refused[line] = f"Lines {first} and {line} have the same outcome_id: give each its own."
    return OutcomeFile(
        outcomes=frame([outcome for _, outcome in known.values()], OUTCOME_COLUMNS),
        lines=tuple(line for line, _ in known.values()),
        rows=len(table.cells),
        refused=refused,
        repeats=repeats,
        dropped_columns=tuple(name for name in table.header if name not in OUTCOME_COLUMNS),
        notes=(*table.notes, *(redactor.notes() if redactor else ())),
    )


def parse_outcomes(data: bytes) -> pd.DataFrame:
    """The outcomes of a campaign's folder; none for an empty or absent file.

    Raises UnusableFileError naming the line and what to correct.
    """
    if not data.strip():
        return frame([], OUTCOME_COLUMNS)
    found = read_outcomes(read_table(data, "outcomes.csv", None, COMMAND))
    if found.refused:
        line = min(found.refused)
        message = f"Line {line} of outcomes.csv can't be used. {found.refused[line]}"
        raise UnusableFileError(message)
    return found.outcomes


def read_outcome(
    cells: Mapping[str, Any], redactor: Redactor | None = None, *, guarded: bool = False
) -> dict[str, Any]:
    """One outcome from texts by column; raises UsageError with what to correct."""
    texts = {name: _text(name, str(cells.get(name, "")), guarded=guarded) for name in OUTCOME_COLUMNS}
    if redactor:
        texts |= {name: redactor.redact(texts[name]) for name in _FREE}
    return texts | {
        "outcome_id": _read("outcome_id", texts, _present, "an id of its own"),
        "date": _read("date", texts, read_day, "a day written as YYYY-MM-DD"),
        "date_precision": _read("date_precision", texts, _precision, f"one of {', '.join(PRECISIONS)}"),
        "kind": _read("kind", texts, _kind, f"one of {', '.join(OUTCOME_KINDS)}"),
        "rung": _read("rung", texts, _rung, "a whole number from 0 to 5, or blank"),
    }


def _text(name: str, text: str, *, guarded: bool) -> str:
    if len(text) > LONGEST:
        message = f"The {name} has {len(text):,} characters and may have {LONGEST:,}: shorten it."
        raise UsageError(message)
    return clean_lines(text, guarded=guarded) if name in _FREE else clean(text, guarded=guarded)


def _read(column: str, texts: Mapping[str, str], reader: Callable[[str], Any], wanted: str) -> Any:  # noqa: ANN401 - a cell of any column
    try:
        return reader(texts[column])
    except (ValueError, UsageError) as error:
        message = f"The {column} must be {wanted}, not {quoted(texts[column])}: correct it."
        raise UsageError(message) from error


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
    if not float(text).is_integer() or not 0 <= float(text) <= _HIGHEST_RUNG:
        raise ValueError
    return float(text)
