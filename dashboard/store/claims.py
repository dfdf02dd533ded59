"""Who goes to which office: claims that cannot collide, lapse by themselves, and are done when the visit is logged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pandas as pd
from sqlalchemy import Connection, select, update

from dashboard.errors import NotFoundError, UsageError
from dashboard.plain import clean
from dashboard.store import audit, office_notes
from dashboard.store.connect import next_id
from dashboard.store.frames import cells_of, frame_of, insert_one
from dashboard.store.planning_schema import avoided_offices, claims
from dashboard.store.schema import actions

LONGEST = 60
MOST_DAYS = 60
_ANYBODYS = 0
"""In place of a claim's id: none."""

_UNDER_A_CLAIM = re.compile(r"packet-[0-9a-f]{8}-[0-9A-F]+-c([1-9][0-9]{0,8})-[0-9]+-[0-9a-f]{8}", re.ASCII)
"""What a field packet calls an entry at an office that was claimed when the packet was made."""

LISTED = ("office_id", "who", "at", "until", "state", "upload_id")


@dataclass(frozen=True)
class Claimed:
    """What came of a wish to claim offices: the ids of the claims by office, and who has the others or why not."""

    made: dict[str, int]
    refused: dict[str, str]


def listed(connection: Connection, owner: int, at: str) -> pd.DataFrame:
    """Every claim, oldest first: claim_id and LISTED; open ones that end before ``at`` are told as lapsed."""
    columns = [claims.c.id.label("claim_id"), *[claims.c[name] for name in LISTED]]
    rows = frame_of(connection, select(*columns).where(claims.c.campaign_id == owner).order_by(claims.c.id))
    late = (rows["state"] == "open") & (rows["until"] < at)
    return rows.assign(state=rows["state"].mask(late, "lapsed"))


def make(connection: Connection, owner: int, offices: Sequence[str], who: str, days: float, at: str) -> Claimed:
    """Claims the offices that are free for some days from ``at``; the write lock and one index keep others out.

    Raises UsageError without a name to claim for or for an impossible time, NotFoundError for an office nobody knows.
    """
    name = name_of(who)
    if not 0 < days <= MOST_DAYS:
        message = f"Claim for more than 0 and at most {MOST_DAYS} days, not {days:g}."
        raise UsageError(message)
    late = (claims.c.campaign_id == owner, claims.c.state == "open", claims.c.until < at)
    connection.execute(update(claims).where(*late).values(state="lapsed"))
    mine = (claims.c.campaign_id == owner, claims.c.state == "open", claims.c.office_id.in_(list(offices)))
    taken = dict(connection.execute(select(claims.c.office_id, claims.c.who).where(*mine)).all())
    avoided = select(avoided_offices.c.office_id).where(avoided_offices.c.campaign_id == owner)
    closed = set(connection.execute(avoided).scalars()).intersection(offices)
    refused = {office: f"{who} has it already." for office, who in taken.items()}
    refused |= dict.fromkeys(sorted(closed), "It is not to be approached.")
    until = later(at, days)
    made = {}
    for office in dict.fromkeys(offices):
        office_notes.require_known(connection, owner, office)
        if office not in refused:
            made[office] = next_id(connection, claims)
            cells = {"office_id": office, "who": name, "at": at, "until": until, "state": "open", "upload_id": None}
            insert_one(connection, claims, id=made[office], campaign_id=owner, **cells)
    return Claimed(made, refused)


def give_up(connection: Connection, owner: int, claim_id: int) -> bool:
    """Frees the office of a claim that is open; whether that changed it. Raises NotFoundError."""
    mine = (claims.c.campaign_id == owner, claims.c.id == claim_id)
    if connection.execute(select(claims.c.id).where(*mine)).first() is None:
        message = f"There is no claim {claim_id} here: pick one of the list."
        raise NotFoundError(message)
    return bool(
        connection.execute(update(claims).where(*mine, claims.c.state == "open").values(state="given_up")).rowcount
    )


def claim_in(action_id: str) -> int | None:
    """The claim that an entry of a field packet was logged under, by the entry's id; None for every other id."""
    found = _UNDER_A_CLAIM.fullmatch(action_id)
    return int(found[1]) if found else None


def done_by(connection: Connection, owner: int, upload_id: int, rows: pd.DataFrame) -> None:
    """Closes the open claims that an upload's new rows were the visits of: action_id, office_id, date_end.

    A row logged in a packet under a claim is the visit of that claim alone, whoever has the office by now; any other is
    that of whoever claimed the office. Either counts on the claim's first day or later. The moment of a claim is in UTC
    and a day of an action is local, so that the one may be a day ahead of the other.
    """
    mine = (claims.c.campaign_id == owner, claims.c.state == "open", claims.c.until >= now())
    waiting = connection.execute(select(claims.c.id, claims.c.office_id, claims.c.at).where(*mine)).all()
    there = rows[rows["office_id"].isin({one.office_id for one in waiting})]
    if there.empty:
        return
    named = _claims_of(connection, owner, there)
    last = there["date_end"].groupby([there["office_id"], named]).max()
    days = dict(zip(last.index, cells_of(last, actions.c.date_end), strict=True))
    done = [
        one.id
        for one in waiting
        if max(days.get((one.office_id, claim), "") for claim in (_ANYBODYS, one.id)) >= later(one.at, -1)[:10]
    ]
    if done:
        connection.execute(update(claims).where(claims.c.id.in_(done)).values(state="done", upload_id=upload_id))


def _claims_of(connection: Connection, owner: int, rows: pd.DataFrame) -> "pd.Series[int]":
    """The claim that each row says it was logged under; _ANYBODYS where it says none, or one of another office."""
    said = rows["action_id"].map(claim_in).fillna(_ANYBODYS).astype("int64")
    known = select(claims.c.id, claims.c.office_id).where(
        claims.c.campaign_id == owner, claims.c.id.in_(said.unique().tolist())
    )
    office = said.map(dict(connection.execute(known).all()))
    return said.where(office == rows["office_id"], _ANYBODYS)


def moved(connection: Connection, upload_id: int, *, undone: bool) -> None:
    """Follows an upload that is taken back or brought back: what it had done is open again, or done again."""
    mine = select(claims.c.id, claims.c.campaign_id, claims.c.office_id).where(claims.c.upload_id == upload_id)
    for row in connection.execute(mine).all():
        one = claims.c.id == row.id
        if not undone:
            connection.execute(update(claims).where(one).values(state="done"))
            continue
        others = (
            claims.c.campaign_id == row.campaign_id,
            claims.c.office_id == row.office_id,
            claims.c.state == "open",
        )
        free = connection.execute(select(claims.c.id).where(*others)).first() is None
        connection.execute(update(claims).where(one).values(state="open" if free else "given_up"))


def later(at: str, days: float) -> str:
    """The moment some days after another, as ISO text in UTC."""
    return (datetime.fromisoformat(at).astimezone(UTC) + timedelta(days=days)).isoformat(timespec="seconds")


def name_of(who: str) -> str:
    """The pseudonym or group as it is kept; raises UsageError where there is none or it is too long."""
    name = clean(who)
    if not name or len(name) > LONGEST:
        message = f"Write who goes there: a pseudonym or a group of at most {LONGEST} characters."
        raise UsageError(message)
    return name


def now() -> str:
    """This second in UTC, as ISO text."""
    return audit.now()
