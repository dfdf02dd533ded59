"""What a reader makes of a list of people: tables under the list's own keys, the day it speaks of, its counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dashboard.campaign import DirectoryTables
from dashboard.sources import Source

TERMS = "terms"
CONSTITUENCY = "constituency"
LEGISLATURE = "legislature"
ROLES = "roles"


@dataclass(frozen=True, slots=True)
class Listing:
    """People, terms, roles and offices as one list names them, before it is known who of them the store has already."""

    source: Source
    order: int | None
    """Representation order of its ridings, None for a list without ridings."""
    day: date | None
    """The day the list speaks of, None where neither the list nor whoever loads it says."""
    tables: DirectoryTables
    """Under the list's own keys as ``target_id``; ``office_id`` is "" until it is known whose office it is."""
    covers: frozenset[str] = frozenset()
    """What a whole list of this kind names all of: ``terms``, ``constituency``, ``legislature``, ``roles``."""
    counts: dict[str, int] = field(default_factory=dict)
    """``rows``, ``explained`` and ``unexplained`` rows of the file, and what was made of the others."""
    doubts: tuple[str, ...] = ()
    """What is doubtful in the list, one sentence each."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a list beside its content: the file's name for sentences, today, and the day told for it."""

    name: str
    today: date
    as_of: date | None = None

    def day(self, found: Iterable[date | None] = (), last: date | None = None) -> tuple[date, list[str]]:
        """The day the list speaks of, and a doubt where nobody told it.

        That is the day told, else the latest day ``found`` in it, else today (or ``last``, the last it can be of).
        """
        if self.as_of:
            return self.as_of, []
        if latest := max((day for day in found if day and day <= self.today), default=None):
            return latest, [f"The list is taken as of {latest}, the latest day in it: give its day with --as-of."]
        day = min(self.today, last or self.today)
        return day, [f"The list does not say its day and is taken as of {day}: give its day with --as-of."]


class Tally:
    """Which rows of a file were used, which were left out and why; what is neither is unexplained."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._used: set[int] = set()
        self._reasons: dict[int, str] = {}

    def use(self, row: int) -> None:
        """Counts a row (its place in the file) as used."""
        self._used.add(row)

    def explain(self, row: int, why: str) -> None:
        """Counts a row as left out for a reason that follows "because"."""
        self._reasons[row] = why

    @property
    def counts(self) -> dict[str, int]:
        """The numbers of rows, of those explained away, and of those neither used nor explained."""
        explained = self._reasons.keys() - self._used
        unexplained = self._rows - len(self._used) - len(explained)
        return {"rows": self._rows, "explained": len(explained), "unexplained": unexplained}

    @property
    def doubts(self) -> list[str]:
        """One sentence for each reason, and one for the rows without."""
        reasons = Counter(why for row, why in self._reasons.items() if row not in self._used)
        told = [f"{_rows(count)} left out because {why}." for why, count in reasons.items()]
        if unexplained := self.counts["unexplained"]:
            doubt = f"{_rows(unexplained)} not used: a name or a day is missing or can't be read."
            told.append(doubt)
        return told


def _rows(count: int) -> str:
    return "1 row was" if count == 1 else f"{count} rows were"
