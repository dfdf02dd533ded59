"""One day opened: the actions behind its value, with points that add up to it."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, state, tables, widgets
from dashboard.ui.text import _, n, words
from dashboard.words import NN_


def show(of: Snapshot) -> None:
    """The choice of a day and the actions behind its value, most points first."""
    chosen = state.current()
    first, last = of.days(chosen.filters, cached.today())
    widgets.day(_("Open a day"), "day", chosen.day, first, last, narrow=True)
    if not chosen.day:
        st.caption(_("Click a day in the chart, or choose it here, to see the actions behind its value."))
        return
    parts = cached.contributions(of, chosen.filters, chosen.day)
    st.subheader(_summed(parts, chosen.day))
    listed = parts.sort_values("points", ascending=False, kind="stable")
    part = widgets.pager(f"day-{chosen.day}", len(listed), tables.PAGE)
    tables.show(tables.contributions(listed.iloc[part], of), "behind")
    name = f"contributions-{chosen.day}.csv"
    widgets.download(_("Download all rows"), lambda: exports.write(parts, "csv", {}), name, "text/csv")


def _summed(parts: pd.DataFrame, opened: date) -> str:
    sentence = NN_("{day}: {count} action adds up to {total} points", "{day}: {count} actions add up to {total} points")
    say = words()
    total = say.number(float(parts["points"].sum()), 2)
    return n(*sentence, parts["action_id"].nunique(), day=say.day(opened), total=total)
