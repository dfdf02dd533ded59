"""The process that reads one file: bytes in, a table of text out, and nothing else it could do.

It is warm before it is asked: its libraries are loaded and have been used once. Then it gives up every way to open
a file or a connection, and its memory and time are bounded; after one file it ends.
"""

import os
import sys
from collections.abc import Callable

from dashboard.apart import wire
from dashboard.errors import UnusableFileError
from dashboard.ingest.decode import read_table
from dashboard.ingest.limits import PAGE, Limits

_WARMING = (b"date,tactic\n2020-11-24,call\n", b'[{"date": "2020-11-24", "tactic": "call"}]')


def main() -> None:
    """Reads the file that comes on standard input, answers on standard output."""
    sys.stdout = sys.stderr
    for sample in _WARMING:
        wire.answer(read_table(sample, "log.csv", None, PAGE))
    import python_calamine  # noqa: F401, PLC0415 - nothing can be loaded any more once a file is there

    _shut()
    head = sys.stdin.buffer.readline()
    if not head:  # the server ended, or needs no more of us
        return
    name, sheet, limits, size = wire.requested(head)
    _bound(limits)
    _answer(lambda: sys.stdin.buffer.read(size), name, sheet, limits)


def _answer(data: Callable[[], bytes], name: str, sheet: str | None, limits: Limits) -> None:
    try:
        parts = wire.answer(read_table(data(), name, sheet, limits))
    except UnusableFileError as error:
        parts = (wire.refusal(error), b"")
    except BaseException as error:  # noqa: BLE001 - a file that breaks us is told by where, never by its text
        parts = (wire.fault(error), b"")
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(1, rest) :]


def _shut() -> None:
    """No file and no connection can be opened from now on, nor a file written, and no dump shows what was read."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(kind, (0, 0))


def _bound(limits: Limits) -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    except (ValueError, OSError):  # not every system bounds it
        return


if __name__ == "__main__":
    main()
