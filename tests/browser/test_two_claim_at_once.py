"""Two browsers, each on a server of its own over one store, claim an office at the same moment: one of them gets it."""

import re
import shutil
from contextlib import ExitStack

import pytest
from builders import FOUNDING
from playwright.sync_api import expect

from dashboard.cli.folders import load_folder
from dashboard.store import Store

SLUG = "renew-pgwp-2020"
GROUPS = ("East end", "West end")
CLICK = "([mark, at]) => setTimeout(() => document.querySelector(mark).click(), at - Date.now())"
BUTTON = ".st-key-claim-card-0 button"
AHEAD = 500
"""Milliseconds from now to the moment of both clicks: time to tell both browsers of it."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request, founding_home, tmp_path_factory):
    """The store of both servers, with the founding campaign in it."""
    if request.param == "postgresql":
        address = request.getfixturevalue("new_database")()
        with Store.open(address) as opened:
            load_folder(opened, FOUNDING)
    else:
        home = shutil.copytree(founding_home, tmp_path_factory.mktemp("shared") / "home")
        address = f"sqlite:///{home / 'dashboard.sqlite'}"
    with Store.open(address) as opened:
        yield address, opened


@pytest.fixture(scope="module")
def servers(store, served, tmp_path_factory):
    """Addresses of two servers over one store."""
    address, _ = store
    with ExitStack() as stack:
        folders = [tmp_path_factory.mktemp(f"server-{number}") for number in range(2)]
        yield [stack.enter_context(served(folder, DASHBOARD_DATABASE_URL=address)) for folder in folders]


@pytest.fixture
def pages(servers, browser):
    """The Plan page of each server in a browser of its own, with a pseudonym filled in."""
    with ExitStack() as stack:
        pages = []
        for url, group in zip(servers, GROUPS, strict=True):
            context = stack.enter_context(browser.new_context(locale="en-CA", reduced_motion="reduce"))
            page = context.new_page()
            page.goto(f"{url}/plan?to=2020-11-30")
            page.get_by_label("Who goes").fill(group)
            page.get_by_label("Who goes").press("Enter")
            pages.append(page)
        yield pages


def test_exactly_one_gets_the_office_and_the_other_is_told_who_has_it(pages, store):
    for page in pages:
        expect(page.locator(BUTTON)).to_be_visible()
    at = pages[0].evaluate("Date.now()") + AHEAD
    for page in pages:
        page.evaluate(CLICK, [BUTTON, at])
    notes = [page.get_by_text(re.compile(r"1 office claimed for 7 days\.|has it already\.")) for page in pages]
    for note in notes:
        expect(note).to_be_visible()
    address, opened = store
    claims = opened.claims(SLUG)
    assert claims[["office_id", "state"]].to_numpy().tolist() == [["mendicino-constituency", "open"]], address
    winner = GROUPS.index(claims["who"].iloc[0])
    expect(notes[winner]).to_have_text("1 office claimed for 7 days.")
    office = "Marco Mendicino, 511 Lawrence Avenue, Toronto, ON"
    expect(notes[1 - winner]).to_have_text(f"{office}: {GROUPS[winner]} has it already.")
    for page in pages:
        expect(page.get_by_text("1. Marco Mendicino", exact=True)).to_have_count(0)
