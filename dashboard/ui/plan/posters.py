"""Posters to look at again: not seen for a while first, one tap for how they were found, removed ones counted."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import planning
from dashboard import words as vocabulary
from dashboard.planning import RECHECK_DAYS, REMOVED, Travel
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, posted, ridings, state, widgets
from dashboard.ui.plan import asking, claims, finding, kept
from dashboard.ui.text import _, n, words

PAGE = 10


def show(of: Snapshot) -> None:
    """What was recorded last, where the way begins, and the posters in the order in which to look at them."""
    finding.last()
    asking.start()
    idle = state.current().idle or RECHECK_DAYS
    rows = _ordered(of, idle)
    if rows.empty:
        widgets.note(_("No posters by these filters: log some on the Log page, or clear filters."))
        return
    _told(rows, idle)
    gone = rows["state"] == REMOVED
    if gone.any():
        posted.switch(float(rows.loc[gone, "count"].sum()))
    shown = rows if posted.shown() else rows[~gone]
    part = widgets.pager("posters", len(shown), PAGE)
    finding.day()
    for row in shown.iloc[part].itertuples():
        _card(of, row)


def _ordered(of: Snapshot, idle: int) -> pd.DataFrame:
    """The lives of the posters that the filters leave, with km from the starting point where one is given."""
    lives = posted.lives(of, state.current().filters, cached.today())
    offices = of.offices.drop_duplicates("office_id").set_index("office_id")[["latitude", "longitude"]]
    points = offices.reindex(lives["office_id"])
    begin, mode = kept.place(), planning.MODES[state.current().mode or planning.DRIVING.name]
    points = points if begin else points * float("nan")
    km = Travel(begin.latitude if begin else 0, begin.longitude if begin else 0, mode).km_to(*points.to_numpy().T)
    return planning.to_recheck(lives, km, idle)


def _told(rows: pd.DataFrame, idle: int) -> None:
    due = int(rows["due"].sum())
    days = words().number(idle)
    told = n(
        "{count} place has posters not seen for {days} days: it comes first.",
        "{count} places have posters not seen for {days} days: they come first.",
        due,
        days=days,
    )
    st.caption(told)


def _card(of: Snapshot, row: Any) -> None:  # noqa: ANN401 - a row of the lives
    """One place: what was put up when, how it was found last, how it was found now, and what was seen before."""
    with st.container(border=True):
        widgets.title(_where(of, row))
        st.text(_put_up(row))
        st.text(_now(row))
        if row.km == row.km:
            widgets.quiet(_("{km} km away").format(km=words().number(row.km, 1)))
        finding.buttons(of, row.action_id, row.state)
        finding.before(of, row.action_id)


def _put_up(row: Any) -> str:  # noqa: ANN401 - a row of the lives
    """When, how many where that is known, and at how many places where it is more than one."""
    what = words().counted(row.tactic, row.count) if row.counted else _("number not said")
    if row.targets > 1:
        what = n("{what}, {count} place", "{what}, {count} places", row.targets, what=what)
    if row.hung == row.hung_by:
        return _("Put up on {day}: {what}").format(day=_day(row.hung), what=what)
    told = _("Put up between {first} and {last}: {what}")
    return told.format(first=_day(row.hung), last=_day(row.hung_by), what=what)


def _now(row: Any) -> str:  # noqa: ANN401 - a row of the lives
    """How it was found last and when, and how long it was not seen up."""
    told = n("Last seen up {count} day ago", "Last seen up {count} days ago", row.days) if row.days else _("Up today")
    if row.state in {"damaged", REMOVED}:
        state_ = words().named(vocabulary.POSTER_STATES, row.state)
        found = _("Found {state} on {day}").format(state=state_, day=_day(row.found))
        return found if row.state == REMOVED else f"{found}. {told}"
    return told


def _where(of: Snapshot, row: Any) -> str:  # noqa: ANN401 - a row of the lives
    """Whose office and where it is; else the riding, else the target."""
    if row.office_id:
        return claims.names_of(of)(row.office_id)
    named = ridings.names(words().language).get(row.riding, row.riding)
    return named or of.directory.name_of(row.target_id) or _("No place known")


def _day(at: pd.Timestamp) -> str:
    day: date = at.date()
    return words().day(day)
