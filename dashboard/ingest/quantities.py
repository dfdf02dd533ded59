"""How many: numbers as people group them, and the words and spans that stand for a range."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.ingest.cells import CellProblem, quoted
from dashboard.names import normal_form

MOST = 1e12

_WORDS: dict[str, tuple[float, float]] = {
    "couple": (2, 2), "few": (3, 5), "several": (5, 9), "dozen": (12, 12), "dozens": (24, 99), "hundred": (100, 100),
    "hundreds": (200, 999), "thousand": (1000, 1000), "thousands": (2000, 9999), "tens of thousands": (20_000, 99_999),
    "quelques": (3, 5), "plusieurs": (5, 9), "douzaine": (12, 12), "douzaines": (24, 99), "centaine": (100, 100),
    "cent": (100, 100), "centaines": (200, 999), "millier": (1000, 1000), "mille": (1000, 1000),
    "milliers": (2000, 9999), "dizaines de milliers": (20_000, 99_999),
}  # fmt: skip
"""Words for quantities and the range they stand for; the French ones as their English neighbours."""

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
_OVER = re.compile(r"(?:over|more than|at least|plus d[e'\u2019]|au moins|au-delà de|>=?|≥)\s*(.+)", re.IGNORECASE)
_PLUS = re.compile(r"(.+?)\s*\+")
_ABOUT = re.compile(
    r"(?:about|around|approximately|approx\.?|roughly|some|circa|ca\.?|environ|à peu près|~|≈)\s*(.+)", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:between|from|entre|de)\s+(.+?)\s+(?:and|to|et|à)\s+(.+)", re.IGNORECASE)
_SPAN = re.compile(r"(.*\d.*?)\s*(?:[-\u2013\u2014]|\s(?:to|à)\s)\s*(\d.*)", re.IGNORECASE)
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?=\D|$)")
_PLAIN = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d+|\d+")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+")
_COMMAS_AND_POINT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_POINTS_AND_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_ONE_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DECIMAL_POINT = re.compile(r"\d*\.\d+")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")
_NUMBERS = (
    ((_PLAIN, _COMMAS_AND_POINT, _DECIMAL_POINT), ",", "."),
    ((_POINTS, _POINTS_AND_COMMA, _DECIMAL_COMMA), ".", ","),
)
"""Ways to write a number, with the mark that parts its groups and the one before its decimals."""

_DO = "write it in digits, for example 12000"


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


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file's other cells settle about its numbers, "" where they don't: does a point, or a comma, part groups?

    ``point`` and ``comma`` are "groups" or "decimals"; ``by_point`` and ``by_comma`` are the cells that show it.
    """

    point: str = ""
    comma: str = ""
    by_point: str = ""
    by_comma: str = ""


NOTHING = Amount()


def marks_of(texts: Iterable[str]) -> Marks:
    """What the cells of the quantity columns settle about points and commas; what they contradict stays open."""
    point: dict[str, str] = {}
    comma: dict[str, str] = {}
    for text in texts:
        for number in re.findall(r"\d[\d.,]*\d", text):
            if _POINTS.fullmatch(number) or _POINTS_AND_COMMA.fullmatch(number):
                point.setdefault("groups", text)
            elif _COMMAS_AND_POINT.fullmatch(number) or (
                _DECIMAL_POINT.fullmatch(number) and not _ONE_POINT.fullmatch(number)
            ):
                point.setdefault("decimals", text)
            if _DECIMAL_COMMA.fullmatch(number) and not _COMMAS.fullmatch(number):
                comma.setdefault("decimals", text)
            elif number.count(",") > 1 or _COMMAS_AND_POINT.fullmatch(number):
                comma.setdefault("groups", text)
    told = [next(iter(found.items())) if len(found) == 1 else ("", "") for found in (point, comma)]
    return Marks(told[0][0], told[1][0], told[0][1], told[1][1])


