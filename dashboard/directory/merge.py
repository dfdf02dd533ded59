"""A campaign's tables and the reference's as one, the campaign's word first."""

import re

import pandas as pd

from dashboard.addresses import street_number
from dashboard.campaign import DirectoryTables
from dashboard.names import normal_form


def links_between(campaign: DirectoryTables, reference: DirectoryTables) -> dict[str, str]:
    """Reference ids of people whom the campaign has too: the same name and at least one riding in common."""
    names = dict(zip(campaign.people["target_id"], campaign.people["name"], strict=True))
    own = {
        (normal_form(names[target_id]), riding): target_id
        for target_id, riding in zip(campaign.terms["target_id"], campaign.terms["riding"], strict=True)
        if target_id in names
    }
    if not own or reference.people.empty:
        return {}
    called = dict(zip(reference.people["target_id"], reference.people["name"], strict=True))
    links = {}
    for target_id, riding in zip(reference.terms["target_id"], reference.terms["riding"], strict=True):
        found = own.get((normal_form(called.get(target_id, "")), riding))
        if found:
            links[target_id] = found
    return links


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
    pairs = ((office, own.get((office.target_id, *_identity(office)))) for office in reference.itertuples(index=False))
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
