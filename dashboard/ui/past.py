"""What has happened: the actions toward a person, in a riding or at an office, latest first, a page at a time."""

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.filters import Filters
from dashboard.listed import Listed, listed
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pictures, state, tables, widgets
from dashboard.ui.text import _, n, words

_RECENT = 8


def history(of: Snapshot, chosen: Filters, key: str) -> None:
    """All actions that these filters leave, with how many the filters by days and tactic leave out."""
    st.subheader(_("History"))
    whole = Filters(person=chosen.person, riding=chosen.riding)
    found, known = done(of, chosen), done(of, whole)
    if not len(known):
        st.text(_("Nothing logged here yet."))
        return
    hidden = known.count - found.count
    told = n("{count} action", "{count} actions", found.count)
    if hidden:
        left_out = n("{count} not shown by these filters", "{count} not shown by these filters", hidden)
        told = _("{told}, {hidden}").format(told=told, hidden=left_out)
    st.caption(told)
    _listed(of, found, f"history-{key}")


def shown(of: Snapshot, found: Listed, key: str) -> None:
    """These actions, latest first, with their number."""
    st.caption(n("{count} action", "{count} actions", found.count))
    _listed(of, found, key)


def _listed(of: Snapshot, found: Listed, key: str) -> None:
    part = widgets.pager(key, len(found), tables.PAGE)
    shown = _page(of, found, part.start, part.stop)
    tables.show(tables.actions(shown), "history", optional=(_("Outcome"), _("Note"), _("Source")))
    pictures.show(of, shown)


def recent(of: Snapshot, filters: Filters, key: str, office: str = "") -> None:
    """The last few of them, and how many there are in all."""
    found = done(of, filters, office)
    if not len(found):
        st.text(_("Nothing logged here yet."))
        return
    st.caption(n("{count} action", "{count} actions", found.count))
    shown = _page(of, found, 0, _RECENT)
    latest = tables.actions(shown)
    tables.show(latest[[_("From"), _("Tactic"), _("How many")]], f"history-{key}")
    pictures.show(of, shown)


def at_office(of: Snapshot, owner: str, office: str) -> str:
    """How many actions an office has had, what the last one was and when; "" for none."""
    found = done(of, Filters(person=owner), office)
    if not found.last:
        return ""
    day, tactic = found.last
    told = _("{actions}, the last on {day}: {tactic}")
    return told.format(
        actions=n("{count} action", "{count} actions", found.count),
        day=words().day(day),
        tactic=words().named(vocabulary.TACTICS, tactic),
    )


@cached.kept
def done(of: Snapshot, filters: Filters, office: str = "") -> Listed:
    """The actions that the filters leave, of one office where it is given."""
    return listed(of, filters, office)


@cached.kept
def _page(of: Snapshot, found: Listed, start: int, stop: int) -> pd.DataFrame:
    """Some of the actions, counted from the newest, as the table of actions shows them."""
    rows = found.page(start, stop)
    return rows.assign(target=of.directory.names_of(rows["target_id"]))


def on_the_day_shown(of: Snapshot) -> np.datetime64:
    """The last of the days shown."""
    return np.datetime64(of.days(state.current().filters, cached.today())[1], "D")
