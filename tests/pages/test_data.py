"""The Data page: what is loaded and how old it is, what the last loads changed, doubts, loading and refreshing."""

import json
import sqlite3
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from builders import campaign
from looking import OF_A_CAMPAIGN, opened, texts

from dashboard import apart, config
from dashboard.apart import task
from dashboard.store import Store
from dashboard.ui import published
from dashboard.words import words

MEMBERS = Path(__file__).parents[3] / "shared" / "reference" / "represent_house_of_commons_44th.json"
NASTY = "<img src=x onerror=alert(1)> ![x](http://elsewhere.example)"
TODAY = date.today()  # noqa: DTZ011


def ago(days):
    return (TODAY - timedelta(days=days)).isoformat()


def source(kind="representatives", **changes):
    known = {
        "kind": kind, "name": "Represent, members of the House of Commons and their offices", "publisher": "Open North",
        "licence": "Some licence", "riding_order": 2013, "records": 337, "as_of": ago(1), "read_on": ago(0),
        "doubts": "[]", "content_hash": kind + str(changes), "counts": "{}", "changes": "{}",
    }  # fmt: skip
    return known | changes


def stored(*sources, **campaign_changes):
    """A store with these sources, and perhaps a campaign."""
    with Store.open(config.database_url()) as store:
        for one in sources:
            store.save_source(one)
            with closing(sqlite3.connect(config.home() / "dashboard.sqlite")) as database, database:
                known = (one["changes"], one["content_hash"])  # which the store works out for itself
                database.execute("UPDATE sources SET changes = ? WHERE content_hash = ?", known)
        if campaign_changes:
            store.create_campaign(campaign(slug="now", **campaign_changes))


def settled(browser):
    """The page once what it began is done."""
    while running := apart.running():
        running.wait(60)
    return browser.run()


def asked(*files):
    """The page where these files were chosen and Load was pressed."""
    browser = opened("data")
    browser.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files])
    return pressed(browser, "Load")


def loaded(*files):
    return settled(asked(*files))


def pressed(browser, label):
    return next(button for button in browser.button if button.label == label).click().run()


def html(browser):
    """All that is shown as HTML of ours."""
    return " ".join(element.proto.body for element in browser.get("html"))


@pytest.fixture
def refresher(monkeypatch):
    """Lets Refresh run a few lines of Python in place of asking the network."""

    def says(script):
        monkeypatch.setattr(task, "_COMMAND", [sys.executable, "-P", "-c", "import json, time\n" + script])

    return says


@pytest.mark.usefixtures("founding")
def test_members_and_offices_are_loaded_with_their_doubts_and_loading_them_again_changes_nothing():
    if not MEMBERS.exists():
        pytest.skip("the reference files are not beside the project")
    browser = loaded((MEMBERS.name, MEMBERS.read_bytes()))
    assert any("337 records, 751 offices." in text for text in texts(browser))
    assert "337 members" in html(browser)
    assert "Doubts" in [header.value for header in browser.subheader]
    again = loaded((MEMBERS.name, MEMBERS.read_bytes()))
    assert any("337 records, 751 offices. Nothing changed." in text for text in texts(again))


@pytest.mark.usefixtures("founding")
@pytest.mark.parametrize(("data", "told"), [(b"%PDF-1.7\n", "a PDF"), (b"", "is empty"), (b'{"a": [', "cut off")])
def test_a_file_that_can_not_be_used_says_what_to_load_instead(data, told):
    browser = loaded(("file.bin", data))
    assert not browser.exception
    assert any(told in text for text in texts(browser))


@pytest.mark.usefixtures("founding")
def test_a_file_that_failed_can_be_tried_again_without_choosing_it_anew():
    browser = loaded(("file.bin", b"%PDF-1.7\n"))
    first = browser.session_state["task"]
    pressed(browser, "Load")
    settled(browser)
    assert browser.session_state["task"] is not first


@pytest.mark.usefixtures("founding")
def test_pressing_load_without_a_file_says_so():
    assert "Choose at least one file to load." in texts(pressed(opened("data"), "Load"))


