"""Members of the House of Commons and their offices from Represent, as JSON and as bulk CSV."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from dashboard.addresses import phone
from dashboard.campaign import DirectoryTables
from dashboard.errors import UnusableFileError
from dashboard.names import normal_form
from dashboard.reference.listing import CONSTITUENCY, LEGISLATURE, TERMS, Given, Listing, Tally
from dashboard.reference.offices import read_address
from dashboard.reference.orders import code_of, names_by_code, order_of, order_of_names
from dashboard.reference.placing import doubts_of_position, placed_once
from dashboard.reference.seats import LAST_OF_2013, codes_by_name, doubt_of_order, doubts_of_seats, party, term
from dashboard.reference.tables import Table
from dashboard.schema import ORDERS
from dashboard.sources import REPRESENT, REPRESENT_CSV, Source

_PERSON_ID = re.compile(r"\((\d+)\)/?$|/(\d+)/?$")
_OFFICE_KINDS = {"constituency": CONSTITUENCY, "legislature": LEGISLATURE}
_MEMBER = frozenset({"", "mp", "depute", "deputee", "member of parliament"})
_OF_A_MEMBER = {
    "name": "name", "first name": "first_name", "last name": "last_name", "district name": "district_name",
    "district id": "district_id", "primary role": "elected_office", "organization": "representative_set_name",
    "party name": "party_name", "email": "email", "url": "url", "source url": "source_url",
}  # fmt: skip
"""Columns of the bulk file, in the normal form of names, and the keys that JSON has for them."""
_OF_AN_OFFICE = {
    "office type": "type", "address": "postal", "address line 1": "postal", "address line 2": "postal",
    "locality": "postal", "province": "postal", "postal code": "postal", "phone": "tel", "fax": "fax",
}  # fmt: skip
"""Columns that come again for every office of a member; those of the address follow one another."""


@dataclass(frozen=True, slots=True)
class _Member:
    key: str
    external_ids: str
    name: str
    party: str
    email: str
    code: str
    district: str
    offices: list[dict[str, Any]]

    @classmethod
    def of(cls, record: dict[str, Any]) -> Self:
        url = _text(_mapping(record.get("related")), "boundary_url")
        code = code_of(url.rstrip("/").rpartition("/")[2]) or code_of(_text(record, "district_id"))
        name = _text(record, "name") or f"{_text(record, 'first_name')} {_text(record, 'last_name')}".strip()
        found = _PERSON_ID.search(_text(record, "url")) or _PERSON_ID.search(_text(record, "source_url"))
        identity = f"hoc:{found[1] or found[2]}" if found else ""
        listed = record.get("offices")
        return cls(
            key=identity or f"{normal_form(name)} {code or normal_form(_text(record, 'district_name'))}",
            external_ids=identity,
            name=name,
            party=party(_text(record, "party_name")),
            email=_text(record, "email"),
            code=code,
            district=_text(record, "district_name"),
            offices=[office for office in listed if isinstance(office, dict)] if isinstance(listed, list) else [],
        )


def read_pages(contents: list[Any], given: Given) -> Listing:
    """The listing in all pages of Represent's JSON; raises UnusableFileError for lists of other people."""
    records: list[dict[str, Any]] = []
    stated = 0
    for content in contents:
        records += content["objects"] if isinstance(content, dict) else content
        total = _text(_mapping(_mapping(content).get("meta")), "total_count")
        stated = max(stated, int(total[:9]) if total.isdecimal() else 0)
    return _listing(records, given, REPRESENT, stated)


def read_bulk(table: Table, given: Given) -> Listing:
    """The listing in Represent's bulk CSV; raises UnusableFileError for lists of other people."""
    return _listing([_record(table.columns, row) for row in table.rows], given, REPRESENT_CSV)


def _record(columns: tuple[str, ...], row: tuple[str, ...]) -> dict[str, Any]:
    """A row of the bulk file as its record in JSON: a new office begins with each column of office types."""
    record: dict[str, Any] = {}
    offices: list[dict[str, str]] = []
    for numbered, cell in zip(columns, row, strict=True):
        column = numbered if numbered in _OF_AN_OFFICE else re.sub(r" \d+$", "", numbered)
        if column == "office type":
            offices.append({})
        if offices and column in _OF_AN_OFFICE:
            key = _OF_AN_OFFICE[column]
            offices[-1][key] = "\n".join(part for part in (offices[-1].get(key), cell) if part)
        elif column in _OF_A_MEMBER:
            record[_OF_A_MEMBER[column]] = cell
    return record | {"offices": [office for office in offices if any(office.values())]}


