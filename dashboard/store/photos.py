"""Pictures of actions: kept with the action, shown while the action counts."""

import base64
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, select

from dashboard.store import audit, totals
from dashboard.store.connect import next_id
from dashboard.store.frames import insert_one
from dashboard.store.schema import actions, photos

KIND = "image/jpeg"
"""What is kept of any picture."""


def save(connection: Connection, owner: int, action_id: str, content: bytes, *, who: str = "") -> None:
    """Keeps the one picture of an action, inside the transaction that adds the action; the first one stays."""
    mine = (photos.c.campaign_id == owner, photos.c.action_id == action_id)
    if connection.execute(select(photos.c.id).where(*mine)).first():
        return
    text = base64.b64encode(content).decode("ascii")
    cells = {"action_id": action_id, "kind": KIND, "content": text, "at": audit.now(), "who": who}
    with totals.moving(connection, owner, actions.c.action_id == action_id):
        insert_one(connection, photos, id=next_id(connection, photos), campaign_id=owner, **cells)


def listed(connection: Connection, owner: int) -> frozenset[str]:
    """Ids of the campaign's active actions that have a picture."""
    return frozenset(connection.execute(_active(select(photos.c.action_id), owner)).scalars())


def of_actions(connection: Connection, owner: int, wanted: Collection[str]) -> dict[str, bytes]:
    """The pictures of these actions, where they are active and have one: JPEG by action id."""
    found = _active(select(photos.c.action_id, photos.c.content), owner).where(photos.c.action_id.in_(wanted))
    return {action_id: base64.b64decode(content) for action_id, content in connection.execute(found)}


def _active(chosen: Select[Any], owner: int) -> Select[Any]:
    there = (actions.c.campaign_id == photos.c.campaign_id) & (actions.c.action_id == photos.c.action_id)
    return chosen.join_from(photos, actions, there & (actions.c.state == "active")).where(photos.c.campaign_id == owner)
