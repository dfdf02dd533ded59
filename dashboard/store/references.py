"""Reference records over time: every list of people that was loaded is kept, and all of them together tell them.

So they are the same whether last year's list came before this year's or after; a list loaded again changes nothing.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
from sqlalchemy import Connection, insert, select, update

from dashboard.campaign import DirectoryTables
from dashboard.store import audit, lists
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, plain_texts
from dashboard.store.lists import Kept
from dashboard.store.schema import sources

if TYPE_CHECKING:
    from dashboard.store.reference_rows import Together

Cells = dict[str, Any]

_MOST_OF_IT = 0.9
"""A list that names this share of another's people, of the same kind and day, is another copy of it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of one list or set of boundaries.

    ``counts`` of records ``added``, ``changed`` and ``closed``; ``changes``: sentences by sort (those three and
    ``moved``), the first of them, with their ``totals``; ``doubts``: of the reader and of joining it to what is known.
    """

    counts: dict[str, int] = field(default_factory=lambda: {"added": 0, "changed": 0, "closed": 0})
    changes: dict[str, Any] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    news: bool = False


class References:
    """The reference inside one write transaction: lists are taken in one by one and written together at the end."""

    def __init__(self, connection: Connection, who: str = "") -> None:
        self._connection, self._who = connection, who
        self._together: Together | None = None

    def take(
        self, kind: str, source: Mapping[str, Any], tables: DirectoryTables | None, covers: Iterable[str] = ()
    ) -> Saved:
        """Takes in a list of people or, without tables, notes a set of boundaries; what that changes."""
        cells = _source_cells({**source, "kind": kind})
        if tables is None:
            saved, source_id = self._boundaries(cells)
        else:
            saved, source_id = self._people(Kept({**cells, "id": 0}, frozenset(covers), lists.rows_in(tables)))
        if saved.news:
            audit.note(self._connection, "reference_loaded", who=self._who, kind=kind, source_id=source_id)
        return saved

    def write(self) -> None:
        """Writes what all lists make together, where that is not what is there."""
        if self._together:
            self._together.write()

    def _boundaries(self, cells: Cells) -> tuple[Saved, int]:
        """A set of boundaries takes the place of the one of its order that was there."""
        same = [sources.c[name].is_not_distinct_from(cells[name]) for name in ("kind", "riding_order")]
        stored = self._connection.execute(select(sources).where(*same)).mappings().first()
        doubts = tuple(json.loads(cells["doubts"]))
        if stored and all(stored[name] == cells[name] for name in ("content_hash", "counts", "doubts")):
            return Saved(doubts=doubts), int(stored["id"])
        changes: dict[str, Any] = {}
        if stored and stored["content_hash"] != cells["content_hash"]:
            told = (
                f"The boundaries of the {int(cells['riding_order'] or 0)} order take the place of those loaded before."
            )
            changes = {"changed": [told], "totals": {"changed": 1}}
        source_id = int(stored["id"]) if stored else next_id(self._connection, sources)
        _note(self._connection, source_id, cells | {"changes": _json(changes)})
        return Saved(changes=changes, doubts=doubts, news=True), source_id

    def _people(self, new: Kept) -> tuple[Saved, int]:
        from dashboard.store.reference_rows import Together  # noqa: PLC0415 - a start of the app loads no list

        self._together = self._together or Together(self._connection)
        others = [one for one in self._together.lists if one.source["kind"] == new.source["kind"]]
        known = next((one for one in others if _is_known(one, new)), None)
        if known:
            return Saved(doubts=tuple(json.loads(known.source["doubts"]))), int(known.source["id"])
        copy = next((one for one in others if _is_copy(one, new)), None)
        new.source["id"] = copy.source["id"] if copy else next_id(self._connection, sources)
        _note(self._connection, new.source["id"], new.source)  # before the list: lists belong to sources
        told, doubts = self._together.add(new, copy)
        doubts = (*json.loads(new.source["doubts"]), *doubts)
        new.source |= {"doubts": _json(doubts), "changes": _json(told.changes)}
        _note(self._connection, new.source["id"], new.source)
        return Saved(told.counts, told.changes, doubts, news=True), int(new.source["id"])


def listed_sources(connection: Connection) -> pd.DataFrame:
    """Every source by kind, order and day; ``doubts`` is a JSON list, ``counts`` and ``changes`` are JSON objects."""
    columns = [column for column in sources.c if column.name != "id"]
    statement = select(sources.c.id.label("source_id"), *columns)
    return frame_of(
        connection,
        statement.order_by(sources.c.kind, sources.c.riding_order, sources.c.as_of, sources.c.read_on, sources.c.id),
    )


def _is_known(one: Kept, new: Kept) -> bool:
    """Whether a list is there already, read on whatever day; one whose day is not told now was told before."""
    same_bytes = one.source["content_hash"] == new.source["content_hash"]
    days = new.source["as_of"] in ("", one.source["as_of"]) if same_bytes else False
    return days and (lists.same_content(one, new) or one.source["as_of"] != new.source["as_of"])


def _is_copy(one: Kept, new: Kept) -> bool:
    """Whether a list takes another's place: of the same order and day, or the same bytes without a day."""
    if one.source["riding_order"] != new.source["riding_order"]:
        return False
    if one.source["content_hash"] == new.source["content_hash"]:
        return one.source["as_of"] in ("", new.source["as_of"])
    return (
        one.day == new.day
        and one.in_french == new.in_french
        and len(one.keys & new.keys) >= _MOST_OF_IT * len(one.keys)
    )


def _note(connection: Connection, source_id: int, cells: Cells) -> None:
    """Notes a source under its id, in place of what was there."""
    values = {name: value for name, value in cells.items() if name != "id"}
    if connection.execute(update(sources).where(sources.c.id == source_id).values(values)).rowcount == 0:
        connection.execute(insert(sources).values(id=source_id, **values))


def _source_cells(source: Mapping[str, Any]) -> Cells:
    order = source.get("riding_order")
    cells = {
        "kind": str(source["kind"]),
        "name": str(source.get("name") or ""),
        "publisher": str(source.get("publisher") or ""),
        "licence": str(source.get("licence") or ""),
        "riding_order": None if order is None else float(order),
        "records": int(source.get("records") or 0),
        "as_of": str(source.get("as_of") or "")[:10],
        "read_on": str(source.get("read_on") or audit.now())[:10],
        "doubts": _json(source.get("doubts") or []),
        "counts": _json(source.get("counts") or {}),
        "changes": "{}",
        "content_hash": str(source.get("content_hash") or ""),
    }
    plain_texts([cell for cell in cells.values() if isinstance(cell, str)], "source")
    return cells


def _json(value: Any) -> str:  # noqa: ANN401 - JSON already, or what becomes it
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
