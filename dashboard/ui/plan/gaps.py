"""Coverage gaps: goals with how far they are, and offices and ridings where nothing was done, or not lately."""

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard import exports, planning
from dashboard import words as vocabulary
from dashboard.filters import Filters
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, frame, ridings, rows, state, tables, widgets
from dashboard.ui.plan import goals, kept
from dashboard.ui.text import _, n, words


def show(of: Snapshot) -> None:
    """Goals first, then what the filters leave of offices and ridings without a touch, and the way to their map."""
    goals.show(of)
    st.subheader(_("Not touched"))
    filters = _filters(of)
    _told(filters)
    with st.container(horizontal=True):
        view = state.current().with_(first=filters.first, last=filters.last, status="none", tactic="")
        frame.link("map", _("Offices on the map"), view.with_(view="offices"))
        frame.link("map", _("Ridings on the map"), view.with_(view="tiles"))
    _offices(of, filters)
    _ridings(of, filters)


def _filters(of: Snapshot) -> Filters:
    """The page's filters by place and person, over the days that nothing is to have been done on."""
    chosen = state.current()
    _first, last = of.days(chosen.filters, cached.today())
    first = last - timedelta(days=chosen.idle - 1) if chosen.idle else None
    return replace(chosen.filters, first=first, last=last, as_of=None, status="none", tactic="")


def _told(filters: Filters) -> None:
    if filters.first:
        told = _("Nothing was done from {first} to {last}. Change the days with the filter Last touched.")
        day = words().day
        st.caption(told.format(first=day(filters.first), last=day(filters.last or filters.first)))
    else:
        st.caption(_("Nothing was ever done there. For a number of days, choose one with the filter Last touched."))


def _offices(of: Snapshot, filters: Filters) -> None:
    """Offices that stand and may be approached; what is left out is told."""
    found = _gaps(of, filters, state.current(), frozenset(kept.avoided(of)["office_id"]))
    st.caption(n("{count} office not touched", "{count} offices not touched", len(found)))
    if found.empty:
        return
    part = widgets.pager("gap-offices", len(found), tables.PAGE)
    tables.show(_readable(found.iloc[part]), "gap-offices")
    columns = ["office_id", "target_id", "target", "role", "kind", "address", "city", "riding", "phone"]
    widgets.download(_("Download all rows"), lambda: exports.write(found[columns], "csv", {}), "gaps.csv", "text/csv")


@cached.kept
def _gaps(of: Snapshot, filters: Filters, chosen: state.State, left_alone: frozenset[str]) -> pd.DataFrame:
    places = planning.places(of, planning.day_of(filters.last or cached.today()))
    untouched = rows.of_places(of, filters)
    keep = places["office_id"].isin(untouched["office_id"]) & ~places["office_id"].isin(left_alone)
    for column, wanted in (("role", chosen.role), ("city", chosen.city), ("party", chosen.party)):
        if wanted:
            keep &= places[column] == wanted
    return places[keep & (places["target_id"] != "")]


def _readable(found: pd.DataFrame) -> pd.DataFrame:
    say, named = words(), ridings.names(words().language)
    return pd.DataFrame(
        {
            _("Who"): found["target"].to_numpy(),
            _("Role"): say.renamed(vocabulary.ROLES, found["role"]),
            _("Office"): say.renamed(vocabulary.OFFICE_KINDS, found["kind"]),
            _("Address"): found["address"].to_numpy(),
            _("Riding"): [named.get(key, "") for key in found["riding"]],
            _("Phone"): found["phone"].to_numpy(),
        }
    )


def _ridings(of: Snapshot, filters: Filters) -> None:
    found = rows.of_ridings(of, filters, frame.shown_order(of))
    st.caption(n("{count} riding not touched", "{count} ridings not touched", len(found)))
    if found.empty:
        return
    part = widgets.pager("gap-ridings", len(found), tables.PAGE)
    shown = found.iloc[part]
    named = ridings.names(words().language)
    table = {
        _("Riding"): [named.get(key, "") for key in shown["riding"]],
        _("Province"): words().renamed(vocabulary.PROVINCES, shown["province"]),
        _("MP"): of.directory.names_of(shown["mp_id"]),
    }
    tables.show(pd.DataFrame(table), "gap-ridings")
