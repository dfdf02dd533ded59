"""Actions: those that count now, and the writing of new and changed ones with their history."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, bindparam, delete, func, literal_column, select, update

from dashboard.identity import Parsed
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET
from dashboard.store import ready
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_rows, rows_of
from dashboard.store.schema import action_targets, action_versions, actions

Content = dict[str, Any]
"""Cells of an action by column, and under "targets" a list of its targets' cells; what is not in it is not stated."""

_AT_ONCE = 5_000
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


def change(
    connection: Connection, campaign_id: int, upload_id: int, file: Parsed, judged: pd.DataFrame, known: pd.DataFrame
) -> None:
    """Overwrites what the file states of the actions judged updated, and keeps what each upload stated of them."""
    ids, last = _active_ids(connection, campaign_id), _last_versions(connection, campaign_id)
    parts = zip(
        _parts(judged, judged["action_id"], judged["action_id"]),
        _parts(known, known["action_id"], judged["action_id"]),
        _parts(file.rows, file.rows["action"], judged["action"]),
        strict=True,
    )
    for part, there, rows in parts:
        names = part.set_index("action")["action_id"].loc[rows["action"]].to_numpy()
        before, after = _contents(there), _contents(rows.assign(action_id=names))
        versions, contents = [], {}
        for action_id, changed in zip(part["action_id"], part["changed"], strict=True):
            row_id, (added_by, old) = ids[action_id], before[action_id]
            stated = _stated(after[action_id][1], old, file.content_columns, changed.split())
            number = last.get(row_id, 0)
            if not number:
                number = 1
                versions.append((row_id, number, added_by, _json(old)))
            versions.append((row_id, number + 1, upload_id, _json(stated)))
            contents[row_id] = old | stated
        insert_rows(connection, action_versions, ("row_id", "number", "upload_id", "content"), versions)
        overwrite(connection, contents)


def overwrite(connection: Connection, contents: dict[int, Content]) -> None:
    """Makes the content and targets of these rows what is given, whole."""
    if not contents:
        return
    cells = [
        {"row": row_id} | {f"new_{name}": content[name] for name in ACTION_CONTENT}
        for row_id, content in contents.items()
    ]
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ACTION_CONTENT}
    connection.execute(update(actions).where(actions.c.id == bindparam("row")).values(values), cells)
    gone = delete(action_targets).where(action_targets.c.row_id == bindparam("row"))
    connection.execute(gone, [{"row": row_id} for row_id in contents])
    _insert_targets(
        connection,
        (
            (row_id, place, *target)
            for row_id, content in contents.items()
            for place, target in enumerate(content["targets"])
        ),
    )


def _insert_targets(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    insert_rows(connection, action_targets, ("row_id", "position", *ACTION_TARGET), rows)


def _stated(new: Content, old: Content, columns: frozenset[str], changed: list[str]) -> Content:
    """What a file states of an action; targets that it only puts in other words stay as the store has them."""
    stated = {name: new[name] for name in ACTION_CONTENT if name in columns or name in changed}
    if "targets" in changed:
        stated["targets"] = new["targets"]
    elif columns.intersection(ACTION_TARGET):
        stated["targets"] = old["targets"]
    return stated


def _parts(rows: pd.DataFrame, keys: pd.Series, order: pd.Series) -> Iterator[pd.DataFrame]:
    """The rows whose key is in ``order``, in that order and a few thousand keys at a time."""
    places = pd.Index(order).get_indexer(pd.Index(keys))
    sorted_ = np.argsort(places, kind="stable")
    for start in range(0, len(order), _AT_ONCE):
        first, last = np.searchsorted(places[sorted_], [start, start + _AT_ONCE])
        yield rows.iloc[sorted_[first:last]]


def _contents(rows: pd.DataFrame) -> dict[str, tuple[int, Content]]:
    """The upload, where there is one, and the whole content of each action by its id."""
    contents: dict[str, tuple[int, Content]] = {}
    cells = rows_of(rows, actions, ("action_id", *ACTION_CONTENT))
    targets = rows_of(rows, action_targets, ACTION_TARGET)
    uploads = rows["upload_id"].tolist() if "upload_id" in rows else [0] * len(rows)
    for upload_id, (action_id, *content), target in zip(uploads, cells, targets, strict=True):
        if action_id not in contents:
            contents[action_id] = upload_id, {**dict(zip(ACTION_CONTENT, content, strict=True)), "targets": []}
        contents[action_id][1]["targets"].append(list(target))
    return contents


def _active_ids(connection: Connection, campaign_id: int) -> dict[str, int]:
    where = (actions.c.campaign_id == campaign_id, actions.c.state == "active")
    return dict(connection.execute(select(actions.c.action_id, actions.c.id).where(*where)).all())


def _last_versions(connection: Connection, campaign_id: int) -> dict[int, int]:
    number = func.max(action_versions.c.number)
    found = (
        select(action_versions.c.row_id, number)
        .join_from(action_versions, actions)
        .where(actions.c.campaign_id == campaign_id)
        .group_by(action_versions.c.row_id)
    )
    return dict(connection.execute(found).all())


def _json(content: Content) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
