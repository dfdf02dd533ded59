"""Everything that was done, tactic by tactic, counted and never weighted."""

import streamlit as st

from dashboard import charts
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, drawing, state
from dashboard.ui.text import _, words


def show(of: Snapshot) -> None:
    """Bars of effort in the days shown."""
    totals = cached.effort(of, state.current().filters).sum()
    totals = totals[totals > 0].sort_values(ascending=False)
    st.subheader(_("Effort"))
    if len(totals):
        figure = charts.effort(totals, words(), drawing.look())
        drawing.show(figure, "pressure-effort", charts.effort_told(totals, words()))
    told = _("Every attempt counts, whatever came of it. Bars are on a scale of powers of ten; units differ.")
    st.caption(told if len(totals) else charts.effort_told(totals, words()))
