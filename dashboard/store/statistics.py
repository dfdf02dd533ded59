"""What PostgreSQL plans by: how many rows its tables have, and of which states.

It counts by itself, but only up to a minute after a write. Until then it takes what a large upload brought for a row or
none, and looks for rows of an upload among the rows of an upload one by one: 20,000 actions took minutes to be taken
back and brought back, had they just come. SQLite plans by its indexes alone and needs none of this.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from dashboard.store.columns import metadata

_GROWN = text(
    "SELECT relname FROM pg_class WHERE oid = ANY (CAST(:tables AS regclass[]))"
    " AND pg_relation_size(oid) > current_setting('block_size')::integer * (1.25 * relpages + 1) ORDER BY relname"
)
"""Tables that have grown by more than a fourth since their rows were counted, also within this transaction."""
_OF_ACTIONS = ("action_targets", "action_versions", "actions")


def count_again(connection: Connection, *, many: bool) -> None:
    """Counts the rows of tables that have grown much; of those of actions where the states of many have changed."""
    if connection.dialect.name != "postgresql":
        return
    grown = connection.execute(_GROWN, {"tables": list(metadata.tables)}).scalars().all()
    if told := sorted({*grown, *(_OF_ACTIONS if many else ())}):
        connection.execute(text(f"ANALYZE {', '.join(told)}"))


@contextmanager
def joining_many(connection: Connection, *, many: bool) -> Iterator[None]:
    """Room in which PostgreSQL joins many rows as many, whatever it takes them for."""
    if connection.dialect.name != "postgresql" or not many:
        yield
        return
    connection.execute(text("SET LOCAL enable_nestloop = off"))
    connection.execute(text("SET LOCAL work_mem = '64MB'"))
    yield
    connection.execute(text("SET LOCAL enable_nestloop TO DEFAULT"))
    connection.execute(text("SET LOCAL work_mem TO DEFAULT"))
