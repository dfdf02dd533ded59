"""A campaign's folder into the store, for the command and for the example of a first start."""

from dataclasses import replace
from pathlib import Path

from dashboard import config
from dashboard.directory import Directory
from dashboard.folder import read_folder
from dashboard.identity import Receipt
from dashboard.ingest import COMMAND, Choices, parse_file
from dashboard.ingest.outcomes import parse_outcomes
from dashboard.reference.lookup import locator
from dashboard.reference.ridings import riding_keys, ridings
from dashboard.store import Store


def load_folder(
    store: Store, folder: Path, *, example: bool = False, who: str = ""
) -> tuple[bool, str, Receipt | None]:
    """Loads a folder in one transaction: whether anything changed, the slug, and the receipt of its actions."""
    found = read_folder(folder, riding_keys())
    campaign = replace(found.campaign, example=True) if example else found.campaign
    directory = Directory(found.tables, store.reference_tables())
    parsed = None
    if found.actions_csv is not None:
        parsed = parse_file(
            found.actions_csv,
            name="actions.csv",
            campaign=campaign,
            directory=directory,
            ridings=ridings(),
            choices=Choices(own=store.own_tactics(campaign.slug)),
            limits=COMMAND,
            locate=locator(config.home()),
        )
    outcomes = parse_outcomes(found.outcomes_csv or b"")
    changed, receipt = store.save_campaign(campaign, found.tables, parsed, outcomes, directory, who=who)
    return changed, campaign.slug, receipt
