"""Files of actions read in a process of their own: what kills a reader kills nothing else.

A reader gets a file's bytes and gives back its cells as text. Some that are ready wait for the next file; one that
failed at a file is thrown away.
"""

import atexit
import io
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer
from typing import BinaryIO

from dashboard.apart import wire
from dashboard.errors import UnusableFileError
from dashboard.ingest.decode import refuse_too_large
from dashboard.ingest.limits import PAGE, Limits, limits_of_size
from dashboard.ingest.raw import RawFile, RawTable

_BEGIN = "import sys; sys.path.append(sys.argv[1]); from dashboard.apart.reader import main; main()"
_COMMAND = [sys.executable, "-P", "-c", _BEGIN, str(Path(__file__).parents[2])]
_NEEDED = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_SINGLE = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""One thread and one pool: each more takes address space, which is bounded."""

_UNSAFE = "The file could not be read safely: save the log as CSV (UTF-8) and load that file."
_TOO_LONG = "Reading the file takes longer than it may: divide it into smaller files, or save the log as CSV (UTF-8)."
_TOO_MUCH = "Reading the file takes more memory than it may: divide it, or save the log as CSV (UTF-8)."

_FORKS = hasattr(os, "fork")
_KEPT = 2
"""How many processes wait at most."""
_AT_ONCE = 1 << 20
"""Bytes of a file that are handed on at once."""

_log = logging.getLogger(__name__)
_turns = BoundedSemaphore(max(2, os.cpu_count() or 2))
_choosing = Lock()
_waiting: "list[_Reader]" = []


class _Reader:
    """A process that waits for files."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="dashboard-")
        environment = {name: os.environ[name] for name in _NEEDED if name in os.environ} | _SINGLE
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            cwd=self._folder.name,
            start_new_session=True,  # so that the copies of it end with it
        )
        self._late = False
        self._in_order = True

    def is_ready(self) -> bool:
        """Whether it can take a file."""
        return self._in_order and self._process.poll() is None

    def read(self, head: bytes, source: BinaryIO, size: int, limits: Limits) -> Iterator[RawTable]:
        """The pieces of the table; raises UnusableFileError with one sentence, whatever became of the process."""
        timer = Timer(limits.seconds, self._too_late)
        timer.start()
        try:
            self._send(head, source, size)
            for found in self._heard(limits.answer):
                yield self._understood(found)
        finally:
            timer.cancel()

    def end(self) -> None:
        """Ends the process and takes its folder away; again and again is as good as once."""
        self._in_order = False
        self._kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not sent can't be sent any more
                if pipe:
                    pipe.close()
        self._process.wait()
        self._folder.cleanup()

    def _kill(self) -> None:
        with suppress(OSError):  # it has ended already
            if _FORKS and self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()

    def _too_late(self) -> None:
        self._late = True
        self._kill()

    def _send(self, head: bytes, source: BinaryIO, size: int) -> None:
        self._in_order = False
        sending = self._process.stdin
        while sending and head:
            with suppress(OSError):  # it has ended already; that it gives no answer is told all the same
                sending.write(head)
                sending.flush()
            head = source.read(min(size, _AT_ONCE))
            size -= len(head)
        if size:
            self._kill()  # it would wait for the rest of a file that is shorter now

    def _heard(self, most: int) -> Iterator[RawTable | str]:
        """The pieces or where reading them failed; a process that does not answer well is ended."""
        hearing = self._process.stdout
        try:
            while hearing:
                head, stream = wire.heard(hearing, most)
                most -= len(head) + len(stream)
                self._in_order = _FORKS and not stream  # what has cells is not the last
                found = wire.understood(head, stream)
                if found is None:
                    return
                yield found
        except wire.BrokenAnswerError:
            self.end()
            yield f"ended with {self._process.returncode}"

    def _understood(self, found: RawTable | str) -> RawTable:
        if isinstance(found, RawTable):
            return found
        _log.warning("A file could not be read: %s", "too late" if self._late else ascii(found)[1:-1])
        if self._late:
            raise UnusableFileError(_TOO_LONG)
        raise UnusableFileError(_TOO_MUCH if found.startswith("MemoryError") else _UNSAFE)


def ready() -> None:
    """Begins a process that waits for the next file, where none waits yet, so that reading it begins at once."""
    _back(_taken())


def read_table(data: bytes, name: str = "", sheet: str | None = None, limits: Limits = PAGE) -> RawTable:
    """As ``ingest.decode.read_table``, in a process of its own that can open no file and no connection."""
    return read_file(io.BytesIO(data), len(data), name, sheet, limits).whole()


def read_file(
    source: BinaryIO,
    size: int,
    name: str = "",
    sheet: str | None = None,
    limits: Limits = PAGE,
    tell: Callable[[int], None] = lambda _rows: None,
) -> RawFile:
    """The table in the next ``size`` bytes of a file, read in a process apart; ``tell`` hears how many rows are read.

    Raises UnusableFileError with what to do where it can't be used.
    """
    refuse_too_large(size, limits)
    limits = limits_of_size(limits, size)
    file = RawFile()
    with _turns:
        reader = _taken()
        try:
            for piece in reader.read(wire.request(name, sheet, limits, size), source, size, limits):
                file.add(piece)
                tell(file.rows)
        finally:
            _back(reader)
    return file


def _taken() -> _Reader:
    """A process that nobody else uses."""
    with _choosing:
        while _waiting:
            reader = _waiting.pop()
            if reader.is_ready():
                return reader
            reader.end()
    return _Reader()


def _back(reader: _Reader) -> None:
    with _choosing:
        if reader.is_ready() and len(_waiting) < _KEPT:
            _waiting.append(reader)
            return
    reader.end()


@atexit.register
def _end_all() -> None:
    with _choosing:
        while _waiting:
            _waiting.pop().end()
