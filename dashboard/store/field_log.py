"""The part of the store that the Log page writes: actions one at a time, each once, with a picture if there is one."""

from collections.abc import Collection
from datetime import date

import pandas as pd
from sqlalchemy import Connection, Engine, literal_column, select

from dashboard.directory import Directory
from dashboard.identity import Parsed
from dashboard.store import campaigns, history, photos, uploads
from dashboard.store.connect import raise_revision, reading, writing
from dashboard.store.frames import frame_of
from dashboard.store.schema import action_targets, actions
from dashboard.store.schema import uploads as kept_uploads

KIND = "log"
"""The kind of the uploads that are one action of the Log page each."""


class FieldLog:
    """Actions logged on the spot, each an upload of its own."""

    _engine: Engine

    def log(self, slug: str, parsed: Parsed, directory: Directory, *, photo: bytes = b"", who: str = "") -> int | None:
        """Keeps the one action of ``parsed`` with its picture, and returns its upload; None where it was kept before.

        An id is good for one action, also when that was taken back since: what a phone sends again changes nothing.
        """
        action_id = str(parsed.rows["source_id"].iloc[0])
        with writing(self._engine) as connection:
            owner = campaigns.campaign_id(connection, slug)
            if _uploads_of(connection, owner, action_id):
                return None
            kept = uploads.commit(
                connection, slug, parsed, directory, who=who, kind=KIND, even_if_nothing_new=False
            ).upload_id
            if kept is None:
                return None
            if photo:
                photos.save(connection, owner, action_id, photo, who=who)
            raise_revision(connection)
            return kept

    def take_back(self, slug: str, action_id: str, *, who: str = "") -> bool:
        """Takes a logged action back, once; False where there is none of this id, or it is taken back already."""
        with writing(self._engine) as connection:
            found = _uploads_of(connection, campaigns.campaign_id(connection, slug), action_id)
            active = [upload_id for upload_id, state in found.items() if state == "active"]
            for upload_id in active:
                history.undo(connection, upload_id, who=who)
            if active:
                raise_revision(connection)
            return bool(active)

    def calls_logged(self, slug: str, since: date) -> pd.DataFrame:
        """Calls of the Log page and the call sheet from a day on, oldest first; raises NotFoundError.

        Columns: action_id, office_id, outcome, date (ISO) and at, the moment it was logged (UTC).
        """
        called = (actions.c.action_id, action_targets.c.office_id, actions.c.outcome, actions.c.date)
        with reading(self._engine) as connection:
            owner = campaigns.campaign_id(connection, slug)
            mine = (actions.c.campaign_id == owner, actions.c.state == literal_column("'active'"))
            calls = (actions.c.date >= since.isoformat(), actions.c.tactic == "call", kept_uploads.c.kind == KIND)
            joined = actions.join(kept_uploads, actions.c.upload_id == kept_uploads.c.id).join(
                action_targets, action_targets.c.row_id == actions.c.id
            )
            found = (
                select(*called, kept_uploads.c.at)
                .select_from(joined)
                .where(*mine, *calls, action_targets.c.office_id != "")
            )
            return frame_of(connection, found.order_by(kept_uploads.c.at, actions.c.id))

    def photographed(self, slug: str) -> frozenset[str]:
        """Ids of the campaign's active actions that have a picture; raises NotFoundError."""
        with reading(self._engine) as connection:
            return photos.listed(connection, campaigns.campaign_id(connection, slug))

    def photos(self, slug: str, action_ids: Collection[str]) -> dict[str, bytes]:
        """The pictures (JPEG) of those of these actions that count and have one; raises NotFoundError."""
        with reading(self._engine) as connection:
            return photos.of_actions(connection, campaigns.campaign_id(connection, slug), action_ids)


def _uploads_of(connection: Connection, owner: int, action_id: str) -> dict[int, str]:
    """The uploads of the Log page that added an action of this id, with their states."""
    logged = (kept_uploads.c.campaign_id == owner, kept_uploads.c.kind == KIND)
    mine = (actions.c.campaign_id == owner, actions.c.action_id == action_id)
    found = select(kept_uploads.c.id, kept_uploads.c.state).join_from(actions, kept_uploads).where(*logged, *mine)
    states = [actions.c.state == literal_column("'active'"), actions.c.state != literal_column("'active'")]
    # Asked apart, as each state has an index of its own.
    return dict(row for state in states for row in connection.execute(found.where(state)).all())
