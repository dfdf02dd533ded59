"""The actions behind a count of the Map page, under the same filters: every one of them, a page at a time."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.filters import Filters
from dashboard.listed import Listed, listed
from dashboard.pressure import Rows, Settings
from dashboard.pressure.codes import Flags
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, past, ridings, state, widgets
from dashboard.ui.text import _, words
from dashboard.words import N_

_NAMES = {
    "postered": N_("Offices postered"),
    "called": N_("Offices called"),
    "ridings": N_("Ridings touched"),
    "attempts": N_("Call attempts"),
}


def show(of: Snapshot) -> None:
    """The actions of the count or of the place that is open, and the way to close them."""
    chosen = state.current()
    name = _named(of)
    if not name:
        return
    with st.container(border=True, key="behind"):
        widgets.title(_("The actions behind: {figure}").format(figure=name))
        st.button(_("Close"), key="close-behind", type="tertiary", icon=":material/close:", on_click=_close)
        found = _found(of, chosen.filters, chosen.behind, chosen.office, cached.today())
        past.shown(of, found, f"behind-{chosen.behind}-{chosen.office}-{hash(chosen.filters)}")
        if chosen.filters.status and chosen.behind != "place":
            widgets.quiet(_("A status is one of places: the filter by status leaves out none of these actions."))


def opening(figure: str, name: str, place: str = "behind") -> None:
    """The button that opens the actions behind a figure, by giving its name to one part of the view."""
    label = _("The actions behind: {figure}").format(figure=figure)
    st.button(label, key=f"open-{name}", type="tertiary", on_click=state.change, kwargs={place: name})


def _named(of: Snapshot) -> str:
    """What is open, in words; "" for nothing."""
    chosen = state.current()
    if chosen.behind != "place":
        return _(_NAMES[chosen.behind]) if chosen.behind else ""
    if chosen.office:
        return of.directory.name_of(str(of.directory.owner_of([chosen.office])[0]))
    return ridings.names(words().language).get(chosen.filters.riding, "")


@cached.kept
def _found(of: Snapshot, filters: Filters, name: str, office: str, today: date) -> Listed:
    """The actions that the filters leave and the count counts: those begun by the last day shown."""
    left = replace(filters, status="", last=of.days(filters, today)[1])
    if name == "place" and office:
        return past.done(of, replace(left, person=""), office)
    if name == "place":
        return past.done(of, left)
    return listed(of, left, also=lambda rows: _COUNTED[name](rows, of.settings))


Counted = Callable[[Rows, Settings], Flags]
_COUNTED: Mapping[str, Counted] = {
    "postered": lambda rows, _settings: rows.tactic.equals("poster_office"),
    "called": lambda rows, settings: rows.tactic.equals("call") & (rows.factors(settings) > 0),
    "ridings": lambda rows, _settings: ~rows.riding.equals(""),
    "attempts": lambda rows, _settings: rows.tactic.equals("call"),
}
"""Which rows each count counts."""


def _close() -> None:
    state.change(behind="")
