"""Taking an upload back and bringing it back: what counts follows from which uploads are active."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Connection, func, literal_column, select, union_all, update

from dashboard.errors import NotFoundError, UsageError
from dashboard.store import audit, claims, totals
from dashboard.store.actions import FEW, active, count_touched, room_for_many
from dashboard.store.changes import Content, overwrite
from dashboard.store.schema import action_versions, actions, campaigns, uploads
from dashboard.store.statistics import joining_many

_AT_ONCE = 5_000
_ACTIVE: ColumnElement[str] = literal_column("'active'")
"""Written out in statements: only so does a database know that the indexes of active ones, or of others, fit."""
_IS_DUPLICATE = actions.c.state == literal_column("'duplicate'")


def undo(connection: Connection, upload_id: int, *, who: str) -> dict[str, int]:
    """Takes an upload back: ``removed`` actions that it alone had added, ``reverted`` ones it changed.

    An action goes with the upload that added it, also when later uploads said it again. Raises NotFoundError, and
    UsageError for an upload that is undone already.
    """
    owner, slug, state = _upload(connection, upload_id)
    if state == "undone":
        message = f"Upload {upload_id} is undone already: bring it back with `dashboard redo {upload_id}`."
        raise UsageError(message)
    with _room(connection, owner, upload_id):
        removed = _move(connection, upload_id, "active", "undone")
        _move(connection, upload_id, "duplicate", "undone")
        removed -= _settle_twins(connection, owner, upload_id)
        reverted = _switch(connection, upload_id, "undone")
    claims.moved(connection, upload_id, undone=True)
    audit.note(connection, "undo", who=who, campaign=slug, upload_id=upload_id)
    return {"upload_id": upload_id, "removed": removed, "reverted": reverted}


def redo(connection: Connection, upload_id: int, *, who: str) -> dict[str, int]:
    """Brings an upload back: ``restored`` actions it had added, ``updated`` ones it had changed.

    Actions that have come back by another upload meanwhile are ``duplicates``: they are there once. Raises
    NotFoundError, and UsageError for an upload that is not undone.
    """
    owner, slug, state = _upload(connection, upload_id)
    if state == "active":
        message = f"Upload {upload_id} is not undone: take it back first with `dashboard undo {upload_id}`."
        raise UsageError(message)
    with _room(connection, owner, upload_id):
        back = _move(connection, upload_id, "undone", "duplicate")
        restored = _settle_twins(connection, owner, upload_id)
        updated = _switch(connection, upload_id, "active")
    claims.moved(connection, upload_id, undone=False)
    audit.note(connection, "redo", who=who, campaign=slug, upload_id=upload_id)
    return {"upload_id": upload_id, "restored": restored, "updated": updated, "duplicates": back - restored}


def _settle_twins(connection: Connection, owner: int, upload_id: int) -> int:
    """Of each action of the upload the last one added by an active upload counts; how many more are there then.

    So an action is there as long as any active upload added it, and what is there follows from which uploads are
    active alone, whatever was taken back and brought back before.
    """
    ids = select(actions.c.action_id).where(actions.c.upload_id == upload_id)
    mine = (actions.c.campaign_id == owner, actions.c.action_id.in_(ids))
    standing_now, resting = (*mine, actions.c.state == _ACTIVE), (*mine, actions.c.state != _ACTIVE, _IS_DUPLICATE)
    standing = union_all(
        *[select(actions.c.id, actions.c.action_id).where(*one) for one in (standing_now, resting)]
    ).subquery()
    last = select(func.max(standing.c.id)).group_by(standing.c.action_id)
    gone = update(actions).where(*standing_now, actions.c.id.not_in(last)).values(state="duplicate")
    # Named by their ids alone: SQLite would try every action with every one of the last ones.
    come = update(actions).where(actions.c.id.in_(last), _IS_DUPLICATE).values(state="active")
    left = connection.execute(gone).rowcount
    return connection.execute(come).rowcount - left


def _upload(connection: Connection, upload_id: int) -> tuple[int, str, str]:
    columns = select(campaigns.c.id, campaigns.c.slug, uploads.c.state).join_from(uploads, campaigns)
    found = connection.execute(columns.where(uploads.c.id == upload_id)).one_or_none()
    if found is None:
        message = f"There is no upload {upload_id}: see `dashboard uploads`."
        raise NotFoundError(message)
    return found.id, found.slug, found.state


@contextmanager
def _room(connection: Connection, owner: int, upload_id: int) -> Iterator[None]:
    """Room to change the actions that the upload added or stated anew."""
    ids = select(actions.c.action_id).where(actions.c.upload_id == upload_id)
    counting = select(actions.c.id).where(*active(owner, actions.c.action_id.in_(ids)))
    stated = select(action_versions.c.row_id).where(action_versions.c.upload_id == upload_id)
    touched = actions.c.id.in_(union_all(counting, stated))
    count = count_touched(connection, upload_id)
    room = room_for_many(connection, count, anew=False)
    with room, joining_many(connection, many=count > FEW), totals.moving(connection, owner, touched):
        yield


def _move(connection: Connection, upload_id: int, old: str, new: str) -> int:
    mine = (actions.c.upload_id == upload_id, actions.c.state == old)
    return connection.execute(update(actions).where(*mine).values(state=new)).rowcount


def _switch(connection: Connection, upload_id: int, state: str) -> int:
    """Sets the upload's state and works out anew what it had changed; how many active actions that concerns."""
    connection.execute(update(uploads).where(uploads.c.id == upload_id).values(state=state))
    for contents in _derived(connection, upload_id):
        overwrite(connection, contents)
    changed = (
        select(actions.c.id)
        .join_from(action_versions, actions)
        .where(action_versions.c.upload_id == upload_id, action_versions.c.number > 1, actions.c.state == "active")
    )
    return len(connection.execute(changed).all())


def _derived(connection: Connection, upload_id: int) -> Iterator[dict[int, Content]]:
    """By and by, the content of every action that the upload changed: what active uploads stated, the last one's word.

    The first version always counts: where its upload is undone the action is inactive anyway.
    """
    version, by = action_versions.alias(), uploads.alias()
    changed = (action_versions.c.upload_id == upload_id, action_versions.c.number > 1)
    ids = connection.execute(select(action_versions.c.row_id).where(*changed)).scalars().all()
    stated = select(version.c.row_id, version.c.content).join_from(version, by)
    stated = stated.where((by.c.state == "active") | (version.c.number == 1))
    for start in range(0, len(ids), _AT_ONCE):
        part = stated.where(version.c.row_id.in_(ids[start : start + _AT_ONCE]))
        contents: dict[int, Content] = {}
        for row_id, content in connection.execute(part.order_by(version.c.row_id, version.c.number)):
            contents[row_id] = contents.get(row_id, {}) | json.loads(content)
        yield contents
