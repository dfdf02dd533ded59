"""The audit trail: one entry for each change, with who, when, what kind and which ids, never what a note says."""

import json
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_one
from dashboard.store.schema import audit


def now() -> str:
    """This second in UTC, as ISO text."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def note(connection: Connection, what: str, *, who: str = "", campaign: str = "", **ids: object) -> None:
    """Adds the one entry of a change, inside the transaction that makes it."""
    insert_one(
        connection,
        audit,
        id=next_id(connection, audit),
        at=now(),
        who=who,
        what=what,
        campaign=campaign,
        ids=json.dumps(ids, sort_keys=True),
    )


def entries(connection: Connection, limit: int) -> pd.DataFrame:
    """The newest entries, newest first: at (UTC), who, what, campaign, ids (JSON)."""
    columns = (audit.c.at, audit.c.who, audit.c.what, audit.c.campaign, audit.c.ids)
    return frame_of(connection, select(*columns).order_by(audit.c.id.desc()).limit(limit))
