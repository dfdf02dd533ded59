"""Files of actions read in a process of their own: what kills a reader kills nothing else.

A reader gets a file's bytes and gives back its cells as text. One that is ready waits for the next file, is used once
and thrown away.
"""

import atexit
import logging
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer

from dashboard.apart import wire
from dashboard.errors import UnusableFileError
from dashboard.ingest.decode import refuse_too_large
from dashboard.ingest.limits import PAGE, Limits
from dashboard.ingest.raw import RawTable

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

_log = logging.getLogger(__name__)
_turns = BoundedSemaphore(max(2, os.cpu_count() or 2))
_choosing = Lock()
_spare: "_Reader | None" = None


class _Reader:
    """A process that waits for one file."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="dashboard-")
        environment = {name: os.environ[name] for name in _NEEDED if name in os.environ} | _SINGLE
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            _COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # libraries that break off may write there what they were reading
            env=environment,
            cwd=self._folder.name,
        )
        self._late = False

    def is_ready(self) -> bool:
        return self._process.poll() is None

    def read(self, head: bytes, data: bytes, limits: Limits) -> RawTable:
        """The table; raises UnusableFileError with one sentence, whatever became of the process."""
        timer = Timer(limits.seconds, self._too_late)
        timer.start()
        try:
            heard = self._exchanged(head, data, limits.answer)
        finally:
            timer.cancel()
            self.end()
        return self._understood(heard)

    def end(self) -> None:
        """Ends the process and takes its folder away; again and again is as good as once."""
        with suppress(OSError):
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was not sent can't be sent any more
                if pipe:
                    pipe.close()
        self._process.wait()
        self._folder.cleanup()

    def _too_late(self) -> None:
        self._late = True
        self._process.kill()

    def _exchanged(self, head: bytes, data: bytes, most: int) -> bytes:
        sending, hearing = self._process.stdin, self._process.stdout
        if sending is None or hearing is None:
            return b""
        with suppress(OSError):  # it has ended already; what it said before is read all the same
            sending.write(head)
            sending.write(data)
            sending.close()
        heard = hearing.read(most)
        return b"" if hearing.read(1) else heard

    def _understood(self, heard: bytes) -> RawTable:
        try:
            found = wire.answered(memoryview(heard))
        except wire.BrokenAnswerError:
            found = f"ended with {self._process.returncode}"
        if isinstance(found, RawTable):
            return found
        _log.warning("A file could not be read: %s", "too late" if self._late else found)
        if self._late:
            raise UnusableFileError(_TOO_LONG)
        raise UnusableFileError(_TOO_MUCH if found.startswith("MemoryError") else _UNSAFE)


def ready() -> None:
    """Begins a process that waits for the next file, where none waits yet, so that reading it begins at once."""
    global _spare  # noqa: PLW0603 - the one that waits
    with _choosing:
        if _spare is None or not _spare.is_ready():
            if _spare:
                _spare.end()
            _spare = _Reader()


def read_table(data: bytes, name: str = "", sheet: str | None = None, limits: Limits = PAGE) -> RawTable:
    """As ``ingest.decode.read_table``, in a process of its own that can open no file and no connection."""
    refuse_too_large(data, limits)
    with _turns:
        return _taken().read(wire.request(name, sheet, limits, len(data)), data, limits)


def _taken() -> _Reader:
    global _spare
    with _choosing:
        reader, _spare = _spare, None
    if reader and not reader.is_ready():
        reader.end()
        reader = None
    return reader or _Reader()


def _end_spare() -> None:
    with _choosing:
        if _spare:
            _spare.end()


atexit.register(_end_spare)
