"""Connections: how the store's databases are opened, read from one moment's state, and written by one at a time."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, func, make_url, select, update
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import Table

from dashboard.errors import StoreError
from dashboard.store.schema import meta

_BUSY_SECONDS = 60
_PATIENCE = 10
_MORE_CONNECTIONS = 45
"""Beyond the five that are kept: a page's thread holds one for the moments of a read."""
_PRAGMAS = (
    f"busy_timeout = {_BUSY_SECONDS * 1000}",
    "synchronous = FULL",  # what was acknowledged outlives a power cut
    "secure_delete = ON",  # what was taken back is overwritten
    "foreign_keys = ON",
)
_BEGIN = "dashboard_begin"


class DamagedError(StoreError):
    """A SQLite file that can't be read as one."""


def engine_at(address: str) -> Engine:
    """An engine with the settings the store relies on; raises StoreError for an address that can't be one."""
    url = parsed(address)
    if url.get_backend_name() == "sqlite":
        _make_private_file(Path(str(url.database)))
        options = {"timeout": _BUSY_SECONDS, "check_same_thread": False}
        engine = create_engine(url, max_overflow=_MORE_CONNECTIONS, connect_args=options)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(
        url, max_overflow=_MORE_CONNECTIONS, pool_pre_ping=True, connect_args={"connect_timeout": _PATIENCE}
    )


def parsed(address: str) -> URL:
    """The address as a URL of one of the two databases; raises StoreError for any other."""
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError):
        backend = ""
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or url.database in (None, "", ":memory:"):
        message = (
            "The database address must be sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME: "
            "correct DASHBOARD_DATABASE_URL."
        )
        raise StoreError(message)
    return url


def _make_private_file(path: Path) -> None:
    """The file is made before SQLite does, readable by its owner alone, as are its journals then."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        message = f"The store {path} can't be made or written to: choose another folder or mend its permissions."
        raise StoreError(message) from error


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions begin where we say, not at the driver's guess
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def write_ahead(engine: Engine) -> None:
    """Gives a SQLite file the journal that lets others read while one writes; the file remembers it."""
    if engine.dialect.name != "sqlite":
        return
    with _told(engine), closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection whose every query sees the store as of one moment; nothing is to be written through it."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with _told(engine), engine.begin() as connection:
        yield connection


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A write transaction that takes SQLite's write lock at once; all of it is kept, or none after an error."""
    with _told(engine), engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"}).begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A write transaction of the one writer: the next waits, and then sees all that this one kept."""
    with transaction(engine) as connection:
        connection.execute(select(meta.c.revision).with_for_update())
        yield connection


def raise_revision(connection: Connection) -> None:
    """Marks that the store changed; caches are kept by this number."""
    connection.execute(update(meta).values(revision=meta.c.revision + 1))


def next_id(connection: Connection, table: Table) -> int:
    """The id for the next new row; ids are given under the write lock."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one())


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Turns a database that is away, locked or damaged into a sentence; everything else is a fault of ours."""
    driver = engine.dialect.loaded_dbapi
    try:
        yield
    except (DBAPIError, PoolTimeoutError, driver.Error) as error:
        cause = getattr(error, "orig", error)
        told = str(cause).strip().partition("\n")[0]
        if "not a database" in told or "malformed" in told:
            message = f"The store is damaged ({told}): restore a backup with `dashboard restore FILE`."
            raise DamagedError(message) from error
        if not isinstance(cause, (driver.OperationalError, PoolTimeoutError)):
            raise
        message = f"The database can't be used right now ({told}): try again, or run `dashboard doctor`."
        raise StoreError(message) from error
