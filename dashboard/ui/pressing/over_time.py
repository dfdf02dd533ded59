"""Pressure over time in layers, with capacity and outcomes under it: the chart that is always there."""

import streamlit as st

from dashboard import charts, exports
from dashboard.errors import UsageError
from dashboard.filters import read_day
from dashboard.pressure import CAPACITY
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, drawing, reckoning, state, widgets
from dashboard.ui.text import _, words

_KEY = "pressure-over-time"


def show(of: Snapshot) -> None:
    """The chart and its point in words; a click on a day opens it."""
    chosen, say = state.current(), words()
    daily = reckoning.pressure(of, chosen.filters)
    ways = {"tactic": _("By tactic"), "target": _("By target"), "way": _("Direct and through others")}
    widgets.switch(_("Stack"), "by", ways, chosen.by or "tactic")
    holding = reckoning.holding(of, chosen.filters)
    if chosen.by == "target":
        layers = charts.layers_by_target(daily, of.directory.name_of, say)
    elif chosen.by == "way":
        layers = charts.layers_by_way(daily, holding, say)
    else:
        layers = charts.layers_by_tactic(daily, say)
    capacity = reckoning.effort(of, chosen.filters)[list(CAPACITY)].sum(axis=1).to_numpy()
    outcomes = exports.table("outcomes", of, chosen.filters, cached.today())
    figure = charts.pressure(daily, layers, charts.Beneath(outcomes, capacity), say, drawing.look())
    point = " ".join(filter(None, [charts.pressure_told(daily, say), charts.ways_told(daily, holding, say)]))
    drawing.show(figure, _KEY, point, on_select=_open_day)
    told = _("Points on everyone pressed, weighted by their role toward the post. Settings {hash}.")
    st.caption(f"{point} {told.format(hash=of.settings.hash)}")


def _open_day() -> None:
    points = st.session_state[_KEY]["selection"]["points"]
    try:
        day = read_day(str(points[0]["x"])[:10]) if points else None
    except (UsageError, KeyError):
        return
    by = state.current().by
    state.change(day=day, over=None, group="target" if by == "way" else by, part="", show="day")
