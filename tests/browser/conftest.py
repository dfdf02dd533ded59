"""A browser, two sizes of screen, and servers to look at; a page that complains or asks elsewhere fails its test."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

DEMO = Path(__file__).with_name("demo_map.py")
SIZES = {
    "desktop": {"viewport": {"width": 1440, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
PATIENCE = 30_000
"""Milliseconds: browsers draw in software here, and machines that run tests are busy."""

_ADDRESS = re.compile(r"http://\S+")
_APP = [sys.executable, "-m", "dashboard", "run", "--port", "0", "--demo"]
_SERVE_DEMO = (
    "import sys; from pathlib import Path; from dashboard.serve import run; run(port=0, script=Path(sys.argv[1]))"
)


@pytest.fixture(scope="session", autouse=True)
def _patience():
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def base_url():
    """No common address: every server of the tests has its own."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's browser where there is one, else Playwright's own.

    Only WebGL is drawn by the software that stands in for a graphics card: drawing whole pages with it takes longer.
    One process for all pages of a kept context compiles Streamlit's scripts once, not for every page.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    arguments = ["--enable-unsafe-swiftshader", "--process-per-site"]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "args": arguments + sandbox} | ({"executable_path": found} if found else {})


@pytest.fixture(params=[pytest.param("desktop", marks=pytest.mark.stress), "phone"])
def size(request):
    """ "phone" always, and "desktop" too by make stress, for a test that asks for it."""
    return request.param


@pytest.fixture
def browser_context_args(browser_context_args, request):
    """The screen of ``size`` where the test asks for sizes, else a desktop's; a Canadian English browser.

    The map jumps where it else would move: each picture on the way costs as much as the last one.
    """
    chosen = request.getfixturevalue("size") if "size" in request.fixturenames else "desktop"
    return {"locale": "en-CA", "reduced_motion": "reduce", **browser_context_args, **SIZES[chosen]}


@pytest.fixture(scope="session")
def kept_context(browser):
    """The context of some settings, made once; a page of it stays open so that the process of its scripts does."""
    kept = {}

    def of(settings, url):
        name = json.dumps(settings, sort_keys=True)
        if name not in kept:
            kept[name] = browser.new_context(**settings)
            kept[name].new_page().goto(url)
        return kept[name]

    yield of
    for context in kept.values():
        context.close()


@pytest.fixture
def context(kept_context, browser_context_args, app_url, request):
    """A context like a new one: no page, cookie, permission or stored word of another test is left in it."""
    if "fresh_app_url" in request.fixturenames:
        request.getfixturevalue("fresh_app_url")  # the pages are closed before the store is put back
    lent = kept_context(browser_context_args, f"{app_url}/health")
    yield lent
    _forget(lent)


def _forget(context):
    stays, *others = context.pages
    origins = {page.evaluate("origin") for page in others} - {"null"}
    for page in others:
        page.close()
    storage = context.new_cdp_session(stays)
    for origin in origins:
        storage.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    storage.detach()
    context.set_offline(False)
    context.clear_cookies()
    context.clear_permissions()
    context.set_geolocation(None)


@pytest.fixture
def page(context):
    """A page, watched: nothing in the console, no request to another server, no violated policy."""
    page = context.new_page()
    complaints = []
    page.on("console", lambda said: _is_complaint(said) and complaints.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("request", lambda asked: _is_elsewhere(asked.url) and complaints.append(f"asked elsewhere: {asked.url}"))
    page.set_default_timeout(PATIENCE)
    yield page
    assert complaints == []


def _is_complaint(said):
    """Whether the page complains: not when the browser remarks that it reads each drawing of the map for the screen."""
    return said.type in ("error", "warning") and "GPU stall due to ReadPixels" not in said.text


def _is_elsewhere(url):
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1"


@pytest.fixture(scope="session")
def app_home(founding_home, tmp_path_factory):
    """The home folder of the app that the tests share."""
    return shutil.copytree(founding_home, tmp_path_factory.mktemp("app") / "home")


@pytest.fixture(scope="session")
def app_url(app_home):
    """Address of the real app over a store of its own that holds the founding campaign; nothing is to be changed."""
    yield from _served(_APP, app_home.parent)


@pytest.fixture
def fresh_app_url(app_url, app_home, founding_home):
    """As ``app_url``, for a test that changes what is stored: in ``app_home``, put back when the test is over."""
    yield app_url
    _put_back(app_home / "dashboard.sqlite", founding_home / "dashboard.sqlite")


def _put_back(store, made):
    """Gives a store what it was made with, under a new revision: by that the server knows that it is another."""
    with closing(sqlite3.connect(store, timeout=60, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS made", (str(made),))
        connection.execute("BEGIN IMMEDIATE")
        (revision,) = connection.execute("SELECT revision FROM meta").fetchone()
        for (table,) in connection.execute("SELECT name FROM made.sqlite_schema WHERE type = 'table'").fetchall():
            connection.execute(f'DELETE FROM main."{table}"')
            connection.execute(f'INSERT INTO main."{table}" SELECT * FROM made."{table}"')
        connection.execute("UPDATE meta SET revision = ?", (revision + 1,))
        connection.execute("COMMIT")


@pytest.fixture
def own_app_url(founding_home, tmp_path):
    """As ``app_url``, of a server for one test alone: for what a server does besides its store."""
    shutil.copytree(founding_home, tmp_path / "home")
    yield from _served(_APP, tmp_path)


@pytest.fixture(scope="session")
def served():
    """Serves the real app over a folder with its home, as a context that gives the address; with more settings."""
    return contextmanager(lambda folder, **settings: _served(_APP, folder, **settings))


@pytest.fixture(scope="session")
def demo_url(tmp_path_factory):
    """Address of a page with nothing but a map of a small country."""
    yield from _served([sys.executable, "-c", _SERVE_DEMO, str(DEMO)], tmp_path_factory.mktemp("demo"))


def _served(command, home, **settings):
    log = home / "server.log"
    tests = str(Path(__file__).parents[1])
    environment = os.environ | {"DASHBOARD_HOME": str(home / "home"), "PYTHONPATH": tests} | settings
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True
        )  # fmt: skip
        try:
            found = next(filter(None, map(_ADDRESS.search, process.stdout)), None)
            assert found, log.read_text(encoding="utf-8")
            yield found[0]
        finally:
            process.terminate()
            process.communicate(timeout=60)
