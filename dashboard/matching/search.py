"""Searching what is listed by any of its words: as written, else misspelt by a letter or two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dashboard.matching.near import suggestions
from dashboard.names import normal_form

_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount"}
_LONG, _LEAST = 10, 4


@dataclass(frozen=True, slots=True)
class Hits:
    """Places of what was found in the list, best first; ``exact`` when every word is there as written."""

    places: tuple[int, ...] = ()
    exact: bool = True


class Search:
    """A list of things with their texts (names, ridings, cities), to be searched by words in any order.

    Case, accents and dashes don't matter, and a word may be left unfinished.
    """

    def __init__(self, things: Iterable[Iterable[str]]) -> None:
        self._forms = [[form for form in map(_form, texts) if form] for texts in things]
        self._texts = [" " + " ".join(forms) for forms in self._forms]
        holders: dict[str, set[int]] = {}
        for place, text in enumerate(self._texts):
            for word in text.split():
                holders.setdefault(word, set()).add(place)
        self._holders = holders
        self._known = list(holders)

    def find(self, text: str) -> Hits:
        """Those that have every word searched for; else those near them; none of an empty text."""
        wanted = _form(text)
        if not wanted:
            return Hits()
        found = self._exact(wanted)
        return Hits(found) if found else Hits(self._misspelt(wanted) or self._alike(wanted), exact=False)

    def _exact(self, wanted: str) -> tuple[int, ...]:
        """In the order of the list, those of whom this is a whole text first."""
        words = [f" {word}" for word in wanted.split()]
        places = [place for place, text in enumerate(self._texts) if all(word in text for word in words)]
        return tuple(sorted(places, key=lambda place: wanted not in self._forms[place]))

    def _misspelt(self, wanted: str) -> tuple[int, ...]:
        """Those that have every word but for a letter or two, the fewest wrong letters first."""
        totals: dict[int, int] | None = None
        for word in wanted.split():
            here = self._near(word)
            totals = here if totals is None else {p: totals[p] + here[p] for p in totals.keys() & here.keys()}
        ranked = totals or {}
        return tuple(sorted(ranked, key=lambda place: (ranked[place], self._apart(wanted, place), place)))

    def _near(self, word: str) -> dict[int, int]:
        """How many letters of a word are wrong in those that have it or one near it."""
        allowed = 0 if len(word) < _LEAST else 1 if len(word) < _LONG else 2
        begun = [known[: len(word)] for known in self._known]
        here: dict[int, int] = {}
        for candidates in (self._known, begun):
            near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=None)
            for _, wrong, number in near:
                for place in self._holders[self._known[number]]:
                    here[place] = min(here.get(place, int(wrong)), int(wrong))
        return here

    def _apart(self, wanted: str, place: int) -> int:
        """How far the whole text is from the nearest of this one's texts."""
        return min(OSA.distance(wanted, form) for form in self._forms[place])

    def _alike(self, wanted: str) -> tuple[int, ...]:
        """Those of whom a text is about as near as a person might mean."""
        forms = [(form, place) for place, own in enumerate(self._forms) for form in own]
        near = suggestions(wanted, [form for form, _ in forms])
        return tuple(dict.fromkeys(forms[number][1] for number in near))


def phone_places(wanted: str, numbers: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Places of those one of whose phone numbers holds the digits searched for."""
    digits = _digits(wanted)
    return tuple(place for place, own in enumerate(numbers) if any(digits in _digits(number) for number in own))


def is_phone(text: str) -> bool:
    """Whether a text is part of a phone number: digits with what stands between them."""
    return len(_digits(text)) >= _LEAST and not any(mark.isalpha() for mark in text)


def _digits(text: str) -> str:
    digits = "".join(mark for mark in text if mark.isascii() and mark.isdigit())
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits  # noqa: PLR2004 - with the country's


def _form(text: str) -> str:
    return " ".join(_WORDS.get(word, word) for word in normal_form(text).split())
