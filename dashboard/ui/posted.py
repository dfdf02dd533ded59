"""What became of posters, as pages show it: their lives by the sightings that count, whatever the days shown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard import planning
from dashboard.filters import Filters
from dashboard.schema import POSTERS
from dashboard.snapshot import Snapshot
from dashboard.store import Wanted
from dashboard.ui import cached


@cached.kept
def lives(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    """The posters left by the filters of place and person, as they were found last up to now; see ``poster_lives``."""
    return planning.poster_lives(_actions(of, replace(filters, tactic="", status="")), sightings(of), day)


@cached.kept
def sightings(of: Snapshot) -> pd.DataFrame:
    """Every sighting that counts, as the store lists them."""
    return cached.store().sightings(of.campaign.slug)


def removed(of: Snapshot, office_id: str) -> date | None:
    """The day on which the last posters of an office were found removed; None while any is up, or none ever was."""
    day = _removed(of, cached.today()).get(office_id)
    return None if day is None else day.date()


@cached.kept
def _removed(of: Snapshot, day: date) -> Mapping[str, pd.Timestamp]:
    if not sightings(of)["state"].eq(planning.REMOVED).any():
        return {}
    every = Filters(campaign=of.campaign.slug)
    return planning.removed_offices(_actions(of, every), lives(of, every, day))


@cached.kept
def _actions(of: Snapshot, filters: Filters) -> pd.DataFrame:
    """The actions of posters that the filters leave, on whatever days."""
    found = [of.chosen(filters, Wanted(tactic=tactic)) for tactic in POSTERS]
    return pd.concat(found, ignore_index=True)
