"""Actions: those that count now, and the writing of new ones."""

from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd
from sqlalchemy import Connection, literal_column, select

from dashboard.schema import ACTION_CONTENT, ACTION_TARGET
from dashboard.store import ready
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_rows, rows_of
from dashboard.store.schema import action_targets, action_versions, actions

_FEW = 500
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
    kept = kept_ready(connection, campaign_id)
    return active_rows(connection, campaign_id) if kept is None else kept


def kept_ready(connection: Connection, campaign_id: int) -> pd.DataFrame | None:
    """As ``active_actions``, where they are kept to be read fast; else None."""
    return ready.kept(connection, campaign_id, [column.name for column in _STATED])


def make_ready(connection: Connection, campaign_id: int) -> None:
    """Lets the campaign's active actions be read fast until the next of them changes; the last step of a change."""
    ready.keep(connection, campaign_id, active_rows(connection, campaign_id))


def make_ready_again(
    connection: Connection, campaign_id: int, before: pd.DataFrame | None, touched: Collection[str]
) -> None:
    """As ``make_ready``, where ``before`` were the active actions and nothing but those of these ids can have changed.

    A few are read and put in their places; where ``before`` is not known, or they are many, all are read.
    """
    if before is None or len(touched) > _FEW:
        make_ready(connection, campaign_id)
        return
    mine = (actions.c.campaign_id == campaign_id, actions.c.state == literal_column("'active'"))
    again = select(*_STATED).join_from(actions, action_targets).where(*mine, actions.c.action_id.in_(touched))
    now = pd.concat([before[~before["action_id"].isin(touched)], frame_of(connection, again)])
    ready.keep(connection, campaign_id, now.sort_values(_ORDER, ignore_index=True))


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


def touched_by(connection: Connection, upload_id: int) -> set[str]:
    """Ids of the actions that an upload added or changed, whatever their state."""
    added = select(actions.c.action_id).where(actions.c.upload_id == upload_id)
    changed = select(actions.c.action_id).join_from(action_versions, actions)
    changed = changed.where(action_versions.c.upload_id == upload_id)
    return {*connection.execute(added).scalars(), *connection.execute(changed).scalars()}


def add(connection: Connection, campaign_id: int, upload_id: int, rows: pd.DataFrame) -> int:
    """Adds the actions of these rows (columns of ``Parsed.rows`` and ``action_id``); how many they are."""
    first = next_id(connection, actions)
    codes, _ = pd.factorize(rows["action"])
    heads = rows[~rows["action"].duplicated()]
    names = ("action_id", *ACTION_CONTENT)
    content = (
        (first + n, campaign_id, upload_id, "active", *row) for n, row in enumerate(rows_of(heads, actions, names))
    )
    insert_rows(connection, actions, ("id", "campaign_id", "upload_id", "state", *names), content)
    targets = rows[list(ACTION_TARGET)].assign(row_id=first + codes, position=rows.groupby(codes).cumcount())
    _insert_targets(connection, rows_of(targets, action_targets, ("row_id", "position", *ACTION_TARGET)))
    return len(heads)


def _insert_targets(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    insert_rows(connection, action_targets, ("row_id", "position", *ACTION_TARGET), rows)
