"""How hard are we pressing, on whom? Pressure over time, what came of it, and what is behind each day."""

import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import bar, frame, over_time
from dashboard.ui.text import _, words


def page(of: Snapshot) -> None:
    """The chart over time, one day opened, the other targets with effort beside them, and outcomes."""
    bar.show(of, ("campaign", "days", "province", "riding", "tactic"))
    post = of.campaign.post_title(words().language)
    st.subheader(_("Pressure toward the post"))
    st.text(post)
    over_time.show(of)
    over_time.day(of)
    left, right = st.columns([3, 2])
    with left:
        over_time.others(of)
    with right:
        over_time.effort(of)
    over_time.outcomes(of)


frame.show(page)
