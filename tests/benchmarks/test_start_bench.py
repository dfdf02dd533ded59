"""From the command to the first page, against Streamlit's own hello page; what must not be read on the way."""

import sys
import time
from statistics import median

import pytest
import session
from processes import app, streamlit

pytestmark = pytest.mark.bench

TIMES, STARTS = 1.3, 5
NOT_NEEDED = ("geopandas", "plotly.express", "scipy", "shapely", "pandera", "matplotlib")


def _seconds(serving):
    """Seconds from the command until the page was delivered and its script had finished."""
    begin = time.perf_counter()
    with serving() as server:
        session.first_page(server)
        return time.perf_counter() - begin


def test_the_first_page_comes_about_as_soon_as_streamlits_own(full_home):
    servings = (lambda: app(full_home), lambda: streamlit(full_home, "hello"))
    times = [[], []]
    for _ in range(STARTS + 1):
        for taken, serving in zip(times, servings, strict=True):
            taken.append(_seconds(serving))
    mine, theirs = (median(taken[1:]) for taken in times)  # the first of each reads the disk
    sys.stdout.write(f"\nstart {mine:.2f} s, Streamlit's hello {theirs:.2f} s: {mine / theirs:.2f} times\n")
    for name, taken in zip(("ours", "hello"), times, strict=True):
        sys.stdout.write(f"{name}: {', '.join(f'{spent:.2f}' for spent in taken)} s\n")
    assert mine <= TIMES * theirs


def test_the_first_page_reads_no_library_it_does_not_need(full_home):
    with app(full_home, interpreter=(sys.executable, "-X", "importtime")) as server:
        session.first_page(server)
    told = (full_home.parent / "server.log").read_text(encoding="utf-8")
    read = {line.rsplit("|", 1)[-1].strip() for line in told.splitlines() if line.startswith("import time:")}
    assert "streamlit" in read
    assert read.isdisjoint(NOT_NEEDED)
