"""How many: numbers as people group them, and the words and spans that stand for a range."""

import math
import re
from dataclasses import dataclass

from dashboard.ingest.cells import CellProblem, quoted
from dashboard.ingest.digits import NO_MARKS, PLAIN, Marks, read_number, unreadable
from dashboard.ingest.number_words import cardinal, is_none, multiplier, phrase
from dashboard.names import normal_form

_ARTICLES = frozenset(("a", "an", "the", "some", "un", "une", "des", "de", "of", "d"))
_DASHES = frozenset("-\u2013\u2014? ")
_UNKNOWN = frozenset(("n a", "na", "unknown", "not known", "inconnu", "inconnue", "tbd"))
_UNIT_NAMES = (
    "people persons participants signatures calls posters letters visits stories messages emails meetings volunteers",
    "person signature call poster letter visit story message email meeting rallies flyers installations",
    "personnes appels affiches lettres visites articles courriels reunions benevoles affichettes",
    "personne appel affiche lettre visite article courriel reunion",
)
_UNITS = frozenset(name for names in _UNIT_NAMES for name in names.split())
_OVER = re.compile(
    r"(?:(?:over|more than|at least|upwards of|no (?:fewer|less) than|(?:a )?minimum(?: of| de)?|plus (?:de|que)|"
    r"au moins|pas moins de|au-delà de|au minimum)\b|plus d['\u2019]|>=?|≥)\s*(.+)",
    re.IGNORECASE,
)
_PLUS = re.compile(
    r"(.+?)(?:\s*\+|\s+(?:or more|and up|and more|ou plus|et plus|au moins|minimum))",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"(?:(?:up to|at most|(?:less|fewer|no more) than|under|below|(?:a )?maximum(?: of| de)?|jusqu['\u2019][àa]|"
    r"au plus|(?:pas plus|moins) de|au maximum)\b|moins d['\u2019]|<=?|≤)\s*(.+)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:(?:about|around|approximately|approx|roughly|nearly|almost|close to|some|circa|ca|environ|env|à peu près|"
    r"près de|presque|quelque|autour de|approximativement)\b\.?|~|≈)\s*(.+)",
    re.IGNORECASE,
)
_ABOUT_BEHIND = re.compile(
    r"(.*\d|.*\w\w)(?:\s*-?ish|\s+(?:or so|approx\.?|approximately|environ|à peu près))", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:between|from|entre|de)\s+(.+?)\s+(?:and|to|et|à)\s+(.+)", re.IGNORECASE)
