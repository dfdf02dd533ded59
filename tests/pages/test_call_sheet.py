"""The call sheet of the Plan page: the order, one tap that logs once, a way back, hours, and the script."""

from datetime import UTC, datetime

import pytest
from looking import address, opened, texts

from dashboard import config
from dashboard.store import Store
from dashboard.ui.plan import calling

SLUG = "renew-pgwp-2020"
DAY = {"to": "2020-11-30", "plan": "calls"}


@pytest.fixture(autouse=True)
def _nobody_taps_twice_by_mistake(monkeypatch):
    monkeypatch.setattr(calling, "TOO_SOON", 0)


@pytest.fixture
def browser(founding):
    del founding
    return opened("plan", **DAY)


def store():
    return Store.open(config.database_url())


def outcome(browser, name):
    return next(one for one in browser.button if str(one.key).startswith(f"call-{name}-log-"))


def listed(browser):
    return next(one.value for one in browser.dataframe if "Phone" in one.value.columns)


def calls():
    with store() as kept:
        return kept.calls_logged(SLUG, datetime(2000, 1, 1, tzinfo=UTC).date())


def field(browser, kind, key):
    return next(one for one in getattr(browser, kind) if str(one.key).startswith(key))


def test_a_tap_logs_one_call_and_goes_on_to_the_next_office(browser):
    assert not browser.exception
    first, second = listed(browser)["Who"].iloc[:2]
    outcome(browser, "reached").click().run()
    assert f"Logged: reached, {first}" in texts(browser)
    assert listed(browser)["Who"].iloc[0] == second
    assert first not in set(listed(browser)["Who"])
    assert calls()["outcome"].tolist() == ["reached"]


def test_the_second_tap_of_a_double_tap_and_the_same_entry_again_log_nothing(browser, monkeypatch):
    entry = browser.session_state["call-id"][1]
    outcome(browser, "busy").click().run()
    monkeypatch.setattr(calling, "TOO_SOON", 60)
    outcome(browser, "busy").click().run()
    assert len(calls()) == 1
    monkeypatch.setattr(calling, "TOO_SOON", 0)
    browser.session_state["call-id"] = (browser.session_state["call-id"][0], entry)
    browser.run()
    outcome(browser, "reached").click().run()
    assert calls()["action_id"].tolist() == [entry]


def test_an_attempt_stays_on_the_list_at_its_end_with_the_time_and_leaves_the_claim_open(browser):
    office = browser.session_state["call-id"][0]
    with store() as kept:
        kept.claim(SLUG, [office], "East end")
    field(browser, "text_input", "plan-who").input("East end").run()
    first = listed(browser)["Who"].iloc[0]
    outcome(browser, "no_answer").click().run()
    last = listed(browser).iloc[-1]
    assert last["Who"] == first
    assert last["Tried"].startswith("no answer, ")
    with store() as kept:
        assert kept.claims(SLUG)["state"].tolist() == ["open"]


def test_a_call_is_taken_back_at_once_and_its_office_is_up_again(browser):
    first = listed(browser)["Who"].iloc[0]
    outcome(browser, "voicemail").click().run()
    next(one for one in browser.button if one.key == "call-undo").click().run()
    assert f"Taken back: voicemail left, {first}" in texts(browser)
    assert listed(browser)["Who"].iloc[0] == first
    assert calls().empty
    outcome(browser, "reached").click().run()
    assert len(calls()) == 1


def test_own_claims_come_first_and_those_of_others_are_not_listed(browser):
    with store() as kept:
        kept.claim(SLUG, ["trudeau-constituency"], "East end")
    assert "Justin Trudeau" not in set(listed(opened("plan", **DAY))["Who"])
    field(browser, "text_input", "plan-who").input("East end").run()
    assert listed(browser)["Who"].iloc[0] == "Justin Trudeau"


def test_an_office_that_is_closed_now_comes_after_the_others_and_says_so(browser):
    first, office = listed(browser)["Who"].iloc[0], browser.session_state["call-id"][0]
    with store() as kept:
        now = datetime.now(UTC)
        tomorrow = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[(now.weekday() + 3) % 7]
        kept.save_office_note(SLUG, office, f"{tomorrow} 9-17", "Ring twice")
    later = opened("plan", **DAY)
    assert listed(later)["Who"].iloc[-1] == first
    shown = texts(opened("plan", office=office, **DAY))
    assert "Closed now, by the hours noted." in shown
    assert "Access: Ring twice" in shown


def test_skipping_goes_on_and_the_address_keeps_the_office(browser):
    second = listed(browser)["Who"].iloc[1]
    field(browser, "button", "skip-").click().run()
    assert second in texts(opened("plan", office=address(browser)["office"], **DAY))
    assert calls().empty


def test_the_script_is_filled_in_either_language(browser):
    told = next(text for text in texts(browser) if text.startswith("Hello"))
    assert "Marco Mendicino" in told
    assert "Minister of Immigration, Refugees and Citizenship" in told
    assert "{" not in told
    browser.session_state["script-language"] = "fr"
    browser.run()
    told = next(text for text in texts(browser) if text.startswith("Bonjour"))
    assert told.count("Ministre de l\u2019Immigration") == 2


def test_a_script_is_changed_and_an_earlier_version_is_looked_at_and_brought_back(browser):
    field(browser, "toggle", "script-open").set_value(True).run()
    for text in ("First {person}", "Second {nobody} <b>x</b>"):
        field(browser, "text_area", "script-text").input(text)
        next(one for one in browser.button if one.label == "Save as a new version").click().run()
    assert "Second {nobody} <b>x</b>" in texts(browser)
    assert any(text.startswith("Nothing is known to fill in for {nobody}") for text in texts(browser))
    field(browser, "selectbox", "script-version").set_value(1).run()
    assert "First {person}" in texts(browser)
    field(browser, "button", "script-back").click().run()
    assert "First Marco Mendicino" in texts(browser)
    with store() as kept:
        assert kept.scripts(SLUG)["version"].tolist() == [1, 2, 3]


def test_filters_that_leave_nobody_to_call_say_what_to_do(browser):
    del browser
    assert any(text.startswith("Nobody is left to call") for text in texts(opened("plan", city="Nowhere", **DAY)))
