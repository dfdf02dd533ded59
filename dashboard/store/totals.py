"""Totals: what a campaign's active actions come to, a row for each different thing that pages ask of them.

They are changed in the transaction of every change of actions: added in pieces, taken away by adding the negative.
Sums are whole numbers of millionths, so that they are exact and the same whatever the order. What can't be summed has
rows of its own under its action's id: actions with several targets, whose shares depend on who these are, and
quantities that are no such number. A row that came to nothing stays, with ``n`` 0, until the totals are packed anew.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import ColumnElement, Connection, delete, false, func, literal_column, select

from dashboard.quantity import MILLIONTHS, estimated, whole_quantities
from dashboard.store.frames import add_up_rows, frame_of
from dashboard.store.schema import action_targets, actions, campaigns, meta, photos
from dashboard.store.totals_schema import TOTALS_KEY, packed_totals, totals

FEW = 500
_AT_ONCE = 50_000
_MOST = 1_000_000
"""Rows of totals that are held before they are kept."""
_LARGEST = 100_000.0
"""Larger quantities have rows of their own: of these, 92 million fit into one sum of 64 bits."""
_SUMS = ("n", "units")
_READ = (
    actions.c.action_id,
    action_targets.c.position,
    *[
        actions.c[name]
        for name in ("date", "date_end", "tactic", "outcome", "quantity", "quantity_low", "quantity_high", "split")
    ],
    *[actions.c[name] for name in ("evidence_url", "up_until")],
    *[action_targets.c[name] for name in ("target_id", "office_id", "riding")],
)


class Coming:
    """Totals of new actions, added up over the parts of a log before they are kept: most parts say the same things."""

    def __init__(self, connection: Connection, campaign_id: int) -> None:
        self._connection, self._campaign_id = connection, campaign_id
        self._parts: list[pa.Table] = []

    def add(self, rows: pd.DataFrame) -> None:
        """Takes in new active actions, whole ones: stated rows with ``action_id`` and ``position``."""
        self._parts.append(of(rows, _photographed(self._connection, self._campaign_id, rows["action_id"])))
        if self._held() > _MOST:
            self._parts = [_together(self._parts)]
            if self._held() > _MOST // 2:
                self.keep()

    def keep(self) -> None:
        """Adds what was taken in to what is there."""
        if self._parts:
            self._parts = [_together(self._parts)]
            _add_up(self._connection, self._campaign_id, self._parts.pop())

    def _held(self) -> int:
        return sum(part.num_rows for part in self._parts)


@contextmanager
def coming(connection: Connection, campaign_id: int) -> Iterator[Coming]:
    """Room to add the new actions of a log, part by part; what they come to is kept at the end."""
    found = Coming(connection, campaign_id)
    yield found
    found.keep()


@contextmanager
def moving(connection: Connection, campaign_id: int, which: ColumnElement[bool]) -> Iterator[None]:
    """Room to change the actions chosen: what they came to is taken away, and what they come to then is added."""
    for part in _counted(connection, campaign_id, which):
        negative = {name: pc.negate(part[name]) for name in _SUMS}
        for name, column in negative.items():
            part = part.set_column(part.schema.get_field_index(name), name, column)  # noqa: PLW2901
        _add_up(connection, campaign_id, part)
    yield
    for part in _counted(connection, campaign_id, which):
        _add_up(connection, campaign_id, part)


def recount(connection: Connection) -> None:
    """Makes the totals of all campaigns anew from the rows of their actions."""
    for table in (packed_totals, totals):
        connection.execute(delete(table))
    for owner in connection.execute(select(campaigns.c.id).order_by(campaigns.c.id)).scalars().all():
        for part in _counted(connection, owner, actions.c.campaign_id == owner):
            _add_up(connection, owner, part)


def counted_anew(connection: Connection, campaign_id: int) -> pa.Table:
    """The totals as the rows of the actions have them, in the columns that are kept, in no order."""
    parts = [*_counted(connection, campaign_id, actions.c.campaign_id == campaign_id)]
    return (
        _together(parts)
        if parts
        else of(frame_of(connection, select(*_READ).join_from(actions, action_targets).where(false())), ())
    )


def of(rows: pd.DataFrame, photographed: Collection[str]) -> pa.Table:
    """The totals of stated rows, in no order: the key's columns, split, n, units and quantity."""
    given = whole_quantities(rows)
    units = np.rint(np.where(np.abs(given) <= _LARGEST, given, 0.0) * MILLIONTHS)
    own = (units / MILLIONTHS != given) | rows["action_id"].duplicated(keep=False).to_numpy()
    shown = (rows["evidence_url"] != "").to_numpy()
    if photographed:
        shown = shown | rows["action_id"].isin(list(photographed)).to_numpy()
    columns = {
        **{name: pa.array(rows[name].to_numpy().astype("datetime64[s]")) for name in ("date", "date_end", "up_until")},
        **{name: _texts(rows[name]) for name in ("tactic", "target_id", "office_id", "riding", "outcome")},
        "evidenced": pa.array(shown),
        "estimated": pa.array(estimated(rows)),
        "action_id": pc.if_else(pa.array(own), _texts(rows["action_id"]), ""),
        "position": pa.array(np.where(own, rows["position"].to_numpy(np.int64), 0)),
        "split": pa.array(own & rows["split"].to_numpy(bool)),
        "n": pa.array(np.ones(len(rows), dtype=np.int64)),
        "units": pa.array(np.where(own, 0.0, units).astype(np.int64)),
        "quantity": pa.array(given, mask=~own),
    }
    return _summed(pa.table({name: columns[name] for name in (*TOTALS_KEY, "split", *_SUMS, "quantity")}))


