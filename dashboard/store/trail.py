"""The part of the store that tells its audit trail: every change there was, by whom and when."""

import pandas as pd
from sqlalchemy import Engine

from dashboard.store import audit
from dashboard.store.audit import Wanted
from dashboard.store.connect import reading

_ALL = Wanted()


class Trail:
    """The entries of the audit trail, which nothing takes out again."""

    _engine: Engine

    def audit(self, limit: int | None = 100, wanted: Wanted = _ALL, *, offset: int = 0) -> pd.DataFrame:
        """The newest entries, newest first: at (UTC), who, what, campaign, ids (JSON); all of them without a limit."""
        with reading(self._engine) as connection:
            return audit.entries(connection, wanted, limit, offset)

    def audit_count(self, wanted: Wanted = _ALL) -> int:
        """How many entries there are."""
        with reading(self._engine) as connection:
            return audit.count(connection, wanted)

    def audit_present(self) -> dict[str, list[str]]:
        """The campaigns, the kinds of change (``what``) and those who made them (``who``) that the trail names."""
        with reading(self._engine) as connection:
            return audit.present(connection)
