"""What several commands begin and end with: the store, today, and words on the terminal."""

import getpass
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dashboard import config
from dashboard.errors import UnusableFileError, UsageError

if TYPE_CHECKING:
    from dashboard.store import Store

DONE, SOME_REFUSED = 0, 3


_LAST_OUT = ExitStack()


def open_store(*, migrate: bool = True) -> "Store":
    """The store of the settings, made when it is not there yet, its migrations run; ``close`` closes it."""
    from dashboard.store import Store  # noqa: PLC0415 - `dashboard run` listens before it reads pandas

    days = config.private_note_days() if migrate else 0
    return _LAST_OUT.enter_context(Store.open(config.database_url(), migrate=migrate, note_days=days))


def close() -> None:
    """Closes what a command has opened."""
    _LAST_OUT.close()


def account() -> str:
    """Who makes a change, for the audit trail: the account's name on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "command line"


def today() -> date:
    """The day it is here: campaigns live by local days."""
    return date.today()  # noqa: DTZ011


def say(*lines: str) -> None:
    """Lines on standard output."""
    for line in lines:
        print(line)  # noqa: T201 - a command's answer


def say_json(value: Any) -> None:  # noqa: ANN401 - anything JSON can hold
    """One JSON value on standard output."""
    say(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def say_bytes(data: bytes) -> None:
    """A file's bytes on standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises UnusableFileError when it can't be read."""
    with opened(path) as file:
        return file.read()


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, open to be read; raises UnusableFileError when it can't be."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        message = f"The file {path} can't be read ({error.strerror}): check its name and that it may be opened."
        raise UnusableFileError(message) from error


def check_apart(*paths: Path) -> None:
    """Raises UsageError where two of these files are one: what is written would take the place of what is read."""
    there: set[Path] = set()
    for path in (one for one in paths if one.is_file() or not one.exists()):  # devices such as /dev/null take anything
        if path.resolve() in there:
            message = f"The file {path} is named twice: name another place for one of them."
            raise UsageError(message)
        there.add(path.resolve())


def check_writable(path: Path) -> None:
    """Raises UsageError when a file can't be written there, before anything is done that it is to tell of."""
    _refuse_store(path)
    try:
        path.open("ab").close()
    except OSError as error:
        message = f"The file {path} can't be written ({error.strerror}): name another place."
        raise UsageError(message) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file; raises UsageError when that can't be done."""
    write_parts(path, [data])


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Writes a file part by part, as they come; raises UsageError when that can't be done."""
    _refuse_store(path)
    try:
        with path.open("wb") as file:
            for part in parts:
                file.write(part)
    except OSError as error:
        message = f"The file {path} can't be written ({error.strerror}): name another place."
        raise UsageError(message) from error


def _refuse_store(path: Path) -> None:
    """Raises UsageError where a file that is to be written is the store itself."""
    store = Path(config.database_url().removeprefix("sqlite:///"))
    if path.resolve() in [store.resolve().with_name(f"{store.name}{suffix}") for suffix in ("", "-wal", "-shm")]:
        message = f"The file {path} is the store itself: name another place."
        raise UsageError(message)
