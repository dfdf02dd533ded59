"""What someone held from one day to another: a seat or a role."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.directory.spells import FIRST_OF_ALL, LAST_OF_ALL, Spell, bounds, succeeded

SEAT = "member"
"""The kind of a term as member, beside the kinds of roles."""


@dataclass(frozen=True, slots=True)
class Held:
    """A person's seat (``what``: the riding's key) or role (its title), as its source states it; None: not known."""

    target_id: str
    name: str
    kind: str
    what: str
    what_fr: str
    first: date | None
    last: date | None
    source: str
    party: str = ""
    """The party a member sat for, as the source names it."""


Found = list[tuple[Held, Spell]]


def seats(terms: pd.DataFrame, names: dict[str, str]) -> Found:
    """Every term of a table with a column ``source``."""
    found = [(_found(row, names, SEAT, row.riding, row.riding), row.party) for row in terms.itertuples(index=False)]
    return [(replace(held, party=party), spell) for (held, spell), party in found]


def roles_held(roles: pd.DataFrame, names: dict[str, str]) -> Found:
    """Every role of a table with a column ``source``."""
    rows = roles.itertuples(index=False)
    return [_found(row, names, row.kind, row.title, row.title_fr or row.title) for row in rows]


def between(found: Found, first: date | None, last: date | None, *, one_at_a_time: bool) -> list[Held]:
    """What was held on any of these days (None: without end), the earliest first.

    Where one is held by one person ``one_at_a_time``, a day on which a successor begins is the successor's alone.
    """
    spells = [spell for _, spell in found]
    spells = succeeded(spells) if one_at_a_time else spells
    start, end = bounds(first, last)
    kept = [held for (held, _), spell in zip(found, spells, strict=True) if spell.first <= end and start <= spell.last]
    return by_day(kept)


def by_day(held: list[Held]) -> list[Held]:
    """The earliest first."""
    return sorted(held, key=lambda one: (one.first or date.min, one.last or date.max, one.name))


def _found(row: Any, names: dict[str, str], kind: str, what: str, what_fr: str) -> tuple[Held, Spell]:  # noqa: ANN401
    first, last = bounds(row[3], row[4])
    start = None if first == FIRST_OF_ALL else first.astype(object)
    end = None if last == LAST_OF_ALL else last.astype(object)
    held = Held(row.target_id, names.get(row.target_id, row.target_id), kind, what, what_fr, start, end, row.source)
    return held, Spell(row.target_id, what, first, last)
