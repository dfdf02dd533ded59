"""A browser, two sizes of screen, and servers to look at; a page that complains or asks elsewhere fails its test."""

import os
import re
import shutil
import subprocess
import sys
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
_APP = [sys.executable, "-m", "dashboard", "run", "--port", "0", "--demo"]
_SERVE_DEMO = (
    "import sys; from pathlib import Path; from dashboard.serve import run; run(port=0, script=Path(sys.argv[1]))"
)


@pytest.fixture(scope="session")
def base_url():
    """No common address: every server of the tests has its own."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's browser where there is one, else Playwright's own; WebGL is drawn in software."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    software = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "args": software + sandbox} | ({"executable_path": found} if found else {})


@pytest.fixture(params=SIZES)
def size(request):
    """ "desktop" or "phone"; a test that asks for it runs in both."""
    return request.param


@pytest.fixture
def browser_context_args(browser_context_args, request):
    """The screen of ``size`` where the test asks for sizes, else a desktop's; a Canadian English browser."""
    chosen = request.getfixturevalue("size") if "size" in request.fixturenames else "desktop"
    return {"locale": "en-CA", **browser_context_args, **SIZES[chosen]}


@pytest.fixture
def page(page):
    """Playwright's page, watched: nothing in the console, no request to another server, no violated policy."""
    complaints = []
    page.on(
        "console", lambda said: said.type in ("error", "warning") and complaints.append(f"{said.type}: {said.text}")
    )
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("request", lambda asked: _is_elsewhere(asked.url) and complaints.append(f"asked elsewhere: {asked.url}"))
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    yield page
    assert complaints == []


def _is_elsewhere(url):
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1"


@pytest.fixture(scope="session")
def app_url(tmp_path_factory):
    """Address of the real app over a store of its own that holds the founding campaign."""
    yield from _served(_APP, tmp_path_factory.mktemp("app"))


@pytest.fixture
def fresh_app_url(tmp_path):
    """As ``app_url``, for one test alone, which may change what is stored."""
    yield from _served(_APP, tmp_path)


@pytest.fixture(scope="session")
def demo_url(tmp_path_factory):
    """Address of a page with nothing but a map of a small country."""
    yield from _served([sys.executable, "-c", _SERVE_DEMO, str(DEMO)], tmp_path_factory.mktemp("demo"))


def _served(command, home):
    log = home / "server.log"
    tests = str(Path(__file__).parents[1])
    environment = os.environ | {"DASHBOARD_HOME": str(home / "home"), "PYTHONPATH": tests}
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
            process.communicate(timeout=20)
