"""How near a name is to those that are known, carefully: a wrong match harms more than a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, DamerauLevenshtein

THRESHOLD = 90.0
"""The least score (0-100) of a near match that may stand by itself."""

GAP = 8.0
"""How far ahead of the next one it must be."""

EXACT = 100.0
_SUGGESTED, _SUGGESTIONS = 75.0, 5
_SLIPS = 2
_ONE_SLIP = 97.5
"""The most that a name with one letter wrong scores: two such names then never stand apart."""
_LETTERS = 5
"""Letters that a name must have to be known with one of them wrong."""

PATIENCE = 100_000_000
"""Letters that are compared for one file, about a second of work: more than a thousand unknown names."""

_A_FORM = 50
"""What a comparison takes by itself, in letters."""

_TELLING = {
    word: number
    for number, words in enumerate((
        "north nord", "south sud", "east est", "west ouest", "northeast", "northwest", "southeast", "southwest",
        "centre center central", "upper", "lower", "new",
    ))
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What a name was matched to: its id and name with a score of 100 when exact; else why not, and candidates' ids."""

    key: str = ""
    name: str = ""
    score: float = 0.0
    reason: str = ""
    fate: str = "needs_decision"
    candidates: tuple[str, ...] = ()


class Patience:
    """How much is compared to find names near unknown ones in one file: a name takes a moment, a file has any number.

    Once it has ``ended`` only names as they are written are known, the others are left open without candidates.
    """

    def __init__(self, letters: float = inf) -> None:
        self._left = letters
        self.ended = False

    def lasts(self, wanted: str, forms: int) -> bool:
        """Whether this name may be compared with so many forms, which is counted."""
        self._left -= forms * (_A_FORM + len(wanted))
        self.ended = self._left < 0
        return not self.ended


def near(wanted: str, forms: Sequence[str]) -> list[tuple[int, float]]:
    """Places and scores of the forms near ``wanted`` and of their rivals, best first; both sides in normal form.

    The first may stand when its score is at least THRESHOLD and GAP ahead of the next. A form one slip of the finger
    away (a letter left out, doubled, swapped or mistaken) is near, and its rivals are those that are two away.
    """
    return _turned(wanted, forms) or _by_a_slip(wanted, forms) or _by_likeness(wanted, forms)


def _turned(wanted: str, forms: Sequence[str]) -> list[tuple[int, float]]:
    """The forms of the same words in another order."""
    words = sorted(wanted.split())
    alike = (place for place, form in enumerate(forms) if len(form) == len(wanted) and sorted(form.split()) == words)
    return [(place, EXACT - 0.1) for place in alike if _numbers(forms[place]) == _numbers(wanted)]


def _by_a_slip(wanted: str, forms: Sequence[str]) -> list[tuple[int, float]]:
    if len(wanted) < _LETTERS:
        return []
    maybe = process.extract(wanted, forms, scorer=OSA.distance, score_cutoff=_SLIPS + 1, limit=None)
    within = [(form, DamerauLevenshtein.distance(wanted, form), place) for form, _, place in maybe]
    within = [one for one in within if one[1] <= _SLIPS]
    if not any(slips <= 1 for _, slips, _ in within):
        return []
    scores = [
        (place, min(max(fuzz.ratio(wanted, form), THRESHOLD), _ONE_SLIP) if slips <= 1 else THRESHOLD - 0.1)
        for form, slips, place in within
        if _numbers(form) == _numbers(wanted)
    ]
    return sorted(((place, round(score, 1)) for place, score in scores), key=lambda one: (-one[1], one[0]))


def _by_likeness(wanted: str, forms: Sequence[str]) -> list[tuple[int, float]]:
    found: dict[int, float] = {}
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
        for _, score, place in process.extract(wanted, forms, scorer=scorer, score_cutoff=THRESHOLD - GAP, limit=20):
            found[place] = max(found.get(place, 0.0), min(score, EXACT - 0.1))
    alike = [(place, round(score, 1)) for place, score in found.items() if _may_mean(wanted, forms[place], forms)]
    return sorted(alike, key=lambda one: (-one[1], one[0]))


def suggestions(wanted: str, forms: Sequence[str]) -> list[int]:
    """Places of forms that someone may have meant, best first: for people to choose from, never taken by themselves.

    Those come first that are a slip or two of the finger away (letters left out, doubled, swapped or mistaken).
    """
    slips = process.extract(wanted, forms, scorer=OSA.distance, score_cutoff=_SLIPS, limit=_SUGGESTIONS)
    alike = process.extract(wanted, forms, scorer=fuzz.token_set_ratio, score_cutoff=_SUGGESTED, limit=_SUGGESTIONS)
    return list(dict.fromkeys(place for _, _, place in (*slips, *alike)))[:_SUGGESTIONS]


def listed(names: Sequence[str]) -> str:
    """``A or B``, ``A, B or C``."""
    names = list(dict.fromkeys(names))
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def is_clear(scores: Sequence[float]) -> bool:
    """Whether the first of these scores, best first, is high enough and far enough ahead to stand."""
    return bool(scores) and scores[0] >= THRESHOLD and (len(scores) == 1 or scores[0] - scores[1] >= GAP)


def _may_mean(wanted: str, form: str, forms: Sequence[str]) -> bool:
    """Whether names agree in their telling words; where those alone tell neighbours apart, in all others too."""
    told = _telling(form)
    if _telling(wanted) != told:
        return False
    rest = _rest(form)
    siblings = told and any(rest == _rest(other) and _telling(other) != told for other in forms)
    return not siblings or _rest(wanted) == rest


def _numbers(form: str) -> list[str]:
    """The words of a name that hold a digit: one letter wrong in these makes another address or code."""
    return [word for word in form.split() if any(sign.isdigit() for sign in word)]


def _rest(form: str) -> str:
    return " ".join(word for word in form.split() if not (word in _TELLING or word.isdigit()))


def _telling(form: str) -> frozenset[object]:
    """The words of a name that tell it from its neighbours: numbers, quarters of the sky, centre."""
    return frozenset(_TELLING.get(word, word) for word in form.split() if word in _TELLING or word.isdigit())
