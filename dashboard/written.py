"""Numbers and days as people write them in English or French."""

from datetime import date
from functools import cache

from babel.dates import format_date

from dashboard.rounding import rounded
from dashboard.translation import LANGUAGES

_REGIONS = {"en": "en_CA", "fr": "fr_CA"}
_GROUPS = {"en": ",", "fr": "\u202f"}
_POINTS = {"en": ".", "fr": ","}
_DASHES = str.maketrans({"-": "\u2212"})


class Written:
    """How one language writes numbers and days."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"

    def number(self, value: float, digits: int = 0) -> str:
        """A number with thousands apart (commas in English, thin spaces in French); "-" where there is none."""
        if value != value:  # noqa: PLR0124 - only NaN differs from itself
            return "\u2013"
        text = f"{rounded(value, digits):,.{digits}f}".translate(_DASHES)
        whole, _, part = text.partition(".")
        whole = whole.replace(",", _GROUPS[self.language])
        return whole + (_POINTS[self.language] + part if part else "")

    def day(self, day: date, *, short: bool = False) -> str:
        """A day written out, such as ``November 24, 2020``; short for tables, such as ``Nov 24, 2020``."""
        return _written_day(self.language, day, "medium" if short else "long")

    def month(self, day: date) -> str:
        """The month and year of a day, such as ``November 2020``."""
        return str(format_date(day, "LLLL y", locale=_REGIONS[self.language]))

    def short_month(self, day: date) -> str:
        """The month of a day for an axis, such as ``Nov 2020``."""
        return str(format_date(day, "LLL y", locale=_REGIONS[self.language]))

    def day_of_month(self, day: date) -> str:
        """A day for an axis, such as ``Nov 24``."""
        return str(format_date(day, "d MMM" if self.language == "fr" else "MMM d", locale=_REGIONS[self.language]))


@cache
def _written_day(language: str, day: date, style: str) -> str:
    text = str(format_date(day, style, locale=_REGIONS[language]))
    if language == "fr" and day.day == 1:
        text = text.replace("1 ", "1er ", 1)
    return text
