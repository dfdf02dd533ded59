"""One file that holds the whole store, the same whichever database it came from.

A zip of one JSON-lines file a table and of ``manifest.json``, which names each with its columns, rows and SHA-256.
"""

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

from sqlalchemy import Connection, Table, select

from dashboard import __version__
from dashboard.errors import StoreError, UnusableFileError
from dashboard.store.audit import now
from dashboard.store.columns import metadata
from dashboard.store.schema import SCHEMA_VERSION
from dashboard.store.totals_schema import DERIVED

MANIFEST = "manifest.json"

_FORMAT = "campaign-dashboard-backup-1"
_VERSION = re.compile("(?!0000)[0-9]{4}")
_FETCH = 5_000
_MANIFEST_BYTES = 1_000_000
_LINE_BYTES = 64_000_000
_COPY_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one table's file."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: its schema version and its tables."""

    schema: str
    tables: dict[str, Entry]


def write(connection: Connection, path: Path) -> None:
    """Writes the store, as the connection's transaction sees it, to a file that its owner alone can read.

    The file appears whole or not at all; raises StoreError when it can't be written.
    """
    part = path.with_name(f"{path.name}.part")
    _refuse_own_file(connection, path)
    try:
        with _private(part) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                kept = [table for table in metadata.sorted_tables if table.name not in DERIVED]
                tables = {table.name: _write_table(connection, archive, table) for table in kept}
                about = {"format": _FORMAT, "app": __version__, "schema": SCHEMA_VERSION, "made": now()}
                archive.writestr(MANIFEST, json.dumps({**about, "tables": tables}, indent=1))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        message = f"The backup {path} can't be written ({error.strerror}): name another place."
        raise StoreError(message) from error
    finally:
        part.unlink(missing_ok=True)


def _refuse_own_file(connection: Connection, path: Path) -> None:
    """Raises StoreError where the backup would take the place of the SQLite file that it is made of."""
    file = Path(str(connection.engine.url.database))
    own = [file.with_name(file.name + suffix) for suffix in ("", "-wal", "-shm")]
    if connection.dialect.name == "sqlite" and any(
        path.exists() and one.exists() and path.samefile(one) for one in own
    ):
        message = f"The file {path} is the store itself: name another file for its backup."
        raise StoreError(message)


def _private(path: Path) -> IO[bytes]:
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _write_table(connection: Connection, archive: zipfile.ZipFile, table: Table) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    statement = select(table).order_by(*table.primary_key)
    rows = connection.execute(statement, execution_options={"yield_per": _FETCH})
    with archive.open(_name(table.name), "w", force_zip64=True) as file:
        for row in rows:
            line = json.dumps(list(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            digest.update(line)
            file.write(line)
            count += 1
    return {"columns": [column.name for column in table.c], "rows": count, "sha256": digest.hexdigest()}


def _name(table: str) -> str:
    return f"tables/{table}.jsonl"


def checked(archive: zipfile.ZipFile) -> Manifest:
    """The backup's manifest once every byte of it is known to be what was written; raises UnusableFileError."""
    names = [info.filename for info in archive.infolist()]
    if MANIFEST not in names or archive.getinfo(MANIFEST).file_size > _MANIFEST_BYTES:
        refuse("it has no manifest")
    manifest = _manifest(archive.read(MANIFEST))
    if sorted(names) != sorted([MANIFEST, *map(_name, manifest.tables)]):
        refuse("it holds other files than its manifest says")
    for table, entry in manifest.tables.items():
        digest = hashlib.sha256()
        with archive.open(_name(table)) as file:
            while block := file.read(_COPY_BYTES):
                digest.update(block)
        if digest.hexdigest() != entry.sha256:
            refuse(f"the table {table} is not as it was written")
    return manifest


def _manifest(data: bytes) -> Manifest:
    try:
        content = json.loads(data)
        schema = str(content["schema"])
        tables = {
            str(name): Entry(tuple(map(str, entry["columns"])), int(entry["rows"]), str(entry["sha256"]))
            for name, entry in content["tables"].items()
        }
        known = content["format"] == _FORMAT
    except (ValueError, KeyError, TypeError, AttributeError):
        refuse("its manifest can't be read")
    if schema > SCHEMA_VERSION or not known:
        message = "The backup was made by a newer version of the app: install that version to restore it."
        raise UnusableFileError(message)
    if not _VERSION.fullmatch(schema) or any(len(one.columns) > len(set(one.columns)) for one in tables.values()):
        refuse("its manifest says what no app wrote")
    return Manifest(schema, tables)


def rows(archive: zipfile.ZipFile, table: str, entry: Entry) -> Iterator[tuple[Any, ...]]:
    """The rows of one table; raises UnusableFileError for anything but what the manifest says."""
    count = 0
    with archive.open(_name(table)) as file:
        while line := file.readline(_LINE_BYTES):
            try:
                values = json.loads(line)
            except (ValueError, RecursionError):
                refuse(f"the table {table} can't be read")
            if not isinstance(values, list) or len(values) != len(entry.columns):
                refuse(f"the table {table} has other columns than its manifest says")
            count += 1
            yield tuple(values)
    if count != entry.rows:
        refuse(f"the table {table} has {count} rows and should have {entry.rows}")


def refuse(why: str) -> NoReturn:
    """Refuses a damaged backup, by an UnusableFileError that says why."""
    message = f"The file is no undamaged backup ({why}): restore another one; nothing was changed."
    raise UnusableFileError(message)
