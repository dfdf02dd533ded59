"""What people could type to make a page do something: in a browser, on every page, in both languages, nothing does."""

import csv
import io
import os
import subprocess
import sys
from urllib.request import urlopen

import pytest
from hostile.payloads import ELSEWHERE, PAYLOADS
from test_app import PAGES, settled

pytestmark = pytest.mark.stress
SLUG = "renew-pgwp-2020"
MADE = (
    f"img[src*='{ELSEWHERE}'], img[src='x'], script[src*='{ELSEWHERE}'], a[href*='{ELSEWHERE}'], a[href^='javascript'],"
    "svg[onload], iframe[srcdoc], object, a[href^='data:text'], [style*='127.0.0.2']"
)
"""Elements that only a payload could have made."""


def log():
    """A log that says every payload wherever something can be said."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["date", "tactic", "quantity", "target", "office", "note", "group", "place", "private_note"])
    for payload in PAYLOADS.values():
        rows.writerow(["2020-12-10", "call", 3, "marco-mendicino", "", payload, payload, payload, payload])
        rows.writerow(["2020-12-11", "call", 3, payload, payload, payload, payload, payload, payload])
    return text.getvalue()


@pytest.fixture
def hostile_url(fresh_app_url, tmp_path):
    """The real app, in whose store every text is a payload."""
    home = {"DASHBOARD_HOME": str(tmp_path / "home")}
    urlopen(f"{fresh_app_url}/ready", timeout=120).close()  # by then it has its campaign
    path = tmp_path / "log.csv"
    path.write_text(log(), encoding="utf-8", newline="")
    command = [sys.executable, "-m", "dashboard", "import", str(path), "--campaign", SLUG]
    assert subprocess.run(command, env=os.environ | home, check=False).returncode == 3
    name = " ".join(list(PAYLOADS.values())[:6])
    command = [*command[:3], "campaign", "create", "payload", "--name", name, "--post", name, "--starts", "2020-01-01"]
    assert subprocess.run(command, env=os.environ | home, check=False).returncode == 0
    return fresh_app_url


def nothing_came_alive(page):
    settled(page)
    assert page.locator(MADE).evaluate_all("found => found.map(one => one.outerHTML)") == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_payload_is_active_on_any_page(page, hostile_url, language):
    page.on("dialog", lambda dialog: pytest.fail(f"a payload spoke: {dialog.message}"))
    day = f"campaign={SLUG}&lang={language}&day=2020-12-10"
    for name in PAGES:
        page.goto(f"{hostile_url}/{name}?{day}")
        nothing_came_alive(page)
    page.goto(f"{hostile_url}/pressure?campaign=payload&lang={language}")
    nothing_came_alive(page)
    page.goto(f"{hostile_url}/targets?{day}&person=marco-mendicino")
    nothing_came_alive(page)
    page.goto(f"{hostile_url}/upload?{day}")
    settled(page)
    field = page.get_by_test_id("stFileUploader").locator("input[type=file]")
    again = log().replace("-12-", "-11-").encode()
    field.set_input_files({"name": "<img src=x onerror=alert(1)>.csv", "mimeType": "text/csv", "buffer": again})
    page.get_by_role("button", name="Keep" if language == "en" else "Conserver").first.wait_for()
    nothing_came_alive(page)
