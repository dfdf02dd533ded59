"""Offices over time, from all lists together: each stays the same while whose, of which kind and where stay so."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from dashboard.directory.merge import office_identity
from dashboard.directory.office_ids import office_id
from dashboard.directory.statements import FOREVER, Row, Spell, Stated, newest, since, until, whole_days, words
from dashboard.names import normal_form

OFFICES = "offices"
KINDS = ("constituency", "legislature")
"""Kinds of offices of which a list may name all."""

_Place = tuple[str, str, str, str]


@dataclass(slots=True)
class Premise:
    """One office: what lists say of it."""

    said: Spell = field(default_factory=list)
    given: Counter[str] = field(default_factory=Counter)
    """Ids that it has had."""


def premises(lists: Sequence[Stated]) -> list[Premise]:
    """The offices of all lists, told apart where one person has several of a kind at one place.

    A row's ``given`` is the id that the store has given it before, or "".
    """
    known: dict[_Place, list[Premise]] = {}
    for place, said in enumerate(lists):
        rows = sorted(said.rows(OFFICES), key=lambda row: (_place(row), row["address"], row["phone"], row["given"]))
        for where, group in groupby(rows, key=_place):
            for premise, row in _paired(known.setdefault(where, []), list(group)):
                premise.said.append(words(place, said, row, "valid_from", "valid_to"))
                premise.given.update(filter(None, [row["given"]]))
    return [premise for _, there in sorted(known.items()) for premise in there]


def _place(row: Row) -> _Place:
    return (row["target_id"], *office_identity(row["kind"], row["postal_code"], row["address"]))


def _paired(known: list[Premise], rows: list[Row]) -> Iterable[tuple[Premise, Row]]:
    """Each row of one place with the office known there that it speaks of, alike ones first, else with a new one."""
    free = list(known)
    left = rows
    for same in (_whole, _address, _phone, lambda _: ""):
        rest = []
        for row in left:
            found = next((one for one in free if same(newest(one.said).row) == same(row)), None)
            if found:
                free.remove(found)
                yield found, row
            else:
                rest.append(row)
        left = rest
    made: dict[tuple[str, str], Premise] = {}
    for row in left:
        if _whole(row) not in made:
            known.append(made.setdefault(_whole(row), Premise()))
        yield made[_whole(row)], row


def _whole(row: Row) -> tuple[str, str]:
    return _address(row), row["phone"]


def _address(row: Row) -> str:
    return normal_form(row["address"])


def _phone(row: Row) -> str:
    return str(row["phone"])


def office_rows(lists: Sequence[Stated], last_days: dict[str, str]) -> list[tuple[Premise, Row]]:
    """The offices with their rows: what the newest word says, first day, last day and, once given, an id.

    An office that no list ends, or only a whole list's silence, has ended when its member left (``last_days``), if that
    was earlier.
    """
    days = {kind: whole_days(lists, kind, lambda said, kind=kind: _with_office(said, kind)) for kind in KINDS}  # type: ignore[misc]
    taken: set[str] = set()
    found = []
    for premise in premises(lists):
        word = newest(premise.said)
        whole = days.get(word.row["kind"], [])
        last = until(premise.said, whole)
        left = last_days.get(word.row["target_id"], "")
        if left and not word.over and word.seen <= left < (last or FOREVER):
            last = left
        row = word.row | {
            "office_id": _id(premise, taken),
            "valid_from": since(premise.said, whole),
            "valid_to": last,
            "loaded_by": word.kind,
        }
        found.append((premise, row))
    return found


def _with_office(said: Stated, kind: str) -> set[str]:
    return {row["target_id"] for row in said.rows(OFFICES) if row["kind"] == kind}


def _id(premise: Premise, taken: set[str]) -> str:
    """An id it has had, else the one that follows from whose, of which kind and where, with a number where taken."""
    row = newest(premise.said).row
    stem = row["office_id"] or office_id(row["target_id"], row["kind"], row["postal_code"], row["address"])
    had = sorted(premise.given, key=lambda one: (-premise.given[one], one))
    number, found = 1, next((one for one in had if one not in taken), stem)
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    taken.add(found)
    return found
