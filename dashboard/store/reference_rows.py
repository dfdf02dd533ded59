"""The reference's rows in the store: made anew from all lists, and written where they differ from what is there."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, select

from dashboard.directory.premises import OFFICES
from dashboard.directory.sittings import TERMS, sitters
from dashboard.directory.statements import WHOLE, Row
from dashboard.store import lists
from dashboard.store.campaigns import DIRECTORY
from dashboard.store.connect import next_id
from dashboard.store.frames import insert_rows
from dashboard.store.lists import Kept
from dashboard.store.merging import PEOPLE, Merged, Rows, merged, stated
from dashboard.store.news import News, news
from dashboard.store.schema import action_targets, sources


class Together:
    """All lists of people in the store, and the rows they make together."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.lists = lists.kept(connection)
        self._stored = {name: _stored(connection, name) for name in DIRECTORY}
        self._rows = self._stored
        self._written = {one.source["id"]: _given(one) for one in self.lists}
        self.lists += _loaded_before_lists_were_kept(connection, self._stored, self.lists)

    def add(self, new: Kept, copy: Kept | None) -> tuple[News, tuple[str, ...]]:
        """Takes in a list, in place of a ``copy`` of it: what that changes, and what is doubtful."""
        if copy:
            self.lists = [one for one in self.lists if one is not copy]
            new.given = copy.given
            self._written.pop(copy.source["id"], None)
        self.lists.append(new)
        made = merged(self.lists)
        rows = self._with_what_actions_name(made)
        told, self._rows = news(self._rows, rows), rows
        return told, (*made.doubts[new.source["id"]], *self._doubts_of_part(new))

    def write(self) -> None:
        """Writes rows and lists that are not as they are stored."""
        for one in self.lists:
            if self._written.get(one.source["id"]) != _given(one):
                lists.keep(self._connection, one)
        for name in DIRECTORY:
            if self._rows[name] != self._stored[name]:
                _write(self._connection, name, self._rows[name])

    def _doubts_of_part(self, new: Kept) -> list[str]:
        if TERMS not in new.covers:
            return []
        named = len(sitters(stated(new)))
        most = max(len(sitters(stated(one))) for one in self.lists if TERMS in one.covers)
        if named >= WHOLE * most:
            return []
        return [f"The list names {named} members where another names {most}: it is taken for a part and ends nothing."]

    def _with_what_actions_name(self, made: Merged) -> Rows:
        """The rows that the lists make, and people and offices that no list names any more but actions do."""
        rows = {name: [{one: row[one] for one in _columns(name)} for row in made.rows[name]] for name in DIRECTORY}
        for name, column in ((PEOPLE, "target_id"), (OFFICES, "office_id")):
            there = {row[column] for row in rows[name]}
            gone = [row for row in self._rows[name] if row[column] not in there | made.replaced]
            if gone:
                named = _named_by_actions(self._connection, column, [row[column] for row in gone])
                rows[name] = rows[name] + [row for row in gone if row[column] in named]
        people = {row["target_id"] for row in rows[PEOPLE]}
        owners = {row["target_id"] for row in rows[OFFICES]} - people
        rows[PEOPLE] = rows[PEOPLE] + [row for row in self._rows[PEOPLE] if row["target_id"] in owners]
        return rows


def _given(one: Kept) -> str:
    return json.dumps(one.given, sort_keys=True)


def _columns(name: str) -> tuple[str, ...]:
    return (*DIRECTORY[name][1], "loaded_by")


def _stored(connection: Connection, name: str) -> list[Row]:
    table = DIRECTORY[name][0]
    columns = [table.c[column] for column in _columns(name)]
    found = connection.execute(select(*columns).where(table.c.campaign_id.is_(None)).order_by(table.c.id))
    return [dict(row) for row in found.mappings()]


def _write(connection: Connection, name: str, rows: Iterable[Row]) -> None:
    table, columns = DIRECTORY[name][0], _columns(name)
    connection.execute(delete(table).where(table.c.campaign_id.is_(None)))
    first = next_id(connection, table)
    values = ((first + place, None, *[row[column] for column in columns]) for place, row in enumerate(rows))
    insert_rows(connection, table, ("id", "campaign_id", *columns), values)


def _named_by_actions(connection: Connection, column: str, ids: list[str]) -> set[str]:
    """Which of these ids some action names."""
    found = connection.execute(select(action_targets.c[column]).where(action_targets.c[column].in_(ids)).distinct())
    return {row[0] for row in found}


def _loaded_before_lists_were_kept(connection: Connection, rows: Rows, known: list[Kept]) -> list[Kept]:
    """One list for each kind whose rows are there though no list of the kind is: it covers nothing, so ends nothing."""
    kinds = {row["loaded_by"] for row in rows[PEOPLE]} - {one.source["kind"] for one in known} - {""}
    newest: dict[str, dict[str, Any]] = {}
    for row in connection.execute(select(sources).order_by(sources.c.as_of, sources.c.id)).mappings():
        newest[row["kind"]] = dict(row)
    made = []
    for kind in sorted(kinds & newest.keys()):
        tables = {name: [row for row in rows[name] if row["loaded_by"] == kind] for name in DIRECTORY}
        missing = {row["target_id"] for name in DIRECTORY for row in tables[name]}
        tables[PEOPLE] = [row for row in rows[PEOPLE] if row["target_id"] in missing]
        made.append(Kept(newest[kind], frozenset(), tables))
    return made
