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
from dashboard.directory import Directory, resolve, resolve_totals
from dashboard.filters import Filters
from dashboard.pressure import (
    DEFAULTS,
    Basis,
    Cells,
    Daily,
    Efforts,
    Rows,
    Settings,
    daily,
    keyed,
    mean_contributions,
)
from dashboard.reference.namesakes import same_named
from dashboard.reference.postal import city_points, points
from dashboard.schema import ACTION_COLUMNS, OUTCOME_COLUMNS, RidingKey, frame
from dashboard.store import Store, Wanted, no_poster_states, no_totals

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One campaign's directory, totals of its actions and outcomes; nothing in it may be changed.

    ``stated`` are the totals as the store keeps them, ``totals`` the same as numbers, with whom and where they press.
    ``seated`` are all known offices with the riding of their owner and ``valid_from`` to ``valid_to``; ``index`` counts
    what each of them has had. What needs the actions' own rows asks the ``store`` for those, at the same revision.
    """

    revision: int
    campaign: Campaign
    directory: Directory
    stated: pd.DataFrame
    totals: Rows
    seated: pd.DataFrame
    outcomes: pd.DataFrame
    sources: pd.DataFrame
    index: CoverageIndex
    settings: Settings
    store: Store | None = None

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

    def actions(self, wanted: Wanted) -> pd.DataFrame:
        """The resolved actions wanted, by date, action_id and position; MovedOnError if the store has changed."""
        if self.store is None:
            return resolve(frame([], ACTION_COLUMNS), self.directory)
        stated = self.store.some_actions(self.campaign.slug, wanted, self.revision)
        return resolve(stated, self.directory)

    @cached_property
    def photographed(self) -> frozenset[str]:
        """Ids of the actions that have a photo."""
        return self.store.photographed(self.campaign.slug) if self.store else frozenset()

    @cached_property
    def poster_states(self) -> pd.DataFrame:
        """How posters were found, as the store lists it: action_id, date, state."""
        return self.store.poster_states(self.campaign.slug) if self.store else no_poster_states()

    def chosen(self, filters: Filters, wanted: Wanted | None = None) -> pd.DataFrame:
        """The resolved actions left by every filter but the dates, of those wanted; see ``actions``."""
        rows = self.actions(wanted or Wanted(tactic=filters.tactic))
        return rows[self.left_of(Rows.of(rows), filters)]

    def parts(self, actions: pd.DataFrame, filters: Filters, day: date, over: int) -> pd.DataFrame:
        """What these actions hold of a day's pressure, or of its mean over some days up to it, of what filters leave.

        The columns of ``contributions`` with points, and one for each of ``pressure.GROUPS``.
        """
        basis, days = self.basis(filters), days_up_to(day, over)
        targets = self.targets(basis)
        found = mean_contributions(actions, targets, self.roles(targets, days), days, self.settings, basis)
        return keyed(found, actions)

    def left(self, filters: Filters) -> npt.NDArray[np.bool_]:
        """Which cells of the totals are left by every filter but the dates; a riding with its namesake."""
        return self.left_of(self.totals.cells, filters)

    def left_of(self, rows: Rows | Cells, filters: Filters) -> npt.NDArray[np.bool_]:
        """Which of some rows or cells are left by every filter but the dates."""
        keep = np.ones(len(rows), dtype=bool)
        ridings = same_named(filters.riding) if filters.riding else ()
        asked = ((filters.tactic,), ridings, (filters.province,), (filters.person,))
        for codes, wanted in zip((rows.tactic, rows.riding, rows.province, rows.target), asked, strict=True):
            if any(wanted):
                keep &= codes.equals(*wanted)
        return keep

    def rows(self, filters: Filters) -> Rows:
        """The totals that the filters leave, but for the dates."""
        return self.totals.where(self.left(filters)[self.totals.cell])

    def basis(self, filters: Filters) -> Basis:
        """The totals that the filters leave, but for the dates, as pressure is computed from them."""
        return self._basis.left(self.left(filters))

    def efforts(self, filters: Filters) -> Efforts:
        """The attempts that the filters leave, but for the dates."""
        return self._efforts.left(self.left(filters))

    @cached_property
    def _basis(self) -> Basis:
        return Basis.of(self.totals, self.settings)

    @cached_property
    def _efforts(self) -> Efforts:
        return Efforts.of(self.totals)

    def targets(self, basis: Basis | None = None) -> list[str]:
        """Ids of the campaign's own people and institutions and of everyone else who is acted toward."""
        own = self.directory.people
        ids = own.loc[own["source"] == "campaign", "target_id"].tolist()
        return sorted({*ids, *(self.totals.target.used if basis is None else basis.targets)} - {""})

    def with_settings(self, settings: Settings) -> "Snapshot":
        """The same campaign with other settings of the formula, for its pressure; coverage stays as it is."""
        return replace(self, settings=settings)

    def roles(self, targets: Sequence[str], days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.int8]:
        """Role codes [targets x days] toward the campaign's post, places in ``settings.role_names``.

        A target may be named more than once, as whoever has several offices is.
        """
        place = {target_id: number for number, target_id in enumerate(dict.fromkeys(targets))}
        each = list(place)
        codes = self.directory.role_codes(self.campaign.post, self.campaign.post_fr, each, days)
        codes = self.settings.with_own_roles(codes, each, days)
        return codes if len(each) == len(targets) else codes[[place[target_id] for target_id in targets]]

    def pressure(self, filters: Filters, today: date, *, bands: bool = True) -> Daily:
        """Pressure on every target on the days shown, from the actions that the filters leave."""
        first, last = self.days(filters, today)
        days = np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1)
        basis = self.basis(filters)
        targets = self.targets(basis)
        return daily(basis, targets, self.roles(targets, days), days, self.settings, bands=bands)


