"""JSON, a list of objects or a collection of points, to a table of text."""

import json
from collections import Counter
from typing import Any

from dashboard.errors import UnusableFileError
from dashboard.ingest import features
from dashboard.ingest.limits import Limits
from dashboard.ingest.raw import (
    RawTable,
    checked_header,
    text_frame,
    too_long_cell,
    too_many_cells,
    too_many_columns,
    too_many_rows,
)

_NAMES = ["date", "tactic"]
"""The columns of a list of nothing."""
_LISTS_A_ROW, _OBJECTS_A_ROW = 10, 4
"""A feature of GeoJSON is three: itself, its properties and its point."""

_DO = 'it must be a list of objects such as [{"date": "2020-11-24", "tactic": "call"}]'


def read_records(text: str, limits: Limits) -> RawTable:
    """One row per object or feature, "line" n being the n-th; raises UnusableFileError where the text is no list."""
    if text.count(",") > limits.cells:
        raise too_many_cells(limits)
    if text.count("[") > _LISTS_A_ROW * limits.rows + _LISTS_A_ROW:
        raise too_many_rows(limits)
    try:
        objects = _Objects(limits)
        records = json.loads(text, object_pairs_hook=objects, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        message = f"The JSON can't be read{where}: {_DO}."
        raise UnusableFileError(message) from error
    if features.is_collection(records):
        records = features.records(records)
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        message = f"The JSON is no list of actions: {_DO}."
        raise UnusableFileError(message)
    if len(records) > limits.rows:
        raise too_many_rows(limits)
    return _table(records, limits)


def _table(records: list[dict[str, Any]], limits: Limits) -> RawTable:
    names = list(dict.fromkeys(name for record in records for name in record)) or ([] if records else _NAMES)
    header = checked_header([_whole(name) for name in names], limits)
    if len(records) * len(header) > limits.cells:
        raise too_many_cells(limits)
    columns = {}
    for name, shown in zip(names, header, strict=True):
        columns[shown] = [_text(record.get(name)) for record in records]
        long = next((line for line, cell in enumerate(columns[shown], start=1) if len(cell) > limits.cell), 0)
        if long:
            raise too_long_cell(shown, long, limits)
    return RawTable(header, text_frame(columns, list(range(1, len(records) + 1))), guarded=False)


class _Objects:
    """Makes the objects of the JSON; raises UnusableFileError where one names something twice or they are too many."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._room = _OBJECTS_A_ROW * limits.rows + _OBJECTS_A_ROW

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        self._room -= 1
        if self._room < 0:
            raise too_many_rows(self._limits)
        if len(pairs) > self._limits.columns:
            raise too_many_columns(len(pairs), self._limits)
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
            message = f"An object of the JSON names {twice[: self._limits.header]!r} twice: leave out one of them."
            raise UnusableFileError(message)
        return found


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return _whole("; ".join(value))
    return _whole(value if isinstance(value, str) else _nested(value))


def _whole(text: str) -> str:
    """The text with a question mark for each half of a letter, which JSON can hold and nothing else."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _nested(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError as error:
        message = f"The JSON is nested too deeply: {_DO}."
        raise UnusableFileError(message) from error