_SPAN = re.compile(r"(.*\S)\s*(?:[-\u2013\u2014]|\s(?:to|à|or|ou)\s)\s*(\d.*)", re.IGNORECASE)
_TIMES = re.compile(r"[x\u00d7]\s?(\d.*)|(\d.*?)\s?[x\u00d7]", re.IGNORECASE)
_MULTIPLIED = re.compile(r"(\d[\d., \u00a0\u202f']*?)\s*([kM]|[^\W\d]{2,})(?:\s+(?:of|de)\b)?", re.IGNORECASE)
_ROUNDED = 100


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity, or the range it lies in; nan where nothing is said."""

    exact: float = math.nan
    low: float = math.nan
    high: float = math.nan

    @property
    def is_range(self) -> bool:
        """Whether it is an estimate and no number."""
        return not math.isnan(self.low) or not math.isnan(self.high)


NOTHING = Amount()


def read_amount(text: str, marks: Marks = NO_MARKS) -> Amount:
    """The quantity that a cell states; raises CellProblem where it says none or could say two."""
    if normal_form(text) in _UNKNOWN or set(text) <= _DASHES:
        return NOTHING
    if PLAIN.fullmatch(text):
        return Amount(exact=read_number(text, marks))
    for read in (_end, _span, _estimate, _worded, _counted):
        if found := read(text, marks):
            return found
    return Amount(exact=read_number(_bare(text), marks))


def _end(text: str, marks: Marks) -> Amount | None:
    """What has one end only, "over 200", "up to 50"; None for anything else."""
    for match in (_OVER.fullmatch(text), _PLUS.fullmatch(_bare(text))):
        if match:
            return Amount(low=_single(match[1], text, marks))
    match = _UP_TO.fullmatch(text)
    return Amount(high=_single(match[1], text, marks)) if match else None


def _span(text: str, marks: Marks) -> Amount | None:
    match = _BETWEEN.fullmatch(text)
    if not match and (match := _SPAN.fullmatch(text)) and not re.search(r"\d", match[1]):
        return None
    if not match or text.startswith(tuple(_DASHES)):
        return None
    low, high = _single(match[1], text, marks), _single(match[2], text, marks)
    if not _times_of(match[1]) and (times := _times_of(match[2])) and low < times <= high:
        low *= times  # "5-10k" and "two or three hundred" multiply both ends
    return _ordered(Amount(low=low, high=high), text)


def _estimate(text: str, marks: Marks) -> Amount | None:
    """A number said to be about right; None for anything else."""
    match = _ABOUT.fullmatch(text) or _ABOUT_BEHIND.fullmatch(text)
    if not match:
        return None
    return _worded(match[1], marks) or Amount(low=(number := _single(match[1], text, marks)), high=number)


def _single(part: str, text: str, marks: Marks) -> float:
    """One end of a range: a number, or a word that stands for one."""
    word = _worded(part, marks) or _counted(part, marks)
    if word and word.is_range:
        if word.low != word.high:
            raise CellProblem(unreadable(text))
        return word.low
    return word.exact if word else read_number(_bare(part), marks)


def _worded(text: str, marks: Marks) -> Amount | None:
    """The range that a phrase such as "a few hundred people" or "12k" stands for, None for anything else."""
    found = phrase(_told(text))
    match = None if found else _MULTIPLIED.fullmatch(_bare(text))
    if match and (times := _multiplier(match[2])):
        number = read_number(match[1].strip(), marks) * times
        found = (number, number)
    return Amount(low=float(found[0]), high=float(found[1])) if found else None


def _multiplier(word: str) -> int:
    """What a word behind a number multiplies by: "m" is metres, or anything."""
    return {"M": 10**6, "m": 0}.get(word, multiplier(normal_form(word)))


def _times_of(text: str) -> int:
    """What the last word of a number multiplies it by, 0 for a number that has none."""
    words = normal_form(_bare(text)).split()
    last = "k" if words and words[-1][-1] == "k" and words[-1][:-1].isdigit() else (words or [""])[-1]
    return multiplier(last)


def _counted(text: str, marks: Marks) -> Amount | None:
    """A number in words or times something, None for anything else; people who say "two hundred" mean about as many."""
    if match := _TIMES.fullmatch(text):
        return Amount(exact=read_number(match[1] or match[2], marks))
    if is_none(text):
        return Amount(exact=0)
    words = _told(text)
    if not words and _bare(text) != text and normal_form(text).startswith(("a ", "an ")):
        return Amount(exact=1)
    number = cardinal(words)
    if number is None:
        return None
    return Amount(low=float(number), high=float(number)) if number >= _ROUNDED else Amount(exact=float(number))


def _told(text: str) -> list[str]:
    """The words of a cell without articles around them and the unit behind."""
    words = normal_form(text).split()
    while words and words[-1] in _UNITS | {"of", "de", "d"}:
        words.pop()
    while len(words) > 1 and words[0] in _ARTICLES:
        words.pop(0)
    return [] if words and words[0] in ("a", "an", "the") else words


def _bare(text: str) -> str:
    """The text without a unit behind it."""
    text = text.strip()
    head, _, last = text.rpartition(" ")
    return head.strip() if head and normal_form(last) in _UNITS else text


def _ordered(amount: Amount, text: str) -> Amount:
    if amount.low > amount.high:
        message = f"In {quoted(text)} the lower number comes second: swap them."
        raise CellProblem(message)
    return amount
