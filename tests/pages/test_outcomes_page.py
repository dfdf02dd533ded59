"""Outcomes on the Pressure page: entered, changed, taken out, brought back, loaded; timing and not cause."""

from datetime import date

import pytest
from looking import address, figures, opened, texts

pytestmark = pytest.mark.usefixtures("founding")

PROMISE = "2020-12-01-commitment"
FILE = (
    b"outcome_id,date,date_precision,actor,kind,rung,text,quote,source_url,other_factors\n"
    b"no-1,2020-09-20,day,Marco Mendicino,refusal,0,Refuses,,,\n"
    b"back-1,2021-01-20,day,Marco Mendicino,reversal,2,Takes it back,,,\n"
    b"wrong,2021-13-20,day,Marco Mendicino,reply,1,,,,\n"
)


def page(**address):
    return opened("pressure", show="outcomes", **address)


def listed(browser):
    return next(table.value for table in browser.dataframe if "Rung" in table.value)


def entered(browser, **cells):
    """The form that is open, filled in and saved."""
    browser.date_input("outcome-date").set_value(cells.get("date", date(2020, 10, 2)))
    browser.selectbox("outcome-kind").select(cells.get("kind", "refusal"))
    browser.selectbox("outcome-rung").select(cells.get("rung", "0"))
    browser.text_area("outcome-text").input(cells.get("text", "Says no"))
    return next(button for button in browser.button if button.label == "Save the outcome").click().run()


def test_a_refusal_is_entered_as_readily_as_a_win_and_opened_at_once():
    browser = page()
    browser.button("add-outcome").click().run()
    browser = entered(browser)
    assert not browser.exception
    assert address(browser)["part"] == "2020-10-02-refusal"
    row = listed(browser).iloc[0]
    assert (row["Kind"], row["Rung"], row["What"]) == ("Refusal", "0: No answer, or a refusal", "Says no")


def test_a_day_that_is_missing_is_asked_for_and_nothing_typed_is_lost():
    browser = page()
    browser.button("add-outcome").click().run()
    browser = entered(browser, date=None)
    assert any(text.startswith("The day is missing") for text in texts(browser))
    assert browser.text_area("outcome-text").value == "Says no"
    assert len(listed(browser)) == 2


def test_an_outcome_is_changed_taken_out_and_brought_back_from_its_history():
    browser = page(part=PROMISE)
    browser.button("change-outcome").click().run()
    assert browser.selectbox("outcome-kind").value == "commitment"
    browser = entered(browser, date=date(2020, 12, 1), kind="statement", rung="2", text="Only words")
    assert listed(browser)["Rung"].iloc[0] == "2: Speaks for it in public"
    browser.button("remove-outcome").click().run()
    assert len(listed(browser)) == 1
    assert any("taken out" in text for text in texts(browser))
    next(button for button in browser.button if button.label == "Take back").click().run()
    assert listed(browser)["What"].iloc[0] == "Only words"


def test_personal_data_typed_into_an_outcome_is_not_kept():
    browser = page()
    browser.button("add-outcome").click().run()
    browser = entered(browser, text="Ana wrote to ana.roy@example.org")
    assert listed(browser)["What"].iloc[0] == "Ana wrote to [removed]"


def test_a_file_of_outcomes_is_accounted_for_row_by_row_and_the_same_again_changes_nothing():
    browser = page()
    browser.file_uploader[0].set_value(("outcomes.csv", FILE, "text/csv")).run()
    assert figures(browser) == {"Added": "2", "Updated": "0", "Duplicate": "0", "Needs a decision": "0", "Refused": "1"}
    assert any("The date must be a day written as YYYY-MM-DD" in table.proto.body for table in browser.get("html"))
    next(button for button in browser.button if button.label == "Keep 2 outcomes").click().run()
    assert listed(browser)["Kind"].tolist() == ["Refusal", "Commitment", "Policy change", "Reversal"]
    again = page()
    again.file_uploader[0].set_value(("again.csv", FILE, "text/csv")).run()
    assert figures(again)["Duplicate"] == "2"
    assert next(button for button in again.button if button.label == "Keep 0 outcomes").disabled


def test_a_file_that_holds_no_outcomes_is_refused_in_a_sentence():
    browser = page()
    browser.file_uploader[0].set_value(("log.csv", b"date,tactic\n2020-12-01,call\n", "text/csv")).run()
    assert any(text.startswith("outcomes.csv has no column outcome_id") for text in texts(browser))
    assert not browser.exception


def test_the_window_before_an_outcome_has_its_place_its_sentence_and_the_actions_behind_it():
    browser = page(part=PROMISE, tactic="rally")
    told = next(text for text in texts(browser) if "points on average" in text)
    assert told.endswith("of 11 from the highest")
    captions = [caption.value for caption in browser.caption]
    assert captions.count("This shows timing, not cause.") == 2
    browser.button("open-window").click().run()
    assert address(browser) == {
        "campaign": "renew-pgwp-2020", "day": "2020-11-30", "over": "28", "show": "day"
    }  # fmt: skip
    heading = next(item.value for item in browser.subheader if "add up" in item.value)
    assert told.split()[0] == heading.split(" points")[0].rsplit(" ", 1)[1]


def test_an_outcome_of_the_first_days_has_no_window_and_says_so():
    browser = page()
    browser.button("add-outcome").click().run()
    browser = entered(browser, date=date(2020, 3, 20))
    assert any(text.startswith("fewer than 28 days") for text in texts(browser))
    assert not any(button.key == "open-window" for button in browser.button)
