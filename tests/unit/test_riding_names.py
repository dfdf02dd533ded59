"""Every riding of both orders is found by its name, however it is written; misspelt, it is the first to choose."""

import random

import pytest

from dashboard.matching import RidingMatcher
from dashboard.names import normal_form
from dashboard.reference.ridings import ridings

KINDS = ("dropped", "doubled", "swapped", "replaced")
SPELLINGS = {
    "two hyphens": lambda name: name.replace("—", "--"),
    "hyphen and blanks": lambda name: name.replace("—", " - "),
    "em dash": lambda name: name,
    "em dash and blanks": lambda name: name.replace("—", " — "),
    "no accents": lambda name: normal_form(name).title(),
    "upper case": str.upper,
    "plain apostrophe": lambda name: name.replace("’", "'"),  # noqa: RUF001 - as published
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
OFTEN = 2


@pytest.fixture(scope="module")
def matcher():
    return RidingMatcher(ridings())


def names():
    """Key and name of every riding, EN and FR."""
    return [
        (key, name)
        for key, english, french in ridings()[["riding", "name_en", "name_fr"]].itertuples(index=False)
        for name in dict.fromkeys((english, french))
    ]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_name_is_exactly_the_riding_of_its_order(matcher, spelling):
    for key, name in names():
        found = matcher.match(SPELLINGS[spelling](name), int(key[:4]))
        assert (found.key, found.score) == (key, 100), name


def misspelt(name, kind, rng):
    """The name with one letter wrong."""
    letters = [place for place, sign in enumerate(name) if sign.isalpha()]
    if kind == "swapped":
        place = rng.choice([one for one in letters if one + 1 in letters and differ(name[one], name[one + 1])])
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    place = rng.choice(letters)
    letter = name[place]
    instead = {
        "dropped": "",
        "doubled": letter * 2,
        "replaced": rng.choice([one for one in LETTERS if differ(one, letter)]),
    }
    return name[:place] + instead[kind] + name[place + 1 :]


def differ(one, other):
    return normal_form(one) != normal_form(other)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_with_one_letter_wrong_is_the_first_candidate_and_never_silently_another(matcher, kind):
    rng = random.Random(f"one letter {kind}")
    exact = {(int(key[:4]), normal_form(name)): key for key, name in names()}
    tried = first = 0
    for key, name in names() * OFTEN:
        text, order = misspelt(name, kind, rng), int(key[:4])
        found = matcher.match(text, order)
        tried += 1
        first += key == (found.key or next(iter(found.candidates), ""))
        # "Brampton est" is West without its first letter, and East in French: what is written decides.
        assert found.key in ("", key, exact.get((order, normal_form(text)))), text
    assert first / tried >= 0.98
