"""Actions: those that count now, and the writing of new and changed ones with their history."""

import json
from collections.abc import Iterable
from typing import Any

import pandas as pd
from sqlalchemy import Connection, bindparam, delete, func, select, update

from dashboard.identity import Parsed
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_rows, rows_of
from dashboard.store.schema import action_targets, action_versions, actions

Content = dict[str, Any]
"""Cells of an action by column, and under "targets" a list of its targets' cells; what is not in it is not stated."""


def active_actions(connection: Connection, campaign_id: int) -> pd.DataFrame:
    """The campaign's active actions as stated, one row per action and target, by date, action_id and position."""
    statement = (
        select(
            actions.c.action_id,
            action_targets.c.position,
            *[actions.c[name] for name in ACTION_CONTENT],
            *[action_targets.c[name] for name in ACTION_TARGET],
            actions.c.upload_id,
        )
        .join_from(actions, action_targets)
        .where(actions.c.campaign_id == campaign_id, actions.c.state == "active")
        .order_by(actions.c.date, actions.c.action_id, action_targets.c.position)
    )
    return frame_of(connection, statement)


def add(connection: Connection, campaign_id: int, upload_id: int, rows: pd.DataFrame) -> int:
    """Adds the actions of these rows (columns of ``Parsed.rows`` and ``action_id``); how many they are."""
    first = next_id(connection, actions)
    codes, _ = pd.factorize(rows["action"])
    heads = rows[~rows["action"].duplicated()]
    names = ("action_id", *ACTION_CONTENT)
    content = ((first + n, campaign_id, upload_id, "active", *row) for n, row in enumerate(rows_of(heads, actions, names)))
    insert_rows(connection, actions, ("id", "campaign_id", "upload_id", "state", *names), content)
    targets = rows[list(ACTION_TARGET)].assign(row_id=first + codes, position=rows.groupby(codes).cumcount())
    _insert_targets(connection, rows_of(targets, action_targets, ("row_id", "position", *ACTION_TARGET)))
    return len(heads)


def change(connection: Connection, campaign_id: int, upload_id: int, file: Parsed, judged: pd.DataFrame) -> None:
    """Overwrites what the file states of the actions judged updated, and keeps what each upload stated of them."""
    ids = _active_ids(connection, campaign_id, judged["action_id"])
    rows = file.rows.merge(judged[["action", "action_id", "changed"]], on="action", validate="many_to_one")
    known = active_actions(connection, campaign_id)
    before = _contents(known[known["action_id"].isin(judged["action_id"])])
    after = _contents(rows)
    added_by = known.drop_duplicates("action_id").set_index("action_id")["upload_id"]
    stated = {
        action_id: _stated(after[action_id], before[action_id], file.content_columns, changed.split())
        for action_id, changed in zip(judged["action_id"], judged["changed"], strict=True)
    }
    last = _last_versions(connection, campaign_id)
    versions = []
    for action_id, content in stated.items():
        row_id = ids[action_id]
        number = last.get(row_id, 0)
        if not number:
            number = 1
            versions.append((row_id, 1, int(added_by[action_id]), _json(before[action_id])))
        versions.append((row_id, number + 1, upload_id, _json(content)))
    insert_rows(connection, action_versions, ("row_id", "number", "upload_id", "content"), versions)
    overwrite(connection, {ids[action_id]: before[action_id] | content for action_id, content in stated.items()})


def overwrite(connection: Connection, contents: dict[int, Content]) -> None:
    """Makes the content and targets of these rows what is given, whole."""
    if not contents:
        return
    cells = [{"row": row_id} | {f"new_{name}": content[name] for name in ACTION_CONTENT} for row_id, content in contents.items()]
    values = {name: bindparam(f"new_{name}") for name in ACTION_CONTENT}
    connection.execute(update(actions).where(actions.c.id == bindparam("row")).values(values), cells)
    gone = delete(action_targets).where(action_targets.c.row_id == bindparam("row"))
    connection.execute(gone, [{"row": row_id} for row_id in contents])
    _insert_targets(
        connection,
        ((row_id, place, *target) for row_id, content in contents.items() for place, target in enumerate(content["targets"])),
    )


def _insert_targets(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    insert_rows(connection, action_targets, ("row_id", "position", *ACTION_TARGET), rows)


def _stated(new: Content, old: Content, columns: frozenset[str], changed: list[str]) -> Content:
    """What a file states of an action. Targets it states in other words than the store are kept as the store has them."""
    stated = {name: new[name] for name in ACTION_CONTENT if name in columns or name in changed}
    if "targets" in changed:
        stated["targets"] = new["targets"]
    elif columns.intersection(ACTION_TARGET):
        stated["targets"] = old["targets"]
    return stated


def _contents(rows: pd.DataFrame) -> dict[str, Content]:
    """The whole content of each action by its id."""
    contents: dict[str, Content] = {}
    cells = rows_of(rows, actions, ("action_id", *ACTION_CONTENT))
    targets = rows_of(rows, action_targets, ACTION_TARGET)
    for (action_id, *content), target in zip(cells, targets, strict=True):
        held = contents.setdefault(action_id, {**dict(zip(ACTION_CONTENT, content, strict=True)), "targets": []})
        held["targets"].append(list(target))
    return contents


def _active_ids(connection: Connection, campaign_id: int, wanted: Iterable[str]) -> dict[str, int]:
    where = (actions.c.campaign_id == campaign_id, actions.c.state == "active")
    every = dict(connection.execute(select(actions.c.action_id, actions.c.id).where(*where)).tuples().all())
    return {action_id: every[action_id] for action_id in wanted}


def _last_versions(connection: Connection, campaign_id: int) -> dict[int, int]:
    number = func.max(action_versions.c.number)
    found = (
        select(action_versions.c.row_id, number)
        .join_from(action_versions, actions)
        .where(actions.c.campaign_id == campaign_id)
        .group_by(action_versions.c.row_id)
    )
    return dict(connection.execute(found).tuples().all())


def _json(content: Content) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
