"""What pages compute, kept by revision and small scalars and shared by all sessions: nothing here may be changed.

Objects in these caches are numpy and Arrow inside. Streamlit collects garbage after every run, so once a snapshot is
loaded everything alive is set aside for good and costs nobody anything again.
"""

import gc
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import ParamSpec, TypeVar, cast

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import config, exports, gate, snapshot
from dashboard.filters import Filters
from dashboard.names import normal_form
from dashboard.pressure.rows import day_number
from dashboard.snapshot import Snapshot
from dashboard.store import Store
from dashboard.words import words

_VIEWS = 64
_forgetting: list[Callable[[], None]] = []

P = ParamSpec("P")
R = TypeVar("R")


def kept(function: Callable[P, R], most: int = _VIEWS) -> Callable[P, R]:
    """Keeps what a function of a snapshot and small values returns, the last so many, until another snapshot is loaded.

    Streamlit's own caches take a millisecond to see that they know the answer, and a page asks some twenty times.
    """
    remembered = lru_cache(maxsize=most)(function)
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


def shown(slug: str) -> Snapshot | None:
    """The campaign asked for, else the first one; None where there is none at all."""
    known = campaigns()["slug"].tolist()
    return current(slug if slug in known else known[0]) if known else None


def current(slug: str) -> Snapshot:
    """The campaign as the store holds it now."""
    return _snapshot(slug, store().revision())


def holder(of: Snapshot, day: date) -> str:
    """Whoever holds the campaign's post at the end of a day; "" for nobody known."""
    return _holder(of, day)


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
