"""Pressure by riding over time: a map and the campaign's line that move through the days, and the numbers of one."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import charts, maps
from dashboard.filters import Filters
from dashboard.maps.timeline import DIGITS
from dashboard.pressure import ByRiding, by_riding
from dashboard.rounding import adding_up, rounded
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, frame, mapview, picture, reckoning, ridings, state, tables, widgets
from dashboard.ui import map as component
from dashboard.ui.text import _, n, preferred_language, use, words
from dashboard.words import words as words_of

_WHOLE_PAGE = "by-riding-opened"


@dataclass(frozen=True, slots=True)
class Drawn:
    """Which map of which days: the order of the ridings, shapes or tiles, the place of the day among those shown."""

    order: int
    view: str
    at: int


@st.fragment
def show(of: Snapshot) -> None:
    """The map with its days, and under it the day that the reader rests on, with the same numbers as a table."""
    if st.session_state.pop(_WHOLE_PAGE, False):
        st.rerun()
    use(preferred_language(state.current().lang))
    st.subheader(_("Ridings over time"))
    order, filters = frame.shown_order(of), state.current().filters
    names = {"tiles": _("Tiles"), "ridings": _("Ridings")}
    view = mapview.shown_view(order)
    view = view if view in names else "tiles"
    widgets.switch(_("Show"), "view", names, view)
    parted = _parted(of, filters, order, cached.today())
    at = parted.place(state.current().day or parted.days[-1])
    made = _view(of, filters, cached.today(), Drawn(order, view, at), words().language)
    focus = state.current().zoom or filters.province
    component.show(
        replace(made, focus=focus),
        key="map-by-riding",
        on_pick=lambda pick: _open_riding(parted, pick.key),
        on_zoom=lambda zoom: state.change(zoom=zoom),
        on_day=_rest,
    )
    picture.about(of)  # a run of this view alone has not said it
    picture.offer("map", _("Pressure by riding"), f"map-by-riding-{view}")
    _numbers(of, parted, at)
    state.write_address()


def _numbers(of: Snapshot, parted: ByRiding, at: int) -> None:
    """The day's points by riding, most first; a pick opens what is behind them."""
    say, day = words(), charts.as_day(parted.days[at])
    held = parted.points[:, at]
    most = np.argsort(-held, kind="stable")[: int((held.round(DIGITS) > 0).sum())]
    shown = adding_up(held[most], DIGITS)
    total, here = rounded(float(parted.total[at]), DIGITS), float(shown.sum())
    told = n(
        "{day}: {total} points, {here} of them on the member of {count} riding, {elsewhere} on others.",
        "{day}: {total} points, {here} of them on the members of {count} ridings, {elsewhere} on others.",
        len(most),
        day=say.day(day),
        total=say.number(total, DIGITS),
        here=say.number(here, DIGITS),
        elsewhere=say.number(total - here, DIGITS),
    )
    st.caption(told)
    widgets.quiet(_("Others are institutions and whoever sat for no riding of these boundaries on that day."))
    if not len(most):
        return
    page = widgets.pager(f"by-riding-{hash(state.current().filters)}", len(most), tables.PAGE)
    named = ridings.names(say.language)
    table = pd.DataFrame(
        {
            _("Riding"): [named[parted.ridings[place]] for place in most[page]],
            _("Who"): [of.directory.name_of(_member(parted, place, at)) for place in most[page]],
            _("Points"): shown[page],
        }
    )
    opened = [_member(parted, place, at) for place in most[page]]
    tables.show(table, "by-riding", lambda row: _open(day, opened[row]), digits={_("Points"): DIGITS})


def _member(parted: ByRiding, riding: int, at: int) -> str:
    return parted.targets[parted.members[riding, at]]


def _rest(day: date, opened: bool) -> None:  # noqa: FBT001 - as the map tells it
    """The day that the timeline rests on goes into the address; opened, its actions are shown."""
    if opened:
        _open(day, "")
    else:
        state.change(day=day, over=None)


def _open_riding(parted: ByRiding, key: str) -> None:
    """What is behind the points of a riding's member on the day shown."""
    at = parted.place(state.current().day or parted.days[-1])
    riding = parted.ridings.index(key) if key in parted.ridings else -1
    if riding >= 0 and parted.members[riding, at] >= 0:
        _open(charts.as_day(parted.days[at]), _member(parted, riding, at))


def _open(day: date, target: str) -> None:
    st.session_state[_WHOLE_PAGE] = True
    group = {"group": "target"} if target else {}
    state.change(show="day", day=day, over=None, part=target, **group)


@cached.kept
def _parted(of: Snapshot, filters: Filters, order: int, day: date) -> ByRiding:
    del day  # by which what is kept is told apart: the last day shown may be today
    return by_riding(reckoning.pressure(of, filters), of.directory, order)


@cached.kept
def _view(of: Snapshot, filters: Filters, day: date, drawn: Drawn, language: str) -> maps.MapView:
    parted, say = _parted(of, filters, drawn.order, day), words_of(language)
    places = mapview.placed(of, drawn.view, drawn.order, language)
    scale = maps.scale(parted.points.round(DIGITS))
    table = pd.DataFrame({"riding": parted.ridings, "value": parted.points[:, drawn.at].round(DIGITS)})
    make = maps.tile_view if drawn.view == "tiles" else maps.riding_view
    beside = maps.Beside(scale_title=say._("Points on the member"))
    made = make(table, places, mapview.shapes(drawn.order), scale, say, beside)
    told = charts.pressure_told(reckoning.pressure(of, filters), say)
    return replace(made, timeline=maps.timeline(parted, places, scale, drawn.at, told, say))
