"""The Log page on a phone, with one thumb and a bad signal: three taps, each entry once, nothing lost."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from dashboard.store import Store

SLUG = "renew-pgwp-2020"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PETERBOROUGH = {"latitude": 44.3091, "longitude": -78.3197}
TORONTO = {"latitude": 43.7191, "longitude": -79.4352}
PATIENCE = 60_000


@pytest.fixture
def size():
    """The Log page is for phones; every test here that asks for a size has a phone's."""
    return "phone"


@pytest.fixture
def store(fresh_app_url, app_home):
    assert fresh_app_url
    with Store.open(f"sqlite:///{app_home / 'dashboard.sqlite'}") as opened:
        yield opened


@pytest.fixture
def form(page, fresh_app_url, size, store):
    """The form of a store of this test's own, open on a phone."""
    assert (size, store) != ("", None)
    return Form(page, fresh_app_url)


def logged(store):
    """What the Log page has added to the campaign: tactic, outcome, how many."""
    actions = store.actions(SLUG)
    actions = actions[actions["action_id"].str.startswith("log-")].sort_values("upload_id")
    return list(zip(actions["tactic"], actions["outcome"], actions["quantity"], strict=True))


class Form:
    """The form as a thumb knows it; ``taps`` counts."""

    def __init__(self, page, url, **address):
        self.page, self.taps = page, 0
        page.goto(f"{url}/log?{'&'.join(f'{name}={value}' for name, value in address.items())}")
        self.ready()

    def ready(self):
        self.box = self.page.locator(".field-log")
        expect(self.box.locator(".tactic").first).to_be_visible()

    def tap(self, name, **more):
        target = self.box.get_by_role("button", name=name, exact=True, **more)
        target.tap()
        self.taps += 1

    def tap_office(self, name=""):
        self.box.locator(".office").filter(has_text=name).first.tap()
        self.taps += 1

    def said(self, text):
        expect(self.box.locator(".news li").filter(has_text=text)).to_be_visible(timeout=PATIENCE)

    def sent(self):
        expect(self.box).to_have_attribute("data-waiting", "0", timeout=PATIENCE)


def test_three_taps_from_opening_the_page_and_back_for_the_next(form, store):
    form.tap_office("Mendicino")
    form.tap("Posters")
    form.tap("Log 10")
    assert form.taps == 3
    form.said("Logged: 10 posters, Marco Mendicino's constituency office.")
    form.tap("Call")
    form.tap("Voicemail left")
    assert form.taps == 5, "the office is still chosen for the next one"
    form.said("Logged: 1 call, voicemail left, Marco Mendicino's constituency office.")
    form.sent()
    assert logged(store) == [("poster_office", "", 10.0), ("call", "voicemail", 1.0)]


def test_ten_calls_and_how_they_went(form, store):
    form.tap_office("Mendicino")
    form.tap("Call")
    form.tap("10")
    form.tap("One fewer")
    form.tap("One fewer")
    form.tap("Reached")
    form.said("Logged: 8 calls, reached")
    form.sent()
    assert logged(store) == [("call", "reached", 8.0)]


def test_a_double_tap_logs_once(form, store):
    form.tap_office()
    for tactic, button in (("Posters", "Log 5"), ("Call", "No answer"), ("Letter", "Log 1 letter")):
        form.tap(tactic)
        form.box.get_by_role("button", name=button, exact=True).dblclick()
    form.said("Logged: 1 letter")
    form.sent()
    form.page.wait_for_timeout(500)
    assert logged(store) == [("poster_office", "", 5.0), ("call", "no_answer", 1.0), ("letter", "", 1.0)]


def test_clicks_of_a_script_as_fast_as_it_can_log_once(form, store):
    form.tap_office()
    form.tap("Posters")
    form.box.get_by_role("button", name="Log 5").evaluate("one => { for (let n = 0; n < 9; n++) one.click() }")
    form.said("Logged: 5 posters")
    form.sent()
    assert logged(store) == [("poster_office", "", 5.0)]


def test_a_reload_at_once_logs_once_and_loses_nothing(form, store):
    form.tap_office()
    form.tap("Posters")
    form.tap("Log 5")
    for _ in range(2):
        form.page.reload()
        form.ready()
    form.sent()
    form.page.reload()
    form.ready()
    form.sent()
    assert logged(store) == [("poster_office", "", 5.0)]


def test_the_same_entry_kept_in_two_tabs_is_logged_once(form, store, fresh_app_url):
    form.page.context.set_offline(True)
    form.tap_office()
    form.tap("Posters")
    form.tap("Log 5")
    form.page.context.set_offline(False)
    other = Form(form.page.context.new_page(), fresh_app_url)
    other.sent()
    form.sent()
    assert logged(store) == [("poster_office", "", 5.0)]


