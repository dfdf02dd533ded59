"""What did we just do? A file of actions in, nothing lost, and every upload can be taken back."""

import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import bar, frame, history, uploading
from dashboard.ui.text import _


def page(of: Snapshot) -> None:
    """The campaign, the file with its preview or receipt, and the history."""
    st.subheader(_("Upload actions"))
    bar.campaign(of)
    uploading.flow(of)
    history.show(of)


frame.show(page)