def _texts(column: "pd.Series[str]") -> pa.Array:
    made = pa.array(column, pa.string())
    return made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made


def _together(parts: list[pa.Table]) -> pa.Table:
    """One row for each key of several parts, in each of which it has one."""
    return parts[0] if len(parts) == 1 else _summed(pa.concat_tables(parts))


def _summed(table: pa.Table) -> pa.Table:
    """One row for each key; the two columns that are not sums differ in no key."""
    if table.num_rows == 1:
        return table
    grouped = table.group_by([*TOTALS_KEY], use_threads=False).aggregate(
        [("split", "max"), *((name, "sum") for name in _SUMS), ("quantity", "max")]
    )
    return grouped.rename_columns([*TOTALS_KEY, "split", *_SUMS, "quantity"])


def _counted(connection: Connection, campaign_id: int, which: ColumnElement[bool]) -> Iterator[pa.Table]:
    """The totals of the active actions chosen, piece by piece."""
    mine = (actions.c.campaign_id == campaign_id, actions.c.state == literal_column("'active'"), which)
    span = select(func.count(), func.min(actions.c.id), func.max(actions.c.id)).where(*mine)
    count, first, last = connection.execute(span).one()
    step = _AT_ONCE if count > _AT_ONCE else (last or 0) - (first or 0) + 1
    for start in range(first, last + 1, step) if count else ():
        here = actions.c.id.between(start, start + step - 1)
        rows = frame_of(connection, select(*_READ).join_from(actions, action_targets).where(*mine, here))
        if len(rows):
            yield of(rows, _photographed(connection, campaign_id, rows["action_id"]))


def _photographed(connection: Connection, campaign_id: int, ids: "pd.Series[str]") -> Collection[str]:
    """Those of the actions that have a picture, and of many actions perhaps others too."""
    found = select(photos.c.action_id).where(photos.c.campaign_id == campaign_id)
    if len(ids) <= FEW:
        found = found.where(photos.c.action_id.in_(ids.unique().tolist()))
    return set(connection.execute(found).scalars())


def _add_up(connection: Connection, campaign_id: int, part: pa.Table) -> None:
    """Adds rows of totals to those that are there, in the order of their days, which databases take in fastest."""
    if part.num_rows > 1:
        part = part.sort_by([(name, "ascending") for name in TOTALS_KEY[:4]])
    revision = connection.execute(select(meta.c.revision)).scalar_one() + 1
    for start in range(0, part.num_rows, _AT_ONCE):
        some = part.slice(start, _AT_ONCE)
        columns = {name: _cells(some[name]) for name in some.column_names}
        same = {name: cells[0] for name, cells in columns.items() if some.num_rows > FEW and _are_blank(cells)}
        told = [name for name in columns if name not in same]
        cells = list(zip(*[columns[name] for name in told], strict=True))
        same |= {"campaign_id": campaign_id, "revision": revision}
        add_up_rows(connection, totals, ("campaign_id", *TOTALS_KEY), _SUMS, told, cells, same)


def _cells(column: pa.ChunkedArray) -> list[Any]:
    """A column's cells as the table holds them."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.date32()).cast(pa.string()).fill_null("")
    elif pa.types.is_boolean(column.type):
        column = column.cast(pa.int64())
    cells: list[Any] = column.to_pylist()
    return cells


def _are_blank(cells: list[Any]) -> bool:
    """Whether all cells are the same and say nothing."""
    first = cells[0]
    return (first in ("", None) or (type(first) is int and not first)) and cells.count(first) == len(cells)
