"""Scripts with blanks filled, the order in which offices are called, and hours read from notes."""

from datetime import UTC, datetime

import pytest

from dashboard.planning import BLANKS, FIRST_SCRIPT, call_order, fill, open_at
from dashboard.planning.call_order import ZONES
from dashboard.schema import PROVINCES
from dashboard.words import words

VALUES = {name: f"<{name}>" for name in BLANKS}

MONDAY_NOON_IN_TORONTO = datetime(2020, 11, 30, 17, 0, tzinfo=UTC)


def test_blanks_are_filled_and_values_are_not_filled_again():
    found = fill("To {person}: {demand} {person}", {"person": "{demand}", "demand": "Renew"})
    assert found.text == "To {demand}: Renew {demand}"
    assert (found.unknown, found.empty) == ((), ())


def test_blanks_that_mean_nothing_are_told_and_stay_and_what_is_not_known_is_left_to_fill_in():
    found = fill("Hello {name}, {person} of {riding}, {oops} {name}", {"person": "Ada", "riding": ""})
    assert found.text == "Hello {name}, Ada of ____, {oops} {name}"
    assert found.unknown == ("name", "oops")
    assert found.empty == ("riding",)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_script_to_begin_with_has_only_blanks_that_are_known_in_both_languages(language):
    found = fill(words(language)._(FIRST_SCRIPT), VALUES)
    assert not found.unknown
    for name in ("person", "title", "campaign", "demand", "post"):
        assert f"<{name}>" in found.text


def test_own_claims_come_first_and_closed_offices_after_open_ones_and_tried_ones_last():
    offices = ["a", "b", "c", "d", "e"]
    assert call_order(offices, {"c"}, {}, {"a"}) == ["c", "b", "d", "e", "a"]
    tried = {"c": "2020-11-30T15:00", "b": "2020-11-30T14:00"}
    assert call_order(offices, {"c"}, tried, {"a"}) == ["d", "e", "a", "b", "c"]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("Mon-Fri 9:00-16:30", True),
        ("Monday to Friday, 9 am to 4 pm", True),
        ("9-5", True),
        ("Lun. au ven. 9 h à 16 h 30", True),
        ("lundi-vendredi 13h30-16h", False),
        ("Tue-Thu 9-17", False),
        ("Sat 10:00 - 14:00", False),
        ("Mon-Thu 9-11, Fri 9-16", False),
        ("Mon-Fri 9-11:30 and 13-17", False),
        ("9\u201312:30", True),
        ("12:30 pm - 4 pm", False),
        ("Fri-Mon 8-20", True),
        ("Mon-Fri 9-17, closed at noon", None),
        ("By appointment", None),
        ("Mon-Fri 9-17 except Monday", None),
        ("Call 613-555-0199", None),
        ("Open at 25-26", None),
        ("", None),
    ],
)
def test_hours_are_read_where_they_are_plain_and_left_alone_where_not(hours, expected):
    assert open_at(hours, MONDAY_NOON_IN_TORONTO, "ON") is expected


def test_hours_are_those_of_the_office_s_own_province():
    assert open_at("9-17", datetime(2020, 11, 30, 16, 30, tzinfo=UTC), "BC") is False
    assert open_at("9-17", datetime(2020, 11, 30, 16, 30, tzinfo=UTC), "NL") is True
    assert open_at("9-17", MONDAY_NOON_IN_TORONTO, "") is None
    assert set(ZONES) == set(PROVINCES.values())
