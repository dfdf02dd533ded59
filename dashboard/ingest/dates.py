"""One cell with a day, a week, a month or a span of days, as people and programs write them in English and French."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.ingest.cells import CellProblem, quoted
from dashboard.ingest.date_words import DAY_NUMBER, MONTHS, WEEKDAYS, month_of_part, short_span, week_of, words_of
from dashboard.names import normal_form

FIRST_YEAR, LAST_YEAR = 1900, 2100
_EPOCH = date(1899, 12, 30)
_SERIALS = range(32_874, 73_051)  # 1990 to the end of 2099: no count of anything is likely to be taken for a day
_DECEMBER = 12

_TIME = re.compile(
    r"(?:(?<=\d)T|[\s,]+(?:at\s+|à\s+)?)(?P<hour>\d{1,2})(?::(?P<minute>\d{2})|\s?h\s?(?P<minute_h>\d{2})?|(?=\s?[ap]\.?m))"
    r"(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?:Z|(?:GMT|UTC)[+\u2212-]\d{1,2}(?::?\d{2})?|UTC|GMT|[A-Z]{2,4}|[+\u2212-]\d{2}:?\d{2}|"
    r"[+\u2212-]\d{2})?(?:\s*\([^)]*\))?$",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ISO_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_ISO_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")
_NUMERIC_MONTH = re.compile(r"(\d{1,2})[-/.](\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}([-/. ])(\d{1,2}|[^\W\d]{3,})\1\d{2}")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SPAN = re.compile(
    r"\s+(?:to|until|through|au|à|jusqu'au)\s+|\s*[\u2013\u2014]\s*|(?<=\d)/(?=\d{4}-)|\s+-\s+", re.IGNORECASE
)
_FROM = re.compile(r"^(?:from|between|du|de|entre)\s+(?=\S)", re.IGNORECASE)
_DO = "write it as YYYY-MM-DD, for example 2020-11-24"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: first and last day and precision; ``other`` is the reading with day and month swapped.

    ``settles`` is "dmy" or "mdy" where the cell can only be read in that order.
    """

    first: date
    last: date
    precision: str = "day"
    other: "Reading | None" = None
    settles: str = ""


def read_days(text: str) -> Reading:
    """The days that ``text`` names; numeric days are read day first, with the month first as ``other``."""
    plain = _without_time(text)
    for pattern, reader in _FORMS:
        match = pattern.fullmatch(plain)
        if match:
            return reader(match, text)
    reading = _in_words(plain, text) or _part(plain, text) or _short_span(plain, text) or _span(text)
    if reading is None:
        raise CellProblem(_unreadable(text))
    return reading


def is_serial(text: str) -> bool:
    """Whether a cell can be a spreadsheet's number for a day."""
    match = _SERIAL.fullmatch(text)
    return match is not None and int(match[1]) in _SERIALS


def serial_day(text: str) -> date:
    """The day that a spreadsheet's number stands for."""
    return _EPOCH + timedelta(days=int(float(text)))


def _without_time(text: str) -> str:
    match = _TIME.search(text)
    if not match or not match.start():
        return text
    hour, minute, second = int(match["hour"]), int(match["minute"] or match["minute_h"] or 0), int(match["second"] or 0)
    if hour > (12 if match["half"] else 23) or minute > 59 or second > 60:  # noqa: PLR2004 - a clock's bounds
        message = f"{quoted(text)} has an impossible time of day: correct it or leave the time out."
        raise CellProblem(message)
    return text[: match.start()].rstrip(" ,")


def _day(year: int, month: int, day: int, text: str) -> date:
    if year and not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"{quoted(text)} lies outside the years 1900 to 2100: correct the year."
        raise CellProblem(message)
    try:
        return date(year, month, day)
    except ValueError as error:
        message = f"There is no day {quoted(text)}: {_DO}."
        raise CellProblem(message) from error


def _single(day: date) -> Reading:
    return Reading(day, day)


def _iso_day(match: re.Match[str], text: str) -> Reading:
    return _single(_day(int(match[1]), int(match[3]), int(match[4]), text))


def _compact(match: re.Match[str], text: str) -> Reading:
    return _single(_day(int(match[1]), int(match[2]), int(match[3]), text))


def _month(year: int, month: int, text: str) -> Reading:
    first = _day(year, month, 1, text)
    after = date(year + 1, 1, 1) if month == _DECEMBER else date(year, month + 1, 1)
    return Reading(first, after - timedelta(days=1), "month")


