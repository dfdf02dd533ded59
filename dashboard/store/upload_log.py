"""The part of the store that is the history of uploads: what there was, what each said, taking it back."""

import pandas as pd
from sqlalchemy import Engine

from dashboard.store import action_history, campaigns, history, uploads
from dashboard.store.connect import raise_revision, reading, writing


class UploadLog:
    """Uploads of all campaigns, each of which can be taken back whole and brought back."""

    _engine: Engine

    def uploads(self, slug: str | None = None) -> pd.DataFrame:
        """Uploads of one campaign or of all, oldest first; raises NotFoundError."""
        with reading(self._engine) as connection:
            return uploads.listed(connection, slug)

    def undo(self, upload_id: int, *, who: str = "") -> dict[str, int]:
        """Takes an upload back: upload_id, removed, reverted; raises NotFoundError, or UsageError when it is undone."""
        with writing(self._engine) as connection:
            told = history.undo(connection, upload_id, who=who)
            raise_revision(connection)
            return told

    def redo(self, upload_id: int, *, who: str = "") -> dict[str, int]:
        """Brings an upload back: upload_id, restored, updated, duplicates; raises NotFoundError or UsageError."""
        with writing(self._engine) as connection:
            told = history.redo(connection, upload_id, who=who)
            raise_revision(connection)
            return told

    def versions(self, slug: str, action_id: str) -> pd.DataFrame:
        """What each upload said of an action, oldest first; raises NotFoundError. See ``action_history.versions``."""
        with reading(self._engine) as connection:
            return action_history.versions(connection, campaigns.campaign_id(connection, slug), action_id)