def test_without_a_connection_what_is_chosen_and_logged_is_kept_said_and_sent_once(form, store):
    form.tap_office("Mendicino")
    form.page.context.set_offline(True)
    expect(form.box.get_by_text("No connection.")).to_be_visible()
    form.tap("Posters")
    form.tap("Log 10")
    form.said("Kept on this phone; not sent yet: 10 posters")
    form.tap("Call")
    form.tap("Line busy")
    form.said("Kept on this phone; not sent yet: 1 call, line busy")
    assert logged(store) == []
    form.page.context.set_offline(False)
    form.said("Logged: 1 call, line busy")
    form.sent()
    expect(form.box.get_by_text("No connection.")).to_be_hidden()
    assert logged(store) == [("poster_office", "", 10.0), ("call", "busy", 1.0)]


def test_a_draft_is_still_there_after_a_reload(form, store):
    form.tap_office("Mendicino")
    form.tap("Call")
    form.tap("20")
    form.page.reload()
    form.ready()
    expect(form.box.locator(".chosen")).to_contain_text("Taken up where you left it.")
    form.tap("Reached")
    form.said("Logged: 20 calls, reached, Marco Mendicino")
    form.sent()
    assert logged(store) == [("call", "reached", 20.0)]


def test_what_was_logged_is_taken_back_with_one_tap(form, store):
    form.tap_office()
    form.tap("Posters")
    form.tap("Log 20")
    form.said("Logged: 20 posters")
    form.tap("Undo")
    form.said("Taken back: 20 posters")
    form.sent()
    assert logged(store) == []
    form.page.context.set_offline(True)
    form.tap("Visit")
    form.tap("Log 1")
    form.tap("Undo")
    form.said("Taken back: 1 visit")
    form.page.context.set_offline(False)
    form.sent()
    assert logged(store) == []


def test_the_nearest_office_comes_first_where_the_person_allows_it(form, store):
    context = form.page.context
    context.grant_permissions(["geolocation"])
    for place, first in ((PETERBOROUGH, "Monsef"), (TORONTO, "Mendicino")):
        context.set_geolocation(place)
        form.tap("Nearest to me")
        expect(form.box.get_by_text("Where you are stays on this phone.")).to_be_visible()
        expect(form.box.locator(".office").first).to_contain_text(first)
        expect(form.box.locator(".office").first).to_contain_text("km")
    kept = form.page.evaluate("() => JSON.stringify({ ...localStorage }) + location.href")
    assert "43.71" not in kept
    assert store.uploads(SLUG)["kind"].tolist() == ["campaign"]


def test_other_offices_are_found_by_words(form):
    search = form.box.get_by_role("searchbox")
    search.fill("peterborough")
    expect(form.box.locator(".office")).to_have_count(1)
    search.fill("nobody of this name")
    expect(form.box.get_by_text("No office is named so")).to_be_visible()
    search.fill("m6a1a3")
    form.tap_office("Mendicino")
    expect(form.box.locator(".chosen")).to_contain_text("511 Lawrence")
    assert form.box.locator("a.phone").get_attribute("href") == "tel:+14167815583"


def test_another_day_a_note_without_personal_data_and_a_group(form, store):
    form.tap_office()
    form.tap("Call")
    form.box.locator("summary").tap()
    form.box.get_by_label("Date").fill("2020-12-24")
    form.box.get_by_label("Note").fill("Ask Ana at ana@example.org")
    form.box.get_by_label("Group").fill("Heron")
    form.tap("Reached")
    form.said("Personal data in free text was replaced")
    form.sent()
    row = store.actions(SLUG).set_index("upload_id").iloc[-1]
    assert (str(row["date"])[:10], row["note"], row["group"]) == ("2020-12-24", "Ask Ana at [removed]", "Heron")
    expect(form.box.get_by_label("Note")).to_have_value("")
    assert "ana@" not in form.page.evaluate("() => JSON.stringify({ ...localStorage })")


