"""Actions: those that count now, and the writing of new ones."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

import pandas as pd
from sqlalchemy import Column, ColumnElement, Connection, func, literal_column, select, text

from dashboard.schema import ACTION_CONTENT, ACTION_TARGET
from dashboard.store import totals
from dashboard.store.connect import next_id
from dashboard.store.frames import blank_columns, cells_of, frame_of, insert_rows, rows_of
from dashboard.store.schema import action_targets, action_versions, actions
from dashboard.store.statistics import count_again

FEW = 500
"""So many actions are looked up one by one; of more, all are read."""
_AT_ONCE = 5_000
_PIECE = 100_000
_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'actions' AND sql <> ''"
_CACHE = -200_000
"""Kilobytes that SQLite may hold of its file while it takes many rows in."""
_ORDER = ["date", "action_id", "position"]
STATED = (
    actions.c.action_id,
    action_targets.c.position,
    *[actions.c[name] for name in ACTION_CONTENT],
    *[action_targets.c[name] for name in ACTION_TARGET],
    actions.c.upload_id,
)
"""What is read of an action and one of its targets."""


@contextmanager
def room_for_many(connection: Connection, count: int, *, anew: bool) -> Iterator[None]:
    """Room to change so many actions; PostgreSQL learns of it at the end.

    SQLite holds more of its file meanwhile, instead of writing the same pages again.

    Its indexes of actions are away where they are as good as made ``anew``, which sorts instead of looking for places.
    Nor does it ask of each row whether its state is a known one, which takes as long as the rest: we say which it is.
    """
    if connection.dialect.name != "sqlite" or count <= FEW:
        yield
        count_again(connection, many=count > FEW)
        return
    away = connection.execute(text(_INDEXES)).all() if anew else []
    size = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    for name, _ in away:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    connection.exec_driver_sql(f"PRAGMA cache_size = {_CACHE}")
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    try:
        yield
        for _, statement in away:
            connection.exec_driver_sql(statement)
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
        connection.exec_driver_sql(f"PRAGMA cache_size = {size}")


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
            yield frame_of(self._connection, select(*STATED).join_from(actions, action_targets).where(*mine, here))


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


def known_ids(connection: Connection, campaign_id: int, ids: Collection[str]) -> dict[str, int]:
    """The key of each active action with one of these ids."""
    found = select(actions.c.action_id, actions.c.id)
    if len(ids) > FEW:
        there = set(ids)
        mine = connection.execute(found.where(*active(campaign_id))).all()
        return {action_id: row_id for action_id, row_id in mine if action_id in there}
    return dict(connection.execute(found.where(*active(campaign_id, actions.c.action_id.in_(sorted(ids))))).all())


def active(campaign_id: int, *more: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    """The state stands in the statement itself: only so does a database know that the indexes of active ones fit."""
    return (actions.c.campaign_id == campaign_id, actions.c.state == literal_column("'active'"), *more)


def _rows_where(
    connection: Connection, campaign_id: int, column: Column[str], values: list[str], *more: ColumnElement[bool]
) -> pd.DataFrame:
    parts = []
    for start in range(0, max(len(values), 1), _AT_ONCE):
        mine = active(campaign_id, column.in_(values[start : start + _AT_ONCE]), *more)
        parts.append(frame_of(connection, select(*STATED).join_from(actions, action_targets).where(*mine)))
    return pd.concat(parts).sort_values(_ORDER, ignore_index=True)


def active_rows(connection: Connection, campaign_id: int) -> pd.DataFrame:
    """The campaign's active actions as stated, one row per action and target, by date, action_id and position."""
    statement = (
        select(*STATED)
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


def add(connection: Connection, campaign_id: int, upload_id: int, rows: pd.DataFrame, coming: totals.Coming) -> int:
    """Adds the actions of these rows (columns of ``Parsed.rows`` and ``action_id``); how many they are.

    What they come to is added to what is ``coming``.
    """
    first = next_id(connection, actions)
    codes, _ = pd.factorize(rows["action"])
    heads = rows[~rows["action"].duplicated()]
    same = blank_columns(heads, actions, ACTION_CONTENT)
    names = ["action_id", *(name for name in ACTION_CONTENT if name not in same)]
    same |= {"campaign_id": campaign_id, "upload_id": upload_id, "state": "active"}
    insert_rows(connection, actions, ("id", *names), rows_of(heads, actions, names, first=first), same)
    rows = rows.assign(position=rows.groupby(codes).cumcount())
    targets = rows[["position", *ACTION_TARGET]].assign(row_id=first + codes)
    blank = blank_columns(targets, action_targets, ("position", *ACTION_TARGET))
    names = [name for name in ("row_id", "position", *ACTION_TARGET) if name not in blank]
    insert_rows(connection, action_targets, names, rows_of(targets, action_targets, names), blank)
    coming.add(rows)
    return len(heads)
