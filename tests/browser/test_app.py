"""The app as its users meet it: links that open the same view, picks that filter, an upload that changes the map."""

import re
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from screens import CROSSED
from test_map_component import Map

PAGES = ("", "pressure", "targets", "plan", "log", "upload", "data", "help", "method", "audit")
MINISTER = "?campaign=renew-pgwp-2020&riding=2013:35024"
LOG = """date,tactic,quantity,target,office
2021-01-11,call,12,justin-trudeau,trudeau-constituency
2021-01-12,poster_office,8,justin-trudeau,trudeau-constituency
2021-13-45,call,3,justin-trudeau,
"""
UNDER_WAY = 1_000
"""Milliseconds after which the server has heard of both presses of a double one."""


def settled(page):
    """Waits until the server has answered and nothing is under way."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def chosen(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def statuses(page):
    return page.locator(".statuses li").all_inner_texts()


def figure(page, label):
    return page.get_by_test_id("stMetric").filter(has_text=label).get_by_test_id("stMetricValue").inner_text()


@CROSSED
@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_by_its_address_and_has_nothing_seriously_wrong_for_anyone(page, app_url, name, language):
    page.goto(f"{app_url}/{name}?lang={language}")
    settled(page)
    expect(page.get_by_text("Français" if language == "fr" else "English", exact=True).first).to_be_visible()
    found = Axe().run(page).response["violations"]
    serious = [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")]
    assert serious == []


@pytest.mark.usefixtures("size")
def test_a_link_opens_the_same_view_in_another_browser(page, app_url, browser):
    Map(page, f"{app_url}/?view=tiles&province=ON&tactic=poster_office&from=2020-11-01&to=2020-12-31")
    first = statuses(page), figure(page, "Offices postered"), chosen(page)
    assert first[1] == "4"
    assert first[2]["province"] == "ON"
    with browser.new_context(locale="en-CA") as context:
        other = context.new_page()
        Map(other, page.url)
        assert (statuses(other), figure(other, "Offices postered"), chosen(other)) == first


def test_the_founding_case_is_on_the_map(page, app_url):
    Map(page, f"{app_url}/?view=offices")
    told = dict(re.findall(r"([\w ,]+?)\s*(\d+)$", text)[0] for text in statuses(page))
    assert told["Postered"] == "4"
    assert figure(page, "Offices postered") == "4"


@pytest.mark.usefixtures("size")
def test_tapping_a_riding_filters_and_the_address_follows(page, app_url, size):
    shown = Map(page, f"{app_url}/?view=tiles")
    touch = page.touchscreen.tap if size == "phone" else page.mouse.click
    touch(*shown.point(0.5, 0.6))
    page.wait_for_url(re.compile(r"riding=2013(:|%3A)\d{5}"))
    settled(page)
    picked = chosen(page)["riding"]
    assert len(picked) == len("2013:35024")
    assert figure(page, "Ridings touched") in ("0", "1")
    assert sum(int(re.search(r"\d+$", text)[0]) for text in statuses(page)) == 338, "another one can still be picked"


def test_a_riding_is_picked_with_the_keyboard_alone(page, app_url):
    shown = Map(page, f"{app_url}/?view=tiles")
    shown.surface.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"riding=2013(:|%3A)\d{5}"))


@pytest.mark.parametrize("view", ["offices", pytest.param("tiles", marks=pytest.mark.stress)])
def test_zoom_place_and_drawing_survive_every_change_of_filter_but_of_the_province(page, app_url, view):
    shown = Map(page, f"{app_url}/?view={view}")
    place = shown.camera()
    page.get_by_role("button", name="Zoom in").click()
    place = shown.camera(after=place)
    page.locator(".drawing canvas").evaluate("canvas => { canvas.marked = true }")
    for label, choice, name in (
        ("Tactic", "Call", "tactic"),
        ("Status", "Called", "status"),
        ("Decision-maker", "Marco", "person"),
    ):
        page.get_by_test_id("stSelectbox").filter(has_text=label).get_by_role("combobox").click()
        page.get_by_role("option", name=re.compile(f"^{choice}")).first.click()
        page.wait_for_url(re.compile(rf"[?&]{name}="))
        settled(page)
        shown.settled()
        assert shown.camera() == place, label
        assert page.locator(".drawing canvas").evaluate("canvas => canvas.marked"), label


@contextmanager
def busy(store):
    """Lets nothing be written to a store meanwhile, as where somebody else writes for long."""
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def pressed_twice(page, name, store):
    """Presses a button twice, the second time while what the first press began is certainly under way."""
    with busy(store):
        page.get_by_role("button", name=name).first.dblclick()
        page.wait_for_timeout(UNDER_WAY)


def test_an_upload_changes_map_and_chart_and_can_be_taken_back(page, fresh_app_url, app_home, tmp_path):
    Map(page, f"{fresh_app_url}/?view=offices")
    before = statuses(page), figure(page, "Call attempts")
    page.goto(f"{fresh_app_url}/pressure?day=2021-01-12")
    settled(page)
    day_before = page.get_by_test_id("stMain").inner_text()
    page.goto(f"{fresh_app_url}/upload")
    settled(page)
    log = Path(tmp_path / "log.csv")
    log.write_text(LOG, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(log)
    expect(page.get_by_text("What would become of its 3 rows")).to_be_visible()
    assert (figure(page, "Added"), figure(page, "Refused")) == ("2", "1")
    pressed_twice(page, "Keep 2 action rows", app_home / "dashboard.sqlite")
    expect(page.get_by_text("Receipt of upload 2")).to_be_visible()
    settled(page)
    Map(page, f"{fresh_app_url}/?view=offices")
    assert (statuses(page), figure(page, "Call attempts")) != before
    assert figure(page, "Offices postered") == "5"
    page.goto(f"{fresh_app_url}/pressure?day=2021-01-12")
    settled(page)
    assert page.get_by_test_id("stMain").inner_text() != day_before
    page.goto(f"{fresh_app_url}/upload")
    settled(page)
    expect(page.get_by_text("Upload 3")).to_have_count(0)
    pressed_twice(page, "Take back", app_home / "dashboard.sqlite")
    expect(page.get_by_role("button", name="Bring back")).to_be_visible()
    settled(page)
    expect(page.get_by_text("Upload 2 taken back: 2 actions gone.")).to_be_visible()
    Map(page, f"{fresh_app_url}/?view=offices")
    assert (statuses(page), figure(page, "Call attempts")) == before
