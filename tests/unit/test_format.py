from datetime import date

import pytest

from dashboard.words import Words, words

EN, FR = Words("en"), Words("fr")


@pytest.mark.parametrize(
    ("value", "digits", "english", "french"),
    [
        (0, 0, "0", "0"),
        (1234567, 0, "1,234,567", "1\u202f234\u202f567"),
        (1234.5, 1, "1,234.5", "1\u202f234,5"),
        (-12, 0, "\u221212", "\u221212"),
        (0.126, 2, "0.13", "0,13"),
        (float("nan"), 0, "\u2013", "\u2013"),
    ],
)
def test_numbers_are_written_as_each_language_writes_them(value, digits, english, french):
    assert (EN.number(value, digits), FR.number(value, digits)) == (english, french)


def test_days_are_written_out():
    day = date(2020, 11, 24)
    assert (EN.day(day), FR.day(day)) == ("November 24, 2020", "24 novembre 2020")
    assert (EN.day(day, short=True), FR.day(day, short=True)) == ("Nov 24, 2020", "24 nov. 2020")


def test_the_first_of_a_month_is_first_in_french():
    assert FR.day(date(2020, 12, 1)) == "1er décembre 2020"
    assert FR.day(date(2020, 12, 11)) == "11 décembre 2020"


def test_spans_name_one_day_once():
    first, last = date(2020, 11, 1), date(2020, 11, 30)
    assert EN.span(first, last) == "November 1, 2020 to November 30, 2020"
    assert FR.span(first, last) == "1er novembre 2020 à 30 novembre 2020"
    assert EN.span(first, first) == "November 1, 2020"


def test_months_on_an_axis_are_in_the_readers_language():
    assert (EN.short_month(date(2020, 8, 1)), FR.short_month(date(2020, 8, 1))) == ("Aug 2020", "août 2020")


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [(0, "0 calls", "0 appel"), (1, "1 call", "1 appel"), (1500, "1,500 calls", "1\u202f500 appels")],
)
def test_quantities_stand_in_their_unit(count, english, french):
    assert (EN.counted("call", count), FR.counted("call", count)) == (english, french)


def test_a_tactic_nobody_heard_of_has_no_unit():
    assert EN.counted("singing", 3) == "3"
    assert EN.named({}, "singing") == "singing"


def test_one_and_a_half_are_several_in_english_and_one_in_french():
    assert EN.n("{count} point", "{count} points", 1.5, 1) == "1.5 points"
    assert FR.n("{count} point", "{count} points", 1.5, 1) == "1,5 point"


def test_an_unknown_language_is_english():
    assert Words("de").language == "en"
    assert words("fr") is words("fr")
