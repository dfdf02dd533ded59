"""The server listens before its store is ready; pages wait, and what is wrong with the store is told by the command."""

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from dashboard import gate
from dashboard.errors import StoreError
from dashboard.warming import Warming


def started(warming, then):
    async def run():
        async with warming.lifespan(None):
            return await asyncio.to_thread(then)

    with ThreadPoolExecutor(1) as apart:  # a browser's tests leave a loop running in the thread of the tests
        return apart.submit(asyncio.run, run()).result()


def test_pages_wait_until_the_store_is_ready():
    go, seen = Event(), []

    def prepare():
        go.wait(10)
        seen.append("ready")

    def page():
        go.set()
        gate.wait()
        return list(seen)

    assert started(Warming(prepare, with_data=False), page) == ["ready"]


def test_a_store_that_cannot_be_made_ready_stops_the_server_and_lets_nobody_wait():
    stopped = Event()

    def prepare():
        message = "The store is locked: try again."
        raise StoreError(message)

    warming = Warming(prepare, with_data=False)
    warming.stop = stopped.set
    assert started(warming, lambda: stopped.wait(10) and gate.wait() is None)
    assert isinstance(warming.failed, StoreError)


def test_the_command_tells_in_one_line_why_the_store_cannot_be_used(tmp_path):
    environment = os.environ | {"DASHBOARD_HOME": str(tmp_path), "DASHBOARD_DATABASE_URL": "nonsense://nowhere"}
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "run", "--port", "0"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "nonsense" in done.stderr or "address" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_reads_no_table_library_before_it_listens():
    code = "import sys, dashboard.cli, dashboard.serve; print({'pandas', 'sqlalchemy', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "set()"
