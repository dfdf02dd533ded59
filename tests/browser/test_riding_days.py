"""Ridings over time in a browser: by keyboard, running without the server, and a link to the day that was opened."""

import re

import pandas as pd
import pytest
from playwright.sync_api import expect
from test_app import chosen, settled

ADDRESS = "pressure?show=ridings&view=tiles&day=2020-11-20"


class Days:
    """The timeline under the map, by what a reader sees and does."""

    def __init__(self, page, address):
        self.page = page
        page.goto(address)
        self.box = page.locator(".timeline")
        self.slider = page.get_by_role("slider", name="Day on the map")
        expect(page.locator(".drawing")).to_have_attribute("data-idle", "1")
        settled(page)

    def press(self, *keys):
        self.slider.focus()
        for key in keys:
            self.page.keyboard.press(key)

    def on(self, day):
        expect(self.box).to_have_attribute("data-day", day)

    def addressed(self, day):
        expect(self.page).to_have_url(re.compile(rf"[?&]day={day}"))
        settled(self.page)


@pytest.fixture
def days(page, app_url):
    return Days(page, f"{app_url}/{ADDRESS}")


def opened_rows(page):
    """The heading of the day that is open, and all rows behind it."""
    heading = page.get_by_role("heading", name="add up to")
    expect(heading).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all rows").click()
    return heading.inner_text(), pd.read_csv(download.value.path()).to_dict("list")


def saved_map(page):
    """The map as a picture for a file."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the picture as SVG").last.click()
    return download.value.path().read_text(encoding="utf-8")


def test_a_day_found_by_keyboard_and_opened_has_the_same_rows_and_sum_in_a_second_browser(days, page, browser):
    days.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    days.on("2020-11-24")
    expect(days.slider).to_have_attribute("aria-valuetext", re.compile(r"November 24, 2020, \d"))
    days.addressed("2020-11-24")
    expect(page.get_by_text(re.compile(r"^November 24, 2020: .* points, .* of them on"))).to_be_visible()
    assert "Points on the member, November 24, 2020: up to" in saved_map(page)
    page.get_by_role("button", name="Open this day").click()
    expect(page).to_have_url(re.compile("show=day"))
    told, rows = opened_rows(page)
    address = chosen(page)
    assert address["day"] == "2020-11-24"
    assert told.startswith("November 24, 2020: ")
    assert told.endswith(f"add up to {sum(rows['points']):.2f} points")
    with browser.new_context(locale="en-CA") as context:
        other = context.new_page()
        other.goto(page.url)
        assert opened_rows(other) == (told, rows)
        assert chosen(other) == address


def test_keys_go_by_days_months_and_to_the_ends(days):
    days.press("ArrowLeft")
    days.on("2020-11-19")
    days.press("PageUp")
    days.on("2020-12-19")
    days.press("PageDown", "PageDown", "ArrowUp")
    days.on("2020-10-20")
    days.press("Home")
    first = days.box.get_attribute("data-day")
    days.press("End")
    last = days.box.get_attribute("data-day")
    assert first < "2020-10-20" < last
    days.press("ArrowRight")
    days.on(last)
    days.addressed(last)


def test_the_days_run_without_a_word_to_the_server_and_the_one_they_stop_at_is_addressed(page, app_url):
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda data: sent.append(len(data))))
    page.emulate_media(reduced_motion="no-preference")
    days = Days(page, f"{app_url}/{ADDRESS}")
    page.wait_for_timeout(300)
    days.press(" ")
    expect(days.page.get_by_role("button", name="Pause")).to_be_visible()
    before, talk = days.box.get_attribute("data-day"), len(sent)
    assert talk, "what is sent is seen here"
    passed = days.box.evaluate(
        """box => new Promise((done) => {
            const days = new Set();
            const watch = new MutationObserver(() => days.add(box.dataset.day));
            watch.observe(box, { attributes: true, attributeFilter: ["data-day"] });
            setTimeout(() => (watch.disconnect(), done([...days])), 2000);
        })"""
    )
    assert len(sent) == talk, "nothing was sent while the days ran"
    assert len(passed) > 1
    assert passed == sorted(passed)
    assert passed[-1] > before
    days.press(" ")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    stopped = days.box.get_attribute("data-day")
    expect(page.locator(".timeline .spoken")).to_contain_text("points on everyone")
    days.addressed(stopped)
    assert len(sent) > talk
