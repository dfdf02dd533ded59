"""Where next? The next-best offices with reasons, and who goes where."""

import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import bar, frame
from dashboard.ui.plan import asking, room
from dashboard.ui.text import _


def page(of: Snapshot) -> None:
    """The filters, and under them one view at a time."""
    bar.show(of, ("campaign", "as_of", "province", "riding", "person", "tactic"), asking.filters)
    st.subheader(_("Where next?"))
    room.show(of)


frame.show(page)
