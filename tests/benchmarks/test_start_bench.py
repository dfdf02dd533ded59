"""From the command to the first page, against Streamlit's own hello page; what must not be read on the way."""

import sys
import time
import urllib.request
from statistics import median

import pytest
import session
from processes import app, streamlit

pytestmark = pytest.mark.bench

TIMES, STARTS = 1.3, 5
"""The budget, for the founding campaign and for a full-size store alike: no looser for the one that misses it."""

NOT_NEEDED = ("geopandas", "plotly.express", "scipy", "shapely", "pandera", "matplotlib")
SHOWN = "[data-testid=stApp][data-test-script-state=notRunning] [data-testid=stMain] [data-testid=stElementContainer]"
"""Something of the page itself, whose script has finished."""


def _start(browser, serving):
    """Seconds from the command until the page was delivered, and until its script had finished and it was shown."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        begin = time.perf_counter()
        with serving() as server:
            _get(server.address)
            delivered = time.perf_counter() - begin
            page.goto(server.address, wait_until="commit")
            page.wait_for_selector(SHOWN, state="attached", timeout=60_000)
            return delivered, time.perf_counter() - begin


def _get(address):
    """Asks until a server answers with its page."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as page:
                page.read()
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


@pytest.fixture(scope="module")
def starts(browser, founding_home, full_home):
    """Pairs of seconds by start, the servers taking turns: delivered, shown."""
    servings = {
        "founding campaign": lambda: app(founding_home),
        "full size": lambda: app(full_home),
        "hello": lambda: streamlit(full_home, "hello"),
    }
    taken = {name: [] for name in servings}
    for _ in range(STARTS + 1):
        for name, serving in servings.items():
            taken[name].append(_start(browser, serving))
    return {name: times[1:] for name, times in taken.items()}  # the first of each reads the disk


@pytest.mark.parametrize("place", [0, 1], ids=["delivered", "shown"])
@pytest.mark.parametrize("store", ["founding campaign", "full size"])
def test_the_first_page_comes_about_as_soon_as_streamlits_own(starts, store, place):
    mine, theirs = (median(times[place] for times in starts[name]) for name in (store, "hello"))
    what = ("delivered", "shown in a browser")[place]
    sys.stdout.write(f"\n{store}, first page {what}: {mine:.2f} s, hello {theirs:.2f} s: {mine / theirs:.2f} times\n")
    for name in (store, "hello"):
        sys.stdout.write(f"{name}: {', '.join(f'{pair[place]:.2f}' for pair in starts[name])} s\n")
    assert mine <= theirs * TIMES


def test_the_first_page_reads_no_library_it_does_not_need(full_home):
    with app(full_home, interpreter=(sys.executable, "-X", "importtime")) as server:
        session.first_page(server)
    told = (full_home.parent / "server.log").read_text(encoding="utf-8")
    read = {line.rsplit("|", 1)[-1].strip() for line in told.splitlines() if line.startswith("import time:")}
    assert {"streamlit", "dashboard.snapshot"} <= read
    assert read.isdisjoint(NOT_NEEDED)
