"""Private notes go some time after their upload: from actions, from what each upload stated, and from the file."""

import json
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Self

from sqlalchemy import Connection, Engine, Select, select, update

from dashboard.store import audit
from dashboard.store.connect import raise_revision, reading, writing
from dashboard.store.schema import action_versions, actions, campaigns, uploads

_DAY = 86_400.0
_AT_ONCE = 500
_NAME = "private_note"
_STATED, _BLANK = f'%"{_NAME}":"%', f'%"{_NAME}":""%'


class PrivateNotes:
    """The part of a store that lets private notes go when their time is over."""

    _engine: Engine
    _note_days = 0
    _purged = 0.0

    def keeping_private_notes(self, days: int) -> Self:
        """The same store, which keeps them for so many days after their upload, 0 for ever; older ones go now."""
        self._note_days, self._purged = days, monotonic() - _DAY
        self.purge_private_notes()
        return self

    def purge_private_notes(self) -> None:
        """Lets the notes go whose time is over, unless it was done within a day."""
        if self._note_days and monotonic() - self._purged >= _DAY:
            self._purged = monotonic()
            purge(self._engine, self._note_days)


def purge(engine: Engine, days: int, now: datetime | None = None) -> int:
    """Takes out the private notes of uploads older than so many days, of undone ones too; of how many actions.

    Nothing is written where there are none. On SQLite none of their bytes is left in the file or its log.
    """
    before = ((now or datetime.now(UTC)) - timedelta(days=days)).isoformat(timespec="seconds")
    with reading(engine) as connection:
        if not _any(connection, before):
            return 0
    with writing(engine) as connection:
        counts = _purge(connection, before)
        for (_, slug), count in sorted(counts.items()):
            audit.note(connection, "private_notes_purged", campaign=slug, actions=count, before=before[:10])
        if counts:
            raise_revision(connection)
    _empty_log(engine)
    return counts.total()


def _any(connection: Connection, before: str) -> bool:
    return any(connection.execute(found.limit(1)).first() for found in (_plain(before), _versions(before)))


def _plain(before: str) -> Select[int, int, str]:
    """Actions with an old private note that no later upload has stated anything of."""
    updated = select(action_versions.c.row_id).where(action_versions.c.row_id == actions.c.id).exists()
    found = select(actions.c.id, campaigns.c.id, campaigns.c.slug)
    found = found.join_from(actions, uploads).join(campaigns, campaigns.c.id == actions.c.campaign_id)
    return found.where(actions.c[_NAME] != "", uploads.c.at < before, ~updated)


def _versions(before: str) -> Select[int, int, str, int, str]:
    """What old uploads stated of actions, where that has a private note."""
    content = action_versions.c.content
    found = select(action_versions.c.row_id, action_versions.c.number, content, campaigns.c.id, campaigns.c.slug)
    found = found.join_from(action_versions, uploads).join(campaigns, campaigns.c.id == uploads.c.campaign_id)
    return found.where(uploads.c.at < before, content.like(_STATED), content.not_like(_BLANK))


def _purge(connection: Connection, before: str) -> Counter[tuple[int, str]]:
    """How many actions of each campaign (its key and slug) lost a note."""
    lost = {row_id: (owner, slug) for row_id, owner, slug in connection.execute(_plain(before))}
    _blank(connection, list(lost))
    rewritten = {}
    for row_id, number, content, owner, slug in connection.execute(_versions(before)).all():
        stated = json.loads(content) | {_NAME: ""}
        text = json.dumps(stated, ensure_ascii=False, separators=(",", ":"))
        here = (action_versions.c.row_id == row_id, action_versions.c.number == number)
        connection.execute(update(action_versions).where(*here).values(content=text))
        rewritten[row_id] = (owner, slug)
    _say_again(connection, list(rewritten))
    return Counter((lost | rewritten).values())


def _blank(connection: Connection, row_ids: list[int]) -> None:
    for start in range(0, len(row_ids), _AT_ONCE):
        mine = actions.c.id.in_(row_ids[start : start + _AT_ONCE])
        connection.execute(update(actions).where(mine).values({_NAME: ""}))


def _say_again(connection: Connection, row_ids: list[int]) -> None:
    """Gives these actions the private note that their versions still state: that of the last upload that counts."""
    version, by = action_versions, uploads
    for row_id in row_ids:
        stated = select(version.c.content).join_from(version, by).where(version.c.row_id == row_id)
        stated = stated.where((by.c.state == "active") | (version.c.number == 1)).order_by(version.c.number)
        notes = [json.loads(text) for text in connection.execute(stated).scalars()]
        last = next((one[_NAME] for one in reversed(notes) if _NAME in one), "")
        connection.execute(update(actions).where(actions.c.id == row_id).values({_NAME: last}))


def _empty_log(engine: Engine) -> None:
    """Writes SQLite's log into its file and empties it, as far as readers let it: it may still hold what is gone."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