def _listing(records: list[dict[str, Any]], given: Given, source: Source, stated: int = 0) -> Listing:
    """The list tells who sat on the day it was made, not since when.

    With that day told terms begin on it; without, their beginning stays open (NaT), which reads as "always, as far as
    we know" where no other record says better. Terms for ridings of the 2013 order end with that order.
    """
    tally = Tally(len(records))
    members = _members(records, tally)
    if not members:
        message = f"{given.name} lists no members of the House of Commons: load Represent's list of that house."
        raise UnusableFileError(message)
    order = _order(members, given.name)
    day, doubts = given.day(last=LAST_OF_2013 if order == ORDERS[0] else None)
    codes = _codes(members, order)
    tables = DirectoryTables.of(
        people=list({one.key: _person(one) for one in members}.values()),
        terms=_terms(members, codes, order, given.as_of),
        offices=placed_once([_office(one, office, given, day) for one in members for office in one.offices]),
    )
    doubts += [*doubt_of_order(order, day), *_doubts_of_ridings(members, codes, order)]
    doubts += doubts_of_seats([(one.key, code) for one, code in zip(members, codes, strict=True)], order, stated)
    counts = {"members": len(tables.people), "offices": len(tables.offices)}
    placed = {"placed": int((tables.offices["position"] != "").sum())}
    return Listing(
        source=source, order=order, day=day, tables=tables, covers=frozenset({TERMS, CONSTITUENCY, LEGISLATURE}),
        counts=tally.counts | counts | placed, doubts=(*doubts, *tally.doubts, *doubts_of_position(tables)),
    )  # fmt: skip


def _members(records: list[dict[str, Any]], tally: Tally) -> list[_Member]:
    members = []
    for row, record in enumerate(records):
        member = _Member.of(record)
        if not _is_federal(record):
            tally.explain(row, "they are of another house or council")
        elif member.name:
            tally.use(row)
            members.append(member)
    return members


def _is_federal(record: dict[str, Any]) -> bool:
    """Whether a record is of the House of Commons; lists without the two fields are taken at their word."""
    house = normal_form(_text(record, "representative_set_name"))
    if house:
        return house in ("house of commons", "chambre des communes")
    return normal_form(_text(record, "elected_office")) in _MEMBER


def _order(members: list[_Member], name: str) -> int:
    codes = [member.code for member in members]
    districts = [member.district for member in members]
    order = order_of(codes, [[district] for district in districts]) or order_of_names(districts)
    if order is None:
        message = f"The ridings in {name} go with neither the 2013 nor the 2023 order: download the list again."
        raise UnusableFileError(message)
    return order


def _codes(members: list[_Member], order: int) -> list[str]:
    """Each member's riding code, checked against its name; by the name alone where there is none, else ""."""
    known, by_name = names_by_code(order), codes_by_name(order)
    found = []
    for member in members:
        district = normal_form(member.district)
        fits = district in known.get(member.code, frozenset()) or (not district and member.code in known)
        found.append(member.code if fits else by_name.get(district, ""))
    return found


def _person(member: _Member) -> dict[str, Any]:
    return {"target_id": member.key, "name": member.name, "kind": "person", "external_ids": member.external_ids}


def _terms(members: list[_Member], codes: list[str], order: int, first: date | None) -> list[dict[str, Any]]:
    seats = {(one.key, code): one.party for one, code in zip(members, codes, strict=True) if code}
    return [term(key, order, code, of_party, (first, None)) for (key, code), of_party in seats.items()]


def _office(member: _Member, office: dict[str, Any], given: Given, day: date) -> dict[str, Any]:
    return read_address([_text(office, "postal")]) | {
        "office_id": "",
        "target_id": member.key,
        "kind": _OFFICE_KINDS.get(_text(office, "type").lower(), "other"),
        "phone": phone(_text(office, "tel")),
        "email": member.email,
        "valid_from": given.as_of,
        "source": REPRESENT.publisher,
        "read_on": day,
    }


def _doubts_of_ridings(members: list[_Member], codes: list[str], order: int) -> list[str]:
    unknown = [member for member, code in zip(members, codes, strict=True) if not code]
    return [
        f"{member.name} sits for {member.district or 'no riding'}, which is not in our list of the {order} order."
        for member in unknown
    ]


def _mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401 - parsed JSON
    return value if isinstance(value, dict) else {}


def _text(record: dict[str, Any], key: str) -> str:
    return str(record.get(key) or "").strip()
