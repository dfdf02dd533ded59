"""Is the store sound? Looks, and changes nothing."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, Select, Table, exists, func, select

from dashboard.store import orphans
from dashboard.store.recounting import count_of_wrong
from dashboard.store.schema import (
    SCHEMA_VERSION,
    action_targets,
    action_versions,
    actions,
    campaigns,
    meta,
    offices,
    people,
    roles,
    terms,
    uploads,
)
from dashboard.store.versions import version_of


class Finding(NamedTuple):
    """One thing looked at: whether it is as it should be, and what it is."""

    ok: bool
    what: str


def findings(connection: Connection, ridings: Collection[str] = ()) -> list[Finding]:
    """What was looked at, in a fixed order; with the keys of all ``ridings``, whether terms are for one of them."""
    version = version_of(connection)
    revision = connection.execute(select(meta.c.revision)).scalar_one()
    return [
        Finding(version == SCHEMA_VERSION, f"the schema is version {version}, the app's is {SCHEMA_VERSION}"),
        *_sqlite(connection),
        Finding(revision >= 0, f"the revision is {revision}"),
        _none(connection, _twins(), "actions that are active twice under one id"),
        _none(connection, _miscounted(), "uploads whose five counts do not add up to their rows"),
        _none(connection, _lost(), "uploads whose actions are not as many as were added"),
        _none(connection, _out_of_step(), "actions that are active though their upload is undone, or the reverse"),
        _none(connection, _childless(), "actions without a target row"),
        *[_none(connection, _unowned(one), f"{one.name} of people nobody knows") for one in (terms, roles, offices)],
        *([_none(connection, _nowhere(ridings), "terms for ridings that do not exist")] if ridings else []),
        _none(connection, orphans.targets_of_nobody(), "actions toward people or institutions nobody knows"),
        _none(connection, orphans.offices_of_nobody(), "actions at offices nobody knows"),
        _none(connection, _strays(action_targets), "targets of actions that are not there"),
        _none(connection, _strays(action_versions), "versions of actions that are not there"),
        _totals(connection),
    ]  # fmt: skip


def _totals(connection: Connection) -> Finding:
    """Totals that differ from a recount, or from what is read of them, with the campaigns they are of."""
    rows = connection.execute(select(campaigns.c.id, campaigns.c.slug).order_by(campaigns.c.id)).all()
    wrong = {slug: count for owner, slug in rows if (count := count_of_wrong(connection, owner))}
    told = ", ".join(f"{count} of {slug}" for slug, count in wrong.items())
    mend = f"{sum(wrong.values())} totals that are not what their actions come to ({told}): `dashboard doctor --mend`"
    return Finding(not wrong, mend if wrong else "no totals that are not what their actions come to")


def _none(connection: Connection, statement: Select[tuple[int]], what: str) -> Finding:
    count = connection.execute(select(func.count()).select_from(statement.subquery())).scalar_one()
    return Finding(count == 0, f"{count or 'no'} {what}")


def _sqlite(connection: Connection) -> list[Finding]:
    """SQLite's own checks; PostgreSQL keeps its pages and foreign keys itself."""
    if connection.dialect.name != "sqlite":
        return []
    told = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    return [
        Finding(told == "ok", f"the file's integrity check says {told}"),
        Finding(orphans is None, "every row belongs to something" if orphans is None else f"{orphans[0]} has orphans"),
        Finding(mode == "wal", f"the journal mode is {mode}"),
    ]


def _twins() -> Select[tuple[int]]:
    owner, named = actions.c.campaign_id, actions.c.action_id
    return select(owner).where(actions.c.state == "active").group_by(owner, named).having(func.count() > 1)


def _miscounted() -> Select[tuple[int]]:
    column = uploads.c
    total = column.added + column.updated + column.duplicate + column.needs_decision + column.refused
    return select(column.id).where(column.rows != total)


def _lost() -> Select[tuple[int]]:
    held = select(func.count()).where(actions.c.upload_id == uploads.c.id).scalar_subquery()
    return select(uploads.c.id).where(uploads.c.actions_added != held)


def _out_of_step() -> Select[tuple[int]]:
    wrong = ((uploads.c.state == "undone") & (actions.c.state == "active")) | (
        (uploads.c.state == "active") & (actions.c.state == "undone")
    )
    return select(actions.c.id).join_from(actions, uploads).where(wrong)


def _childless() -> Select[tuple[int]]:
    return select(actions.c.id).where(~exists().where(action_targets.c.row_id == actions.c.id))


def _unowned(table: Table) -> Select[tuple[int]]:
    owner = exists().where(
        people.c.target_id == table.c.target_id, people.c.campaign_id.is_not_distinct_from(table.c.campaign_id)
    )
    return select(table.c.id).where(~owner)


def _nowhere(ridings: Collection[str]) -> Select[tuple[int]]:
    return select(terms.c.id).where(terms.c.riding != "", terms.c.riding.not_in(sorted(ridings)))


def _strays(table: Table) -> Select[tuple[int]]:
    return select(table.c.row_id).where(~exists().where(actions.c.id == table.c.row_id))
