"""Numbers in digits, however people group them and whichever mark stands before their decimals."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.ingest.cells import CellProblem, quoted
from dashboard.names import normal_form

MOST = 1e12

_NUMBER = re.compile(r"\d[\d.,]*\d")
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?=\D|$)")
PLAIN = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d+|\d+")
"""Digits that nobody can read in two ways."""
_QUOTES = re.compile(r"\d{1,3}(?:['\u2019]\d{3})+")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+")
_COMMAS_AND_POINT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_POINTS_AND_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")
_ONE_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DECIMAL_POINT = re.compile(r"\d*\.\d+")
_DECIMAL_COMMA = re.compile(r"\d+,\d+")
_NUMBERS = (
    ((PLAIN, _COMMAS_AND_POINT, _DECIMAL_POINT), ",", "."),
    ((_POINTS, _POINTS_AND_COMMA, _DECIMAL_COMMA), ".", ","),
)
"""Ways to write a number, with the mark that parts its groups and the one before its decimals."""

_DO = "write it in digits, for example 12000"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file's other cells settle about its numbers, "" where they don't: does a point, or a comma, part groups?

    ``point`` and ``comma`` are "groups" or "decimals"; ``by_point`` and ``by_comma`` are the cells that show it.
    """

    point: str = ""
    comma: str = ""
    by_point: str = ""
    by_comma: str = ""


NO_MARKS = Marks()
"""Nothing is settled."""


class SeenMarks:
    """What cells show of points and commas: for each way to use them, the first cell that does."""

    def __init__(self) -> None:
        self.point: dict[str, str] = {}
        self.comma: dict[str, str] = {}
        self.doubtful = ""
        """The first cell with a number such as 12.000, which may be thousands or decimals."""

    def see(self, text: str) -> None:
        """Takes in one more cell."""
        point, comma = self.point, self.comma
        for number in _NUMBER.findall(text):
            if not self.doubtful and _ONE_POINT.fullmatch(number):
                self.doubtful = text
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
                point.setdefault("decimals", text)


def marks_of(columns: Iterable[SeenMarks]) -> Marks:
    """What the cells of the quantity columns settle about points and commas; what they contradict stays open."""
    point: dict[str, str] = {}
    comma: dict[str, str] = {}
    for seen in columns:
        point, comma = seen.point | point, seen.comma | comma
    told = [next(iter(found.items())) if len(found) == 1 else ("", "") for found in (point, comma)]
    return Marks(told[0][0], told[1][0], told[0][1], told[1][1])


def read_number(text: str, marks: Marks = NO_MARKS) -> float:
    """A number of 0 to 1e12 in digits; raises CellProblem for anything else and for one that can be read two ways."""
    number = _number(text, marks)
    if number > MOST:
        message = f"{quoted(text)} is more than 1,000,000,000,000: correct the number."
        raise CellProblem(message)
    return number


def _number(text: str, marks: Marks) -> float:
    if _SPACED.match(text):
        text = re.sub(r"[ \u00a0\u2009\u202f](?=\d{3}(?!\d))", "", text)
    if _QUOTES.fullmatch(text):
        return float(re.sub("['\u2019]", "", text))
    if _COMMAS.fullmatch(text):
        return _grouped_by_comma(text, marks)
    if _ONE_POINT.fullmatch(text):
        return _grouped_by_point(text, marks)
    for patterns, drop, point in _NUMBERS:
        if any(pattern.fullmatch(text) for pattern in patterns):
            return float(text.replace(drop, "").replace(point, "."))
    raise CellProblem(unreadable(text))


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


def unreadable(text: str) -> str:
    """Why a text is no quantity, and what to do."""
    if re.match(r"[-\u2212\u2013(]\s*\d", text):
        return f"{quoted(text)} is less than 0: write how many there were."
    if normal_form(text) in ("nan", "inf", "infinity", "infini"):
        return f"{quoted(text)} is no number of anything: leave the cell blank where it is not known."
    return f"{quoted(text)} is no quantity that can be read: {_DO}, or leave the cell blank."
