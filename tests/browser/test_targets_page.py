"""The Targets page as organizers meet it: notes and places written once, links that come back, phones to tap."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from screens import CROSSED
from test_app import chosen, settled

OFFICE = "mendicino-constituency"


def serious(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")]


def opened(page, url, query=""):
    page.goto(f"{url}/targets?campaign=renew-pgwp-2020{query}")
    settled(page)


@CROSSED
@pytest.mark.usefixtures("size")
@pytest.mark.parametrize(
    "query", ["&person=marco-mendicino", "&riding=2023:35026", f"&office={OFFICE}", "&q=Papinau", "&q=M6A+1A3"]
)
def test_every_card_and_search_has_nothing_seriously_wrong_for_anyone(page, app_url, query, language):
    opened(page, app_url, f"{query}&lang={language}")
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    assert serious(page) == []


@pytest.mark.usefixtures("size")
def test_a_phone_is_tapped_and_not_typed(page, app_url):
    opened(page, app_url, f"&office={OFFICE}")
    link = page.get_by_role("link", name=re.compile("416-781-5583")).first
    expect(link).to_have_attribute("href", "tel:+14167815583")
    assert link.bounding_box()["height"] >= 24


def test_on_a_phone_the_card_stands_above_the_list(page, app_url):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, app_url, "&person=marco-mendicino")
    card = page.get_by_test_id("stText").get_by_text("Marco Mendicino", exact=True).bounding_box()
    assert card["y"] < page.get_by_label("Search").first.bounding_box()["y"]


def test_what_was_searched_comes_back_by_its_link(page, app_url, browser):
    opened(page, app_url)
    page.get_by_label("Search").first.fill("scarborough")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=scarborough"))
    settled(page)
    expect(page.get_by_text("1 target", exact=True)).to_be_visible()
    with browser.new_context(locale="en-CA") as context:
        other = context.new_page()
        other.goto(page.url)
        settled(other)
        expect(other.get_by_label("Search").first).to_have_value("scarborough")
        expect(other.get_by_text("1 target", exact=True)).to_be_visible()


@pytest.mark.usefixtures("size")
def test_a_note_sent_twice_is_saved_once_and_seen_by_the_next_one(page, fresh_app_url, browser):
    opened(page, fresh_app_url, f"&office={OFFICE}")
    page.get_by_role("button", name="Add hours and access").first.click()
    page.get_by_label("Hours", exact=True).fill("Mon to Thu 9-16\n![](http://x.test/a.png)")
    page.get_by_label(re.compile("^Access")).fill("<img src=x onerror=alert(1)> ring twice")
    assert serious(page) == []
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.get_by_text("Hours: Mon to Thu 9-16")).to_be_visible()
    settled(page)
    with browser.new_context(locale="en-CA") as context:
        other = context.new_page()
        opened(other, fresh_app_url, f"&office={OFFICE}")
        expect(other.get_by_text("<img src=x onerror=alert(1)> ring twice")).to_be_visible()
        assert other.locator("img[src*='x.test'], img[src='x']").count() == 0


@pytest.mark.usefixtures("size")
def test_a_place_sent_twice_is_added_once_and_its_card_opens(page, fresh_app_url):
    opened(page, fresh_app_url)
    page.get_by_role("button", name="Add a place").click()
    page.get_by_label("Name", exact=True).fill("Passport Office")
    page.get_by_label(re.compile("^Address")).fill("74 Victoria Street, Toronto, ON")
    page.get_by_label("Postal code").fill("M5C 2A5")
    assert serious(page) == []
    page.get_by_role("button", name="Save the place").dblclick()
    expect(page.get_by_text("Passport Office is kept with this campaign.")).to_be_visible()
    settled(page)
    assert chosen(page)["person"] == "passport-office"
    expect(page.get_by_text("74 Victoria Street, Toronto, ON, M5C 2A5")).to_have_count(1)
