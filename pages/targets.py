"""Whom do we press? Everyone with a role toward the post, with their offices, phones and history."""

import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import bar, cached, cards, frame, people, state, tables, widgets
from dashboard.ui.text import _, n


def page(of: Snapshot) -> None:
    """The list to search, and beside it the one who was picked."""
    bar.show(of, ("campaign", "province", "riding", "person"))
    chosen = state.current().filters
    left, right = st.columns([3, 2])
    with left:
        people.listed(of)
    with right, st.container(key="card"):
        if chosen.person in of.directory.people["target_id"].array:
            cards.of_person(of, chosen.person)
        elif chosen.riding:
            people.of_riding(of, chosen.riding)
        else:
            st.caption(_("Pick someone in the list: offices, phones, history, and who held the riding when."))
    if chosen.person:
        st.subheader(_("History"))
        rows = cached.actions(of, chosen)
        st.caption(n("{count} action", "{count} actions", rows["action_id"].nunique()))
        part = widgets.pager(f"history-{chosen.person}", len(rows), tables.PAGE)
        tables.show(
            tables.actions(rows.iloc[::-1].iloc[part].iloc[::-1]), "history", optional=(_("Outcome"), _("Source"))
        )


frame.show(page)
