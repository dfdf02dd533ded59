"""Some of a campaign's active actions, chosen by what the database can look up fast."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, or_, select

from dashboard.store import actions
from dashboard.store.frames import frame_of
from dashboard.store.schema import action_targets
from dashboard.store.schema import actions as kept

_ORDER = ["date", "action_id", "position"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of actions; None, "" and () ask for nothing.

    ``begun_from`` and ``begun_to`` bound their first days, ``ended_from`` their last; ``said`` are what their targets
    state: (target_id, office_id, riding). ``newest`` skips so many rows and gives at most so many, latest first: by
    their first days, then as they came in.
    """

    ids: Collection[str] | None = None
    uploads: Collection[int] | None = None
    begun_from: date | None = None
    begun_to: date | None = None
    ended_from: date | None = None
    tactic: str = ""
    said: Collection[tuple[str, str, str]] = ()
    newest: tuple[int, int] | None = None


def rows(connection: Connection, campaign_id: int, wanted: Wanted) -> pd.DataFrame:
    """The active actions wanted, as stated, one row per action and target, by date, action_id and position.

    Where the newest are asked for, these are the first.
    """
    asked = [*_asked(wanted)]
    if not asked and not wanted.newest:
        return actions.active_rows(connection, campaign_id)
    mine = actions.active(campaign_id, *asked)
    statement = select(*actions.STATED).join_from(kept, action_targets).where(*mine)
    if wanted.newest:
        skipped, count = wanted.newest
        latest = (kept.c.date.desc(), kept.c.id.desc(), action_targets.c.position.desc())
        return frame_of(connection, statement.order_by(*latest).limit(count).offset(skipped))
    return frame_of(connection, statement).sort_values(_ORDER, ignore_index=True)


def _asked(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.ids is not None:
        yield kept.c.action_id.in_(sorted(wanted.ids))
    if wanted.uploads is not None:
        yield kept.c.upload_id.in_(sorted(wanted.uploads))
    if wanted.begun_from:
        yield kept.c.date >= wanted.begun_from.isoformat()
    if wanted.begun_to:
        yield kept.c.date <= wanted.begun_to.isoformat()
    if wanted.ended_from:
        yield kept.c.date_end >= wanted.ended_from.isoformat()
    if wanted.tactic:
        yield kept.c.tactic == wanted.tactic
    if wanted.said:
        columns = (action_targets.c.target_id, action_targets.c.office_id, action_targets.c.riding)
        yield or_(*(and_(*(column == text for column, text in zip(columns, one, strict=True))) for one in wanted.said))
