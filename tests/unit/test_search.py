import random

import pytest

from dashboard.matching.search import Hits, Search, is_phone, phone_places
from dashboard.names import normal_form
from dashboard.reference.ridings import ridings

PEOPLE = Search(
    [
        ["Éric Tremblay", "Saint-Laurent", "Montréal"],
        ["Anne Wong", "Peterborough\u2014Kawartha", "Peterborough", "St. Marys"],
        ["Ann Wongsley", "Vancouver East", "Vancouver-Est"],
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("eric", [0]),
        ("TREMBLAY, Éric", [0]),
        ("montreal", [0]),
        ("st laurent", [0]),
        ("kawartha--peterborough", [1]),
        ("vancouver est", [2]),
        ("wong", [1, 2]),
        ("saint marys", [1]),
    ],
)
def test_any_words_in_any_order_with_or_without_accents_are_found(text, found):
    assert PEOPLE.find(text) == Hits(tuple(found))


def test_a_whole_name_comes_before_a_part_of_one():
    assert Search([["Peterborough South"], ["Peterborough"]]).find("peterborough").places == (1, 0)


@pytest.mark.parametrize("text", ["Tremblya", "Trembly", "Trxmblay", "montreaal"])
def test_a_word_misspelt_by_a_letter_is_found_and_said_to_be_inexact(text):
    assert PEOPLE.find(text) == Hits((0,), exact=False)


def test_what_is_like_nothing_finds_nothing():
    assert PEOPLE.find("xqzy").places == ()
    assert PEOPLE.find(" - ") == Hits()


def test_a_short_word_is_not_taken_for_another_one():
    assert PEOPLE.find("eri wax").places == ()


def test_phones_are_found_by_any_run_of_their_digits():
    numbers = [("416-781-5583", "613-992-0946 ext. 12"), ("514-277-6020",), ()]
    for text, found in {"4167815583": (0,), "+1 (613) 992-0946": (0,), "277 60": (1,), "5583613": ()}.items():
        assert phone_places(text, numbers) == found
    assert is_phone("416-781")
    assert not is_phone("416")
    assert not is_phone("M6A 1A3")


LISTED = list(zip(ridings()["name_en"], ridings()["name_fr"], strict=True))
NAMES = [name for pair in LISTED for name in dict.fromkeys(pair)]
RIDINGS = Search(LISTED)


def is_first(text, name):
    """Whether the search was exact, and whether a riding of this name came first."""
    found = RIDINGS.find(text)
    first = LISTED[found.places[0]] if found.places else ()
    return found.exact, same(name) in map(same, first)


def same(name):
    return normal_form(name).replace("st ", "saint ")


@pytest.mark.parametrize("dash", ["--", " - ", "\u2014"])
def test_every_riding_is_found_first_by_its_name_in_either_language_whatever_the_dash(dash):
    lost = [name for name in NAMES if is_first(name.replace("\u2014", dash).upper(), name) != (True, True)]
    assert lost == []


def test_a_riding_misspelt_by_one_letter_is_the_first_found_in_98_of_100():
    chance, misses = random.Random(7), 0
    for name in NAMES:
        at = chance.choice([place for place, mark in enumerate(name) if mark.isalpha()])
        wrong = name[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + name[at + 1 :]
        misses += not is_first(wrong, name)[1]
    assert misses <= 0.02 * len(NAMES)