@pytest.mark.usefixtures("founding")
def test_too_much_is_refused_by_the_server_too(monkeypatch):
    monkeypatch.setenv("DASHBOARD_MAX_UPLOAD_MB", "1")
    assert any("larger than 1 MB" in text for text in texts(asked(("big.json", b" " * (1 << 20) + b"{}"))))
    many = [(f"{number}.json", b"{}") for number in range(21)]
    assert any("more than 20 files" in text for text in texts(asked(*many)))


@pytest.mark.usefixtures("founding")
def test_a_refresh_shows_its_steps_and_can_not_be_begun_twice(refresher, monkeypatch):
    ends = []
    monkeypatch.setattr(task, "Timer", lambda _seconds, end: ends.append(end) or Mock())
    refresher("print(json.dumps({'step': 'Checking what came.'}), flush=True); time.sleep(600)")
    browser = pressed(opened("data"), "Refresh")
    while not apart.running().steps:
        apart.running().wait(0.1)
    shown = browser.run()
    assert any("Checking what came." in text for text in texts(shown))
    assert all(button.disabled for button in shown.button if button.label in ("Refresh", "Load"))
    other = opened("data")
    assert other.status[0].label == "Refreshing from the official addresses"
    with pytest.raises(apart.BusyError):
        apart.start({"do": "refresh"})
    ends[0]()  # as when it takes longer than it may
    assert any("nothing was changed" in text for text in texts(settled(browser)))


@pytest.mark.usefixtures("founding")
def test_a_refresh_tells_what_it_kept_and_what_it_changed(refresher):
    one = {"kind": "members", "name": "House of Commons, members", "riding_order": 2023, "records": 343, "offices": 0,
           "doubts": 2, "news": True, "changes": {"added": 5, "changed": 1, "closed": 0, "moved": 3}}  # fmt: skip
    refresher(f"print({json.dumps({'told': [{'kept': 2013}, one]})!r})")
    told = texts(settled(pressed(opened("data", lang="en"), "Refresh")))
    assert "Riding boundaries, order of 2013: loaded before, and kept." in told
    assert "House of Commons, members: 343 records. 5 added, 1 changed, 3 moved riding. 2 doubts, told below." in told


@pytest.mark.usefixtures("home")
def test_an_empty_store_says_what_is_missing_and_what_to_do():
    told = " ".join(texts(opened("data")))
    assert "No list of members is loaded: press Refresh" in told
    assert "No boundaries are loaded: the map shows tiles" in told


@pytest.mark.usefixtures("home")
def test_each_source_tells_what_it_holds_whose_it_is_and_how_old_it_is():
    counts = json.dumps({"rows": 751, "members": 337, "offices": 751, "explained": 0, "unexplained": 0})
    stored(source(counts=counts, as_of=ago(12)), source("boundaries", riding_order=2023, records=343, name=""))
    shown = html(opened("data"))
    for told in ("337 members, 751 offices, 751 rows read, 0 rows unexplained", "12 days", "Open North", "343 ridings",
                 "Some licence", "by way of Represent", "Riding boundaries, order of 2023"):  # fmt: skip
        assert told in shown
    assert "rows left out" not in shown


@pytest.mark.usefixtures("home")
def test_only_the_newest_list_of_a_kind_can_be_too_old():
    stored(source(as_of=ago(31)), source("parlinfo_offices", as_of=ago(2000)), source("boundaries", as_of=ago(3000)))
    assert sum("Refresh it, or load a newer file." in text for text in texts(opened("data"))) == 1
    stored(source(as_of=ago(3)))
    assert not any("Refresh it, or load a newer file." in text for text in texts(opened("data")))


@pytest.mark.usefixtures("home")
def test_what_came_from_elsewhere_stays_text():
    stored(source(name=NASTY, publisher=NASTY, licence=NASTY, doubts=json.dumps([NASTY]),
                  changes=json.dumps({"added": [NASTY]})))  # fmt: skip
    browser = opened("data")
    assert "<img" not in html(browser)
    assert not any("elsewhere" in element.value for element in (*browser.markdown, *browser.caption))
    assert not any("elsewhere" in expander.label for expander in browser.expander)


