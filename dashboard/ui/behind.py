"""The actions behind a count of the Map page, under the same filters: every one of them, a page at a time."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import streamlit as st

from dashboard.filters import Filters
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
        past.listed(of, found, f"behind-{chosen.behind}-{chosen.office}-{hash(chosen.filters)}")
        if chosen.filters.status and chosen.behind != "place":
            widgets.quiet(_("A status is one of places: the filter by status leaves out none of these actions."))


def opening(figure: str, name: str) -> None:
    """The button that opens the actions behind a figure."""
    label = _("The actions behind: {figure}").format(figure=figure)
    st.button(label, key=f"open-{name}", type="tertiary", on_click=state.change, kwargs={"behind": name})


def _named(of: Snapshot) -> str:
    """What is open, in words; "" for nothing."""
    chosen = state.current()
    if chosen.behind != "place":
        return _(_NAMES[chosen.behind]) if chosen.behind else ""
    if chosen.office:
        return of.directory.name_of(str(of.directory.owner_of([chosen.office])[0]))
    return ridings.names(words().language).get(chosen.filters.riding, "")


@cached.kept
def _found(of: Snapshot, filters: Filters, name: str, office: str, today: date) -> past.Places:
    """Places of the actions that the filters leave and the count counts: those begun by the last day shown."""
    left = replace(filters, status="", last=of.days(filters, today)[1])
    if name == "place" and office:
        return past.at(of, past.done(of, replace(left, person="")), office)
    found = past.done(of, left)
    return found if name == "place" else found[_COUNTED[name](of)[found]]


Counted = Callable[[Snapshot], npt.NDArray[np.bool_]]
_COUNTED: Mapping[str, Counted] = {
    "postered": lambda of: of.index.rows.tactic.equals("poster_office"),
    "called": lambda of: of.index.rows.tactic.equals("call") & (of.index.rows.factors(of.settings) > 0),
    "ridings": lambda of: (of.actions["riding"] != "").to_numpy(),
    "attempts": lambda of: of.index.rows.tactic.equals("call"),
}
"""Which rows of all actions each count counts."""


def _close() -> None:
    state.change(behind="")
