"""One action as a phone sends it: checked, cleaned, and understood as a file of one row."""

import base64
from contextlib import suppress
from datetime import date

import pytest
from builders import office, person, receipt_of, tables
from hypothesis import given
from hypothesis import strategies as st

from dashboard.directory import Directory
from dashboard.errors import UsageError
from dashboard.ingest.entry import as_file, is_entry_id, read_entry
from dashboard.schema import ACTION_COLUMNS, frame

TODAY = date(2020, 11, 24)
OFFICE = office("marco-office", "marco", phone="416-781-5583", email="m@parl.gc.ca")
DIRECTORY = Directory(tables(people=[person("marco")], offices=[OFFICE]))
SENT = {
    "do": "log", "id": "log-" + "0v" * 10, "campaign": "renew", "office": "marco-office", "tactic": "call",
    "outcome": "voicemail", "count": 10, "day": "2020-11-24", "note": "", "group": "", "photo": "",
}  # fmt: skip


def parsed(**more):
    return as_file(read_entry(SENT | more, DIRECTORY, TODAY), DIRECTORY)


def told(**more):
    with pytest.raises(UsageError) as caught:
        read_entry(SENT | more, DIRECTORY, TODAY)
    return str(caught.value)


def test_an_entry_is_a_file_of_one_row():
    file = parsed(note="  two\r\nlines ", group="Heron")
    row = file.rows.iloc[0]
    assert (row["source_id"], row["office_id"], row["target_id"]) == (SENT["id"], "marco-office", "")
    assert (str(row["date"])[:10], str(row["date_end"])[:10], row["date_precision"]) == ("2020-11-24",) * 2 + ("day",)
    assert (row["tactic"], row["outcome"], row["quantity"]) == ("call", "voicemail", 10.0)
    assert (row["note"], row["group"]) == ("two\nlines", "Heron")
    assert receipt_of(file, frame([], ACTION_COLUMNS), DIRECTORY).counts["added"] == 1


def test_how_a_call_went_is_said_of_calls_alone():
    assert parsed(tactic="poster_office").rows["outcome"].tolist() == [""]


def test_a_note_is_kept_without_personal_data_and_the_receipt_says_so():
    file = parsed(note="Ask ana@example.org or 514-555-0199; office 416-781-5583", group="ana@example.org")
    assert file.rows["note"].tolist() == ["Ask [removed] or [removed]; office 416-781-5583"]
    assert "ana" not in file.rows["group"].iloc[0]
    assert "Personal data" in file.notes[0]
    assert parsed().notes == ()


def test_hidden_characters_are_taken_out():
    assert parsed(note="a\u202eb\u200b").rows["note"].tolist() == ["ab"]


def test_it_may_be_tomorrow_already_where_the_phone_is():
    assert parsed(day="2020-11-25").rows["date"].dt.day.tolist() == [25]
    assert "not come yet" in told(day="2020-11-26")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"id": "a-file's-own"}, "no id of its own"),
        ({"id": None}, "can't be read"),
        ({"tactic": "training"}, "What was done"),
        ({"office": "gone"}, "office is not known"),
        ({"office": ""}, "office is not known"),
        ({"outcome": "shouted"}, "How the call went"),
        ({"count": 0}, "whole number"),
        ({"count": 1.5}, "whole number"),
        ({"count": True}, "whole number"),
        ({"count": float("nan")}, "whole number"),
        ({"count": 10**30}, "whole number"),
        ({"count": "10"}, "whole number"),
        ({"day": "today"}, "calendar"),
        ({"day": "1066-10-14"}, "before 1900"),
        ({"note": "x" * 2001}, "shorten it"),
        ({"note": "a\0b"}, "can't be read"),
        ({"group": ["x"]}, "can't be read"),
        ({"photo": "not base64!"}, "photo can't be read"),
        ({"photo": 7}, "too large"),
    ],
)
def test_what_can_not_be_logged_is_refused_with_a_sentence(changed, sentence):
    assert sentence in told(**changed)


def test_a_photo_comes_as_text():
    assert read_entry(SENT | {"photo": base64.b64encode(b"abc").decode()}, DIRECTORY, TODAY).photo == b"abc"


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(changes=st.dictionaries(st.sampled_from(sorted(SENT)), json))
def test_whatever_is_sent_is_an_entry_or_a_sentence(changes):
    with suppress(UsageError):
        assert len(parsed(**changes).rows) == 1


@given(st.text() | st.integers() | st.none())
def test_ids_of_the_form_are_told_from_all_others(text):
    assert not is_entry_id(text)
    assert is_entry_id(SENT["id"])
