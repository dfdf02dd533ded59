"""Whom do we press? Everyone with a role toward the post, with their offices, phones and history."""

import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import adding, bar, frame, people, picked


def page(of: Snapshot) -> None:
    """The list to search, and beside it the one who was picked."""
    bar.show(of, ("campaign", "as_of", "province", "riding"))
    left, right = st.columns([3, 2])
    with left:
        people.listed(of)
        adding.show(of)
    with right, st.container(key="card"):
        picked.card(of)
    picked.history(of)


frame.show(page)
