"""What did we just do? A file of actions in, nothing lost, and every upload can be taken back."""

import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import bar, frame, guide, history
from dashboard.ui.text import _
from dashboard.ui.upload import flow, remembered, versions


def page(of: Snapshot) -> None:
    """The campaign, the file with its preview or receipt, the history, and what is remembered."""
    st.subheader(_("Upload actions"))
    bar.campaign(of)
    guide.lead()
    flow.flow(of)
    history.show(of)
    versions.show(of)
    remembered.show(of)


frame.show(page)
