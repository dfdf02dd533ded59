"""Lists of people as they were loaded, with the ids that their people and offices were given."""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, select

from dashboard.campaign import DirectoryTables
from dashboard.directory.statements import Row
from dashboard.schema import LAST_DAY_OF_2013_ORDER, ORDERS
from dashboard.store.campaigns import DIRECTORY
from dashboard.store.frames import insert_one, rows_of
from dashboard.store.schema import lists, sources

_DAY_READ = "read_on"
"""The one column that differs when the same file is read again on another day."""

_OFFICE_TEXTS = ("target_id", "kind", "postal_code", "address", "phone")


@dataclass(slots=True)
class Kept:
    """One list: where it came from, what it covers and says, and ids given by its keys of people and offices."""

    source: dict[str, Any]
    covers: frozenset[str]
    tables: dict[str, list[Row]]
    given: dict[str, dict[str, str]] = field(default_factory=lambda: {"people": {}, "offices": {}})

    @property
    def day(self) -> str:
        """The day it speaks of, else when it was read; nobody sat for ridings of an order when that was over."""
        day = str(self.source["as_of"] or self.source["read_on"])
        return min(day, LAST_DAY_OF_2013_ORDER) if self.source["riding_order"] == ORDERS[0] else day

    @property
    def in_french(self) -> bool:
        """Whether it names roles in French alone: then it stands beside the same list in English."""
        roles = self.tables["roles"]
        return bool(roles) and all(row["title"] == row["title_fr"] for row in roles)

    @property
    def keys(self) -> set[str]:
        """The list's own keys of its people."""
        return {row["target_id"] for row in self.tables["people"]}


def kept(connection: Connection) -> list[Kept]:
    """Every list there is, in the order in which they were loaded."""
    columns = [lists.c.content, lists.c.given, *sources.c]
    found = connection.execute(select(*columns).join_from(lists, sources).order_by(sources.c.id)).mappings()
    return [_opened(dict(row)) for row in found]


def _opened(row: dict[str, Any]) -> Kept:
    content = json.loads(zlib.decompress(b64decode(row.pop("content"))))
    given = json.loads(row.pop("given"))
    return Kept(row, frozenset(content["covers"]), {name: _unpacked(name, content[name]) for name in DIRECTORY}, given)


def keep(connection: Connection, one: Kept) -> None:
    """Keeps a list under its source's id, in place of the one that was there."""
    connection.execute(delete(lists).where(lists.c.source_id == one.source["id"]))
    content = {name: _packed(name, one.tables[name]) for name in DIRECTORY} | {"covers": sorted(one.covers)}
    data = zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
    given = json.dumps(one.given, sort_keys=True)
    insert_one(connection, lists, source_id=one.source["id"], content=b64encode(data).decode(), given=given)


def rows_in(tables: DirectoryTables) -> dict[str, list[Row]]:
    """The rows of a directory's tables as the store holds them; raises UnusableFileError on NUL."""
    return {
        name: [dict(zip(columns, values, strict=True)) for values in rows_of(getattr(tables, name), table, columns)]
        for name, (table, columns) in DIRECTORY.items()
    }


def office_key(row: Mapping[str, Any]) -> str:
    """What tells the offices of one list apart."""
    return "|".join(str(row[name]) for name in _OFFICE_TEXTS)


def same_content(one: Kept, other: Kept) -> bool:
    """Whether two lists say the same, whenever they were read."""
    return one.covers == other.covers and all(
        [_without_day_read(row) for row in one.tables[name]] == [_without_day_read(row) for row in other.tables[name]]
        for name in DIRECTORY
    )


def _without_day_read(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != _DAY_READ}


def _packed(name: str, rows: list[Row]) -> dict[str, Any]:
    columns = DIRECTORY[name][1]
    return {"columns": columns, "rows": [[row[column] for column in columns] for row in rows]}


def _unpacked(name: str, packed: dict[str, Any]) -> list[Row]:
    table, columns = DIRECTORY[name]
    blank = {column: "" for column in columns if column in table.c}
    return [blank | dict(zip(packed["columns"], values, strict=True)) for values in packed["rows"]]
