"""Members of the House of Commons and their offices from Represent's JSON."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from dashboard.addresses import phone
from dashboard.campaign import REFERENCE_PREFIX, DirectoryTables
from dashboard.errors import UnusableFileError
from dashboard.names import normal_form
from dashboard.reference.offices import distinct, office_id, placed, read_address
from dashboard.reference.orders import code_of, names_by_code, order_of, order_of_names
from dashboard.schema import LAST_DAY_OF_2013_ORDER, ORDERS
from dashboard.sources import REPRESENT

_PERSON_ID = re.compile(r"\((\d+)\)/?$|/(\d+)/?$")
_OFFICE_KINDS = {"constituency": "constituency", "legislature": "legislature"}
_FEWEST = 0.9


@dataclass(frozen=True, slots=True)
class Representatives:
    """What a list of members gives: tables with reference ids, and what is doubtful, one sentence each."""

    order: int
    tables: DirectoryTables
    doubts: tuple[str, ...]

    @property
    def placed(self) -> int:
        """How many offices have a point."""
        return int((self.tables.offices["position"] != "").sum())


@dataclass(frozen=True, slots=True)
class _Member:
    target_id: str
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
        found = _PERSON_ID.search(_text(record, "url"))
        identity = (found[1] or found[2]) if found else "-".join([*normal_form(name).split(), code])
        listed = record.get("offices")
        return cls(
            target_id=REFERENCE_PREFIX + identity,
            name=name,
            party=_text(record, "party_name"),
            email=_text(record, "email"),
            code=code,
            district=_text(record, "district_name"),
            offices=[office for office in listed if isinstance(office, dict)] if isinstance(listed, list) else [],
        )


def pages(contents: list[Any]) -> tuple[list[dict[str, Any]], int]:
    """The records of all pages, ``{"objects": [...]}`` or bare lists, and how many there should be (0: not said)."""
    records: list[dict[str, Any]] = []
    stated = 0
    for content in contents:
        records += content["objects"] if isinstance(content, dict) else content
        total = _text(_mapping(_mapping(content).get("meta")), "total_count")
        stated = max(stated, int(total) if total.isdecimal() else 0)
    return records, stated


def read_members(contents: list[Any], name: str, *, as_of: date | None, read_on: date) -> Representatives:
    """People, terms and offices of the members in all pages of a list; raises UnusableFileError for other people's.

    The list tells who sat on the day it was made, not since when. With ``as_of`` (that day) terms begin on it; without,
    their beginning stays open (NaT), which reads as "always, as far as we know" where no other record says better, and
    a doubt says so. Terms for ridings of the 2013 order end with that order.
    """
    records, stated = pages(contents)
    members = [_Member.of(record) for record in records if _is_federal(record)]
    if not members:
        message = f"{name} lists no members of the House of Commons: load Represent's list of that house."
        raise UnusableFileError(message)
    order = _order(members, name)
    codes = _codes(members, order)
    people = {member.target_id: member.name for member in members}
    tables = DirectoryTables.of(
        people=[{"target_id": target_id, "name": called, "kind": "person"} for target_id, called in people.items()],
        terms=_terms(members, codes, order, as_of),
        offices=_offices(members, as_of, read_on),
    )
    doubts = [
        *_doubts_of_time(order, as_of, read_on),
        *_doubts_of_seats(members, codes, order, stated),
        *_doubts_of_offices(tables, people),
    ]
    return Representatives(order, tables, tuple(doubts))


def _is_federal(record: dict[str, Any]) -> bool:
    """Whether a record is of the House of Commons; lists without the two fields are taken at their word."""
    house = normal_form(_text(record, "representative_set_name"))
    return house == "house of commons" if house else _text(record, "elected_office") in ("MP", "")


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
    known = names_by_code(order)
    by_name = {name: code for code, names in known.items() for name in names}
    found = []
    for member in members:
        district = normal_form(member.district)
        fits = district in known.get(member.code, frozenset()) or (not district and member.code in known)
        found.append(member.code if fits else by_name.get(district, ""))
    return found


def _terms(members: list[_Member], codes: list[str], order: int, as_of: date | None) -> list[dict[str, Any]]:
    last = LAST_DAY_OF_2013_ORDER if order == ORDERS[0] else None
    first = None if last and as_of and as_of > date.fromisoformat(last) else as_of
    terms = {
        (member.target_id, code): {
            "target_id": member.target_id,
            "riding": f"{order}:{code}",
            "party": member.party,
            "from": first,
            "to": last,
        }
        for member, code in zip(members, codes, strict=True)
        if code
    }
    return list(terms.values())


def _offices(members: list[_Member], as_of: date | None, read_on: date) -> list[dict[str, Any]]:
    return placed(
        distinct([_office(member, office, as_of, read_on) for member in members for office in member.offices])
    )


def _office(member: _Member, office: dict[str, Any], as_of: date | None, read_on: date) -> dict[str, Any]:
    kind = _OFFICE_KINDS.get(_text(office, "type").lower(), "other")
    address = read_address([_text(office, "postal")])
    return address | {
        "office_id": office_id(member.target_id, kind, address["postal_code"], address["address"]),
        "target_id": member.target_id,
        "kind": kind,
        "phone": phone(_text(office, "tel")),
        "email": member.email,
        "valid_from": as_of,
        "source": REPRESENT.publisher,
        "read_on": as_of or read_on,
    }


def _doubts_of_time(order: int, as_of: date | None, read_on: date) -> list[str]:
    doubts = []
    if as_of is None:
        doubt = "The list does not say since when its members sit: give its day with --as-of."
        doubts.append(doubt)
    if order == ORDERS[0] and (as_of or read_on).isoformat() > LAST_DAY_OF_2013_ORDER:
        doubt = f"The members sat for ridings of the 2013 order, which ended on {LAST_DAY_OF_2013_ORDER}."
        doubts.append(doubt)
    return doubts


def _doubts_of_seats(members: list[_Member], codes: list[str], order: int, stated: int) -> list[str]:
    seats = len(names_by_code(order))
    doubts = []
    if stated > len(members) or len(members) < _FEWEST * seats:
        doubt = f"The list holds {len(members)} of {max(stated, seats)} members: load all its pages together."
        doubts.append(doubt)
    for member in [member for member, code in zip(members, codes, strict=True) if not code]:
        doubt = (
            f"{member.name} sits for {member.district or 'no riding'}, which is not in our list of the {order} order."
        )
        doubts.append(doubt)
    people = {(member.target_id, code) for member, code in zip(members, codes, strict=True) if code}
    for code, count in sorted(Counter(code for _, code in people).items()):
        if count > 1:
            doubt = f"{count} members are listed for the riding {order}:{code}."
            doubts.append(doubt)
    return doubts


def _doubts_of_offices(tables: DirectoryTables, people: dict[str, str]) -> list[str]:
    doubts = []
    for office in tables.offices[tables.offices["position"] != "postal_code"].itertuples():
        whose, where, code = people[office.target_id], office.address or "an unknown address", office.postal_code
        if office.position == "city":
            doubt = f"The office of {whose} at {where} is placed by its city: its postal code is not in our list."
        elif code:
            doubt = f"The office of {whose} at {where} is not on the map: its postal code {code} is not in our list."
        else:
            doubt = f"The office of {whose} at {where} is not on the map: it has no postal code."
        doubts.append(doubt)
    return doubts


def _mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401 - parsed JSON
    return value if isinstance(value, dict) else {}


def _text(record: dict[str, Any], key: str) -> str:
    return str(record.get(key) or "").strip()
