"""A hundred thousand rows through the Upload page: from putting the file there to the receipt of what was kept."""

import shutil
import sys
import time

import processes
import pytest
import session
from generate import action_log

from dashboard.store import Store

pytestmark = pytest.mark.bench

ROWS, SECONDS, FIRST_WORD = 100_000, 10.0, 1.0


@pytest.fixture(scope="module")
def kept(founding_home, tmp_path_factory):
    """The runs of the page with the file and with its button pressed, the seconds of both, and the home folder.

    They are told by the clock and of the server's processors: only the latter are the same beside other work.
    """
    home = tmp_path_factory.mktemp("upload") / "home"
    shutil.copytree(founding_home, home)
    log = action_log(ROWS, 11)
    with processes.app(home) as server:
        session.first_page(server)
        with session.connected(server) as page:
            page.open(page="upload")
            server.rest()
            before, begin = server.processor_seconds(), time.perf_counter()
            preview = page.upload(server, "log.csv", log)
            receipt = page.press(f"Keep {ROWS:,} action rows")
            waited, spent = time.perf_counter() - begin, server.processor_seconds() - before
    return preview, receipt, waited, spent, home


def test_a_hundred_thousand_rows_are_kept_within_ten_seconds(kept):
    preview, receipt, waited, spent, home = kept
    told = f"preview {preview.seconds:.1f} s, receipt {receipt.seconds:.1f} s"
    sys.stdout.write(f"\n{ROWS:,} rows at the page: {waited:.1f} s, {spent:.1f} of processors ({told})\n")
    with Store.open(f"sqlite:///{home / 'dashboard.sqlite'}") as store:
        newest = store.uploads(None).iloc[-1]
    assert (newest["kind"], newest["added"], newest["state"]) == ("file", ROWS, "active")
    assert spent < SECONDS


def test_a_step_is_told_within_a_second_of_each_click(kept):
    preview, receipt, *_ = kept
    assert preview.steps[0][1] == "Reading the file"
    assert receipt.steps[0][1].startswith("Comparing its rows")
    assert max(run.steps[0][0] for run in (preview, receipt)) < FIRST_WORD
