"""Names of months and weekdays in English and French, and days written with them: "du 24 au 26 novembre 2020"."""

import re
from typing import NamedTuple

from dashboard.names import normal_form

_MONTH_NAMES = (
    "january jan janvier janv", "february feb fevrier fevr fev", "march mar mars", "april apr avril avr", "may mai",
    "june jun juin", "july jul juillet juil", "august aug aout", "september sept sep septembre",
    "october oct octobre", "november nov novembre", "december dec decembre",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_WEEKDAY_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim",
)
WEEKDAYS = frozenset(name for names in _WEEKDAY_NAMES for name in names.split())
FILLERS = frozenset(("le", "the", "of", "de", "on", "du"))
DAY_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|re|e)?")

_YEAR = re.compile(r"\d{4}")
_BOUND = re.compile(
    r"\s*(?:\b(?:to|until|through|thru|and|au|à|jusqu['\u2019]au|et)\b|[-\u2013\u2014&])\s*", re.IGNORECASE
)
_FROM = re.compile(r"^(?:from|between|du|de|entre)\s+(?=\S)", re.IGNORECASE)
_WEEK_OF = re.compile(
    r"(?:the )?week (?:of|from|starting|beginning)(?: on)? (?:the )?(.+)|(?:la )?semaine (?:du|de) (.+)", re.IGNORECASE
)
_PART_OF = re.compile(
    r"(?:early|mid|late|(?:the )?(?:beginning|middle|end) of|début|mi|fin|milieu)(?:[ -]+(?:de |d['\u2019])?)(.+)",
    re.IGNORECASE,
)
_ENDS = 2


class Said(NamedTuple):
    """The year, month and day that a text says, 0 for what it does not say."""

    year: int
    month: int
    day: int


def words_of(text: str) -> list[str]:
    """The words of a day without the small ones between them."""
    return [word for word in normal_form(text).split() if word not in FILLERS]


def week_of(text: str) -> str:
    """The day with which the week that is named begins, "" for anything else."""
    match = _WEEK_OF.fullmatch(text)
    return (match[1] or match[2]).strip() if match else ""


def month_of_part(text: str) -> str:
    """The month of which a part is named, "early November 2020"; "" for anything else."""
    match = _PART_OF.fullmatch(text)
    said = _said(match[1]) if match else None
    return match[1] if match and said and said.month and said.year and not said.day else ""


def short_span(text: str) -> tuple[Said, Said] | None:
    """First and last day of a span that says month or year once, "Nov 24-26, 2020"; None for anything else."""
    ends = _BOUND.split(_FROM.sub("", text))
    first, last = map(_said, ends) if len(ends) == _ENDS else (None, None)
    if first is None or last is None:
        return None
    month, until = first.month or last.month, last.month or first.month
    if not (first.day and last.day and month and until and last.year):
        return None
    year = first.year or last.year - (month > until)
    return Said(year, month, first.day), Said(last.year, until, last.day)


def _said(text: str) -> Said | None:
    """What an end of a span says; None where any word of it says something else."""
    words = words_of(text)
    months = [word for word in words if word in MONTHS]
    if len(months) > 1 and words[0] in WEEKDAYS:  # "mar" is March and mardi
        words = words[1:]
        months = [word for word in words if word in MONTHS]
    rest = [word for word in words if word not in months and word not in WEEKDAYS]
    years = [word for word in rest if _YEAR.fullmatch(word)]
    days = [match[1] for word in rest if (match := DAY_NUMBER.fullmatch(word))]
    if len(months) > 1 or len(years) > 1 or len(days) > 1 or len(years) + len(days) != len(rest) or not words:
        return None
    return Said(*(int(found[0]) if found else 0 for found in (years, [MONTHS[one] for one in months], days)))