def is_doubtful(text: str) -> bool:
    """Whether a cell holds a number such as 12.000, which may be thousands or decimals."""
    return any(_ONE_POINT.fullmatch(number) for number in re.findall(r"\d[\d.,]*\d", text))


def read_amount(text: str, marks: Marks = Marks()) -> Amount:
    """The quantity that a cell states; raises CellProblem where it says none or could say two."""
    if normal_form(text) in _UNKNOWN or set(text) <= _DASHES:
        return NOTHING
    if _PLAIN.fullmatch(text):
        return Amount(exact=read_number(text, marks))
    for match in (_OVER.fullmatch(text), _PLUS.fullmatch(_bare(text))):
        if match:
            return Amount(low=_single(match[1], text, marks))
    match = _BETWEEN.fullmatch(text) or _SPAN.fullmatch(text)
    if match and not text.startswith(tuple(_DASHES)):
        low, high = _single(match[1], text, marks), _single(match[2], text, marks)
        return _ordered(Amount(low=low, high=high), text)
    match = _ABOUT.fullmatch(text)
    if match:
        return _worded(match[1]) or Amount(low=(number := read_number(_bare(match[1]), marks)), high=number)
    return _worded(text) or Amount(exact=read_number(_bare(text), marks))


def read_number(text: str, marks: Marks = Marks()) -> float:
    """A number of 0 to 1e12 in digits; raises CellProblem for anything else and for one that can be read two ways."""
    number = _number(text, marks)
    if number > MOST:
        message = f"{quoted(text)} is more than 1,000,000,000,000: correct the number."
        raise CellProblem(message)
    return number


def _number(text: str, marks: Marks) -> float:
    if _SPACED.match(text):
        text = re.sub(r"[ \u00a0\u2009\u202f](?=\d{3}(?!\d))", "", text)
    if _COMMAS.fullmatch(text):
        return _grouped_by_comma(text, marks)
    if _ONE_POINT.fullmatch(text):
        return _grouped_by_point(text, marks)
    for patterns, drop, point in _NUMBERS:
        if any(pattern.fullmatch(text) for pattern in patterns):
            return float(text.replace(drop, "").replace(point, "."))
    raise CellProblem(_unreadable(text))


def _grouped_by_comma(text: str, marks: Marks) -> float:
    if marks.comma == "decimals" and text.count(",") == 1:
        why = f"{quoted(marks.by_comma)} in the same file has a decimal comma"
        message = f"{quoted(text)} may be thousands or decimals, since {why}: {_DO}."
        raise CellProblem(message, "needs_decision")
    return float(text.replace(",", ""))


def _grouped_by_point(text: str, marks: Marks) -> float:
    if not marks.point:
        message = f"{quoted(text)} may be thousands or decimals and no other row settles it: {_DO}."
        raise CellProblem(message, "needs_decision")
    return float(text.replace(".", "")) if marks.point == "groups" else float(text)


def _single(part: str, text: str, marks: Marks) -> float:
    """One end of a range: a number, or a word that stands for one."""
    word = _worded(part)
    if word:
        if word.low != word.high:
            raise CellProblem(_unreadable(text))
        return word.low
    return read_number(_bare(part), marks)


def _worded(text: str) -> Amount | None:
    words = normal_form(text).split()
    while words and words[-1] in _UNITS | _ARTICLES:
        words.pop()
    while words and words[0] in _ARTICLES:
        words.pop(0)
    found = _WORDS.get(" ".join(words))
    return Amount(low=float(found[0]), high=float(found[1])) if found else None


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


def _unreadable(text: str) -> str:
    if re.match(r"[-\u2212\u2013(]\s*\d", text):
        return f"{quoted(text)} is less than 0: write how many there were."
    if normal_form(text) in ("nan", "inf", "infinity", "infini"):
        return f"{quoted(text)} is no number of anything: leave the cell blank where it is not known."
    return f"{quoted(text)} is no quantity that can be read: {_DO}, or leave the cell blank."
