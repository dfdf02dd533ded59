"""The map goes to cities and provinces at one tap, keeps its place otherwise, and the address says where it is."""

import re

import pytest
from playwright.sync_api import expect
from test_app import chosen, settled
from test_map_component import Map

from dashboard.maps.zooms import box

on_a_phone = pytest.mark.parametrize("size", ["phone"], indirect=True)


class Country(Map):
    """The map of the app, by its views."""

    def tap(self, name, focus):
        self.page.get_by_role("button", name=name, exact=True).click()
        return self.place(focus)

    def place(self, focus):
        """The middle of what is in view and the zoom, once the map is where it was to go."""
        expect(self.page.locator(".campaign-map")).to_have_attribute("data-focus", focus)
        return [float(part) for part in self.camera().split()]

    def province(self, name, focus):
        self.page.get_by_role("combobox", name="Province").fill(name)
        self.page.get_by_role("option", name=name, exact=True).click()
        return self.place(focus)


def inside(place, name):
    west, south, east, north = box(name)
    return west < place[0] < east and south < place[1] < north


def addressed(page, **parameters):
    """Waits until the address says this."""
    for name, value in parameters.items():
        expect(page).to_have_url(re.compile(rf"[?&]{name}={value}(&|$)"))


@pytest.mark.usefixtures("size")
def test_a_tap_on_toronto_brings_the_map_there_and_into_the_address(page, app_url):
    shown = Country(page, f"{app_url}/?view=ridings")
    whole = shown.place("canada")
    there = shown.tap("Greater Toronto", "toronto")
    assert inside(there, "toronto")
    assert there[2] > whole[2] + 3
    addressed(page, zoom="toronto")
    expect(page.get_by_role("button", name="Greater Toronto")).to_have_attribute("aria-pressed", "true")
    again = Country(page, page.url)
    assert again.place("toronto") == pytest.approx(there, abs=0.02)


def test_the_place_stays_while_filters_change_and_the_view_turns_to_offices(page, app_url):
    shown = Country(page, f"{app_url}/?view=ridings")
    there = shown.tap("Winnipeg", "winnipeg")
    page.get_by_role("combobox", name="Tactic").fill("Call")
    page.get_by_role("option", name="Call", exact=True).click()
    addressed(page, tactic="call", zoom="winnipeg")
    settled(page)
    assert shown.place("winnipeg") == there
    page.get_by_text("Offices", exact=True).click()
    expect(page.locator('.campaign-map[data-scene^="offices"]')).to_be_attached()
    assert shown.place("winnipeg") == there


def test_a_province_zooms_the_map_and_clearing_it_zooms_back(page, app_url):
    shown = Country(page, f"{app_url}/?view=ridings&zoom=toronto")
    assert inside(shown.place("toronto"), "toronto")
    alberta = shown.province("Alberta", "AB")
    assert "zoom" not in chosen(page)
    assert alberta[2] > 5
    expect(page.locator('.views [aria-pressed="true"]')).to_have_count(0)
    back = shown.province("All provinces", "canada")
    assert back[2] < alberta[2]


def test_on_tiles_a_city_is_its_tiles_in_either_order(page, app_url):
    shown = Country(page, f"{app_url}/?view=tiles")
    first = shown.tap("Calgary", "calgary")
    page.get_by_text("2023", exact=True).click()
    expect(page.locator('.campaign-map[data-scene^="tiles-2023"]')).to_be_attached()
    assert min(shown.place("calgary")[2], first[2]) > 5


def test_another_order_keeps_the_riding_chosen_by_its_name(page, app_url):
    Country(page, f"{app_url}/?view=tiles&riding=2013:35024&zoom=toronto")
    page.get_by_text("2023", exact=True).click()
    addressed(page, riding="2023(%3A|:)35026", order="2023", zoom="toronto")
    expect(page.get_by_text("Also counted: the riding of the same name in the 2013 boundaries.")).to_be_visible()


def test_a_map_that_was_moved_is_in_no_view_and_goes_back_by_one_tap(page, app_url):
    shown = Country(page, f"{app_url}/?view=ridings")
    there = shown.tap("Vancouver", "vancouver")
    page.get_by_role("button", name="Zoom out").click()
    shown.place("")
    assert shown.tap("Vancouver", "vancouver") == pytest.approx(there, abs=0.02)


def test_the_browsers_back_button_goes_back_a_view(page, app_url):
    shown = Country(page, f"{app_url}/?view=ridings")
    shown.tap("Calgary", "calgary")
    addressed(page, zoom="calgary")
    shown.tap("Ottawa", "ottawa")
    addressed(page, zoom="ottawa")
    page.go_back()
    assert inside(shown.place("calgary"), "calgary")


@pytest.mark.usefixtures("size")
def test_the_views_are_reached_and_chosen_by_keyboard(page, app_url):
    shown = Country(page, f"{app_url}/?view=ridings")
    page.get_by_role("button", name="Canada", exact=True).focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Montréal")).to_be_focused()
    page.keyboard.press("Enter")
    shown.place("montreal")
    expect(page.get_by_role("button", name="Montréal")).to_be_focused()
    page.keyboard.press("Home")
    expect(page.get_by_role("button", name="Canada", exact=True)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Winnipeg")).to_be_focused()
    page.keyboard.press("Space")
    shown.place("winnipeg")
    expect(page.locator(".spoken")).to_have_text("Winnipeg")


@on_a_phone
@pytest.mark.usefixtures("size")
def test_on_a_phone_the_views_are_one_row_that_scrolls_with_buttons_for_a_thumb(page, app_url):
    Country(page, f"{app_url}/?view=tiles&lang=fr")
    row = page.locator(".views")
    buttons = row.get_by_role("button")
    boxes = [button.bounding_box() for button in buttons.all()]
    assert len(boxes) == 8
    assert {box["y"] for box in boxes} == {boxes[0]["y"]}
    assert min(box["height"] for box in boxes) >= 44
    assert row.evaluate("row => row.scrollWidth > row.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    buttons.last.tap()
    expect(page.locator(".campaign-map")).to_have_attribute("data-focus", "winnipeg")


def test_without_webgl_a_picture_shows_the_city_too(page, demo_url):
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        "  return kind.startsWith('webgl') ? null : get.call(this, kind, ...more); };"
    )
    shown = Map(page, f"{demo_url}/?view=ridings")
    picture = page.locator(".drawing svg")
    whole = picture.get_attribute("viewBox")
    page.get_by_role("button", name="Greater Toronto").click()
    expect(picture).not_to_have_attribute("viewBox", whole)
    shown.settled()
