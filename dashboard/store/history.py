"""Taking an upload back and bringing it back: what counts follows from which uploads are active."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select, update

from dashboard.errors import NotFoundError, UsageError
from dashboard.store import audit, claims
from dashboard.store.actions import changing, count_touched
from dashboard.store.changes import Content, overwrite
from dashboard.store.schema import action_versions, actions, campaigns, uploads

_AT_ONCE = 5_000


def undo(connection: Connection, upload_id: int, *, who: str) -> dict[str, int]:
    """Takes an upload back: ``removed`` actions it added, ``reverted`` ones it changed.

    An action goes with the upload that added it, also when later uploads said it again. Raises NotFoundError, and
    UsageError for an upload that is undone already.
    """
    owner, slug, state = _upload(connection, upload_id)
    if state == "undone":
        message = f"Upload {upload_id} is undone already: bring it back with `dashboard redo {upload_id}`."
        raise UsageError(message)
    with changing(connection, owner, count_touched(connection, upload_id)):
        removed = _move(connection, upload_id, "active", "undone")
        reverted = _switch(connection, upload_id, "undone")
    claims.moved(connection, upload_id, undone=True)
    audit.note(connection, "undo", who=who, campaign=slug, upload_id=upload_id)
    return {"upload_id": upload_id, "removed": removed, "reverted": reverted}


def redo(connection: Connection, upload_id: int, *, who: str) -> dict[str, int]:
    """Brings an upload back: ``restored`` actions it had added, ``updated`` ones it had changed.

    Actions whose id has come back by another upload meanwhile are ``duplicates``: they stay that upload's. Raises
    NotFoundError, and UsageError for an upload that is not undone.
    """
    owner, slug, state = _upload(connection, upload_id)
    if state == "active":
        message = f"Upload {upload_id} is not undone: take it back first with `dashboard undo {upload_id}`."
        raise UsageError(message)
    twin = actions.alias()
    back = select(twin.c.id).where(
        twin.c.campaign_id == actions.c.campaign_id, twin.c.action_id == actions.c.action_id, twin.c.state == "active"
    )
    mine = (actions.c.upload_id == upload_id, actions.c.state == "undone")
    with changing(connection, owner, count_touched(connection, upload_id)):
        duplicates = connection.execute(update(actions).where(*mine, back.exists()).values(state="duplicate")).rowcount
        restored = _move(connection, upload_id, "undone", "active")
        updated = _switch(connection, upload_id, "active")
    claims.moved(connection, upload_id, undone=False)
    audit.note(connection, "redo", who=who, campaign=slug, upload_id=upload_id)
    return {"upload_id": upload_id, "restored": restored, "updated": updated, "duplicates": duplicates}


def _upload(connection: Connection, upload_id: int) -> tuple[int, str, str]:
    columns = select(campaigns.c.id, campaigns.c.slug, uploads.c.state).join_from(uploads, campaigns)
    found = connection.execute(columns.where(uploads.c.id == upload_id)).one_or_none()
    if found is None:
        message = f"There is no upload {upload_id}: see `dashboard uploads`."
        raise NotFoundError(message)
    return found.id, found.slug, found.state


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
