"""The process itself: one request on standard input, steps and one answer as lines of JSON on standard output.

A request is a line of JSON (``do``: "load" or "refresh", and its options) followed by the files' bytes, so that nothing
of a file ever lies on a disk under a name that somebody else chose. Memory and time are bounded.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable
from datetime import date
from typing import IO, Any

from dashboard.apart import work
from dashboard.errors import DashboardError

_MOST_MEMORY = 6_000_000_000
_MOST_SECONDS = 800
_FAULT = "Something went wrong on our side ({kind}); nothing was changed: try again, or report it."


def main() -> None:
    """Reads the request, does it, answers."""
    _bound()
    request, files = _request(sys.stdin.buffer)
    tell = _teller()
    try:
        tell({"told": work.do(request, files, tell)})
    except DashboardError as error:
        tell({"failed": str(error)})
    except MemoryError:
        tell({"failed": "This needs more memory than it may take; nothing was changed: load a smaller file."})
    except Exception as error:  # noqa: BLE001 - the last line of defence: a person gets a sentence, the log the place
        sys.stderr.write("".join(traceback.format_tb(error.__traceback__)) + f"{type(error).__name__}\n")
        tell({"failed": _FAULT.format(kind=type(error).__name__)})


def _request(source: IO[bytes]) -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
    request = json.loads(source.readline())
    return request, [(file["name"], source.read(file["size"])) for file in request["files"]]


def _teller() -> Callable[[dict[str, Any]], None]:
    """A way to say a line; whatever else a library prints goes to the log and not between the lines."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def tell(said: dict[str, Any]) -> None:
        answers.write(json.dumps(said, default=_day) + "\n")
        answers.flush()

    return tell


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _bound() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))


if __name__ == "__main__":
    main()
