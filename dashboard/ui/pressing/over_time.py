"""Pressure over time in layers, with capacity and outcomes under it: the chart that is always there."""

import streamlit as st

from dashboard import charts, exports
from dashboard.errors import UsageError
from dashboard.filters import read_day
from dashboard.pressure import CAPACITY
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, drawing, state, widgets
from dashboard.ui.text import _, words

_KEY = "pressure-over-time"


def show(of: Snapshot) -> None:
    """The chart and its point in words; a click on a day opens it."""
    chosen, say = state.current(), words()
    daily = cached.pressure(of, chosen.filters)
    widgets.switch(_("Stack"), "by", {"tactic": _("By tactic"), "target": _("By target")}, chosen.by or "tactic")
    by_target = chosen.by == "target"
    layers = (
        charts.layers_by_target(daily, of.directory.name_of, say) if by_target else charts.layers_by_tactic(daily, say)
    )
    capacity = cached.effort(of, chosen.filters)[list(CAPACITY)].sum(axis=1).to_numpy()
    outcomes = exports.table("outcomes", of, chosen.filters, cached.today())
    figure = charts.pressure(daily, layers, charts.Beneath(outcomes, capacity), say, drawing.look())
    point = charts.pressure_told(daily, say)
    drawing.show(figure, _KEY, point, on_select=_open_day)
    told = _("Points on everyone pressed, weighted by their role toward the post. Settings {hash}.")
    st.caption(f"{point} {told.format(hash=of.settings.hash)}")


def _open_day() -> None:
    points = st.session_state[_KEY]["selection"]["points"]
    try:
        day = read_day(str(points[0]["x"])[:10]) if points else None
    except (UsageError, KeyError):
        return
    state.change(day=day, over=None, group=state.current().by, part="", show="day")
