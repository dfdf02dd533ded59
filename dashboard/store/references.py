"""Reference records over time: every load merges into what earlier ones said, by day; nothing is forgotten.

What a list of a later day no longer names ends the day before that list; what only a list of an earlier day names
ended the day before the next one. A list that leaves out many people is part of a list: nothing ends by it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
from sqlalchemy import Connection, bindparam, select, update

from dashboard.campaign import DirectoryTables
from dashboard.store import audit
from dashboard.store.campaigns import DIRECTORY
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_one, insert_rows, plain_texts, rows_of
from dashboard.store.schema import sources

Cells = dict[str, Any]

_WHOLE_LIST = 0.9
"""A list with this share of the people whom the store has from its kind is taken for the whole list."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How records of one table are known again: by key and, where they have days and repeat, by overlapping days."""

    key: tuple[str, ...]
    first: str = ""
    last: str = ""
    repeats: bool = False
    earliest: bool = False
    """Whether the first day is when a record was first seen, so that the earliest one is the best known."""


_SHAPES = {
    "people": _Shape(("target_id",)),
    "terms": _Shape(("target_id", "riding", "party"), "from", "to", repeats=True, earliest=True),
    "roles": _Shape(("target_id", "kind", "title"), "from", "to", repeats=True),
    "offices": _Shape(("office_id",), "valid_from", "valid_to", earliest=True),
}
_ENDING = ("terms", "offices")
"""Tables whose records end when a list no longer names them; roles carry their own days."""


@dataclass(frozen=True, slots=True)
class _Load:
    """A list: its kind, its day, and the day of the newest other list of the kind ("" for none)."""

    kind: str
    day: str
    other_day: str

    @property
    def newest(self) -> bool:
        return self.day >= self.other_day

    @property
    def last(self) -> str:
        """The last day of a record that only the older of the two lists names."""
        later = date.fromisoformat(max(self.day, self.other_day))
        return (later - timedelta(days=1)).isoformat()


@dataclass(slots=True)
class _Merge:
    added: list[Cells]
    changed: dict[int, Cells]
    closed: dict[int, Cells]


def save(
    connection: Connection, kind: str, tables: DirectoryTables | None, source: Mapping[str, Any]
) -> tuple[bool, dict[str, int]]:
    """Merges a list into the reference and notes its source; without tables (boundaries) only the source is noted.

    Whether that is news, and how many records were ``added``, ``changed`` and ``closed``.
    """
    cells = _source_cells({**source, "kind": kind})
    counts = {"added": 0, "changed": 0, "closed": 0}
    if tables is not None:
        load = _load(connection, cells)
        merges = {name: _merged(connection, name, getattr(tables, name), load) for name in DIRECTORY}
        for name, merge in merges.items():
            _write(connection, name, merge, kind)
            counts["added"] += len(merge.added)
            counts["changed"] += len(merge.changed)
            counts["closed"] += len(merge.closed)
    source_id = _save_source(connection, cells, by_day=tables is not None)
    news = source_id is not None or any(counts.values())
    if news:
        audit.note(connection, "reference_loaded", kind=kind, source_id=source_id)
    return news, counts


def _save_source(connection: Connection, cells: Cells, *, by_day: bool) -> int | None:
    """The id of the source where it is news, else None.

    A later source of one kind and order takes the place of the earlier, unless its records are kept ``by_day``.
    """
    key = ("kind", "riding_order", "as_of") if by_day else ("kind", "riding_order")
    same = [sources.c[name].is_not_distinct_from(cells[name]) for name in key]
    stored = connection.execute(select(sources).where(*same)).mappings().first()
    if stored is None:
        source_id = next_id(connection, sources)
        insert_one(connection, sources, id=source_id, **cells)
        return source_id
    if {name: stored[name] for name in cells} == cells:
        return None
    connection.execute(update(sources).where(sources.c.id == stored["id"]).values(cells))
    return int(stored["id"])


def listed_sources(connection: Connection) -> pd.DataFrame:
    """Every source by kind, order and day; ``doubts`` is a JSON list."""
    columns = [column for column in sources.c if column.name != "id"]
    statement = select(sources.c.id.label("source_id"), *columns)
    return frame_of(connection, statement.order_by(sources.c.kind, sources.c.riding_order, sources.c.as_of))


