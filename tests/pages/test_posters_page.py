"""The list of posters to look at again: one tap tells how they were found, once, and another takes it back."""

import io
from datetime import date

import pytest
from looking import elements, opened, texts
from PIL import Image

from dashboard import config
from dashboard.store import Sighting, Store
from dashboard.ui import cached
from dashboard.ui.plan import finding

SLUG = "renew-pgwp-2020"
POSTERS = "2020-11-posters-minister-office"
DAY = date(2020, 12, 20)


@pytest.fixture(autouse=True)
def _a_day_in_december(monkeypatch):
    monkeypatch.setattr(finding, "TOO_SOON", 0)
    monkeypatch.setattr(cached, "today", lambda: DAY)


@pytest.fixture
def browser(founding):
    del founding
    return opened("plan", plan="posters")


def store():
    return Store.open(config.database_url())


def button(browser, state, action=POSTERS):
    return next(one for one in browser.button if one.key == f"find-{state}-{action}")


def found():
    with store() as kept:
        return kept.sightings(SLUG)["state"].tolist()


def captions(browser):
    return [one.value for one in browser.caption]


def test_posters_not_seen_for_a_week_come_first_each_with_its_buttons(browser):
    assert not browser.exception
    assert any("not seen for 7 days" in one for one in captions(browser))
    assert any(one.startswith("Last seen up 20 days ago") for one in texts(browser))
    assert "Put up between November 1, 2020 and November 30, 2020: number not said" in texts(browser)
    assert all(button(browser, state) for state in ("seen", "damaged", "removed"))


def test_a_tap_records_one_sighting_and_is_taken_back_by_another(browser):
    button(browser, "seen").click().run()
    assert not browser.exception
    assert "Recorded: seen up" in texts(browser)
    assert "Up today" in texts(browser)
    button(browser, "seen").click().run()
    assert found() == ["seen"]
    next(one for one in browser.button if one.key == "found-undo").click().run()
    assert found() == []
    assert "Taken back: seen up" in texts(browser)


def test_the_second_tap_of_a_double_tap_does_not_reach_the_posters_that_moved_up(browser, monkeypatch):
    monkeypatch.setattr(finding, "TOO_SOON", 60)
    button(browser, "removed").click().run()
    button(browser, "removed", "2020-12-posters-bennett").click().run()
    assert found() == ["removed"]


def test_removed_posters_are_hidden_counted_and_shown_by_a_switch(browser):
    button(browser, "removed").click().run()
    assert "1 removed poster not shown" in captions(browser)
    assert not [one for one in browser.button if str(one.key).endswith(POSTERS)]
    next(one for one in browser.toggle if one.key == "posters-removed").set_value(True).run()
    assert "Found removed on December 20, 2020" in texts(browser)
    assert button(browser, "hung")


def test_the_card_of_an_office_says_that_its_posters_are_gone(browser):
    button(browser, "removed").click().run()
    card = opened("map", office="mendicino-constituency")
    assert "Postered, removed on December 20, 2020" in texts(card)
    assert "Postered, removed on December 20, 2020" not in texts(opened("map", office="bennett-constituency"))


def test_what_was_seen_before_is_listed_with_its_photo(founding):
    del founding
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "JPEG")
    with store() as kept:
        kept.see(SLUG, Sighting(POSTERS, DAY, "damaged", picture.getvalue()), cached.current(SLUG).directory)
    browser = opened("plan", plan="posters", near="M6A 1A3", lang="en")
    assert "December 20, 2020: damaged" in texts(browser)
    bodies = [one.proto.body for one in elements(browser.main) if one.type == "html"]
    assert any('alt="December 20, 2020: damaged"' in one for one in bodies)


def test_a_day_before_they_were_put_up_is_refused_with_a_sentence(browser):
    next(one for one in browser.date_input if one.key == "found-day").set_value(date(2020, 10, 1)).run()
    button(browser, "seen").click().run()
    assert any("put up on 2020-11-01" in one for one in texts(browser))
    assert found() == []
