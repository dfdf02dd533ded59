"""Who sat for which riding when, from all lists of members together."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.directory.parties import party_form
from dashboard.directory.statements import (
    Row,
    Spell,
    Stated,
    Word,
    ended,
    last_seen,
    moved,
    newest,
    since,
    spells,
    until,
    whole_days,
    words,
)
from dashboard.schema import LAST_DAY_OF_2013_ORDER, ORDERS

TERMS = "terms"


def sitters(said: Stated) -> set[str]:
    """Everyone whom a list names as a member on its day."""
    return {row["target_id"] for row in said.rows(TERMS) if not row["to"] or row["to"] >= said.day}


def sittings(lists: Sequence[Stated]) -> list[Row]:
    """Terms of members, one row a person, riding and party at a stretch, from lists in the order of their days.

    Who is missing from a whole list has left before its day; who is succeeded, or sits for another riding, before the
    first day of that. Parties change between the lists that name them.
    """
    whole = whole_days(lists, TERMS, sitters)
    seats: dict[tuple[str, str], list[Word]] = {}
    for place, said in enumerate(lists):
        for row in said.rows(TERMS):
            seats.setdefault((row["target_id"], row["riding"]), []).append(
                words(place, said, _capped(row), "from", "to")
            )
    found = [(seat, spell) for seat, said in seats.items() for spell in spells(said, whole)]
    firsts: dict[str, list[tuple[str, str]]] = {}
    for (target_id, riding), spell in found:
        first = since(spell, whole)
        firsts.setdefault(riding, []).append((first, target_id))
        firsts.setdefault(target_id, []).append((first, riding))
    rows = []
    for (target_id, riding), spell in found:
        others = [first for first, who in firsts[riding] if who != target_id]
        others += [first for first, where in firsts[target_id] if where != riding]
        rows += _by_party(spell, since(spell, whole), _end(spell, whole, others))
    return sorted(rows, key=lambda row: (row["target_id"], row["from"], row["riding"]))


def _capped(row: Row) -> Row:
    """A term for a riding of the 2013 order ends with that order at the latest."""
    old = row["riding"].startswith(str(ORDERS[0]))
    return row | {"to": min(row["to"] or LAST_DAY_OF_2013_ORDER, LAST_DAY_OF_2013_ORDER)} if old else row


def _end(spell: Spell, whole: Sequence[str], others: list[str]) -> str:
    """The last day; one that no list states is the day before the next member's, or the person's next riding's."""
    last, known = until(spell, whole), last_seen(spell)
    if ended(spell):
        return last
    after = min((first for first in others if first > known), default="")
    return min(filter(None, (last, after and moved(after, -1))), default="")


def _by_party(spell: Spell, first: str, last: str) -> list[Row]:
    """The rows of a spell, one for each party in turn; on one day the newest list's word counts."""
    on_day = {word.seen: word for word in sorted(spell, key=lambda word: (word.seen, word.place))}
    turns: list[Spell] = []
    for word in on_day.values():
        if turns and party_form(word.row["party"]) in ("", party_form(turns[-1][-1].row["party"])):
            turns[-1].append(word)
        else:
            turns.append([word])
    starts = [first, *[_turn(before, after) for before, after in pairwise(turns)]]
    ends = [*[moved(start, -1) for start in starts[1:]], last]
    return [
        newest(turn).row | {"party": _party(turn), "from": start, "to": end, "loaded_by": newest(turn).kind}
        for turn, start, end in zip(turns, starts, ends, strict=True)
        if not end or start <= end
    ]


def _turn(before: Spell, after: Spell) -> str:
    """The first day of another party: as told, else when it was seen."""
    told = [word.since for word in after if word.since > last_seen(before)]
    return min(told, default=after[0].seen)


def _party(turn: Spell) -> str:
    return next((word.row["party"] for word in reversed(turn) if word.row["party"]), "")
