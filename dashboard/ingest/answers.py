"""Answers that come as files: which columns are which (TOML), what names mean (CSV), and the questions to fill in."""

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.errors import UnusableFileError, UsageError
from dashboard.identity import Question
from dashboard.ingest.choices import DATE_ORDERS, KINDS, Meanings, form_of
from dashboard.ingest.columns import FIELDS
from dashboard.ingest.decode import read_table
from dashboard.ingest.limits import COMMAND
from dashboard.ingest.raw import RawTable
from dashboard.plain import clean

Names = dict[tuple[str, str], str]

QUESTION_COLUMNS = ("name", "kind", "lines", "candidates", "meaning")
"""Columns of a file of questions; with the last one filled in it is a file of decisions."""

_NEEDED = ("kind", "name", "meaning")
_DATE_ORDER = "date_order"
_SECTIONS = ("columns", "values")


def read_mapping(data: bytes, meanings: Meanings) -> tuple[dict[str, str], Names]:
    """The columns by field, and what values mean by kind and form, that a TOML file says.

    It has ``[columns]`` (``date = "When?"``, ``note = ""`` for none) and ``[values.tactic]`` (``"went by" =
    "office_visit"``) and so on for the other kinds. Raises UnusableFileError or UsageError for anything else.
    """
    try:
        told = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f'The mapping is no TOML file ({error}): write [columns] and under it lines such as date = "When?".'
        raise UnusableFileError(message) from error
    _known(told, _SECTIONS, "The mapping has a section")
    columns, values = _texts(told, "columns"), _table(told, "values")
    _known(columns, FIELDS, "The mapping names a field")
    _known(values, KINDS, "The mapping's values have a kind")
    names = {
        (kind, form_of(name)): _checked(kind, name, meaning, meanings)
        for kind in values
        for name, meaning in _texts(values, kind).items()
    }
    return columns, names


def read_decisions(data: bytes, meanings: Meanings) -> tuple[str, Names]:
    """The date order ("" where none is said) and what names mean by kind and form, that a CSV file says.

    It has the columns kind, name and meaning, and may have those of a file of questions; rows without a meaning are
    still open. Raises UnusableFileError or UsageError for anything else.
    """
    table = read_table(data, "decisions.csv", None, COMMAND)
    missing = [name for name in _NEEDED if name not in table.header]
    if missing:
        message = f"The decisions have no column {missing[0]!r}: name their columns kind, name and meaning."
        raise UnusableFileError(message)
    _known(table.header, (*QUESTION_COLUMNS, "reason"), "The decisions have a column")
    order, names = "", Names()
    for kind, name, meaning in _answered(table):
        if kind == _DATE_ORDER:
            order = _one_of(meaning, DATE_ORDERS, "The date order must be")
        else:
            _known([kind], (*KINDS, _DATE_ORDER), "The decisions name a kind")
            names[kind, form_of(name)] = _checked(kind, name, meaning, meanings)
    return order, names


def questions_table(asked: Iterable[Question]) -> pd.DataFrame:
    """Open questions as a table in QUESTION_COLUMNS, its ``meaning`` left to be filled in."""
    rows = [
        (one.shown, one.kind, one.lines, "; ".join(f"{meaning} = {label}" for meaning, label in one.candidates), "")
        for one in asked
    ]
    return pd.DataFrame(rows, columns=list(QUESTION_COLUMNS))


def _answered(table: RawTable) -> list[tuple[str, str, str]]:
    cells = ([clean(text, guarded=table.guarded) for text in table.cells[name]] for name in _NEEDED)
    return [row for row in zip(*cells, strict=True) if row[2]]


def _checked(kind: str, name: str, meaning: str, meanings: Meanings) -> str:
    if not meanings.has(kind, meaning):
        message = (
            f"{name!r} can't mean {meaning!r}: write the id of a target or office, a riding's key such as 2013:35024, "
            f"a tactic, an outcome, - for nobody, or refuse to leave its rows out."
        )
        raise UsageError(message)
    return meaning


def _texts(told: Mapping[str, Any], name: str) -> dict[str, str]:
    table = _table(told, name)
    for key, value in table.items():
        if not isinstance(value, str):
            message = f"The mapping gives {key!r} something that is no text: put it in quotation marks."
            raise UsageError(message)
    return table


def _table(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = told.get(name, {})
    if not isinstance(table, dict):
        message = f"The mapping's {name!r} is no section: write [{name}] on a line of its own and its lines under it."
        raise UsageError(message)
    return table


def _known(names: Iterable[str], wanted: tuple[str, ...], what: str) -> None:
    for name in names:
        if name not in wanted:
            message = f"{what} {name!r}, which is not known: use {', '.join(wanted)}."
            raise UsageError(message)


def _one_of(value: str, wanted: tuple[str, ...], what: str) -> str:
    if value not in wanted:
        message = f"{what} {' or '.join(wanted)}, not {value!r}."
        raise UsageError(message)
    return value
