"""The audit trail: one entry for each change, with who, when, what kind and which ids, never what a note says."""

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import Connection, Select, func, select

from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_one
from dashboard.store.schema import audit

COLUMNS = ("at", "who", "what", "campaign", "ids")
"""What an entry says: when (UTC), who, what kind of change, in which campaign ("": none), and its ids as JSON."""


class Wanted(NamedTuple):
    """Which entries: of one campaign, of one kind of change, by one who made it; None for all."""

    campaign: str | None = None
    what: str | None = None
    who: str | None = None


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


def entries(connection: Connection, wanted: Wanted, limit: int | None, offset: int = 0) -> pd.DataFrame:
    """The newest entries in COLUMNS, newest first, without so many of them."""
    chosen = _chosen(select(*[audit.c[name] for name in COLUMNS]), wanted)
    return frame_of(connection, chosen.order_by(audit.c.id.desc()).limit(limit).offset(offset))


def count(connection: Connection, wanted: Wanted) -> int:
    """How many entries there are."""
    return int(connection.execute(_chosen(select(func.count()).select_from(audit), wanted)).scalar_one())


def present(connection: Connection) -> dict[str, list[str]]:
    """What of each there is to choose from, in alphabetical order."""
    named = ((name, select(audit.c[name]).distinct()) for name in Wanted._fields)
    return {name: sorted(connection.execute(found).scalars()) for name, found in named}


def _chosen(found: Select[Any], wanted: Wanted) -> Select[Any]:
    stated = (audit.c[name] == value for name, value in wanted._asdict().items() if value is not None)
    return found.where(*stated)
