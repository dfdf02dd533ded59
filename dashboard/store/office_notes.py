"""What a campaign's organizers know of an office: when it is open, and how to get to its door."""

import pandas as pd
from sqlalchemy import Connection, delete, select

from dashboard.errors import NotFoundError, UsageError
from dashboard.plain import clean_lines
from dashboard.store import audit
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_one
from dashboard.store.planning_schema import office_notes
from dashboard.store.schema import offices

LONGEST = 500
"""Characters of each of the two notes at most."""


def listed(connection: Connection, owner: int) -> pd.DataFrame:
    """The campaign's notes by office: office_id, hours, access, at, who."""
    columns = [office_notes.c[name] for name in ("office_id", "hours", "access", "at", "who")]
    mine = select(*columns).where(office_notes.c.campaign_id == owner)
    return frame_of(connection, mine.order_by(office_notes.c.office_id))


def save(connection: Connection, owner: int, office_id: str, hours: str, access: str, *, who: str = "") -> bool:
    """Keeps what is known of an office in place of what was there, nothing where both are empty; whether that changed.

    Raises NotFoundError for an office that neither the campaign nor the reference has, and UsageError for a long text.
    """
    wanted = {"hours": _note(hours), "access": _note(access)}
    mine = (office_notes.c.campaign_id == owner) & (office_notes.c.office_id == office_id)
    stored = connection.execute(select(office_notes.c.hours, office_notes.c.access).where(mine)).one_or_none()
    if wanted == (stored._asdict() if stored else {"hours": "", "access": ""}):
        return False
    require_known(connection, owner, office_id)
    connection.execute(delete(office_notes).where(mine))
    if any(wanted.values()):
        number = next_id(connection, office_notes)
        cells = {"office_id": office_id, **wanted, "at": audit.now(), "who": who}
        insert_one(connection, office_notes, id=number, campaign_id=owner, **cells)
    return True


def _note(text: str) -> str:
    text = clean_lines(text)
    if len(text) > LONGEST:
        message = (
            f"Notes on hours and on access have at most {LONGEST} characters each: shorten the one of {len(text)}."
        )
        raise UsageError(message)
    return text


def require_known(connection: Connection, owner: int, office_id: str) -> None:
    """Raises NotFoundError for an office that neither the campaign nor the reference has."""
    there = (offices.c.campaign_id == owner) | offices.c.campaign_id.is_(None)
    if connection.execute(select(offices.c.id).where(there, offices.c.office_id == office_id)).first() is None:
        message = f"There is no office {office_id!r} here: pick one of the list."
        raise NotFoundError(message)
