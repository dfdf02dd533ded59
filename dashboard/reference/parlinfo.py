"""Constituency offices and roles from the tables of the Library of Parliament (ParlInfo)."""

import html
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from dashboard.addresses import phones, postal_code, province
from dashboard.campaign import DirectoryTables
from dashboard.errors import UnusableFileError
from dashboard.names import normal_form
from dashboard.reference.days import day_of
from dashboard.reference.listing import CONSTITUENCY, TERMS, Given, Listing, Tally
from dashboard.reference.offices import read_address
from dashboard.reference.placing import doubts_of_position, placed_once
from dashboard.reference.posts import joined, title_of, titre_of
from dashboard.reference.seats import codes_by_name, doubt_of_order, doubts_of_seats, order_of_list, party, term
from dashboard.reference.tables import Table
from dashboard.schema import PROVINCES
from dashboard.sources import LIBRARY_OFFICES, LIBRARY_ROLES

Record = dict[str, str]
Titles = tuple[str, str]

_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_TOLL_FREE = ("8",)
_PRIME_MINISTER = ("Prime Minister", "Premier ministre")


def read_offices(table: Table, given: Given) -> Listing:
    """The listing of constituency offices and of who sat, which the table says of its day only."""
    records = table.records(LIBRARY_OFFICES)
    tally = Tally(len(records))
    used = []
    for row, record in enumerate(records):
        if record["id"] and record["name"]:
            tally.use(row)
            used.append(record)
    _refuse_empty(used, given)
    day, doubts = given.day(day_of(record["start"]) for record in records)
    order = order_of_list([record["riding"] for record in used], day)
    people = {person["target_id"]: person for person in map(_person, used)}
    seats = _seats(used, order)
    tables = DirectoryTables.of(
        people=list(people.values()),
        terms=[term(key, order, code, of, (day, None)) for (key, code), of in seats.items() if code],
        offices=placed_once([_office(record, seats, day) for record in used]),
    )
    doubts += [*doubt_of_order(order, day), *doubts_of_seats(list(seats), order), *_doubts_of_ridings(used, order)]
    counts = {"members": len(people), "offices": len(tables.offices)}
    placed = {"placed": int((tables.offices["position"] != "").sum())}
    return Listing(
        source=LIBRARY_OFFICES, order=order, day=day, tables=tables, covers=frozenset({TERMS, CONSTITUENCY}),
        counts=tally.counts | counts | placed, doubts=(*doubts, *tally.doubts, *doubts_of_position(tables)),
    )  # fmt: skip


def read_roles(table: Table, given: Given) -> Listing:
    """The listing of cabinet, parliamentary secretaries, critics and committees, with exact days."""
    records = table.records(LIBRARY_ROLES)
    tally = Tally(len(records))
    roles, people = [], {}
    for row, record in enumerate(records):
        found, first = _kind_and_titles(record), day_of(record["start"])
        if not found:
            tally.explain(row, f"{record['role'] or 'an empty role'} is no role that we follow")
        elif first and record["id"] and record["name"]:
            tally.use(row)
            person = _person(record)
            people[person["target_id"]] = person
            kind, (title, title_fr) = found
            days = {"from": first, "to": day_of(record["end"])}
            roles.append({"target_id": person["target_id"], "kind": kind, "title": title, "title_fr": title_fr} | days)
    _refuse_empty(roles, given)
    day, doubts = given.day(day_of(record[name]) for record in records for name in ("start", "end"))
    tables = DirectoryTables.of(people=list(people.values()), roles=joined(roles))
    counts = tally.counts | {"people": len(people), "roles": len(tables.roles)}
    return Listing(LIBRARY_ROLES, None, day, tables, frozenset(), counts, (*doubts, *tally.doubts))


def _person(record: Record) -> dict[str, Any]:
    last, _, first = record["name"].partition(",")
    house = [f"hoc:{record['house_id']}"] if record["house_id"] not in ("", "0") else []
    return {
        "target_id": f"parlinfo:{record['id']}",
        "name": f"{first} {last}".strip(),
        "kind": "person",
        "external_ids": " ".join(sorted([*house, f"parlinfo:{record['id']}"])),
    }


