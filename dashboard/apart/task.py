"""One piece of work in a process of its own: started, watched, and ended in time. The server does one at once."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from threading import Lock, Thread, Timer
from typing import Any

from dashboard import config
from dashboard.errors import DashboardError

_COMMAND = [sys.executable, "-P", "-m", "dashboard.apart"]
_MOST_SECONDS = 900

_CUT_SHORT = "This took more time or memory than it may, or was stopped; nothing was changed: load smaller files."

_beginning = Lock()
_current: "Task | None" = None


class BusyError(DashboardError):
    """Another load or refresh is under way."""


class Task:
    """What a process has told so far: ``steps`` one after another; once ``done`` either ``told`` or ``failed``."""

    def __init__(self, request: Mapping[str, Any], files: Sequence[tuple[str, bytes]], stamp: object) -> None:
        self.does, self.stamp = str(request["do"]), stamp
        self.steps: list[dict[str, Any]] = []
        self.told: list[dict[str, Any]] = []
        self.failed = ""
        self.done = False
        sizes = [{"name": name, "size": len(data)} for name, data in files]
        self._head = json.dumps({**request, "files": sizes}).encode() + b"\n"
        self._data = [data for _, data in files]
        self._thread = Thread(target=self._run, name="apart", daemon=True)
        self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Returns once it is done, or after so many seconds."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._work()
        except (OSError, ValueError):  # it can't be begun, or what it says breaks off
            self.failed = _CUT_SHORT
        finally:
            self._data = []
            self.done = True

    def _work(self) -> None:
        environment = os.environ | {"DASHBOARD_HOME": str(config.home())}
        answered = False
        with subprocess.Popen(  # noqa: S603 - our own module
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        ) as process:
            timer = Timer(_MOST_SECONDS, process.kill)
            timer.start()
            try:
                self._send(process)
                for line in process.stdout or ():
                    answered |= self._hear(line)
            finally:
                timer.cancel()
        if not answered:
            self.failed = _CUT_SHORT

    def _send(self, process: "subprocess.Popen[bytes]") -> None:
        if process.stdin is None:
            return
        with suppress(BrokenPipeError):  # it has ended already; what it said before is read all the same
            for part in (self._head, *self._data):
                process.stdin.write(part)
            process.stdin.close()

    def _hear(self, line: bytes) -> bool:
        """Takes in what the process says; whether that was its last word."""
        said = json.loads(line)
        if "step" in said:
            self.steps.append(said)
            return False
        self.told, self.failed = said.get("told", []), said.get("failed", "")
        return True


def start(request: Mapping[str, Any], files: Sequence[tuple[str, bytes]] = (), stamp: object = None) -> Task:
    """Begins a load (with the files' names and bytes) or a refresh; raises BusyError while another is under way.

    What is asked for again by the same ``stamp`` while it is under way is begun once: the task is that of the first.
    """
    global _current  # noqa: PLW0603 - the one task of this server
    with _beginning:
        if _current and not _current.done and stamp is not None and _current.stamp == stamp:
            return _current
        if _current and not _current.done:
            message = "Another load or refresh is under way: wait until it is done, then try again."
            raise BusyError(message)
        _current = Task(request, files, stamp)
        return _current


def running() -> Task | None:
    """The task that is under way, whoever began it."""
    task = _current
    return task if task and not task.done else None
