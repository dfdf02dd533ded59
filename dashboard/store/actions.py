"""Actions: those that count now, and the writing of new ones."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Column, ColumnElement, Connection, func, literal_column, select

from dashboard.schema import ACTION_CONTENT, ACTION_TARGET
from dashboard.store import ready
from dashboard.store.connect import next_id
from dashboard.store.frames import blank_columns, cells_of, frame_of, insert_rows, rows_of
from dashboard.store.schema import action_targets, action_versions, actions

FEW = 500
"""So many actions are looked up one by one; of more, all are read."""
_WORN = 2_000
_AT_ONCE = 5_000
_PIECE = 100_000
_ORDER = ["date", "action_id", "position"]
_STATED = (
    actions.c.action_id,
    action_targets.c.position,
    *[actions.c[name] for name in ACTION_CONTENT],
    *[action_targets.c[name] for name in ACTION_TARGET],
    actions.c.upload_id,
)


def active_actions(connection: Connection, campaign_id: int) -> pd.DataFrame:
    """The campaign's active actions as stated, one row per action and target, by date, action_id and position."""
    kept = ready.kept(connection, campaign_id, [column.name for column in _STATED])
    if kept is None:
        return active_rows(connection, campaign_id)
    changed = ready.changed(connection, campaign_id)
    whole = _renewed(kept, changed, active_rows_of(connection, campaign_id, changed)) if changed else kept
    return whole.to_pandas()


def make_ready(connection: Connection, campaign_id: int) -> None:
    """Lets the campaign's active actions be read fast."""
    ready.keep(connection, campaign_id, active_rows(connection, campaign_id))


@contextmanager
def changing(connection: Connection, campaign_id: int, count: int, *, only_new: bool = False) -> Iterator[None]:
    """Room to change so many of the campaign's actions, or only to add new ones; they can be read fast afterwards."""
    if count > FEW:
        with ready.unwatched(connection, campaign_id, anew=only_new and count > next_id(connection, actions)):
            yield
        make_ready(connection, campaign_id)
        return
    yield
    if ready.is_worn(connection, campaign_id, _WORN):
        make_ready(connection, campaign_id)


def _renewed(kept: pa.Table, changed: list[str], now: pd.DataFrame) -> pa.Table:
    """The rows kept, those of changed actions as they are ``now``, each in its place."""
    gone = pc.is_in(kept["action_id"], value_set=pa.array(changed, kept.schema.field("action_id").type))
    steps = [(place, 0, -1) for place in np.flatnonzero(gone.to_numpy()).tolist()]
    steps += [(place, 1, row) for row, place in enumerate(_places(kept, now))]
    new = pa.Table.from_pandas(now, preserve_index=False).replace_schema_metadata().cast(kept.schema)
    parts, done = [], 0
    for place, _, row in sorted(steps, key=lambda step: (step[0], -step[1])):
        parts.append(kept.slice(done, place - done))
        done = place + (row < 0)
        if row >= 0:
            parts.append(new.slice(row, 1))
    return pa.concat_tables([*parts, kept.slice(done)]).combine_chunks()


def _places(kept: pa.Table, now: pd.DataFrame) -> list[int]:
    """Before which of the rows kept each row comes."""
    days, ids, places = kept["date"].to_numpy(), kept["action_id"], []
    for day, of_day in now.groupby("date", sort=False):
        first, last = (int(np.searchsorted(days, np.datetime64(day, "s"), side)) for side in ("left", "right"))
        known = ids.slice(first, last - first).to_pylist()
        places += [first + bisect_left(known, action_id) for action_id in of_day["action_id"]]
    return places


class KnownActions:
    """A campaign's active actions as a file is judged beside them, read from the store in pieces."""

    def __init__(self, connection: Connection, campaign_id: int) -> None:
        self._connection, self._campaign_id = connection, campaign_id

    def of(self, ids: Collection[str]) -> pd.DataFrame:
        """Those with these ids."""
        return active_rows_of(self._connection, self._campaign_id, ids)

    def pieces(self) -> Iterator[pd.DataFrame]:
        """All, the rows of each action in one piece."""
        mine = (actions.c.campaign_id == self._campaign_id, actions.c.state + "" == "active")
        span = select(func.min(actions.c.id), func.max(actions.c.id)).where(*mine)
        first, last = self._connection.execute(span).one()
        for start in range(first or 1, (last or 0) + 1, _PIECE):
            here = actions.c.id.between(start, start + _PIECE - 1)
            yield frame_of(self._connection, select(*_STATED).join_from(actions, action_targets).where(*mine, here))