def test_a_photo_goes_along_without_what_the_camera_wrote(form, store, tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "MAKER-4711"
    exif[0x0112] = 6
    Image.new("RGB", (2400, 1200), (200, 20, 20)).save(tmp_path / "photo.jpg", exif=exif)
    form.box.get_by_role("searchbox").fill("trudeau")
    form.tap_office("Trudeau")
    form.tap("Posters")
    form.box.locator("summary").tap()
    form.box.locator("input[type=file]").set_input_files(tmp_path / "photo.jpg")
    expect(form.box.get_by_alt_text("Photo added")).to_be_visible()
    form.tap("Log 5")
    form.said("Logged: 5 posters")
    form.sent()
    (kept,) = store.photos(SLUG, store.photographed(SLUG)).values()
    (tmp_path / "kept.jpg").write_bytes(kept)
    with Image.open(tmp_path / "kept.jpg") as image:
        assert image.size == (800, 1600)
    assert b"MAKER-4711" not in kept
    form.page.goto(form.page.url.replace("/log", "/targets").partition("?")[0] + "?person=justin-trudeau")
    expect(form.page.locator(".photos img").first).to_be_visible()
    assert form.page.locator(".photos img").first.evaluate("one => one.naturalWidth") > 0


@pytest.mark.parametrize(("content", "told"), [(b"\0\0\0\x18ftypheic" + bytes(99), "HEIC"), (b"GIF", "no photo")])
def test_what_is_no_photo_is_told_at_once(form, tmp_path, content, told):
    (tmp_path / "photo.jpg").write_bytes(content)
    form.box.locator("summary").tap()
    form.box.locator("input[type=file]").set_input_files(tmp_path / "photo.jpg")
    expect(form.box.get_by_role("alert")).to_contain_text(told)


def test_a_refused_entry_is_told_and_can_be_changed(form, store):
    form.tap_office("Mendicino")
    form.tap("Posters")
    form.box.locator("summary").tap()
    day = form.box.get_by_label("Date")
    day.evaluate("one => { one.max = ''; one.value = '2999-01-01'; one.dispatchEvent(new Event('input')) }")
    form.tap("Log 5")
    form.said("Not logged: 5 posters")
    form.said("The day has not come yet")
    form.tap("Change it")
    form.box.get_by_label("Date").fill("2020-12-24")
    form.tap("Log 5")
    form.said("Logged: 5 posters")
    form.sent()
    assert logged(store) == [("poster_office", "", 5.0)]


SMALL = """
box => [...box.querySelectorAll("button, input:not([type=file]), textarea, summary, a")].map(one => {
  const { width, height } = one.getBoundingClientRect();
  return [one.textContent || one.type, Math.round(width), Math.round(height)];
}).filter(([, width, height]) => (width || height) && Math.min(width, height) < 44)
"""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_is_large_enough_for_a_thumb_and_nothing_scrolls_sideways(page, app_url, size, language):
    assert size == "phone"
    form = Form(page, app_url, lang=language)
    names = {"en": ("Call", "Other"), "fr": ("Appel", "Autre")}[language]

    def check():
        assert form.box.evaluate(SMALL) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
        boxes = form.box.evaluate("box => [box.scrollWidth, box.clientWidth]")
        assert boxes[0] <= boxes[1]

    check()
    form.tap_office()
    form.tap(names[0])
    form.tap(names[1])
    form.box.locator("summary").tap()
    check()
    bottom = form.box.locator(".bottom").bounding_box()
    assert 600 < bottom["y"] < 844 - bottom["height"] + 1, "the main button stays under the thumb"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_form_that_is_filled_in_has_nothing_wrong_for_anyone(page, app_url, size, scheme):
    assert size == "phone"
    page.emulate_media(color_scheme=scheme)
    form = Form(page, app_url)
    form.tap_office()
    form.tap("Call")
    form.box.locator("summary").tap()
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")] == []


def test_with_the_keyboard_alone(form, store):
    page = form.page
    form.box.get_by_role("searchbox").focus()
    page.keyboard.type("mendicino")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.shadowRoot.activeElement.textContent") == "Call"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    form.said("Logged: 5 posters, Marco Mendicino")
    form.sent()
    assert logged(store) == [("poster_office", "", 5.0)]


@contextlib.contextmanager
def serving(home, port):
    """The real app on this port, until it is killed."""
    command = [sys.executable, "-m", "dashboard", "run", "--port", str(port), "--demo"]
    environment = os.environ | {"DASHBOARD_HOME": str(home)}
    process = subprocess.Popen(command, cwd=home.parent, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert re.search("http://", process.stdout.readline())
        urllib.request.urlopen(f"http://127.0.0.1:{port}/health").close()
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.stress
def test_a_server_that_was_killed_gets_what_was_logged_meanwhile_once(browser, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path / "home"
    with browser.new_context(locale="en-CA", **PHONE) as context:
        context.set_default_timeout(PATIENCE)
        with serving(home, port):
            form = Form(context.new_page(), f"http://127.0.0.1:{port}")
            form.tap_office("Mendicino")
        form.tap("Posters")
        form.tap("Log 10")
        form.said("Kept on this phone; not sent yet: 10 posters")
        form.page.wait_for_timeout(5_000)
        form.tap("Call")
        form.tap("Reached")
        with serving(home, port):
            form.said("Logged: 1 call, reached")
            form.sent()
    with Store.open(f"sqlite:///{home / 'dashboard.sqlite'}") as store:
        assert logged(store) == [("poster_office", "", 10.0), ("call", "reached", 1.0)]
