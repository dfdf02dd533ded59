"""Everything that was done, counted and never weighted: by tactic, day by day, and the figures that stand beside it."""

import streamlit as st

from dashboard import charts
from dashboard import words as vocabulary
from dashboard.errors import UsageError
from dashboard.filters import read_day
from dashboard.maps.scale import scale
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, drawing, past, reckoning, state, widgets
from dashboard.ui.pressing import beside
from dashboard.ui.text import _, words

_BARS, _CALENDAR = "pressure-effort", "pressure-calendar"


def show(of: Snapshot) -> None:
    """Bars of effort in the days shown, each of which opens to its actions, the calendar, and the figures beside it."""
    filters = state.current().filters
    beside.show(of)
    totals = reckoning.effort(of, filters).sum()
    totals = totals[totals > 0].sort_values(ascending=False)
    tactics = [str(name) for name in totals.index]
    st.subheader(_("Effort"))
    if not tactics:
        st.caption(charts.effort_told(totals, words()))
        return
    figure = charts.effort(totals, words(), drawing.look())
    drawing.show(figure, _BARS, charts.effort_told(totals, words()), on_select=lambda: _open(tactics))
    st.caption(_("Every attempt counts, whatever came of it. Bars are on a scale of powers of ten; units differ."))
    names = {"": _("None")} | dict(zip(tactics, words().renamed(vocabulary.TACTICS, tactics), strict=True))
    widgets.choice(_("Open the actions of"), "part", list(names), state.current().part, names=names)
    if state.current().part in tactics:
        _actions(of, state.current().part)
    _calendar(of)


def _actions(of: Snapshot, tactic: str) -> None:
    """The actions of one tactic in the days shown."""
    first, last = of.days(state.current().filters, cached.today())
    found = past.done(of, state.current().with_(first=first, last=last, tactic=tactic, status="").filters)
    past.shown(of, found, f"effort-{tactic}-{first}-{last}")


def _calendar(of: Snapshot) -> None:
    """How much was done on each day."""
    filters = state.current().filters
    values = reckoning.actions_a_day(of, filters)
    days = reckoning.pressure(of, filters).days
    st.subheader(_("Actions by day"))
    point = charts.calendar_told(days, values, words())
    if values.any():
        steps = scale(values.round(2))
        classes = charts.Classes(steps.classes(values.round(2)), steps.labels(words()))
        figure = charts.calendar(days, values, classes, words(), drawing.look())
        drawing.show(figure, _CALENDAR, point, on_select=_open_day)
    told = _("An action of several days counts in parts on each of them.")
    st.caption(f"{point} {told}")
    if values.any():
        _day(of)


def _day(of: Snapshot) -> None:
    """The day that is open, to be chosen without the calendar too, and its actions."""
    chosen = state.current()
    first, last = of.days(chosen.filters, cached.today())
    widgets.day(_("Open a day"), "day", chosen.day, first, last, narrow=True)
    if chosen.day:
        widgets.title(_("The actions behind: {figure}").format(figure=words().day(chosen.day)))
        found = past.done(of, chosen.with_(first=chosen.day, last=chosen.day, as_of=None, status="").filters)
        past.shown(of, found, f"calendar-{chosen.day}-{hash(chosen.filters)}")
        st.caption(_("The address of this page leads back here."))


def _open_day() -> None:
    points = st.session_state[_CALENDAR]["selection"]["points"]
    try:
        day = read_day(str(points[0]["customdata"][0])) if points else None
    except (UsageError, KeyError, IndexError):
        return
    if day:
        state.change(day=day)


def _open(tactics: list[str]) -> None:
    points = st.session_state[_BARS]["selection"]["points"]
    if points and 0 <= points[0].get("point_index", -1) < len(tactics):
        state.change(part=tactics[points[0]["point_index"]])
