"""How hard are we pressing, on whom? Pressure over time, what came of it, and what is behind each day."""

import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import bar, frame, method
from dashboard.ui.pressing import over_time, room
from dashboard.ui.text import _, words


def page(of: Snapshot) -> None:
    """The chart over time, and under it one view at a time."""
    bar.show(of, ("campaign", "days", "province", "riding", "person", "tactic"))
    st.subheader(_("Pressure toward the post"))
    st.text(of.campaign.post_title(words().language))
    over_time.show(of)
    method.lead()
    room.show(of)


frame.show(page)
