"""What a reader makes of a list of people: tables under the list's own keys, the day it speaks of, its counts."""

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
