"""Everyone who is pressed: small charts of all but the decision-maker with the same limits, and the order of all."""

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.pressure import VARIATIONS
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, drawing, reckoning, state, tables, widgets
from dashboard.ui.text import _, n, words

_AT_ONCE = 12


def show(of: Snapshot) -> None:
    """A page of the charts, most points on the last day shown first, and under it the order in numbers."""
    say, filters = words(), state.current().filters
    daily = reckoning.pressure(of, filters)
    last = charts.as_day(daily.days[-1])
    ranking = reckoning.ranking(of, filters, last)
    pressed = ranking[ranking["contribution"] > 0].reset_index(drop=True)
    st.subheader(_("Other targets"))
    place_of = {target: place for place, target in enumerate(daily.targets)}
    holder = cached.holder(of, last)
    places = [place_of[target] for target in pressed["target_id"] if target != holder]
    if places:
        at = widgets.pager(f"others-{hash(filters)}", len(places), _AT_ONCE)
        top = charts.highest(daily, places)
        point = charts.multiples_told(daily, places, of.directory.name_of, say)
        figure = charts.multiples(daily, places[at], of.directory.name_of, say, drawing.look(), top)
        drawing.show(figure, f"pressure-others-{at.start}", point)
    widgets.quiet(charts.multiples_told(daily, places, of.directory.name_of, say))
    if len(pressed):
        _order(of, pressed)


def _order(of: Snapshot, pressed: pd.DataFrame) -> None:
    """Everyone who is pressed in order; a pick opens what is behind the points."""
    say = words()
    last = of.days(state.current().filters, cached.today())[1]
    told = n(
        "{count} target is pressed on {day}.", "{count} targets are pressed on {day}.", len(pressed), day=say.day(last)
    )
    st.subheader(_("The order of all"))
    st.caption(told + " " + _("Pick one to see the actions behind its points."))
    at = widgets.pager(f"order-{hash(state.current().filters)}", len(pressed), tables.PAGE)
    rows = pressed.iloc[at]
    ids = rows["target_id"].tolist()
    held = _("{held} of {settings} settings")
    table = pd.DataFrame(
        {
            _("Rank"): rows["place"].to_numpy(),
            _("Who"): of.directory.names_of(ids),
            _("Points"): np.round(rows["contribution"].to_numpy(), 3),
            _("Lowest"): np.round(rows["low"].to_numpy(), 3),
            _("Highest"): np.round(rows["high"].to_numpy(), 3),
            _("Rank holds in"): [held.format(held=count, settings=len(VARIATIONS)) for count in rows["held"]],
        }
    )
    digits = dict.fromkeys((_("Points"), _("Lowest"), _("Highest")), 3)
    tables.show(table, "order", lambda place: _open(ids[place]), digits=digits)


def _open(target: str) -> None:
    state.change(show="day", day=None, over=None, group="target", part=target)
