"""Bringing a backup back: checked whole, then put in place of the store in one transaction; the old one is kept."""

import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Double, Engine, Integer, MetaData, Table, inspect, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from dashboard.errors import UnusableFileError
from dashboard.store import audit, backup
from dashboard.store.backup import Entry, Manifest, refuse
from dashboard.store.connect import DamagedError, engine_at, parsed, reading, transaction
from dashboard.store.frames import insert_rows, plain_texts
from dashboard.store.schema import SCHEMA_VERSION, meta, metadata
from dashboard.store.versions import VERSION_TABLE, alone, bring_forward, require_known, version_of


def restore(path: Path, address: str) -> Path | None:
    """Makes the store at the address what the backup holds; where the store it replaced is kept (None: it was empty).

    Works while the app runs: others see the old store until the new one is whole. Raises UnusableFileError for a file
    that is damaged, of a newer app or no backup at all, and StoreError; nothing is changed then.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _replaced(archive, backup.checked(archive), path, address)
    except OSError as error:
        message = f"The backup {path} can't be read ({error.strerror}): check its name and that it may be opened."
        raise UnusableFileError(message) from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        refuse("it is no whole archive")


def _replaced(archive: zipfile.ZipFile, manifest: Manifest, path: Path, address: str) -> Path | None:
    aside = _moved_if_damaged(address)
    engine = engine_at(address)
    kept: Path | None = None
    try:
        with transaction(engine) as connection:
            alone(connection)
            found = version_of(connection)
            require_known(found)
            if found:
                kept = _keep(engine, connection, path)
            _fill(connection, archive, manifest, _old_revision(connection) if found else 0)
    except BaseException:
        if kept:
            kept.unlink(missing_ok=True)
        raise
    finally:
        engine.dispose()
    return kept or aside


def _moved_if_damaged(address: str) -> Path | None:
    """A SQLite file that can't be read any more makes room, under another name, with its journals."""
    engine = engine_at(address)
    try:
        with reading(engine) as connection:
            version_of(connection)
    except DamagedError:
        file = Path(str(parsed(address).database))
        aside = _beside(file)
        for suffix in ("", "-wal", "-shm"):
            part = file.with_name(file.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
        return aside
    finally:
        engine.dispose()
    return None


def _keep(engine: Engine, connection: Connection, path: Path) -> Path:
    """The store as it is, beside it: a SQLite file, or for PostgreSQL a backup beside the one to be restored."""
    if engine.dialect.name != "sqlite":
        kept = _beside(path)
        backup.write(connection, kept)
        return kept
    file = Path(str(engine.url.database))
    kept = _beside(file)
    kept.touch(mode=0o600)
    source, target = sqlite3.connect(file), sqlite3.connect(kept)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    return kept


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}")


def _old_revision(connection: Connection) -> int:
    return int(connection.execute(select(meta.c.revision).with_for_update()).scalar_one())


def _fill(connection: Connection, archive: zipfile.ZipFile, manifest: Manifest, old_revision: int) -> None:
    metadata.drop_all(connection)
    connection.execute(text(f"DROP TABLE IF EXISTS {VERSION_TABLE}"))
    before = set(inspect(connection).get_table_names())
    bring_forward(connection, manifest.schema)
    made = set(inspect(connection).get_table_names()) - before - {VERSION_TABLE}
    if set(manifest.tables) != made:
        refuse("its tables are not those of its version")
    schema = MetaData()
    schema.reflect(connection, only=sorted(made))
    try:
        for table in reversed(schema.sorted_tables):
            connection.execute(table.delete())
        for table in schema.sorted_tables:
            entry = manifest.tables[table.name]
            insert_rows(connection, table, entry.columns, _checked_rows(archive, table, entry))
        bring_forward(connection, SCHEMA_VERSION)
        # Caches go by the revision: it must not come back to a number that meant something else.
        newer = max(old_revision, _old_revision(connection)) + 1
    except (IntegrityError, DBAPIError, sqlite3.Error):
        refuse("its records contradict each other")
    connection.execute(update(meta).values(revision=newer))
    audit.note(connection, "restore")


def _checked_rows(archive: zipfile.ZipFile, table: Table, entry: Entry) -> Iterator[tuple[Any, ...]]:
    """The table's rows, each cell of its column's type: SQLite alone would take anything."""
    if set(entry.columns) != set(table.c.keys()):
        refuse(f"the table {table.name} has other columns than its version")
    kinds = [_types(table, name) for name in entry.columns]
    for row in backup.rows(archive, table.name, entry):
        for value, kind, name in zip(row, kinds, entry.columns, strict=True):
            if type(value) not in kind:
                refuse(f"the column {name} of {table.name} holds something else")
            if isinstance(value, str):
                plain_texts([value], name)
        yield row


def _types(table: Table, name: str) -> tuple[type, ...]:
    column = table.c[name]
    empty = (type(None),) if column.nullable else ()
    if isinstance(column.type, Double):
        return (float, int, *empty)
    return (int if isinstance(column.type, Integer) else str, *empty)
