"""What pages compute, kept by revision and small scalars and shared by all sessions: nothing here may be changed.

Objects in these caches are numpy and Arrow inside. Streamlit collects garbage after every run, so once a snapshot is
loaded everything alive is set aside for good and costs nobody anything again.
"""

import gc
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import ParamSpec, TypeVar, cast

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from dashboard import config, exports, gate, snapshot
from dashboard.filters import Filters
from dashboard.listed import Listed, listed
from dashboard.names import normal_form
from dashboard.pressure import (
    Daily,
    Opened,
    Window,
    actions_by_day,
    effort_by_tactic,
    opened,
    places_held,
    variations_on,
    window_before,
)
from dashboard.pressure.grouping import NONE
from dashboard.pressure.rows import Flags, Rows, day_number
from dashboard.schema import ROLES
from dashboard.snapshot import Snapshot, days_up_to
from dashboard.store import Store
from dashboard.words import words

_VIEWS = 64
_forgetting: list[Callable[[], None]] = []

P = ParamSpec("P")
R = TypeVar("R")


def kept(function: Callable[P, R]) -> Callable[P, R]:
    """Keeps what a function of a snapshot and small values returns, until another snapshot is loaded.

    Streamlit's own caches take a millisecond to see that they know the answer, and a page asks some twenty times.
    """
    remembered = lru_cache(maxsize=_VIEWS)(function)
    _forgetting.append(remembered.cache_clear)
    return cast("Callable[P, R]", remembered)


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The store of the settings, opened once, as soon as it is ready."""
    gate.wait()
    return Store.open(config.database_url(), note_days=config.private_note_days())


def prepare() -> None:
    """Loads what the first page of a fresh server shows: the first campaign there is."""
    for slug in campaigns()["slug"].tolist()[:1]:
        current(slug)


def keep_ready() -> None:
    """Lets the next server find the totals of every campaign fast."""
    store().make_ready()


def today() -> date:
    """The day it is here: campaigns live by local days."""
    return date.today()  # noqa: DTZ011


def campaigns(revision: int | None = None) -> pd.DataFrame:
    """The campaigns there are, as the store lists them; asks for its revision only where the caller has none."""
    return _campaigns(store(), store().revision() if revision is None else revision)


def current(slug: str) -> Snapshot:
    """The campaign as the store holds it now."""
    return _snapshot(slug, store().revision())


def parts(of: Snapshot, filters: Filters, day: date, over: int = 1, by: str = "", part: str = "") -> pd.DataFrame:
    """What each action holds of a day's pressure, or of its mean over some days up to that, with keys of its groups.

    The columns of ``contributions`` with points, and one for each of ``pressure.GROUPS``; of one group where ``part``
    is one of the groups ``by`` something.
    """
    return _parts(of, _undated(filters), day, over, by, part)


def acting(of: Snapshot, filters: Filters, day: date, by: str, part: str) -> Listed:
    """The actions that hold points at the end of a day, of one group by tactic, target or riding or of all."""
    return _acting(of, _undated(filters), day, by, part)


def parts_of_page(
    of: Snapshot, filters: Filters, day: date, over: int, found: Listed, start: int, stop: int
) -> pd.DataFrame:
    """As ``parts``, of some of the actions found, newest first."""
    return _parts_of_page(of, _undated(filters), day, over, found, start, stop)


def opened_on(of: Snapshot, filters: Filters, day: date, over: int = 1) -> Opened:
    """What groups of actions hold of a day's pressure, or of its mean over some days up to that, from totals alone."""
    return _opened(of, _undated(filters), day, over)


def holding(of: Snapshot, filters: Filters) -> npt.NDArray[np.bool_]:
    """Who of ``pressure``'s targets holds the campaign's post on which of its days [targets x days]."""
    return _holding(of, replace(filters, status=""), today())


def actions_a_day(of: Snapshot, filters: Filters) -> npt.NDArray[np.float64]:
    """How many actions there were on each of the days shown, under these filters."""
    return _actions_a_day(of, replace(filters, status=""), today())


def photographed(of: Snapshot) -> frozenset[str]:
    """Ids of the actions that have a photo."""
    return _photographed(of)


def window(of: Snapshot, day: date) -> Window | None:
    """The mean of the campaign's whole pressure over the 28 days before a day, and its place among such windows."""
    daily = pressure(of, Filters(campaign=of.campaign.slug))
    return window_before(daily.total, daily.days, day)


