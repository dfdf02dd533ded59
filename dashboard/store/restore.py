"""Bringing a backup back: checked whole, then put in place of the store in one transaction; the old one is kept."""

import math
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Column, Connection, Double, Engine, Integer, MetaData, Table, inspect, select, text, update
from sqlalchemy.exc import IntegrityError, InternalError, NotSupportedError

from dashboard.errors import StoreError, UnusableFileError
from dashboard.store import audit, backup
from dashboard.store.backup import Entry, Manifest, refuse
from dashboard.store.columns import metadata
from dashboard.store.connect import DamagedError, engine_at, parsed, transaction
from dashboard.store.frames import insert_rows
from dashboard.store.schema import SCHEMA_VERSION, meta
from dashboard.store.statistics import count_again
from dashboard.store.totals_schema import DERIVED
from dashboard.store.versions import VERSION_TABLE, alone, bring_forward, require_known, version_of

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged archive ends in: encryption, unknown compression, or places outside the file."""

_WHOLE_NUMBERS = 2**31
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of letters, which JSON can hold and no text in a database."""


def restore(path: Path, address: str, *, who: str = "") -> Path | None:
    """Makes the store at the address what the backup holds; where the store it replaced is kept (None: it was empty).

    Works while the app runs: others see the old store until the new one is whole. Raises UnusableFileError for a file
    that is damaged, of a newer app or no backup at all, and StoreError; nothing is changed then.
    """
    with _opened(path) as file:
        archive, manifest = _checked(file)
        return _replaced(archive, manifest, path, address, who)


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        message = f"The backup {path} can't be read ({error.strerror}): check its name and that it may be opened."
        raise UnusableFileError(message) from error


def _checked(file: IO[bytes]) -> tuple[zipfile.ZipFile, Manifest]:
    try:
        archive = zipfile.ZipFile(file)
        return archive, backup.checked(archive)
    except _BROKEN:
        refuse("it is no whole archive")


def _replaced(archive: zipfile.ZipFile, manifest: Manifest, path: Path, address: str, who: str) -> Path | None:
    try:
        return _replaced_in_place(archive, manifest, path, address, who)
    except DamagedError:
        file = Path(str(parsed(address).database))
        aside = _beside(file)
        _move(file, aside)
        try:
            _replaced_in_place(archive, manifest, path, address, who)
        except BaseException:
            _move(aside, file)
            raise
        return aside


def _move(file: Path, to: Path) -> None:
    """A SQLite file that can't be read any more makes room, under another name, with its journals; or comes back."""
    for suffix in ("", "-wal", "-shm"):
        part, there = file.with_name(file.name + suffix), to.with_name(to.name + suffix)
        there.unlink(missing_ok=True)
        if part.exists():
            part.rename(there)


def _replaced_in_place(archive: zipfile.ZipFile, manifest: Manifest, path: Path, address: str, who: str) -> Path | None:
    engine = engine_at(address)
    kept: Path | None = None
    try:
        with transaction(engine) as connection:
            alone(connection)
            found = version_of(connection)
            require_known(found)
            revision = _revision(connection) if found else 0
            if found:
                bring_forward(connection)  # what an older app made is kept, and replaced, as this one knows it
                kept = _keep(engine, connection, path)
            _fill(connection, archive, manifest)
            # Caches go by the revision: it must not come back to a number that meant something else.
            connection.execute(update(meta).values(revision=max(revision, _revision(connection)) + 1))
            audit.note(connection, "restore", who=who)
            count_again(connection, many=True)
    except BaseException:
        if kept:
            kept.unlink(missing_ok=True)
        raise
    finally:
        engine.dispose()
    return kept


def _keep(engine: Engine, connection: Connection, path: Path) -> Path:
    """The store as it is, beside it: a SQLite file, or for PostgreSQL a backup beside the one to be restored."""
    if engine.dialect.name != "sqlite":
        kept = _beside(path)
        backup.write(connection, kept)
        return kept
    file = Path(str(engine.url.database))
    kept = _beside(file)
    kept.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(kept)) as target:
            source.backup(target)
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    return kept


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")


def _revision(connection: Connection) -> int:
    found = connection.execute(select(meta.c.revision).with_for_update()).scalar_one_or_none()
    if found is None:
        refuse("it has no revision")
    return int(found)


def _fill(connection: Connection, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Makes the schema of the backup's version anew, fills it and brings it forward."""
    schema = _made_anew(connection, manifest.schema)
    if set(manifest.tables) != set(schema.tables):
        refuse("its tables are not those of its version")
    driver = connection.dialect.loaded_dbapi
    try:
        for table in schema.sorted_tables:
            connection.execute(table.delete())
            entry = manifest.tables[table.name]
            if set(entry.columns) != set(table.c.keys()):
                refuse(f"the table {table.name} has other columns than its version")
            insert_rows(connection, table, entry.columns, _checked_rows(archive, table, entry))
        _revision(connection)
        bring_forward(connection, SCHEMA_VERSION)
    except (IntegrityError, driver.IntegrityError):
        refuse("its records contradict each other")


def _made_anew(connection: Connection, version: str) -> MetaData:
    try:
        metadata.drop_all(connection)
    except (InternalError, NotSupportedError) as error:
        told = str(error.orig).strip().partition("\n")[0]
        message = f"Something in the database that is not ours stands on the store's tables ({told}): drop it first."
        raise StoreError(message) from error
    connection.execute(text(f"DROP TABLE IF EXISTS {VERSION_TABLE}"))
    others = set(inspect(connection).get_table_names())
    bring_forward(connection, version)
    schema = MetaData()
    schema.reflect(connection, only=lambda name, _: name not in {*others, VERSION_TABLE, *DERIVED})
    return schema


def _checked_rows(archive: zipfile.ZipFile, table: Table, entry: Entry) -> Iterator[tuple[Any, ...]]:
    """The table's rows, each cell such as the store writes into its column: SQLite alone would take anything."""
    columns = [table.c[name] for name in entry.columns]
    for row in backup.rows(archive, table.name, entry):
        for value, column in zip(row, columns, strict=True):
            if not _fits(value, column):
                refuse(f"the column {column.name} of {table.name} holds something else")
        yield row


def _fits(value: object, column: Column[Any]) -> bool:
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Double):
        return type(value) is float and math.isfinite(value)
    if isinstance(column.type, Integer):
        return type(value) is int and abs(value) < _WHOLE_NUMBERS
    return isinstance(value, str) and "\x00" not in value and not _HALVES.search(value)
