"""In which order offices are called, and whether one is open by what its hours' note says."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time
from types import MappingProxyType
from zoneinfo import ZoneInfo

ZONES: Mapping[str, str] = MappingProxyType(
    {
        "NL": "America/St_Johns", "PE": "America/Halifax", "NS": "America/Halifax", "NB": "America/Moncton",
        "QC": "America/Toronto", "ON": "America/Toronto", "MB": "America/Winnipeg", "SK": "America/Regina",
        "AB": "America/Edmonton", "BC": "America/Vancouver", "YT": "America/Whitehorse", "NT": "America/Edmonton",
        "NU": "America/Iqaluit",
    }
)  # fmt: skip
"""The zone of most of each province in the time zone database (its table ``zone.tab``); parts of some differ."""

_DAYS = ("mon|lun", "tue|mar", "wed|mer", "thu|jeu", "fri|ven", "sat|sam", "sun|dim")
_DAY = rf"(?:{'|'.join(_DAYS)})[a-zé]*\.?"
_TO = r"\s*(?:-|\u2013|\u2014|to|until|till|through|à|a|au|jusqu[\u2019']à)\s*"
_TIME = r"(?<!\d)(\d{1,2})(?:\s*[:h]\s*(\d{2})(?!\d))?\s*(?:h\b)?\s*([ap]\.?\s?m\b\.?)?"
_SPAN = re.compile(rf"(?:\b({_DAY})(?:{_TO}({_DAY}))?[\s,:]*)?{_TIME}{_TO}{_TIME}(?!\d)", re.IGNORECASE)
_EXCEPTION = re.compile(r"\d|clos|ferm|except|sauf|not\b|only|appoint|rendez", re.IGNORECASE)
_NOON = 12


def call_order(
    offices: Sequence[str], mine: Collection[str], tried: Mapping[str, str], closed: Collection[str]
) -> list[str]:
    """The offices as they are called: one's own claims first, those closed now after the open, those tried last.

    ``offices`` come in the ranking's order, ``tried`` says when each was tried today (what was tried first is tried
    again first).
    """
    own, shut = frozenset(mine), frozenset(closed)
    return sorted(offices, key=lambda office: (tried.get(office, ""), office in shut, office not in own))


def open_at(hours: str, moment: datetime, province: str) -> bool | None:
    """Whether a note such as "Mon-Fri 9:00-16:30" says that the office is open; None where that can't be read.

    ``moment`` has a time zone; the hours are those of the province.
    """
    if province not in ZONES:
        return None
    spans = _spans(hours)
    there = moment.astimezone(ZoneInfo(ZONES[province]))
    now = there.time().replace(tzinfo=None)
    return any(there.weekday() in days and begin <= now < end for days, begin, end in spans) if spans else None


def _spans(hours: str) -> list[tuple[frozenset[int], time, time]]:
    """Weekdays (0: Monday) with the time from and to; none where the note says anything that is not understood."""
    if _EXCEPTION.search(_SPAN.sub(" ", hours)):
        return []
    found, days = [], frozenset(range(7))
    for first, last, *parts in _SPAN.findall(hours):
        days = _weekdays(first, last) if first else days
        begin, end = _time(*parts[:3]), _time(*parts[3:])
        if begin and end and end <= begin and not parts[5]:
            end = _time(parts[3], parts[4], "pm")
        if not begin or not end or end <= begin:
            return []
        found.append((days, begin, end))
    return found


def _weekdays(first: str, last: str) -> frozenset[int]:
    begin = _weekday(first)
    end = _weekday(last) if last else begin
    return frozenset((begin + step) % 7 for step in range((end - begin) % 7 + 1))


def _weekday(name: str) -> int:
    return next(place for place, starts in enumerate(_DAYS) if name.casefold().startswith(tuple(starts.split("|"))))


def _time(hour: str, minute: str, half: str) -> time | None:
    """The time of day; None for none, such as 25:00."""
    number = int(hour)
    if half and number <= _NOON:
        number = number % _NOON + (_NOON if half[0] in "pP" else 0)
    known = number < 24 and int(minute or 0) < 60  # noqa: PLR2004 - hours of a day, minutes of an hour
    return time(number, int(minute or 0)) if known else None
