"""Places that organizers add by hand to a campaign's own people and offices, beside those of its folder."""

from itertools import count

import pandas as pd
from sqlalchemy import Column, ColumnElement, Connection, FromClause, delete, select

from dashboard.campaign import REFERENCE_PREFIX, DirectoryTables
from dashboard.directory import office_identity
from dashboard.errors import UsageError
from dashboard.names import normal_form
from dashboard.new_place import NewPlace
from dashboard.store.connect import next_id
from dashboard.store.frames import insert_one
from dashboard.store.schema import offices, people, terms

BY_HAND = "hand"
"""What ``loaded_by`` says of rows that were added by hand."""

_LONGEST_ID = 60


def add(connection: Connection, owner: int, place: NewPlace) -> tuple[str, str, bool]:
    """Adds a place: ids of its institution and of its office, and whether anything is new.

    Of a name that an institution of the campaign has already it becomes another office; what is all there is left as
    it is. Raises UsageError for the name of a person.
    """
    target_id = _named(connection, owner, place.name)
    if target_id and (found := _office_there(connection, owner, target_id, place)):
        return target_id, found, False
    if not target_id:
        target_id = _free(connection, owner, people.c.target_id, _slug(place.name))
        _insert_institution(connection, owner, target_id, place)
    office_id = _free(connection, owner, offices.c.office_id, f"{target_id}-{place.kind}")
    texts = {name: getattr(place, name) for name in ("kind", "address", "postal_code", "city", "province", "phone")}
    blank = dict.fromkeys(("email", "position", "valid_from", "valid_to", "read_on"), "")
    cells = {"office_id": office_id, "target_id": target_id, "source": BY_HAND, "loaded_by": BY_HAND, **texts, **blank}
    insert_one(connection, offices, id=next_id(connection, offices), campaign_id=owner, **cells)
    return target_id, office_id, True


def give_way(connection: Connection, owner: int, tables: DirectoryTables) -> None:
    """Takes out what was added by hand under ids that the campaign's folder now uses itself."""
    people_ids, office_ids = tables.people["target_id"], tables.offices["office_id"]
    for column, ids in (
        (people.c.target_id, people_ids),
        (terms.c.target_id, people_ids),
        (offices.c.office_id, office_ids),
    ):
        mine = _by_hand(column.table, owner)
        taken = set(connection.execute(select(column).where(mine)).scalars())
        if both := sorted(taken & set(ids)):
            connection.execute(delete(column.table).where(mine, column.in_(both)))


def keep_owners(connection: Connection, owner: int, before: pd.DataFrame) -> None:
    """Keeps those of the campaign's people before this load whom it left out, where a place added by hand is theirs."""
    known = select(people.c.target_id).where(people.c.campaign_id == owner)
    left = select(offices.c.target_id).where(_by_hand(offices, owner), offices.c.target_id.not_in(known)).distinct()
    homeless = set(connection.execute(left).scalars())
    for row in before[before["target_id"].isin(homeless)].itertuples(index=False):
        cells = {**row._asdict(), "serves_post": int(row.serves_post), "loaded_by": BY_HAND}
        insert_one(connection, people, id=next_id(connection, people), campaign_id=owner, **cells)


def _by_hand(table: FromClause, owner: int) -> ColumnElement[bool]:
    return (table.c.campaign_id == owner) & (table.c.loaded_by == BY_HAND)


def _insert_institution(connection: Connection, owner: int, target_id: str, place: NewPlace) -> None:
    """The institution and, where it is told, the riding that it stands in."""
    cells = {"name": place.name, "kind": "institution", "serves_post": int(place.serves_post), "external_ids": ""}
    ours = {"campaign_id": owner, "target_id": target_id, "loaded_by": BY_HAND}
    insert_one(connection, people, id=next_id(connection, people), **ours, **cells)
    if place.riding:
        where = {"riding": place.riding, "party": "", "from": "", "to": ""}
        insert_one(connection, terms, id=next_id(connection, terms), **ours, **where)


def _named(connection: Connection, owner: int, name: str) -> str:
    """The campaign's institution of this name, "" when there is none; raises UsageError for a person's name."""
    columns = (people.c.target_id, people.c.name, people.c.kind)
    mine = select(*columns).where(people.c.campaign_id == owner).order_by(people.c.id)
    same = [row for row in connection.execute(mine) if normal_form(row.name) == normal_form(name)]
    if any(row.kind == "person" for row in same):
        message = f"{name!r} is the name of a person here: give the place a name of its own."
        raise UsageError(message)
    return same[0].target_id if same else ""


def _office_there(connection: Connection, owner: int, target_id: str, place: NewPlace) -> str:
    """The institution's office of the same kind at the same address, "" when there is none."""
    columns = (offices.c.office_id, offices.c.kind, offices.c.postal_code, offices.c.address, offices.c.phone)
    mine = (offices.c.campaign_id == owner) & (offices.c.target_id == target_id)
    wanted = (*office_identity(place.kind, place.postal_code, place.address), place.phone)
    for row in connection.execute(select(*columns).where(mine).order_by(offices.c.id)):
        if (*office_identity(row.kind, row.postal_code, row.address), row.phone) == wanted:
            return str(row.office_id)
    return ""


def _slug(name: str) -> str:
    """An id made from a name: lower-case letters, digits and hyphens, never one of the reference's."""
    plain = "-".join("".join(mark if mark.isascii() else " " for mark in normal_form(name)).split())
    slug = plain[:_LONGEST_ID].strip("-") or "place"
    return f"place-{slug}" if slug.startswith(REFERENCE_PREFIX) else slug


def _free(connection: Connection, owner: int, column: Column[str], wanted: str) -> str:
    """The id itself, or with the first number that makes it one that nothing of the campaign has."""
    taken = set(connection.execute(select(column).where(column.table.c.campaign_id == owner)).scalars())
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(candidate for candidate in numbered if candidate not in taken)
