"""All lists together: who is who in them, and the reference's records over time that follow from them.

What follows depends on the lists alone, not on the order in which they were loaded; only ids are kept for good.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dashboard.campaign import REFERENCE_PREFIX
from dashboard.directory.merge import FORMER
from dashboard.directory.person_names import name_form
from dashboard.directory.premises import OFFICES, office_rows
from dashboard.directory.sittings import TERMS, sittings
from dashboard.directory.statements import Row, Stated
from dashboard.directory.tenures import ROLES, tenures
from dashboard.matching.same_people import Listed, People
from dashboard.store.lists import Kept, office_key

PEOPLE = "people"
Rows = dict[str, list[Row]]


@dataclass(slots=True)
class Merged:
    """The reference's rows by table, what is doubtful in joining each list's people, and ids that are no more."""

    rows: Rows
    doubts: dict[int, list[str]]
    replaced: set[str] = field(default_factory=set)


def merged(lists: Sequence[Kept]) -> Merged:
    """The reference that the lists make together; notes in each list the ids that its people and offices are given."""
    ordered = sorted(lists, key=_by_day)
    numbers, doubts = _joined(ordered)
    ids = _ids(ordered, numbers)
    replaced = set()
    for one, keys in zip(ordered, numbers, strict=True):
        given = {key: ids[number] for key, number in keys.items()}
        changed = {former: key for key, former in one.given[PEOPLE].items() if given.get(key, former) != former}
        one.given[FORMER] = one.given.get(FORMER, {}) | changed
        one.given[PEOPLE] |= given
        replaced |= {former for former in one.given[FORMER] if former not in ids.values()}
    said = [stated(one) for one in ordered]
    terms = sittings(said)
    last_days = _last_days(terms)
    offices = office_rows(said, last_days)
    taken = {row["office_id"] for _, row in offices}
    for premise, row in offices:
        replaced |= {former for former in premise.given if former not in taken}
        for word in premise.said:
            ordered[word.place].given[OFFICES][word.row["own_key"]] = row["office_id"]
    people = _people(said, _former(ordered, replaced))
    rows = {PEOPLE: people, TERMS: terms, ROLES: tenures(said, last_days), OFFICES: [row for _, row in offices]}
    return Merged(rows, doubts, replaced)


def _former(ordered: Sequence[Kept], replaced: set[str]) -> list[tuple[str, str]]:
    """Ids that people had before, each behind the id that they have now."""
    found = ((one.given[PEOPLE].get(key, ""), was) for one in ordered for was, key in one.given[FORMER].items())
    return [(now, was) for now, was in found if now and was in replaced]


def _by_day(one: Kept) -> tuple[str, str, str, str]:
    source = one.source
    return one.day, str(source["read_on"]), str(source["kind"]), str(source["content_hash"])


def _joined(ordered: Sequence[Kept]) -> tuple[list[dict[str, int]], dict[int, list[str]]]:
    """Each list's keys with the number of the person each is; lists that tell more of their people go first."""
    met = People()
    numbers: list[dict[str, int]] = [{} for _ in ordered]
    doubts = {}
    for place in sorted(range(len(ordered)), key=lambda place: (_tells(ordered[place]), place)):
        one = ordered[place]
        numbers[place], doubts[one.source["id"]] = met.join(_listed(one))
    return numbers, doubts


def _tells(one: Kept) -> int:
    """Ridings before none, then publishers' ids before none: who has both is known again by either."""
    with_ids = any(row["external_ids"] for row in one.tables[PEOPLE])
    return (0 if one.tables[TERMS] else 2) + (0 if with_ids else 1)


def _listed(one: Kept) -> list[Listed]:
    ridings: dict[str, set[str]] = {}
    for row in one.tables[TERMS]:
        ridings.setdefault(row["target_id"], set()).add(row["riding"])
    return [
        Listed(
            row["target_id"],
            row["name"],
            frozenset(row["external_ids"].split()),
            frozenset(ridings.get(row["target_id"], ())),
        )
        for row in one.tables[PEOPLE]
    ]


def _ids(ordered: Sequence[Kept], numbers: Sequence[dict[str, int]]) -> dict[int, str]:
    """The id of each person, by number: the first they were given, else a new one."""
    had: dict[int, list[str]] = {}
    known: dict[int, list[Row]] = {}
    by_load = sorted(zip(ordered, numbers, strict=True), key=lambda pair: int(pair[0].source["id"]))
    for one, keys in by_load:
        for row in one.tables[PEOPLE]:
            number = keys[row["target_id"]]
            had.setdefault(number, []).extend(filter(None, [one.given[PEOPLE].get(row["target_id"])]))
            known.setdefault(number, []).append(row)
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for number in sorted(known, key=lambda number: not had[number]):
        ids[number] = next((former for former in had[number] if former not in taken), "") or _new(known[number], taken)
        taken.add(ids[number])
    return ids


def _new(rows: list[Row], taken: set[str]) -> str:
    """A new id: that of the list where it is one, else by the first of the publishers' ids, else by the name."""
    own = next((row["target_id"] for row in rows if row["target_id"].startswith(REFERENCE_PREFIX)), "")
    external = sorted({external for row in rows for external in row["external_ids"].split()})
    slug = re.sub(r"\W+", "-", name_form(rows[0]["name"])) or "person"
    stem = own or REFERENCE_PREFIX + (external[0].rpartition(":")[2] if external else slug)
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def stated(one: Kept) -> Stated:
    """The list with the store's ids; offices carry their keys and the ids that they were given before."""
    ids, offices = one.given[PEOPLE], one.given[OFFICES]

    def told(name: str) -> list[Row]:
        return [row | {"target_id": ids.get(row["target_id"], row["target_id"])} for row in one.tables[name]]

    keys = [office_key(row) for row in one.tables[OFFICES]]
    listed = [
        row | {"own_key": key, "given": offices.get(key, "")} for row, key in zip(told(OFFICES), keys, strict=True)
    ]
    tables = {PEOPLE: told(PEOPLE), TERMS: told(TERMS), ROLES: told(ROLES), OFFICES: listed}
    return Stated(str(one.source["kind"]), one.day, one.covers, tables)


def _people(said: Sequence[Stated], former: Iterable[tuple[str, str]]) -> list[Row]:
    """One row a person: the name of the newest list of members, every id of publishers, ids they had before."""
    rows: dict[str, Row] = {}
    external: dict[str, set[str]] = {}
    for one in sorted(said, key=lambda one: bool(one.rows(TERMS))):
        for row in one.rows(PEOPLE):
            external.setdefault(row["target_id"], set()).update(row["external_ids"].split())
            rows[row["target_id"]] = row | {"loaded_by": one.kind}
    for target_id, was in former:
        external[target_id].add(FORMER + was)
    return [rows[one] | {"external_ids": " ".join(sorted(external[one]))} for one in sorted(rows)]


def _last_days(terms: Iterable[Row]) -> dict[str, str]:
    """The last day of everyone all of whose terms are over."""
    last: dict[str, str] = {}
    sitting = Counter(row["target_id"] for row in terms if not row["to"])
    for row in terms:
        if not sitting[row["target_id"]]:
            last[row["target_id"]] = max(last.get(row["target_id"], ""), row["to"])
    return last
