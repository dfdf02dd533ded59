"""Ministers and parliamentary secretaries from the House of Commons (ourcommons.ca), in English and French."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.campaign import DirectoryTables
from dashboard.errors import UnusableFileError
from dashboard.names import normal_form
from dashboard.reference.days import day_of
from dashboard.reference.listing import ROLES, Given, Listing, Tally
from dashboard.reference.members import Record, person_of
from dashboard.reference.posts import is_french, is_governor_general, joined, posts_served
from dashboard.reference.seats import codes_by_name, order_of_list, party, term
from dashboard.reference.tables import Table
from dashboard.sources import HOUSE_MINISTERS, HOUSE_SECRETARIES, MINISTERS

_FRENCH_ALONE = "The titles are in French only: load the English list together with it."


def read_ministers(table: Table, given: Given) -> Listing:
    """The listing of ministers and secretaries of state, past and present, with exact days."""
    records = _titled(table.records(HOUSE_MINISTERS))
    tally = Tally(len(records))
    roles, people = [], {}
    for row, record in enumerate(records):
        first, person = day_of(record["start"]), person_of(record | {"riding": ""})
        if is_governor_general(record["title"], record["title_fr"]):
            tally.explain(row, "the Governor General is not a minister")
        elif first and person["name"] and record["title"]:
            tally.use(row)
            people[person["target_id"]] = person
            roles.append(_minister(person["target_id"], record, first))
    _refuse_empty(roles, given)
    day, doubts = given.day(day_of(record[name]) for record in records for name in ("start", "end"))
    tables = DirectoryTables.of(people=list(people.values()), roles=joined(roles))
    counts = tally.counts | {
        "people": len(people),
        "tenures": len(records),
        "portfolios": len({normal_form(record["title"]) for record in records}),
        "secretaries_of_state": sum(normal_form(role["title"]).startswith("secretary of state") for role in roles),
        "roles": len(tables.roles),
    }
    told = (*doubts, *_doubt_of_language(tables), *tally.doubts)
    return Listing(HOUSE_MINISTERS, None, day, tables, frozenset({ROLES}), counts, told)


def read_secretaries(table: Table, given: Given) -> Listing:
    """The listing of parliamentary secretaries under the posts they serve.

    The list may say who serves and not since when: then they serve from its day on, as far as it tells.
    """
    records = _titled(table.records(HOUSE_SECRETARIES))
    tally = Tally(len(records))
    day, doubts = given.day(day_of(record[name]) for record in records for name in ("start", "end"))
    order = order_of_list([record["riding"] for record in records], day)
    codes = codes_by_name(order)
    roles, people, terms = [], {}, {}
    for row, record in enumerate(records):
        person, first = person_of(record), day_of(record["start"])
        if not (person["name"] and record["title"] and (first or not record["start"])):
            continue
        tally.use(row)
        key = person["target_id"]
        people[key] = person
        roles += [_role(key, "parliamentary_secretary", post, (first or day, day_of(record["end"])))
                  for post in posts_served(record["title"], record["title_fr"])]  # fmt: skip
        if code := codes.get(normal_form(record["riding"])):
            terms[key] = term(key, order, code, party(record["party"]), (first or day, None))
    _refuse_empty(roles, given)
    tables = DirectoryTables.of(people=list(people.values()), terms=list(terms.values()), roles=joined(roles))
    counts = tally.counts | {"people": len(people), "roles": len(tables.roles)}
    told = (*doubts, *_doubt_of_language(tables), *tally.doubts)
    return Listing(HOUSE_SECRETARIES, order, day, tables, frozenset(), counts, told)


def in_both_languages(found: Sequence[tuple[list[Any], Listing]]) -> list[tuple[list[Any], Listing]]:
    """Lists of ministers in French made part of those in English that came with them: one list of both their files."""
    french = [one for one in found if _FRENCH_ALONE in one[1].doubts]
    english = [one for one in found if one[1].source.kind == MINISTERS and one not in french]
    pairs = [(one, other) for other in french for one in english if _same_people(one[1], other[1])]
    joined_to = {id(one): other for one, other in pairs}
    inside = {id(other) for _, other in pairs}
    kept = []
    for one in found:
        if other := joined_to.get(id(one)):
            kept.append(([*one[0], *other[0]], _with_titles(one[1], other[1])))
        elif id(one) not in inside:
            kept.append(one)
    return kept


def _same_people(one: Listing, other: Listing) -> bool:
    return one.source is other.source and len(one.tables.roles) == len(other.tables.roles)


def _with_titles(listing: Listing, french: Listing) -> Listing:
    """The listing with the French titles of the same people and days; both lists have them in the same order."""
    same = ["target_id", "kind", "from", "to"]
    numbered = [one.tables.roles.assign(n=lambda roles: roles.groupby(same, dropna=False).cumcount())
                for one in (listing, french)]  # fmt: skip
    found = numbered[0].merge(numbered[1], "left", on=[*same, "n"], suffixes=("", "_other"))["title_fr_other"]
    titles = pd.Series(found.fillna("").to_numpy(), listing.tables.roles.index, dtype="str")
    roles = listing.tables.roles
    roles = roles.assign(title_fr=roles["title_fr"].where(roles["title_fr"] != "", titles))
    return replace(listing, tables=replace(listing.tables, roles=roles))


def _titled(records: list[Record]) -> list[Record]:
    """Records with titles in both languages; one that is missing is "", but a French one stands in for an English."""
    french = is_french(record["title"] for record in records)
    turned = [record | {"title": "", "title_fr": record["title"]} if french else record for record in records]
    return [record | {"title": record["title"] or record["title_fr"]} for record in turned]


def _minister(key: str, record: Record, first: date) -> dict[str, Any]:
    titles = (record["title"], record["title_fr"])
    kind = "prime_minister" if normal_form(titles[0]) in ("prime minister", "premier ministre") else "minister"
    return _role(key, kind, titles, (first, day_of(record["end"])))


def _role(key: str, kind: str, titles: tuple[str, str], days: tuple[date, date | None]) -> dict[str, Any]:
    return {"target_id": key, "kind": kind, "title": titles[0], "title_fr": titles[1], "from": days[0], "to": days[1]}


def _doubt_of_language(tables: DirectoryTables) -> list[str]:
    return [_FRENCH_ALONE] if (tables.roles["title"] == tables.roles["title_fr"]).all() else []


def _refuse_empty(roles: list[dict[str, Any]], given: Given) -> None:
    if not roles:
        message = f"{given.name} names nobody with a title and a day we can read: download it again."
        raise UnusableFileError(message)