def _source_cells(source: Mapping[str, Any]) -> Cells:
    doubts = source.get("doubts") or []
    order = source.get("riding_order")
    cells = {
        "kind": str(source["kind"]),
        "publisher": str(source.get("publisher") or ""),
        "licence": str(source.get("licence") or ""),
        "riding_order": None if order is None else float(order),
        "records": int(source.get("records") or 0),
        "as_of": str(source.get("as_of") or "")[:10],
        "read_on": str(source.get("read_on") or "")[:10],
        "doubts": doubts if isinstance(doubts, str) else json.dumps(list(doubts), ensure_ascii=False),
        "content_hash": str(source.get("content_hash") or ""),
    }
    plain_texts([cell for cell in cells.values() if isinstance(cell, str)], "source")
    return cells


def _load(connection: Connection, cells: Cells) -> _Load:
    day = cells["as_of"] or cells["read_on"] or audit.now()[:10]
    stored = connection.execute(select(sources.c.as_of, sources.c.read_on).where(sources.c.kind == cells["kind"]))
    days = [as_of or read_on for as_of, read_on in stored]
    return _Load(cells["kind"], day, max((other for other in days if other != day), default=""))


def _merged(connection: Connection, name: str, wanted: pd.DataFrame, load: _Load) -> _Merge:
    table, columns = DIRECTORY[name]
    shape, merge, named = _SHAPES[name], _Merge([], {}, {}), set()
    ours = select(table).where(table.c.campaign_id.is_(None)).order_by(table.c.id)
    stored = [dict(row) for row in connection.execute(ours).mappings()]
    listed = [dict(zip(columns, values, strict=True)) for values in rows_of(wanted, table, columns)]
    ends = name in _ENDING and bool(load.other_day) and _is_whole(stored, listed, shape, load)
    by_key: dict[tuple[Any, ...], list[Cells]] = {}
    for row in stored:
        by_key.setdefault(_key(row, shape), []).append(row)
    for new in listed:
        old = next((row for row in by_key.get(_key(new, shape), []) if _overlap(row, new, shape)), None)
        if old is None:
            merge.added.append(_ended(new, shape, load) if ends and not load.newest else new)
            continue
        named.add(old["id"])
        content = _newer(old, new, shape, load)
        if any(old[column] != content[column] for column in columns):
            merge.changed[old["id"]] = content
    if ends and load.newest:
        gone = [row for row in stored if row["id"] not in named and row["loaded_by"] == load.kind]
        merge.closed = {row["id"]: end for row in gone if (end := _ended(row, shape, load)) != row}
    return merge


def _key(row: Cells, shape: _Shape) -> tuple[Any, ...]:
    return tuple(row[column] for column in shape.key)


def _is_whole(stored: list[Cells], listed: list[Cells], shape: _Shape, load: _Load) -> bool:
    """Whether the newer of the two lists names about as many people as the older, so that who is missing has left."""
    day = max(load.day, load.other_day)
    mine = [row for row in stored if row["loaded_by"] == load.kind and (not row[shape.last] or row[shape.last] >= day)]
    here, there = ({row["target_id"] for row in rows} for rows in (mine, listed))
    newer, older = (there, here) if load.newest else (here, there)
    return len(newer) >= _WHOLE_LIST * len(older)


def _newer(old: Cells, new: Cells, shape: _Shape, load: _Load) -> Cells:
    """What the newer list says of a record, with the earliest first day where that is when it was first seen."""
    content = dict(new) if load.newest else {column: old[column] for column in new}
    if shape.first:
        days = [day for day in (old[shape.first], new[shape.first]) if day]
        best = min(days, default="") if shape.earliest else content[shape.first] or max(days, default="")
        content[shape.first] = best
    return content


def _ended(row: Cells, shape: _Shape, load: _Load) -> Cells:
    """The record ended by the newer of the two lists, unless it begins later or has ended already."""
    if row[shape.first] > load.last or "" < row[shape.last] <= load.last:
        return row
    return {**row, shape.last: load.last}


def _overlap(one: Cells, other: Cells, shape: _Shape) -> bool:
    """Whether two records of one key are one: always, unless records of the key repeat over time."""
    first, last = shape.first, shape.last
    if not shape.repeats:
        return True
    return (not other[last] or one[first] <= other[last]) and (not one[last] or other[first] <= one[last])


def _write(connection: Connection, name: str, merge: _Merge, kind: str) -> None:
    table, columns = DIRECTORY[name]
    first = next_id(connection, table)
    rows = ((first + place, None, kind, *[new[c] for c in columns]) for place, new in enumerate(merge.added))
    insert_rows(connection, table, ("id", "campaign_id", "loaded_by", *columns), rows)
    changes = merge.changed | merge.closed
    if changes:
        values: dict[str, Any] = {column: bindparam(f"new_{column}") for column in columns}
        cells = [{"row": place, **{f"new_{c}": new[c] for c in columns}} for place, new in changes.items()]
        connection.execute(update(table).where(table.c.id == bindparam("row")).values(values), cells)
