"""The schema's version: read it, bring it forward, refuse what a newer app wrote."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from dashboard.errors import StoreError
from dashboard.store import totals
from dashboard.store.columns import metadata
from dashboard.store.connect import reading, transaction, write_ahead
from dashboard.store.schema import SCHEMA_VERSION

VERSION_TABLE = "schema_version"

_MIGRATIONS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = 7_305_416_212  # the key of an advisory lock, any number as long as it is ours alone


def version_of(connection: Connection) -> str:
    """The store's schema version, "" for an empty database; raises StoreError for a file of something else."""
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        return str(connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one_or_none() or "")
    if tables and connection.dialect.name == "sqlite":
        message = "This SQLite file belongs to something else: name another file in DASHBOARD_DATABASE_URL."
        raise StoreError(message)
    if taken := sorted(metadata.tables.keys() & set(tables)):
        message = (
            f"The database holds tables of something else (one is named {taken[0]}): name a database of its own in "
            f"DASHBOARD_DATABASE_URL."
        )
        raise StoreError(message)
    return ""


def require_known(version: str) -> None:
    """Raises StoreError when a newer app wrote this version."""
    if version > SCHEMA_VERSION:
        message = (
            f"The store was written by a newer version of the app (schema {version}, this one knows {SCHEMA_VERSION}): "
            "install the newer version."
        )
        raise StoreError(message)


def make_current(engine: Engine, *, migrate: bool) -> str:
    """Brings the store to this app's schema and returns the version found; raises StoreError when it may not.

    A store that is current already is only read: Alembic is not even imported.
    """
    with reading(engine) as connection:
        found = version_of(connection)
    require_known(found)
    write_ahead(engine)
    if found == SCHEMA_VERSION:
        return found
    if not migrate:
        message = "The store is empty or of an older version: run `dashboard migrate`."
        raise StoreError(message)
    with transaction(engine) as connection:
        alone(connection)
        bring_forward(connection)
    return found


def alone(connection: Connection) -> None:
    """Waits until no other transaction changes the schema; on SQLite the write lock has seen to that."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))


def bring_forward(connection: Connection, to: str = SCHEMA_VERSION) -> None:
    """Runs the migrations up to a version inside the caller's transaction; none when it is there already.

    At the newest one totals are counted: they follow from the rest, and older stores and backups have none.
    """
    require_known(version_of(connection))  # another process may have moved it while this one waited
    from alembic import command  # noqa: PLC0415 - takes longer than opening a store
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    if to == SCHEMA_VERSION:
        totals.recount(connection)
