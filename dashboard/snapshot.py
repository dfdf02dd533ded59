"""A campaign as it stood at one revision of the store: what pages and exports are computed from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.campaign import Campaign, DirectoryTables
from dashboard.coverage import CoverageIndex
from dashboard.directory import Directory, resolve
from dashboard.filters import Filters
from dashboard.pressure import DEFAULTS, Codes, Daily, Rows, Settings, daily
from dashboard.reference.namesakes import same_named
from dashboard.reference.postal import city_points, points
from dashboard.schema import ACTION_COLUMNS, OUTCOME_COLUMNS, RidingKey, frame
from dashboard.store import Store

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One campaign's directory, resolved actions and outcomes; nothing in it may be changed.

    ``seated`` are all known offices with the riding of their owner and ``valid_from`` to ``valid_to``; ``index`` counts
    what each of them has had.
    """

    revision: int
    campaign: Campaign
    directory: Directory
    actions: pd.DataFrame
    seated: pd.DataFrame
    outcomes: pd.DataFrame
    sources: pd.DataFrame
    index: CoverageIndex
    settings: Settings

    @cached_property
    def offices(self) -> pd.DataFrame:
        """The offices with a position where one is known; ``position`` says from what."""
        return positioned(self.seated)

    def days(self, filters: Filters, today: date) -> tuple[date, date]:
        """The first and last day shown: as chosen, else from the campaign's start to its end or today."""
        if filters.as_of and not (filters.first or filters.last):
            return filters.as_of, filters.as_of
        last = filters.last or filters.as_of or self.campaign.last_day(today)
        first = filters.first or min(self.campaign.starts, last)
        return first, max(first, last)

    def chosen(self, filters: Filters) -> pd.DataFrame:
        """The resolved actions left by every filter but the dates, those before the days shown included."""
        keep = self.left(filters)
        return self.actions if keep.all() else self.actions[keep]

    def left(self, filters: Filters) -> npt.NDArray[np.bool_]:
        """Which rows of the actions are left by every filter but the dates; a riding with its namesake."""
        keep = np.ones(len(self.actions), dtype=bool)
        ridings = same_named(filters.riding) if filters.riding else ()
        asked = ((filters.tactic,), ridings, (filters.province,), (filters.person,))
        for codes, wanted in zip(self._codes, asked, strict=True):
            if any(wanted):
                keep &= codes.equals(*wanted)
        return keep

    def rows(self, filters: Filters) -> Rows:
        """The chosen actions as numbers."""
        return self.index.rows.where(self.left(filters))

    @cached_property
    def _codes(self) -> tuple[Codes, Codes, Codes, Codes]:
        """What filters choose by, as numbers: comparing the texts of all actions would cost more than all else."""
        rows = self.index.rows
        return rows.tactic, Codes.of(self.actions["riding"]), Codes.of(self.actions["province"]), rows.target

    def targets(self, rows: Rows | None = None) -> list[str]:
        """Ids of the campaign's own people and institutions and of everyone else whom these actions press."""
        own = self.directory.people
        ids = own.loc[own["source"] == "campaign", "target_id"].tolist()
        return sorted({*ids, *(self.index.rows if rows is None else rows).target.used} - {""})

    def with_settings(self, settings: Settings) -> "Snapshot":
        """The same campaign with other settings of the formula, for its pressure; coverage stays as it is."""
        return replace(self, settings=settings)

    def roles(self, targets: Sequence[str], days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.int8]:
        """Role codes [targets x days] toward the campaign's post, places in ``settings.role_names``."""
        codes = self.directory.role_codes(self.campaign.post, self.campaign.post_fr, targets, days)
        return self.settings.with_own_roles(codes, targets, days)

    def pressure(self, filters: Filters, today: date, *, bands: bool = True) -> Daily:
        """Pressure on every target on the days shown, from the actions that the filters leave."""
        first, last = self.days(filters, today)
        days = np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1)
        rows = self.rows(filters)
        targets = self.targets(rows)
        return daily(rows, targets, self.roles(targets, days), days, self.settings, bands=bands)


def load(store: Store, slug: str) -> Snapshot:
    """The campaign as the store holds it now, with its settings of the formula; NotFoundError for another slug."""
    # The revision is read first: a change in between makes the snapshot newer than it says, never older.
    revision, campaign = store.revision(), store.campaign(slug)
    settings = Settings.stored(store.formula(slug)[1])
    directory = Directory(store.campaign_tables(slug), store.reference_tables())
    return _made(revision, campaign, directory, store.actions(slug), store.outcomes(slug), store.sources(), settings)


def of_reference(store: Store, settings: Settings = DEFAULTS) -> Snapshot:
    """The reference alone, as a campaign of nobody's that has done nothing."""
    actions, outcomes = frame([], ACTION_COLUMNS), frame([], OUTCOME_COLUMNS)
    nobodys = Campaign("reference", "Reference", "Référence", "", "-", "-", starts=date(2000, 1, 1))
    directory = Directory(DirectoryTables.of(), store.reference_tables())
    return _made(store.revision(), nobodys, directory, actions, outcomes, store.sources(), settings)


def _made(
    revision: int,
    campaign: Campaign,
    directory: Directory,
    stated: pd.DataFrame,
    outcomes: pd.DataFrame,
    sources: pd.DataFrame,
    settings: Settings,
) -> Snapshot:
    actions = resolve(stated, directory)
    last_day = campaign.last_day(date.today())  # noqa: DTZ011 - a campaign's days are local days
    offices = seated(directory.offices, directory, last_day)
    names = dict(zip(directory.people["target_id"], directory.people["name"], strict=True))
    index = CoverageIndex(actions, offices, names, settings)
    return Snapshot(revision, campaign, directory, actions, offices, outcomes, sources, index, settings)


def seated(offices: pd.DataFrame, directory: Directory, day: date) -> pd.DataFrame:
    """The offices with their owner's ``riding`` on the day, else the last one."""
    offices = offices.copy()
    on = np.full(len(offices), np.datetime64(day, "D"))
    homes = directory.home_riding(offices["target_id"], on)
    offices["riding"] = pd.Series(homes, index=offices.index, dtype="str")
    unsaid = (offices["province"] == "").to_numpy() & (homes != "")
    offices.loc[unsaid, "province"] = [RidingKey.parse(key).province for key in homes[unsaid]]
    return offices


def positioned(offices: pd.DataFrame) -> pd.DataFrame:
    """The offices with a position: the given one, else the postal code's point, else the city's."""
    offices = offices.copy()
    given = offices["latitude"].notna().to_numpy()
    offices.loc[given & (offices["position"] == "").to_numpy(), "position"] = "given"
    _place(offices, "postal_code", lambda left: points(left["postal_code"].tolist()))
    _place(offices, "city", lambda left: city_points(left["city"].tolist(), left["province"].tolist()))
    return offices


def _place(offices: pd.DataFrame, how: str, find: Callable[[pd.DataFrame], tuple[Floats, Floats]]) -> None:
    """Fills in positions that are still missing; what tells them is only read where some are."""
    left = np.flatnonzero(offices["latitude"].isna())
    if not len(left):
        return
    latitude, longitude = find(offices.iloc[left])
    known = ~np.isnan(latitude)
    new = offices.index[left[known]]
    offices.loc[new, "latitude"], offices.loc[new, "longitude"] = latitude[known], longitude[known]
    offices.loc[new, "position"] = how