def ranking(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    """The order of all targets at the end of a day, best first, with in how many of the settings each place holds.

    Columns: target_id, contribution, low, high, place, held.
    """
    return _ranking(of, _undated(filters), day)


def _undated(filters: Filters) -> Filters:
    """The filters without days, and without the status, which is one of places."""
    return replace(filters, first=None, last=None, as_of=None, status="")


def pressure(of: Snapshot, filters: Filters) -> Daily:
    """Pressure by day, with its ranges, under these filters."""
    return _pressure(of, replace(filters, status=""), today())


def pressure_on(of: Snapshot, filters: Filters, day: date) -> Daily:
    """Pressure at the end of one day, with its ranges, under these filters."""
    return pressure(of, replace(filters, first=None, last=None, as_of=day))


def holder(of: Snapshot, day: date) -> str:
    """Whoever holds the campaign's post at the end of a day; "" for nobody known."""
    return _holder(of, day)


def effort(of: Snapshot, filters: Filters) -> pd.DataFrame:
    """Attempts by day and tactic under these filters."""
    return _effort(of, replace(filters, status=""), today())


def targets(of: Snapshot, language: str) -> Mapping[str, str]:
    """Everyone the campaign knows or presses, by name, with "" for everyone."""
    return _targets(of, language)


@kept
def _holder(of: Snapshot, day: date) -> str:
    on, campaign = np.datetime64(day, "D"), of.campaign
    return of.directory.holder_of(campaign.post, on) or of.directory.holder_of(campaign.post_fr, on)


@kept
def _targets(of: Snapshot, language: str) -> Mapping[str, str]:
    ids = of.targets()
    named = dict(zip(ids, of.directory.names_of(ids), strict=True))
    ordered = sorted(named.items(), key=lambda item: normal_form(item[1]))
    return MappingProxyType({"": words(language)._("Everyone")} | dict(ordered))


@kept
def _campaigns(where: Store, _revision: int) -> pd.DataFrame:
    return where.campaigns()


@st.cache_resource(show_spinner=False, max_entries=4)
def _snapshot(slug: str, revision: int) -> Snapshot:
    del revision
    loaded = _loaded(slug)
    for forget in _forgetting:
        forget()
    if gc.get_freeze_count():  # a fresh server has made nothing yet that could be garbage
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    return loaded


def _loaded(slug: str) -> Snapshot:
    """The campaign from the store, without a search for garbage in every few rows that are read."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return snapshot.load(store(), slug)
    finally:
        if enabled:
            gc.enable()


@kept
def _table(name: str, of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    return exports.table(name, of, filters, day)


@kept
def _parts(of: Snapshot, filters: Filters, day: date, over: int, by: str, part: str) -> pd.DataFrame:
    of_upload = by == "upload" and part
    found = _acting(of, filters, day, "" if of_upload else by, "" if of_upload else part)
    rows = of.parts(found.page(0, len(found)), filters, day, over)
    return rows[rows["upload"] == part] if of_upload else rows


@kept
def _acting(of: Snapshot, filters: Filters, day: date, by: str, part: str) -> Listed:
    targets = of.targets(of.basis(filters))

    def acts(rows: Rows) -> Flags:
        pressing = rows.tactic.equals(*of.settings.pressing) & rows.target.equals(*targets) & (rows.share > 0)
        return pressing & getattr(rows, by).equals("" if part == NONE else part) if part else pressing

    return listed(of, replace(filters, last=day), also=acts)


@kept
def _parts_of_page(
    of: Snapshot, filters: Filters, day: date, over: int, found: Listed, start: int, stop: int
) -> pd.DataFrame:
    rows = found.page(start, stop)[::-1]
    place = {pair: number for number, pair in enumerate(zip(rows["action_id"], rows["target_id"], strict=True))}
    parts = of.parts(rows, filters, day, over)
    order = [place[pair] for pair in zip(parts["action_id"], parts["target_id"], strict=True)]
    return parts.iloc[np.argsort(order, kind="stable")]


@kept
def _opened(of: Snapshot, filters: Filters, day: date, over: int) -> Opened:
    basis, days = of.basis(filters), days_up_to(day, over)
    targets = of.targets(basis)
    return opened(of.totals, basis, targets, of.roles(targets, days), days, of.settings)


@kept
def _holding(of: Snapshot, filters: Filters, day: date) -> npt.NDArray[np.bool_]:
    daily = _pressure(of, filters, day)
    return of.roles(daily.targets, daily.days) == ROLES.index("holds_post")


@kept
def _actions_a_day(of: Snapshot, filters: Filters, day: date) -> npt.NDArray[np.float64]:
    first, last = of.days(filters, day)
    return actions_by_day(of.efforts(filters), np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1))


@kept
def _photographed(of: Snapshot) -> frozenset[str]:
    return store().photographed(of.campaign.slug)


@kept
def _ranking(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    rows, on = of.basis(filters), np.datetime64(day, "D")
    targets = of.targets(rows)
    codes = of.roles(targets, np.array([on]))[:, 0]
    return places_held(variations_on(rows, targets, codes, on, of.settings), targets)


def latest(of: Snapshot, filters: Filters, day: date, count: int) -> pd.DataFrame:
    """The last actions begun in the days shown, in the order of their days: date, tactic, target_id."""
    first, last = (day_number(on) for on in of.days(filters, day))
    totals, left = of.totals, of.left(filters)
    begin, end = np.searchsorted(totals.first, (first, last + 1))
    shown = np.flatnonzero(left[totals.cell[begin:end]])[-count:] + begin
    shown = np.repeat(shown, np.minimum(totals.n[shown], count))[-count:]
    return pd.DataFrame(
        {
            "date": totals.first[shown].astype("datetime64[D]").astype("datetime64[s]"),
            "tactic": pd.Series(totals.tactic.texts(shown), dtype="str"),
            "target_id": pd.Series(totals.target.texts(shown), dtype="str"),
        }
    )


@kept
def _pressure(of: Snapshot, filters: Filters, day: date) -> Daily:
    return of.pressure(filters, day)


@kept
def _effort(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    first, last = of.days(filters, day)
    return effort_by_tactic(of.efforts(filters), np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1))
