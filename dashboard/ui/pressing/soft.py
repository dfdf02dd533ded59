"""How much a day's number rests on the settings: its range, each assumption moved alone, and what the settings are."""

import numpy as np
import streamlit as st

from dashboard import charts
from dashboard.pressure import VARIATIONS
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, drawing, reckoning, state, widgets
from dashboard.ui.method import variations
from dashboard.ui.text import _, words


def show(of: Snapshot) -> None:
    """The day with its range, bars for each assumption, and the 81 settings in words."""
    chosen, say = state.current(), words()
    first, last = of.days(chosen.filters, cached.today())
    day = chosen.day or last
    widgets.day(_("Day shown"), "day", day, first, max(last, day), narrow=True)
    totals = reckoning.variations(of, chosen.filters, day).sum(axis=1)
    table = reckoning.assumptions(of, chosen.filters, day)
    told = _("{day}: {total} points, {low} to {high} over {settings} settings")
    number = {"total": table["total"].iloc[0], "low": totals.min(), "high": totals.max()}
    number = {name: say.number(float(value), 2) for name, value in number.items()}
    st.subheader(told.format(day=say.day(day), settings=say.number(len(VARIATIONS)), **number))
    point = charts.one_at_a_time_told(table, say)
    if np.ptp(totals):
        drawing.show(charts.one_at_a_time(table, say, drawing.look()), "pressure-soft", point)
    settings = _("Settings {hash}.").format(hash=of.settings.hash)
    st.caption(f"{point} {settings}")
    widgets.title(_("What the {settings} settings are").format(settings=say.number(len(VARIATIONS))))
    variations.show()
