"""The five figures that lead the map page, each of which opens to the actions behind it."""

from dataclasses import replace

import streamlit as st

from dashboard.formula_words import amount
from dashboard.snapshot import Snapshot
from dashboard.ui import behind, cached, frame, posted, reckoning, rows, state
from dashboard.ui.text import _, n, words


def show(of: Snapshot) -> None:
    """Offices postered and called, ridings touched, attempts, and the pressure on the decision-maker with its range."""
    filters, say = state.current().filters, words()
    counted = rows.figures(of, filters, removed=posted.shown())
    contacts = say.about(n("{count} contact", "{count} contacts", counted.contacts), estimated=counted.estimated)
    attempts = say.about(say.number(counted.attempts), estimated=counted.estimated)
    with st.container(horizontal=True, key="figures"):
        _count("postered", _("Offices postered"), say.number(counted.postered))
        _count("called", _("Offices called"), say.number(counted.called))
        _count("ridings", _("Ridings touched"), say.number(counted.ridings))
        _count("attempts", _("Call attempts"), attempts, contacts)
        _pressure(of)


def _count(name: str, label: str, value: str, more: str = "") -> None:
    """A count; a click or a tap on it opens the actions behind it."""
    with st.container(key=f"figure-{name}", width="content"):
        st.metric(label, value, more or None, delta_color="off", delta_arrow="off")
        behind.opening(label, name)


def _pressure(of: Snapshot) -> None:
    """What the holder of the post is under at the end of the last day shown; it opens on the Pressure page."""
    filters, say = state.current().filters, words()
    last = of.days(filters, cached.today())[1]
    holder = cached.holder(of, last)
    daily = reckoning.pressure_on(of, replace(filters, person=filters.person or holder), last)
    label = _("Pressure on the post, {day}").format(day=say.day(last, short=True))
    help_ = _("On whoever holds the post that day, of {most} points; the range is over 81 settings. Settings {hash}.")
    help_ = help_.format(most=amount(of.settings.most_points, say), hash=of.settings.hash)
    with st.container(key="figure-pressure", width="content"):
        if holder not in daily.targets:
            nobody = _("nobody holds the post") if not holder else ""
            st.metric(label, say.number(0, 1), nobody, delta_color="off", help=help_)
            return
        place = daily.targets.index(holder)
        low, high = (say.number(ends[place, 0], 1) for ends in (daily.low, daily.high))
        value = say.number(daily.contribution[place, 0], 1)
        told = _("{low} to {high}; settings {hash}").format(low=low, high=high, hash=of.settings.hash)
        st.metric(label, value, told, delta_color="off", delta_arrow="off", help=help_)
        opened = state.current().with_(show="day", day=last, over=None, group="target", part=holder)
        frame.link("pressure", _("The actions behind: {figure}").format(figure=label), opened)