def load(store: Store, slug: str) -> Snapshot:
    """The campaign as the store holds it now, with its settings of the formula; NotFoundError for another slug."""
    # The revision is read first: a change in between makes the snapshot newer than it says, never older.
    revision, campaign = store.revision(), store.campaign(slug)
    settings = Settings.stored(store.formula(slug)[1])
    directory = Directory(store.campaign_tables(slug), store.reference_tables())
    totals, outcomes = store.totals(slug), store.outcomes(slug)
    return _made(revision, campaign, directory, totals, outcomes, store.sources(), settings, store)


def of_reference(store: Store, settings: Settings = DEFAULTS) -> Snapshot:
    """The reference alone, as a campaign of nobody's that has done nothing."""
    outcomes = frame([], OUTCOME_COLUMNS)
    nobodys = Campaign("reference", "Reference", "Référence", "", "-", "-", starts=date(2000, 1, 1))
    directory = Directory(DirectoryTables.of(), store.reference_tables())
    return _made(store.revision(), nobodys, directory, no_totals(), outcomes, store.sources(), settings)


def _made(
    revision: int,
    campaign: Campaign,
    directory: Directory,
    stated: pd.DataFrame,
    outcomes: pd.DataFrame,
    sources: pd.DataFrame,
    settings: Settings,
    store: Store | None = None,
) -> Snapshot:
    totals = Rows.of_totals(resolve_totals(stated, directory))
    last_day = campaign.last_day(date.today())  # noqa: DTZ011 - a campaign's days are local days
    offices = seated(directory.offices, directory, last_day)
    names = dict(zip(directory.people["target_id"], directory.people["name"], strict=True))
    index = CoverageIndex(totals, offices, names, settings)
    said = stated[["target_id", "office_id", "riding"]]
    return Snapshot(revision, campaign, directory, said, totals, offices, outcomes, sources, index, settings, store)


def days_up_to(day: date, over: int) -> npt.NDArray[np.datetime64]:
    """So many days up to one, inclusive."""
    return np.arange(np.datetime64(day, "D") - over + 1, np.datetime64(day, "D") + 1)


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