def _seats(records: list[Record], order: int) -> dict[tuple[str, str], str]:
    """Each person's party by key and riding code ("" for a riding we don't know)."""
    codes = codes_by_name(order)
    return {(f"parlinfo:{record['id']}", _code(record, codes)): party(record["party"]) for record in reversed(records)}


def _code(record: Record, codes: dict[str, str]) -> str:
    forms = (normal_form(record[name]) for name in ("riding", "riding_fr"))
    return next((codes[form] for form in forms if form in codes), "")


def _office(record: Record, seats: dict[tuple[str, str], str], day: date) -> dict[str, Any]:
    key = f"parlinfo:{record['id']}"
    own = next((PROVINCES.get(code[:2], "") for of, code in seats if of == key), "")
    where = province(record["province"]) or own
    street = [" ".join(html.unescape(line).split()) for line in _BREAK.split(record["street"])]
    city = " ".join(record["city"].split())
    address = read_address([*street, f"{city}, {where}" if city and where else city, postal_code(record["code"])])
    return address | {
        "office_id": "",
        "target_id": key,
        "kind": CONSTITUENCY,
        "phone": _phones(record),
        "email": record["email"],
        "valid_from": day_of(record["start"]),
        "valid_to": day_of(record["end"]),
        "source": LIBRARY_OFFICES.publisher,
        "read_on": day,
    }


def _phones(record: Record) -> str:
    """All the office's numbers, the local one first."""
    listed = dict.fromkeys([*phones(record["phone"]), *phones(record["toll_free"])])
    return "; ".join(sorted(listed, key=lambda number: number.startswith(_TOLL_FREE) and number[1] == number[2]))


def _doubts_of_ridings(records: list[Record], order: int) -> list[str]:
    codes = codes_by_name(order)
    unknown = {record["name"]: record["riding"] for record in records if not _code(record, codes)}
    return [
        f"{name} sits for {riding or 'no riding'}, which is not in our list of the {order} order."
        for name, riding in unknown.items()
    ]


def _kind_and_titles(record: Record) -> tuple[str, Titles] | None:
    """The kind and the titles of a role; None for one that we do not follow."""
    role = normal_form(record["role"])
    if normal_form(record["type"]) == "committee":
        kind = _COMMITTEE.get(role)
        return (kind, (record["body"], record["body_fr"])) if kind else None
    if role in _ROLES:
        kind, titles = _ROLES[role]
        return kind, titles(record)
    return ("minister", _in_cabinet(record)) if normal_form(record["group"]) == "cabinet" else None


def _post(record: Record) -> Titles:
    """The post that a portfolio belongs to; a role without a portfolio is its own title."""
    if not record["portfolio"]:
        return record["role"], record["role_fr"]
    return title_of(record["portfolio"]), titre_of(record["portfolio_fr"])


def _portfolio(record: Record) -> Titles:
    return record["portfolio"] or record["role"], record["portfolio_fr"] or record["role_fr"]


def _in_cabinet(record: Record) -> Titles:
    """The title of a member of the cabinet whose role is none of the usual, such as a minister of state."""
    named = ((record["role"], record["portfolio"]), (record["role_fr"], record["portfolio_fr"]))
    title, title_fr = (f"{role} ({portfolio})" if portfolio else role for role, portfolio in named)
    return title, title_fr


def _refuse_empty(rows: list[Any], given: Given) -> None:
    if not rows:
        message = f"{given.name} names nobody with an id and a role or an office: download it again."
        raise UnusableFileError(message)


_COMMITTEE = {
    "chair": "committee_chair", "co chair": "committee_chair", "joint chair": "committee_chair",
    "vice chair": "committee_member", "member": "committee_member",
}  # fmt: skip
_ROLES: dict[str, tuple[str, Callable[[Record], Titles]]] = {
    "prime minister": ("prime_minister", lambda _: _PRIME_MINISTER),
    "minister": ("minister", _post),
    "cabinet member": ("minister", _post),
    "parliamentary secretary": ("parliamentary_secretary", _post),
    "critic": ("critic", _portfolio),
    "assistant critic": ("critic", _portfolio),
}
