"""Days as publishers write them."""

import re
from datetime import date

_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")


def day_of(text: str) -> date | None:
    """The day a cell begins with, as written, whatever time follows; None where there is none.

    Times are not turned into another zone: where midnight is written in universal time, the day is the local one.
    """
    found = _DAY.match(text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
