"""Small charts of everyone else who was pressed, all with the same limits."""

import streamlit as st

from dashboard import charts
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, drawing, state, widgets
from dashboard.ui.text import _, n, words

_SMALL = 8


def show(of: Snapshot) -> None:
    """The charts, the most pressed first."""
    say = words()
    daily = cached.pressure(of, state.current().filters)
    holder = cached.holder(of, charts.as_day(daily.days[-1]))
    places = [int(place) for place in charts.order_of_targets(daily) if daily.targets[place] != holder]
    st.subheader(_("Other targets"))
    if places:
        figure = charts.multiples(daily, places[:_SMALL], of.directory.name_of, say, drawing.look())
        drawing.show(figure, "pressure-others", _("Other targets"))
    widgets.quiet(charts.multiples_told(daily, places, of.directory.name_of, say))
    if len(places) > _SMALL:
        rest = len(places) - _SMALL
        st.caption(n("{count} more target is not drawn.", "{count} more targets are not drawn.", rest))