@pytest.mark.usefixtures("home")
def test_changes_are_told_by_sort_and_what_is_left_out_by_its_number():
    names = [f"Member {number}" for number in range(300)]
    totals = {"added": 337, "moved": 1}
    stored(source(changes=json.dumps({"added": names, "closed": [], "moved": ["A to B"], "totals": totals})))
    browser = opened("data")
    (label,) = [one.label for one in browser.expander if "added" in one.label]
    assert label.endswith("offices: 337 added, 1 moved riding")
    assert "Member 19<" in html(browser)
    assert "Member 20<" not in html(browser)
    assert "and 37 more" in [caption.value for caption in browser.caption]


@pytest.mark.usefixtures("home")
def test_changes_name_ridings_as_people_do():
    moved = "Marco Mendicino sits for 2013:35024 instead of 2013:35110."
    stored(source(changes=json.dumps({"moved": [moved]})))
    assert "Marco Mendicino sits for Eglinton\u2014Lawrence instead of" in html(opened("data"))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("changes", ["{}", '{"added": []}', '{"added": [], "totals": {"added": 0}}', "null", ""])
def test_a_load_that_changed_nothing_is_not_told_as_a_change(changes):
    stored(source(changes=changes))
    assert "What the last loads changed" not in [header.value for header in opened("data").subheader]


@pytest.mark.usefixtures("home")
def test_doubts_are_searched_without_accents_and_turned_by_page():
    doubts = [f"Doubt {number} about Montréal." for number in range(60)] + ["=1+1 is odd."]
    stored(source(doubts=json.dumps(doubts)))
    browser = opened("data")
    assert "61 doubts" in [caption.value for caption in browser.caption]
    assert "=1+1" not in html(browser)
    assert "=1+1" in html(pressed(browser, "Next"))
    browser.text_input(key="doubts-search").set_value("MONTREAL 59").run()
    assert "1 doubt" in [caption.value for caption in browser.caption]
    assert "Doubt 59 about" in html(browser)
    assert "Doubt 5 about" not in html(browser)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", OF_A_CAMPAIGN)
@pytest.mark.parametrize("ends", [None, TODAY])
def test_every_page_of_a_campaign_that_goes_on_says_how_old_the_members_are(name, ends):
    stored(source(as_of=ago(45)), ends=ends)
    assert "The list of members is 45 days old." in texts(opened(name))


@pytest.mark.usefixtures("home")
def test_a_campaign_that_goes_on_without_any_members_says_so():
    stored(ends=None)
    assert any(text.startswith("No list of members is loaded") for text in texts(opened("map")))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("age", "ends"), [(30, None), (45, TODAY - timedelta(days=1))])
def test_members_who_are_new_enough_or_of_a_campaign_of_the_past_are_not_spoken_of(age, ends):
    stored(source(as_of=ago(age)), starts=date(2020, 1, 1), ends=ends)
    assert not any("list of members" in text for text in texts(opened("map")))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_format_s_name_publisher_and_terms_can_be_said_in_both_languages(language):
    say = words(language)
    for one in published.formats():
        assert {one.name, one.publisher, one.licence} <= published.TERMS
        assert language == "en" or say.sentence(one.words) != one.words


@pytest.mark.usefixtures("home")
def test_the_page_reads_in_french():
    counts = json.dumps({"members": 337, "offices": 751, "unexplained": 0})
    stored(source(counts=counts, as_of=ago(40), changes=json.dumps({"added": ["X"]}), doubts='["X."]'))
    browser = opened("data", lang="fr")
    told = html(browser) + " ".join(texts(browser)) + " ".join(header.value for header in browser.subheader)
    for english in ("Holds", "Age", "Publisher", "members", "Doubts", "newest list", "Bring it", "Shipped", "changed"):
        assert english not in told
    assert not opened("data", lang="fr").exception
