"""The rows a page shows: on the map, in the table under it and in its figures, all from the coverage table."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from dashboard.coverage import by_riding
from dashboard.exports.tables import coverage
from dashboard.filters import Filters
from dashboard.schema import STATUSES
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, ridings

Flags = npt.NDArray[np.bool_]

_VIEWS = 64
_SUMS = ("actions", "postered", "riding_postered", "called_attempts", "called_contacts")


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts that lead the map page."""

    postered: int
    called: int
    ridings: int
    attempts: float
    contacts: float


def of_places(of: Snapshot, filters: Filters) -> pd.DataFrame:
    """The coverage table under these filters, with ``riding_key`` and ``actions``, latest first."""
    return _places(of.campaign.slug, of.revision, filters, cached.today(), of)


def of_ridings(of: Snapshot, filters: Filters, order: int) -> pd.DataFrame:
    """One row per riding of the order shown that the filters leave, most actions first.

    Columns: riding, province, value (actions), status, postered, called_attempts, called_contacts, mp_id.
    """
    return _ridings(of.campaign.slug, of.revision, filters, order, cached.today(), of)


def elsewhere(of: Snapshot, filters: Filters, order: int) -> int:
    """How many ridings with actions have no riding of the same name in the order shown."""
    found = of_places(of, replace(filters, riding="", status=""))
    keys = found.loc[(found["riding_key"] != "") & (found["status"] != "none"), "riding_key"].drop_duplicates()
    return int((ridings.onto(order, keys) == "").sum())


def figures(of: Snapshot, filters: Filters) -> Figures:
    """The counts of everything the filters leave."""
    return _figures(of.campaign.slug, of.revision, filters, cached.today(), of)


@st.cache_resource(show_spinner=False, max_entries=_VIEWS)
def _places(slug: str, revision: int, filters: Filters, day: date, _of: Snapshot) -> pd.DataFrame:
    del slug, revision
    keys = ridings.same_named(filters.riding) if filters.riding else ("",)
    parts = [coverage(_of, replace(filters, riding=key), day) for key in keys]
    found = pd.concat([part for part in parts if len(part)] or parts[:1])
    return found.sort_values("last_action", ascending=False, kind="stable", ignore_index=True)


@st.cache_resource(show_spinner=False, max_entries=_VIEWS)
def _ridings(slug: str, revision: int, filters: Filters, order: int, day: date, _of: Snapshot) -> pd.DataFrame:
    del slug, revision
    found = of_places(_of, replace(filters, status="", province=""))
    found = found.assign(riding=ridings.onto(order, found["riding_key"]))
    shown = ridings.places(order)
    counted = by_riding(found).set_index("riding")
    sums = found[found["riding"] != ""].groupby("riding", observed=True)[list(_SUMS)].sum()
    keys = shown["riding"]
    table = shown.assign(
        value=counted["value"].reindex(keys).fillna(0).to_numpy(),
        status=counted["status"].astype("str").reindex(keys).fillna("none").to_numpy(),
        **{name: sums[name].reindex(keys).fillna(0).to_numpy() for name in _SUMS[1:]},
    )
    _, last = _of.days(filters, day)
    table["mp_id"] = _of.directory.mp_on(keys.to_numpy(), np.full(len(keys), np.datetime64(last, "D")))
    table["status"] = table["status"].astype(pd.CategoricalDtype(STATUSES))
    left = table[_left(table, keys.isin(counted.index).to_numpy(), filters)]
    return left.sort_values("value", ascending=False, kind="stable", ignore_index=True)


def _left(table: pd.DataFrame, touched: Flags, filters: Filters) -> Flags:
    """Which ridings the filters leave: with a decision-maker chosen, only those where they were touched."""
    keep = np.ones(len(table), dtype=bool)
    if filters.province:
        keep &= (table["province"] == filters.province).to_numpy()
    if filters.riding:
        keep &= table["riding"].isin(ridings.same_named(filters.riding)).to_numpy()
    if filters.person:
        keep &= touched
    if filters.status:
        keep &= (table["status"] == filters.status).to_numpy()
    return keep


@st.cache_resource(show_spinner=False, max_entries=_VIEWS)
def _figures(slug: str, revision: int, filters: Filters, day: date, _of: Snapshot) -> Figures:
    del slug, revision, day
    found = of_places(_of, filters)
    touched = found.loc[(found["status"] != "none") & (found["riding_key"] != ""), "riding_key"]
    return Figures(
        postered=int((found["postered"] > 0).sum()),
        called=int((found["called_contacts"] > 0).sum()),
        ridings=int(touched.nunique()),
        attempts=float(found["called_attempts"].sum()),
        contacts=float(found["called_contacts"].sum()),
    )
