"""The history of one action: what each upload said of it, when, and what that changed."""

import json
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.errors import NotFoundError
from dashboard.schema import ACTION_CONTENT
from dashboard.store.schema import action_targets, action_versions, actions, uploads

_PRIVATE = "private_note"


def versions(connection: Connection, owner: int, action_id: str) -> pd.DataFrame:
    """One row for each upload that said something of the action, oldest first.

    upload_id, at, who, kind, state (of the upload), changes: a mapping of field to (before, after), both "" where
    nothing was said; of private notes it tells only that they changed. Raises NotFoundError for an id of no action.
    """
    mine = (actions.c.campaign_id == owner, actions.c.action_id == action_id)
    found = connection.execute(select(actions.c.id, actions.c.upload_id).where(*mine).order_by(actions.c.id)).all()
    if not found:
        message = f"There is no action {action_id!r} in this campaign: see `dashboard export actions`."
        raise NotFoundError(message)
    rows = [row for one in found for row in _of_row(connection, one.id, one.upload_id)]
    return pd.DataFrame(rows, columns=["upload_id", "at", "who", "kind", "state", "changes"])


def _of_row(connection: Connection, row_id: int, added_by: int) -> list[dict[str, Any]]:
    stated = select(action_versions.c.upload_id, action_versions.c.content)
    stated = stated.where(action_versions.c.row_id == row_id).order_by(action_versions.c.number)
    told = [(upload_id, json.loads(content)) for upload_id, content in connection.execute(stated)]
    told = told or [(added_by, _now(connection, row_id))]
    rows: list[dict[str, Any]] = []
    before: dict[str, str] = {}
    for upload_id, content in told:
        after = before | _texts(content)
        rows.append({**_upload(connection, upload_id), "changes": _changes(before, after)})
        before = after
    return rows


def _now(connection: Connection, row_id: int) -> dict[str, Any]:
    """What an action says that was never changed."""
    content = connection.execute(select(*[actions.c[name] for name in ACTION_CONTENT]).where(actions.c.id == row_id))
    whom = (action_targets.c.target_id, action_targets.c.office_id, action_targets.c.riding)
    targets = select(*whom).where(action_targets.c.row_id == row_id).order_by(action_targets.c.position)
    return {**content.one()._asdict(), "targets": [list(row) for row in connection.execute(targets)]}


def _upload(connection: Connection, upload_id: int) -> dict[str, Any]:
    columns = [uploads.c[name] for name in ("at", "who", "kind", "state")]
    row = connection.execute(select(*columns).where(uploads.c.id == upload_id)).one()
    return {"upload_id": upload_id, **row._asdict()}


def _texts(content: dict[str, Any]) -> dict[str, str]:
    """The fields of a version as text, targets as one."""
    return {name: _text(value) for name, value in content.items()}


def _text(value: Any) -> str:  # noqa: ANN401 - a cell of any column
    if isinstance(value, list):
        return "; ".join(" ".join(filter(None, map(str, one))) for one in value)
    return "" if value is None else str(value)


def _changes(before: dict[str, str], after: dict[str, str]) -> dict[str, tuple[str, str]]:
    changed = {name: (before.get(name, ""), after[name]) for name in after if before.get(name, "") != after[name]}
    return {name: ("", "") if name == _PRIVATE else told for name, told in changed.items()}
