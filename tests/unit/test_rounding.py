"""Numbers that people read are rounded one way."""

import pytest

from dashboard.rounding import rounded
from dashboard.words import words

EN, FR = words("en"), words("fr")


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(599.5, 0, 600), (624.5, 0, 625), (0.5, 0, 1), (-0.5, 0, -1), (2.25, 1, 2.3), (2.675, 2, 2.68), (7, 0, 7)],
)
def test_halves_go_up_whatever_stands_before_them(value, digits, shown):
    assert rounded(value, digits) == shown


def test_what_is_no_number_stays_so():
    assert str(rounded(float("nan"))) == "nan"
    assert rounded(float("inf")) == float("inf")
    assert EN.number(float("nan")) == "\u2013"


def test_a_number_is_written_as_it_is_rounded_and_counted_as_it_is_written():
    assert (EN.number(599.5), EN.number(624.5)) == ("600", "625")
    assert EN.n("{count} contact", "{count} contacts", 0.6) == "1 contact"
    assert FR.n("{count} contact", "{count} contacts", 1.5) == "2 contacts"


def test_an_estimate_says_so():
    assert EN.about("600 contacts") == "about 600 contacts"
    assert FR.about("600 contacts") == "environ 600 contacts"
    assert EN.about("600 contacts", estimated=False) == "600 contacts"