def _week(match: re.Match[str], text: str) -> Reading:
    _day(int(match[1]), 1, 1, text)
    try:
        first = date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError as error:
        message = f"There is no week {quoted(text)}: {_DO}."
        raise CellProblem(message) from error
    return _single(first) if match[3] else Reading(first, first + timedelta(days=6), "week")


def _numeric(match: re.Match[str], text: str) -> Reading:
    """Day and month as numbers: read in the only order that fits, or in both."""
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    if max(one, two) > _DECEMBER:
        day, month = max(one, two), min(one, two)
        only = _day(year, month, day, text)
        return Reading(only, only, settles="dmy" if one > two else "mdy")
    day_first, month_first = _single(_day(year, two, one, text)), _single(_day(year, one, two, text))
    return day_first if one == two else Reading(day_first.first, day_first.last, other=month_first)


def _short_year(_: re.Match[str], text: str) -> Reading:
    message = f"{quoted(text)} has a year of two digits: {_DO}."
    raise CellProblem(message)


def _in_words(plain: str, text: str) -> Reading | None:
    """Days with the month's name: ``Nov 24, 2020``, ``1er novembre 2020``, ``Tuesday 24-Nov-2020``, ``nov. 2020``."""
    words = words_of(plain)
    months = [word for word in words if word in MONTHS]
    if len(months) > 1:  # "mar" is March and mardi
        words = [word for place, word in enumerate(words) if not (word in WEEKDAYS and words.index(word) == place)]
        months = [word for word in words if word in MONTHS]
    numbers = [word for word in words if word not in WEEKDAYS - set(months) and word not in months]
    years = [int(word) for word in numbers if re.fullmatch(r"\d{4}", word)]
    days = [int(match[1]) for word in numbers if (match := DAY_NUMBER.fullmatch(word))]
    if len(months) != 1 or len(years) != 1 or len(days) + len(years) != len(numbers) or len(days) > 1:
        return None
    month = MONTHS[months[0]]
    return _single(_day(years[0], month, days[0], text)) if days else _month(years[0], month, text)


def _part(plain: str, text: str) -> Reading | None:
    """A week by its first day, "week of November 23, 2020"; a part of a month, which is known no better than that."""
    if start := week_of(plain):
        first = read_days(start)
        if first.other or first.precision != "day":
            return None
        return Reading(first.first, first.first + timedelta(days=6), "week", settles=first.settles)
    month = month_of_part(plain)
    return _in_words(month, text) if month else None


def _short_span(plain: str, text: str) -> Reading | None:
    said = short_span(plain)
    return _spanned(_day(*said[0], text), _day(*said[1], text), text) if said else None


def _span(text: str) -> Reading | None:
    """``2020-03-11 to 2020-03-20``: both ends must be readable on their own and in one way only."""
    ends = _SPAN.split(_FROM.sub("", text))
    if len(ends) != 2 or not all(ends):  # noqa: PLR2004 - a first and a last day
        return None
    first, last = (read_days(end.strip()) for end in ends)
    if first.other or last.other:
        message = (
            f"{quoted(text)} can be read in two ways: write the days as YYYY-MM-DD in the columns date and date_end."
        )
        raise CellProblem(message, "needs_decision")
    return _spanned(first.first, last.last, text)


def _spanned(first: date, last: date, text: str) -> Reading:
    if last < first:
        message = f"{quoted(text)} ends before it begins: swap the days."
        raise CellProblem(message)
    return Reading(first, last, "range" if last > first else "day")


def _unreadable(text: str) -> str:
    if re.fullmatch(r"\d{4}", text):
        return f"{quoted(text)} names a year and no day or month: write the first day in date and the last in date_end."
    if normal_form(text) in _TOTALS:
        return f"{quoted(text)} is no day: a line of totals is no action, and can be left out."
    return f"{quoted(text)} is no day that can be read: {_DO}."


_TOTALS = frozenset(
    ("total", "totals", "grand total", "subtotal", "sum", "totaux", "total general", "sous total", "somme")
)


_FORMS = (
    (_ISO_DAY, _iso_day),
    (_ISO_MONTH, lambda match, text: _month(int(match[1]), int(match[2]), text)),
    (_NUMERIC, _numeric),
    (_ISO_WEEK, _week),
    (_COMPACT, _compact),
    (_NUMERIC_MONTH, lambda match, text: _month(int(match[2]), int(match[1]), text)),
    (_SHORT_YEAR, _short_year),
)
