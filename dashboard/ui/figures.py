"""The five figures that lead the map page."""

from dataclasses import replace

import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import cached, rows, state
from dashboard.ui.text import _, n, words


def show(of: Snapshot) -> None:
    """Offices postered and called, ridings touched, attempts, and the pressure on the decision-maker with its range."""
    filters, say = state.current().filters, words()
    counted = rows.figures(of, filters)
    contacts = say.about(n("{count} contact", "{count} contacts", counted.contacts), estimated=counted.estimated)
    attempts = say.about(say.number(counted.attempts), estimated=counted.estimated)
    with st.container(horizontal=True, key="figures"):
        st.metric(_("Offices postered"), say.number(counted.postered))
        st.metric(_("Offices called"), say.number(counted.called))
        st.metric(_("Ridings touched"), say.number(counted.ridings))
        st.metric(_("Call attempts"), attempts, contacts, delta_color="off", delta_arrow="off")
        _pressure(of)


def _pressure(of: Snapshot) -> None:
    """What the holder of the post is under at the end of the last day shown."""
    filters, say = state.current().filters, words()
    last = of.days(filters, cached.today())[1]
    holder = cached.holder(of, last)
    daily = cached.pressure_on(of, replace(filters, person=filters.person or holder), last)
    label = _("Pressure on {day}").format(day=say.day(last, short=True))
    help_ = _("On whoever holds the post that day, of {most} points; the range is over 81 settings. Settings {hash}.")
    help_ = help_.format(most=say.number(of.settings.most_points), hash=of.settings.hash)
    if holder not in daily.targets:
        st.metric(
            label, say.number(0, 1), _("nobody holds the post") if not holder else "", delta_color="off", help=help_
        )
        return
    place = daily.targets.index(holder)
    told = _("{low} to {high}").format(low=say.number(daily.low[place, 0], 1), high=say.number(daily.high[place, 0], 1))
    value = say.number(daily.contribution[place, 0], 1)
    st.metric(label, value, told, delta_color="off", delta_arrow="off", help=help_)
