"""A campaign's tables and the reference's as one, the campaign's word first."""

import re
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from dashboard.addresses import street_number
from dashboard.campaign import DirectoryTables
from dashboard.directory.person_names import alike, name_form
from dashboard.schema import RidingKey

FORMER = "was:"
"""Among a person's external ids: an id that the person had before two records turned out to be one."""


def links_between(campaign: DirectoryTables, reference: DirectoryTables) -> dict[str, str]:
    """Reference ids of people whom the campaign has too, with the campaign's ids; nobody is two of the reference's.

    They have a riding in common and names that go together, else the same name and ridings in one province, else the
    same name where the reference knows no riding of theirs.
    """
    if campaign.people.empty or reference.people.empty:
        return {}
    own, theirs = _people_of(campaign), _people_of(reference)
    by_name: dict[str, list[str]] = {}
    by_riding: dict[str, list[str]] = {}
    for target_id, (form, ridings) in own.items():
        by_name.setdefault(form, []).append(target_id)
        for riding in ridings:
            by_riding.setdefault(riding, []).append(target_id)
    links: dict[str, str] = {}
    for target_id, (form, ridings) in theirs.items():
        named = by_name.get(form, [])
        near = [one for riding in sorted(ridings) for one in by_riding.get(riding, ()) if alike(form, own[one][0])]
        same = [one for one in named if own[one][1] & ridings] or list(dict.fromkeys(near))
        same = same or [one for one in named if not ridings or _provinces(own[one][1]) & _provinces(ridings)]
        if len(same) == 1:
            links[target_id] = same[0]
    return links


def former_ids(people: pd.DataFrame) -> dict[str, str]:
    """Ids that people of the reference had before two records turned out to be one, with those they have now."""
    told = zip(people["target_id"], people["external_ids"], strict=True)
    pairs = ((target_id, external) for target_id, ids in told if FORMER in ids for external in ids.split())
    return {external.removeprefix(FORMER): now for now, external in pairs if external.startswith(FORMER)}


def former_offices(offices: pd.DataFrame, former: dict[str, str]) -> dict[str, str]:
    """Ids that offices had under the former ids of their owners, with those they have now."""
    by_owner: dict[str, list[str]] = {}
    for office_id, target_id in zip(offices["office_id"], offices["target_id"], strict=True):
        by_owner.setdefault(target_id, []).append(office_id)
    return {
        was + office_id.removeprefix(now): office_id
        for was, now in former.items()
        for office_id in by_owner.get(now, ())
        if office_id.startswith(f"{now}-")
    }


def _people_of(tables: DirectoryTables) -> dict[str, tuple[str, frozenset[str]]]:
    """Form of the name and ridings of each person."""
    people = tables.people[tables.people["kind"] != "institution"]
    ridings: dict[str, set[str]] = {}
    for target_id, riding in zip(tables.terms["target_id"], tables.terms["riding"], strict=True):
        ridings.setdefault(target_id, set()).add(riding)
    named = zip(people["target_id"], people["name"], strict=True)
    return {target_id: (name_form(name), frozenset(ridings.get(target_id, ()))) for target_id, name in named}


def _provinces(ridings: Iterable[str]) -> set[str]:
    return {RidingKey.parse(riding).province for riding in ridings}


@lru_cache(maxsize=20_000)
def office_identity(kind: str, postal_code: str, address: str) -> tuple[str, str, str]:
    """What makes two records of one person's offices the same office: kind, postal code and street number."""
    return kind, re.sub(r"\W", "", postal_code).upper(), street_number(address)


def stack(campaign: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Both tables, the campaign's rows first, with a column ``source``."""
    stacked = on_end(campaign.assign(source="campaign"), reference.assign(source="reference"))
    return stacked.astype({"source": "str"})


def without(table: pd.DataFrame, links: dict[str, str]) -> pd.DataFrame:
    """A reference table without the people whom the campaign has too."""
    return table[~table["target_id"].isin(list(links))]


def relinked(table: pd.DataFrame, links: dict[str, str]) -> pd.DataFrame:
    """A reference table in which those people carry the campaign's ids."""
    return table.assign(target_id=[links.get(target_id, target_id) for target_id in table["target_id"]])


def known_twice(campaign: pd.DataFrame, reference: pd.DataFrame) -> dict[str, str]:
    """Reference offices (under the campaign's ids) that the campaign has too, by id: the campaign's id of each."""
    own = {(office.target_id, *_identity(office)): office.office_id for office in campaign.itertuples(index=False)}
    theirs = reference[reference["target_id"].isin(campaign["target_id"])]
    pairs = ((office, own.get((office.target_id, *_identity(office)))) for office in theirs.itertuples(index=False))
    return {office.office_id: known for office, known in pairs if known}


def on_end(campaign: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """The campaign's rows, then the reference's."""
    parts = [part for part in (campaign, reference) if len(part)]
    return pd.concat(parts or [campaign], ignore_index=True)


def relinked_owners(offices: pd.DataFrame, links: dict[str, str]) -> dict[str, str]:
    """Campaign ids of the owners of those people's reference offices, by office id."""
    pairs = zip(offices["office_id"], offices["target_id"], strict=True)
    return {office_id: links[target_id] for office_id, target_id in pairs if target_id in links}


def _identity(office: object) -> tuple[str, str, str]:
    return office_identity(office.kind, office.postal_code, office.address)  # type: ignore[attr-defined]