def active_rows_of(connection: Connection, campaign_id: int, ids: Collection[str]) -> pd.DataFrame:
    """As ``active_rows``, of the actions with these ids."""
    return _rows_where(connection, campaign_id, actions.c.action_id, sorted(ids))


def active_rows_like(connection: Connection, campaign_id: int, rows: pd.DataFrame) -> pd.DataFrame:
    """As ``active_rows``, of the actions that may say what one of these says: its day, its tactic and its quantity."""
    days, tactics, quantities = ({*cells_of(rows[name], actions.c[name])} for name in ("date", "tactic", "quantity"))
    how_many: ColumnElement[bool] = actions.c.quantity.in_(quantities - {None})
    if None in quantities:
        how_many = how_many | actions.c.quantity.is_(None)
    return _rows_where(connection, campaign_id, actions.c.date, sorted(days), actions.c.tactic.in_(tactics), how_many)


def count_on(connection: Connection, campaign_id: int, days: Collection[str]) -> int:
    """How many active actions have one of these (ISO) as their first day."""
    mine = _active(campaign_id, actions.c.date.in_(sorted(days)))
    return int(connection.execute(select(func.count()).select_from(actions).where(*mine)).scalar_one())


def known_ids(connection: Connection, campaign_id: int, ids: Collection[str]) -> dict[str, int]:
    """The key of each active action with one of these ids."""
    found = select(actions.c.action_id, actions.c.id)
    if len(ids) > FEW:
        there = set(ids)
        mine = connection.execute(found.where(*_active(campaign_id))).all()
        return {action_id: row_id for action_id, row_id in mine if action_id in there}
    return dict(connection.execute(found.where(*_active(campaign_id, actions.c.action_id.in_(sorted(ids))))).all())


def _active(campaign_id: int, *more: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    """The state stands in the statement itself: only so does a database know that the indexes of active ones fit."""
    return (actions.c.campaign_id == campaign_id, actions.c.state == literal_column("'active'"), *more)


def _rows_where(
    connection: Connection, campaign_id: int, column: Column[str], values: list[str], *more: ColumnElement[bool]
) -> pd.DataFrame:
    parts = []
    for start in range(0, max(len(values), 1), _AT_ONCE):
        mine = _active(campaign_id, column.in_(values[start : start + _AT_ONCE]), *more)
        parts.append(frame_of(connection, select(*_STATED).join_from(actions, action_targets).where(*mine)))
    return pd.concat(parts).sort_values(_ORDER, ignore_index=True)


def active_rows(connection: Connection, campaign_id: int) -> pd.DataFrame:
    """As ``active_actions``, read from the actions' own rows."""
    statement = (
        select(*_STATED)
        .join_from(actions, action_targets)
        # Written so that no index fits: all rows of the table one after the other are read twice as fast as by its ids.
        .where(actions.c.campaign_id + 0 == campaign_id, actions.c.state + "" == "active")
        .order_by(actions.c.date, actions.c.action_id, action_targets.c.position)
    )
    return frame_of(connection, statement)


def count_touched(connection: Connection, upload_id: int) -> int:
    """How many actions an upload added or changed, whatever their state."""
    counts = [
        select(func.count()).select_from(table).where(table.c.upload_id == upload_id)
        for table in (actions, action_versions)
    ]
    return sum(connection.execute(count).scalar_one() for count in counts)


def add(connection: Connection, campaign_id: int, upload_id: int, rows: pd.DataFrame) -> int:
    """Adds the actions of these rows (columns of ``Parsed.rows`` and ``action_id``); how many they are."""
    first = next_id(connection, actions)
    codes, _ = pd.factorize(rows["action"])
    heads = rows[~rows["action"].duplicated()]
    same = blank_columns(heads, actions, ACTION_CONTENT)
    names = ["action_id", *(name for name in ACTION_CONTENT if name not in same)]
    same |= {"campaign_id": campaign_id, "upload_id": upload_id, "state": "active"}
    insert_rows(connection, actions, ("id", *names), rows_of(heads, actions, names, first=first), same)
    targets = rows[list(ACTION_TARGET)].assign(row_id=first + codes, position=rows.groupby(codes).cumcount())
    blank = blank_columns(targets, action_targets, ("position", *ACTION_TARGET))
    names = [name for name in ("row_id", "position", *ACTION_TARGET) if name not in blank]
    insert_rows(connection, action_targets, names, rows_of(targets, action_targets, names), blank)
    return len(heads)
