"""The entry script of the pages: language, navigation, and the one place where a mendable error is told."""

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.ui import frame, state, text, widgets
from dashboard.ui.text import _


def main() -> None:
    """One run: take up the view, then show the page that was asked for."""
    state.begin()
    text.use(text.preferred_language(state.current().lang))
    st.set_page_config(page_title=_("Where have we been?"), page_icon=str(frame.ICON), layout="wide")
    page = st.navigation(frame.pages(), position="top")
    frame.dress(page.title)
    try:
        page.run()
    except DashboardError as error:
        widgets.problem(str(error))
    frame.footer()


main()
