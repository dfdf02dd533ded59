"""Campaigns as defined: their words and days, people, terms, roles and offices."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, delete, func, literal_column, select, true, update

from dashboard.campaign import Campaign, DirectoryTables
from dashboard.errors import NotFoundError, UsageError
from dashboard.schema import OFFICE_COLUMNS, PEOPLE_COLUMNS, ROLE_COLUMNS, TERM_COLUMNS
from dashboard.store import audit, own_places
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_one, insert_rows, plain_texts, rows_of
from dashboard.store.schema import actions, campaigns, offices, people, roles, terms

DIRECTORY: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "people": (people, tuple(PEOPLE_COLUMNS)),
    "terms": (terms, tuple(TERM_COLUMNS)),
    "roles": (roles, tuple(ROLE_COLUMNS)),
    "offices": (offices, tuple(OFFICE_COLUMNS)),
}
"""The tables of a directory, by the name they have in DirectoryTables, with the columns they have there."""

_DEFINITION = tuple(field.name for field in dataclasses.fields(Campaign))


def overview(connection: Connection) -> pd.DataFrame:
    """Every campaign by slug: its definition and ``actions``, the number of its active ones."""
    # The state is written out and not bound: only then is the index of active actions all that is read.
    active = actions.c.state == literal_column("'active'")
    counted = select(actions.c.campaign_id, func.count().label("actions")).where(active)
    counts = frame_of(connection, counted.group_by(actions.c.campaign_id))
    table = frame_of(connection, select(*[campaigns.c[name] for name in _DEFINITION], campaigns.c.id))
    table["actions"] = table["id"].map(counts.set_index("campaign_id")["actions"]).fillna(0).astype("int64")
    return table.drop(columns="id").sort_values("slug", ignore_index=True)


def campaign_id(connection: Connection, slug: str) -> int:
    """The campaign's id in the store; raises NotFoundError."""
    found = connection.execute(select(campaigns.c.id).where(campaigns.c.slug == slug)).scalar_one_or_none()
    if found is None:
        message = f"There is no campaign {slug!r} here: see `dashboard campaign list`."
        raise NotFoundError(message)
    return int(found)


def definition(connection: Connection, slug: str) -> Campaign:
    """The campaign as defined; raises NotFoundError."""
    campaign_id(connection, slug)
    columns = [campaigns.c[name] for name in _DEFINITION]
    row = connection.execute(select(*columns).where(campaigns.c.slug == slug)).one()._asdict()
    row["starts"] = date.fromisoformat(row["starts"])
    row["ends"] = date.fromisoformat(row["ends"]) if row["ends"] else None
    row["riding_order"] = None if row["riding_order"] is None else int(row["riding_order"])
    return Campaign(**{**row, "example": bool(row["example"])})


def create(connection: Connection, campaign: Campaign, *, who: str = "") -> None:
    """Adds a campaign without people or actions; raises UsageError when its slug is taken."""
    taken = connection.execute(select(campaigns.c.id).where(campaigns.c.slug == campaign.slug)).first()
    if taken:
        message = f"There is a campaign {campaign.slug!r} already: choose another slug."
        raise UsageError(message)
    insert_one(connection, campaigns, id=next_id(connection, campaigns), **_cells(campaign))
    audit.note(connection, "campaign_created", who=who, campaign=campaign.slug)


def save_definition(connection: Connection, campaign: Campaign) -> bool:
    """Makes the stored definition this one; whether that changed anything."""
    cells = _cells(campaign)
    stored = connection.execute(
        select(*[campaigns.c[name] for name in _DEFINITION]).where(campaigns.c.slug == campaign.slug)
    ).one_or_none()
    if stored is None:
        insert_one(connection, campaigns, id=next_id(connection, campaigns), **cells)
    elif stored._asdict() != cells:
        plain_texts([cell for cell in cells.values() if isinstance(cell, str)], "campaign.toml")
        connection.execute(update(campaigns).where(campaigns.c.slug == campaign.slug).values(cells))
    else:
        return False
    return True


def _cells(campaign: Campaign) -> dict[str, Any]:
    return {
        **dataclasses.asdict(campaign),
        "starts": campaign.starts.isoformat(),
        "ends": campaign.ends.isoformat() if campaign.ends else "",
        "example": int(campaign.example),
    }


def directory_tables(connection: Connection, owner: int | None) -> DirectoryTables:
    """The tables of a campaign, or of the reference for None, in the order they were given."""
    return DirectoryTables(
        **{
            name: frame_of(
                connection,
                select(*[table.c[column] for column in columns])
                .where(table.c.campaign_id.is_not_distinct_from(owner))
                .order_by(table.c.id),
            )
            for name, (table, columns) in DIRECTORY.items()
        }
    )


def save_tables(connection: Connection, owner: int, tables: DirectoryTables) -> bool:
    """Makes the campaign's people, terms, roles and offices these, beside the places added by hand, which stay.

    Returns whether that changed anything.
    """
    own_places.give_way(connection, owner, tables)
    before = directory_tables(connection, owner)
    changes = [
        _replace(connection, table, columns, owner, getattr(tables, name))
        for name, (table, columns) in DIRECTORY.items()
    ]
    own_places.keep_owners(connection, owner, before.people)
    return any(changes)


def _replace(connection: Connection, table: Table, columns: Iterable[str], owner: int, wanted: pd.DataFrame) -> bool:
    """Makes the rows of the campaign's folder these, in this order; whether that changed anything."""
    names, loaded = list(columns), "loaded_by" in table.c
    theirs = (table.c.campaign_id == owner) & (table.c.loaded_by == "" if loaded else true())
    stored = frame_of(connection, select(*[table.c[name] for name in names]).where(theirs).order_by(table.c.id))
    new = list(rows_of(wanted, table, names))
    if new == list(rows_of(stored, table, names)):
        return False
    connection.execute(delete(table).where(theirs))
    first = next_id(connection, table)
    ours = ["id", "campaign_id", *(["loaded_by"] if loaded else [])]
    head = [(first + place, owner, *([""] if loaded else [])) for place in range(len(new))]
    insert_rows(connection, table, [*ours, *names], (start + row for start, row in zip(head, new, strict=True)))
    return True
