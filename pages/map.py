"""Where have we been? The map of what each riding and office has had, and the same rows as a table."""

import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import bar, behind, cards, figures, frame, listing, mapview, ridings, state, widgets
from dashboard.ui.text import _


def page(of: Snapshot) -> None:
    """Filters, five figures, the map with a card beside it, and the table."""
    bar.show(of)
    figures.show(of)
    behind.show(of)
    order = frame.shown_order(of)
    views = {"tiles": _("Tiles"), "ridings": _("Ridings"), "offices": _("Offices")}
    with st.container(horizontal=True):
        widgets.switch(_("Show"), "view", views, mapview.shown_view(order))
        orders = {2013: "2013", 2023: "2023"}
        widgets.switch(_("Boundaries"), "order", orders, order, on_choice=mapview.turn_to)
    left, right = st.columns([5, 2])
    with left:
        mapview.show(of, order)
    with right, st.container(key="card"):
        card(of)
    listing.show(of, order)


def card(of: Snapshot) -> None:
    """What is known about the riding or office that was picked."""
    chosen = state.current()
    if chosen.office:
        cards.of_offices(of, mapview.offices_at(of, chosen.office))
    elif chosen.filters.riding in ridings.names("en"):
        cards.of_riding(of, chosen.filters.riding)
    else:
        cards.latest(of)


frame.show(page)
