"""The process that reads files: bytes in, tables of text out, and nothing else it could do.

It is warm before it is asked: its libraries are loaded and have been used once. Then it gives up every way to open
a file or a connection. Each file is read by a copy of its own (a fork), whose memory and time are bounded and which
ends with it; where a system has no forks the process itself reads one file and ends.
"""

import os
import sys
from contextlib import suppress

from dashboard.apart import wire
from dashboard.apart.samples import samples
from dashboard.errors import UnusableFileError
from dashboard.ingest.decode import read_pieces, read_table
from dashboard.ingest.limits import PAGE, Limits

_ANSWERED = 77
"""How a copy ends that has answered; libraries that end a process end it otherwise."""


def main() -> None:
    """Reads the files that come on standard input one after another, answers on standard output."""
    sys.stdout = sys.stderr
    for sample in samples():
        wire.answer(read_table(sample, "log.csv", None, PAGE))
    _be_silent()
    _shut()
    while head := sys.stdin.buffer.readline():
        if code := _read(*wire.requested(head)):
            sys.exit(code)


def _read(name: str, sheet: str | None, limits: Limits, size: int) -> int:
    """Reads one file and answers; 0 where this process can take another, else with what it ends."""
    data = sys.stdin.buffer.read(size)
    if not hasattr(os, "fork"):
        _answer(data, name, sheet, limits)
        return 1
    if (copy := os.fork()) == 0:
        try:
            _bound(limits)
            _answer(data, name, sheet, limits)
            os._exit(_ANSWERED)
        finally:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    return 0 if code == _ANSWERED else abs(code) or 1


def _answer(data: bytes, name: str, sheet: str | None, limits: Limits) -> None:
    try:
        for table in read_pieces(data, name, sheet, limits):
            _say(wire.answer(table))
        _say(wire.end())
    except UnusableFileError as error:
        _say(wire.refusal(error))
    except BaseException as error:  # noqa: BLE001 - a file that breaks us is told by where, never by its text
        _say(wire.fault(error))


def _say(parts: wire.Parts) -> None:
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(1, rest) :]


def _be_silent() -> None:
    """What goes wrong before there is a file is told in the log; after that it might quote what was read."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _shut() -> None:
    """No file and no connection can be opened from now on, nor a file written, and no dump shows what was read."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(kind, (0, 0))


def _bound(limits: Limits) -> None:
    import resource  # noqa: PLC0415 - where there are forks

    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    with suppress(ValueError, OSError):  # not every system bounds it
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


if __name__ == "__main__":
    main()
