"""What names in files mean, as people of a campaign decided: remembered for the next file, and taken back at will."""

from collections.abc import Mapping

import pandas as pd
from sqlalchemy import Connection, delete, select

from dashboard.errors import NotFoundError
from dashboard.store import audit
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_one
from dashboard.store.schema import decisions

_LISTED = ("id", "kind", "form", "shown", "meaning", "at", "who")


def listed(connection: Connection, owner: int) -> pd.DataFrame:
    """The campaign's decisions by kind and form: id, kind, form, shown, meaning, at, who."""
    columns = [decisions.c[name] for name in _LISTED]
    mine = select(*columns).where(decisions.c.campaign_id == owner)
    return frame_of(connection, mine.order_by(decisions.c.kind, decisions.c.form))


def save(
    connection: Connection, owner: int, decided: Mapping[tuple[str, str], tuple[str, str]], *, who: str
) -> list[int]:
    """Keeps what names mean, each by kind and form with how it was written and its meaning; the ids of what is new."""
    known = {(row.kind, row.form): row.meaning for row in listed(connection, owner).itertuples(index=False)}
    ids = []
    for (kind, form), (shown, meaning) in decided.items():
        if known.get((kind, form)) == meaning:
            continue
        mine = (decisions.c.campaign_id == owner, decisions.c.kind == kind, decisions.c.form == form)
        connection.execute(delete(decisions).where(*mine))
        ids.append(next_id(connection, decisions))
        cells = {"kind": kind, "form": form, "shown": shown, "meaning": meaning, "at": audit.now(), "who": who}
        insert_one(connection, decisions, id=ids[-1], campaign_id=owner, **cells)
    return ids


def forget(connection: Connection, owner: int, decision_id: int) -> None:
    """Takes a decision back; raises NotFoundError where the campaign has none of this id."""
    mine = (decisions.c.campaign_id == owner, decisions.c.id == decision_id)
    if not connection.execute(delete(decisions).where(*mine)).rowcount:
        message = "This decision is taken back already: look at the list again."
        raise NotFoundError(message)
