"""Servers in child processes, measured from outside: until when they start and what processor time they take."""

import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 120
COMMANDS = Path(sys.executable).parent
"""Where the commands of this environment lie."""

_ADDRESS = re.compile(r"http://\S+?:(\d+)")
_PROCESSOR_CLOCK = 2
"""The system's name for the clock that counts the processor time of a process; see clock_getcpuclockid(3)."""


class Server:
    """A running server: its port, and the processor time it and its children have taken."""

    def __init__(self, process, port):
        self.process = process
        self.port = port

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def processor_seconds(self):
        """Seconds of all threads, also of those that have ended, to the microsecond."""
        return sum(time.clock_gettime((~pid << 3) | _PROCESSOR_CLOCK) for pid in family(self.process.pid))

    def rest(self):
        """Returns once the server has stopped working, so that what a run leaves behind counts as that run's."""
        before, deadline = self.processor_seconds(), time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            time.sleep(0.03)
            now = self.processor_seconds()
            if now - before < 0.0015:
                return
            before = now


@contextmanager
def app(home, *, environment=None, interpreter=()):
    """The real app over a filled home folder; its port is known once it says its address."""
    command = [*interpreter, str(COMMANDS / "dashboard"), "run", "--port", "0"]
    more = {"DASHBOARD_HOME": str(home), "DASHBOARD_LANGUAGE": "en"} | (environment or {})
    with _running(command, home, more) as process:
        found = next(filter(None, map(_ADDRESS.search, process.stdout)), None)
        assert found, (Path(home).parent / "server.log").read_text(encoding="utf-8")
        yield Server(process, int(found[1]))


@contextmanager
def streamlit(home, *arguments):
    """What Streamlit itself serves for these arguments; returns as soon as its process is begun."""
    port = _free_port()
    options = ("--server.headless=true", f"--server.port={port}", "--server.address=127.0.0.1",
               "--server.fileWatcherType=none", "--browser.gatherUsageStats=false")  # fmt: skip
    command = [str(COMMANDS / "streamlit"), *arguments, *options]
    with _running(command, home, {"DASHBOARD_HOME": str(home)}) as process:
        yield Server(process, port)


@contextmanager
def _running(command, home, more):
    """A child process, stopped at the end; what it complains of is kept beside its home folder."""
    with (Path(home).parent / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, cwd=Path(home).parent, env=os.environ | more, stdout=subprocess.PIPE, stderr=log, text=True
        )  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=20)


def family(pid):
    """A process and all its descendants."""
    yield pid
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        for child in _children(thread):
            yield from family(child)


def _children(thread):
    """The processes that a thread began, none once it has ended."""
    try:
        return [int(child) for child in (thread / "children").read_text().split()]
    except OSError:
        return []


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]
