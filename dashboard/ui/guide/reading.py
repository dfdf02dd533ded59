"""How days and quantities in files are read, shown on examples that go through the reader itself."""

from dashboard.ingest.cells import CellProblem
from dashboard.ingest.dates import Reading, read_days
from dashboard.ingest.quantities import read_amount
from dashboard.ui import tables
from dashboard.words import Words

DAYS = {
    "en": ("2020-11-24", "Nov 24, 2020", "24/11/2020", "2020-11", "week of November 23, 2020", "03/04/2020", "2020"),
    "fr": (
        "2020-11-24",
        "24 novembre 2020",
        "24/11/2020",
        "2020-11",
        "semaine du 23 novembre 2020",
        "03/04/2020",
        "2020",
    ),
}
"""Days as people write them."""

AMOUNTS = {
    "en": ("12", "16,000", "over 200", "dozens", "10-15", "about 40", "12.000"),
    "fr": ("12", "16\u00a0000", "plus de 200", "des dizaines", "10-15", "environ 40", "12.000"),
}
"""Quantities as people write them."""


def days(say: Words) -> list[tuple[str, str]]:
    """Each written day and how it is read."""
    return [(text, _day(say, text)) for text in DAYS[say.language]]


def amounts(say: Words) -> list[tuple[str, str]]:
    """Each written quantity, of calls, and how it is read."""
    return [(text, _amount(say, text)) for text in AMOUNTS[say.language]]


def _day(say: Words, text: str) -> str:
    try:
        read = read_days(text)
    except CellProblem as problem:
        return say.sentence(problem.reason)
    first = _span(say, read)
    if read.other is None:
        return first
    return say._("{one} or {other}: you are asked once for the whole file").format(
        one=first, other=_span(say, read.other)
    )


def _span(say: Words, read: Reading) -> str:
    return say.span(read.first, read.last)


def _amount(say: Words, text: str) -> str:
    try:
        read = read_amount(text)
    except CellProblem as problem:
        return say.sentence(problem.reason)
    return tables.quantity(say, read.exact, read.low, read.high, "call")
