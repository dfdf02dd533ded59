"""A million rows by `dashboard import`, and again, against the floor: the same file by pandas to SQLite."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from builders import FOUNDING
from generate import action_log
from processes import COMMANDS, family

pytestmark = pytest.mark.bench

ROWS, TIMES, AGAIN, MOST_MEMORY = 1_000_000, 6, 1.0, 1_500_000_000
MORE, MANY, MEMORY_FOR_MANY = 3_000_000, 10_000_000, 2_000_000_000
FLOOR = """
import sqlite3, sys, pandas
table = pandas.read_csv(sys.argv[1])
with sqlite3.connect(sys.argv[2]) as connection:
    table.to_sql("actions", connection, index=False)
"""


class Run:
    """A command that has ended: its words, the processor seconds and the most memory of all its processes together."""

    def __init__(self, *command, home=""):
        self.memory, self._over = 0, threading.Event()
        before = os.times()
        environment = os.environ | ({"DASHBOARD_HOME": str(home)} if home else {})
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )  # fmt: skip
        watch = threading.Thread(target=self._watch, args=(process.pid,))
        watch.start()
        self.out, self.told = process.communicate()
        self._over.set()
        watch.join()
        assert process.returncode in (0, 3), self.told
        after = os.times()
        self.seconds = sum(after[2:4]) - sum(before[2:4])

    def _watch(self, pid):
        while not self._over.wait(0.1):
            self.memory = max(self.memory, sum(map(_resident, family(pid))))


def _resident(pid):
    """Bytes of a process, those that several share parted among them; 0 of one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def importing(folder, rows):
    """The command that imports a log of so many rows, and the home folder to do so in."""
    log, home = folder / "log.csv", folder / "home"
    log.write_bytes(action_log(rows, 7))
    Run(str(COMMANDS / "dashboard"), "campaign", "load", str(FOUNDING), home=home)
    return log, home, (str(COMMANDS / "dashboard"), "import", str(log), "--campaign", FOUNDING.name, "--json")


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The floor, the import, and the import of the same file again."""
    folder = tmp_path_factory.mktemp("import")
    log, home, command = importing(folder, ROWS)
    floor = Run(sys.executable, "-c", FLOOR, str(log), str(folder / "floor.sqlite"))
    return floor, Run(*command, home=home), Run(*command, home=home)


def test_a_million_rows_come_in_within_six_times_the_floor(runs):
    floor, first, _ = runs
    times = first.seconds / floor.seconds
    told = f"{first.seconds:.1f} s of processors, floor {floor.seconds:.1f} s: {times:.2f} times"
    sys.stdout.write(f"\n{ROWS:,} rows by command: {told}; {first.memory / 1e6:,.0f} MB\n")
    assert json.loads(first.out)["added"] == ROWS
    assert times <= TIMES
    assert first.memory < MOST_MEMORY


def test_the_same_rows_again_are_all_there_and_take_no_longer(runs):
    _, first, again = runs
    sys.stdout.write(f"\nthe same again: {again.seconds:.1f} s of processors, {again.memory / 1e6:,.0f} MB\n")
    found = json.loads(again.out)
    assert (found["added"], found["duplicate"]) == (0, ROWS)
    assert again.seconds <= AGAIN * first.seconds
    assert again.memory < MOST_MEMORY


def test_memory_grows_so_slowly_that_ten_million_rows_come_in_too(runs, tmp_path):
    _, home, command = importing(tmp_path, MORE)
    more = Run(*command, home=home)
    a_row = (more.memory - runs[1].memory) / (MORE - ROWS)
    expected = more.memory + a_row * (MANY - MORE)
    told = f"{more.memory / 1e6:,.0f} MB, {a_row:.0f} bytes a row, {expected / 1e6:,.0f} MB for {MANY:,}"
    sys.stdout.write(f"\n{MORE:,} rows by command: {more.seconds:.1f} s of processors, {told}\n")
    assert json.loads(more.out)["added"] == MORE
    assert expected < MEMORY_FOR_MANY


def test_each_step_is_told_on_standard_error_as_it_begins(runs):
    _, first, _ = runs
    steps = ["Reading log.csv.", "Understanding 1,000,000 rows.", "Comparing 1,000,000 rows with what is known.",
             "Keeping what is new of 1,000,000 rows."]  # fmt: skip
    assert first.told.splitlines() == steps
