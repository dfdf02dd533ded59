"""What pages compute, kept by revision and small scalars and shared by all sessions: nothing here may be changed.

Objects in these caches are numpy and Arrow inside. Streamlit collects garbage after every run, so once a snapshot is
loaded everything alive is set aside for good and costs nobody anything again.
"""

import gc
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import config, exports, snapshot
from dashboard.filters import Filters
from dashboard.names import normal_form
from dashboard.pressure import Daily, effort_by_tactic
from dashboard.snapshot import Snapshot
from dashboard.store import Store
from dashboard.words import words

_VIEWS = 64


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The store of the settings, opened once."""
    return Store.open(config.database_url())


def today() -> date:
    """The day it is here: campaigns live by local days."""
    return date.today()  # noqa: DTZ011


def campaigns() -> pd.DataFrame:
    """The campaigns there are, as the store lists them."""
    return _campaigns(store().revision())


def current(slug: str) -> Snapshot:
    """The campaign as the store holds it now."""
    return _snapshot(slug, store().revision())


def actions(of: Snapshot, filters: Filters) -> pd.DataFrame:
    """The rows of the actions export under these filters."""
    return _table("actions", of.campaign.slug, of.revision, filters, today(), of)


def latest(of: Snapshot, filters: Filters, count: int) -> pd.DataFrame:
    """The last actions begun in the days shown, in the order of their days."""
    return _latest(of.campaign.slug, of.revision, replace(filters, status=""), today(), count, of)


def contributions(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    """The rows of the contributions export of one day: what each action holds of that day's pressure."""
    on_day = replace(filters, first=None, last=None, as_of=day)
    return _table("contributions", of.campaign.slug, of.revision, on_day, today(), of)


def pressure(of: Snapshot, filters: Filters) -> Daily:
    """Pressure by day, with its ranges, under these filters."""
    return _pressure(of.campaign.slug, of.revision, replace(filters, status=""), today(), of)


def pressure_on(of: Snapshot, filters: Filters, day: date) -> Daily:
    """Pressure at the end of one day, with its ranges, under these filters."""
    return pressure(of, replace(filters, first=None, last=None, as_of=day))


def holder(of: Snapshot, day: date) -> str:
    """Whoever holds the campaign's post at the end of a day; "" for nobody known."""
    on, campaign = np.datetime64(day, "D"), of.campaign
    return of.directory.holder_of(campaign.post, on) or of.directory.holder_of(campaign.post_fr, on)


def effort(of: Snapshot, filters: Filters) -> pd.DataFrame:
    """Attempts by day and tactic under these filters."""
    return _effort(of.campaign.slug, of.revision, replace(filters, status=""), today(), of)


def targets(of: Snapshot, language: str) -> Mapping[str, str]:
    """Everyone the campaign knows or presses, by name, with "" for everyone."""
    return _targets(of.campaign.slug, of.revision, language, of)


@st.cache_resource(show_spinner=False, max_entries=8)
def _targets(slug: str, revision: int, language: str, _of: Snapshot) -> Mapping[str, str]:
    del slug, revision
    ids = _of.targets()
    named = dict(zip(ids, _of.directory.names_of(ids), strict=True))
    ordered = sorted(named.items(), key=lambda item: normal_form(item[1]))
    return MappingProxyType({"": words(language)._("Everyone")} | dict(ordered))


@st.cache_resource(show_spinner=False, max_entries=2)
def _campaigns(revision: int) -> pd.DataFrame:
    del revision
    return store().campaigns()


@st.cache_resource(show_spinner=False, max_entries=4)
def _snapshot(slug: str, revision: int) -> Snapshot:
    del revision
    loaded = snapshot.load(store(), slug)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return loaded


@st.cache_resource(show_spinner=False, max_entries=_VIEWS)
def _table(name: str, slug: str, revision: int, filters: Filters, day: date, _of: Snapshot) -> pd.DataFrame:
    del slug, revision
    return exports.table(name, _of, filters, day)


@st.cache_resource(show_spinner=False, max_entries=_VIEWS)
def _latest(slug: str, revision: int, filters: Filters, day: date, count: int, _of: Snapshot) -> pd.DataFrame:
    del slug, revision
    rows = _of.chosen(filters)
    first, last = _of.days(filters, day)
    shown = (rows["date"] >= pd.Timestamp(first)) & (rows["date"] <= pd.Timestamp(last))
    rows = rows.iloc[np.flatnonzero(shown.to_numpy())[-count:]]
    return rows.assign(target=_of.directory.names_of(rows["target_id"]))


@st.cache_resource(show_spinner=False, max_entries=_VIEWS)
def _pressure(slug: str, revision: int, filters: Filters, day: date, _of: Snapshot) -> Daily:
    del slug, revision
    return _of.pressure(filters, day)


@st.cache_resource(show_spinner=False, max_entries=_VIEWS)
def _effort(slug: str, revision: int, filters: Filters, day: date, _of: Snapshot) -> pd.DataFrame:
    del slug, revision
    first, last = _of.days(filters, day)
    return effort_by_tactic(_of.chosen(filters), np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1))
