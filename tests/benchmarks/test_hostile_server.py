"""While hostile files come in one after another, everybody else is answered and the server stays small."""

import re
import statistics
import sys
import time
from pathlib import Path
from threading import Event, Thread

import processes
import pytest
import session
from builders import FOUNDING
from hostile.corpus import FILES

from dashboard.cli.folders import load_folder
from dashboard.store import Store

pytestmark = pytest.mark.stress
PROMPT, MEGABYTE, GROWTH = 3.0, 1_000_000, 256
QUIET = 0.1
"""Seconds that a choice on the Map page takes at most where the machine has nothing else to do."""
GOOD = b"date,tactic,quantity,target\n2020-11-24,call,3,marco-mendicino\n"


@pytest.fixture
def server(tmp_path):
    """The real app over the founding campaign, warm, with a first good file read."""
    home = tmp_path / "home"
    home.mkdir()
    with Store.open(f"sqlite:///{home / 'dashboard.sqlite'}") as store:
        load_folder(store, FOUNDING, example=True)
    with processes.app(home) as running:
        session.first_page(running)
        yield running


def megabytes(pid, what):
    """What the system says of the memory of a process, 0 where it has ended."""
    try:
        told = re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    except OSError:
        return 0
    return int(told[1]) * 1024 / MEGABYTE if told else 0


class Watched(Thread):
    """Somebody else who uses the Map page all the time, and what the server takes meanwhile."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.done = server, Event()
        self.waits, self.largest, self.largest_reader = [], 0, 0

    def run(self):
        with session.connected(self.server) as other:
            other.open()
            while not self.done.wait(0.05):
                self.waits.append(other.choose("Tactic", ("Call", "All tactics")[len(self.waits) % 2]).seconds)
                own, *readers = processes.family(self.server.process.pid)
                self.largest = max(self.largest, megabytes(own, "VmRSS"))
                self.largest_reader = max([self.largest_reader, *(megabytes(one, "VmHWM") for one in readers)])


def told_of(server, file):
    """Seconds until the page has told what became of a file, and all it said."""
    data = file.make()
    with session.connected(server) as one:
        one.open(page="upload")
        begun = time.perf_counter()
        run = one.upload(server, file.name, data)
        return time.perf_counter() - begun, run.texts


def tells(file, texts):
    """Whether the page says why a file is refused; one without a day or tactic is asked about its columns."""
    return "No column" in file.told or any(re.search(file.told, text) for text in texts)


def test_others_are_answered_and_memory_stays_while_hostile_files_come_in(server):
    files = [file for file in FILES if "26 MB" not in file.about]  # which the server does not even take
    with session.connected(server) as first:
        first.open(page="upload")
        first.upload(server, "log.csv", GOOD)
    watched = Watched(server)
    watched.start()
    time.sleep(5)
    quiet, before = statistics.median(watched.waits), watched.largest
    seconds = {}
    for file in files:
        seconds[file.about], told = told_of(server, file)
        assert not file.is_refused or tells(file, told), (file.about, told)
    watched.done.set()
    watched.join(60)
    refused = {file.about: seconds[file.about] for file in files if file.is_refused}
    grown, busy = watched.largest - before, max(1.0, quiet / QUIET)
    slowest = ", ".join(f"{about} {seconds[about]:.1f}" for about in sorted(seconds, key=seconds.get)[-12:])
    sys.stdout.write(
        f"\n{len(files)} files; others waited {max(watched.waits):.2f} s at most, {quiet:.2f} s when nothing came in "
        f"({busy:.1f} times as slow as a quiet machine); the server grew by {grown:.0f} MB from {before:.0f}, the "
        f"largest reader had {watched.largest_reader:.0f}; slowest: {slowest}\n"
    )
    assert max(watched.waits) < PROMPT * busy
    assert max(refused.values()) < PROMPT * busy, max(refused, key=refused.get)
    assert grown < GROWTH
