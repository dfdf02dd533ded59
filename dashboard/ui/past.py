"""What has happened: the actions toward a person, in a riding or at an office, latest first, a page at a time."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.filters import Filters
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pictures, state, tables, widgets
from dashboard.ui.text import _, n, words

_RECENT = 8
Places = npt.NDArray[np.int64]


def history(of: Snapshot, chosen: Filters, key: str) -> None:
    """All actions that these filters leave, with how many the filters by days and tactic leave out."""
    st.subheader(_("History"))
    whole = Filters(person=chosen.person, riding=chosen.riding)
    found, known = done(of, chosen), done(of, whole)
    if not len(known):
        st.text(_("Nothing logged here yet."))
        return
    hidden = _count(of, known) - _count(of, found)
    told = n("{count} action", "{count} actions", _count(of, found))
    if hidden:
        left_out = n("{count} not shown by these filters", "{count} not shown by these filters", hidden)
        told = _("{told}, {hidden}").format(told=told, hidden=left_out)
    st.caption(told)
    _listed(of, found, f"history-{key}")


def listed(of: Snapshot, places: Places, key: str) -> None:
    """These actions, latest first, with their number."""
    st.caption(n("{count} action", "{count} actions", _count(of, places)))
    _listed(of, places, key)


def _listed(of: Snapshot, places: Places, key: str) -> None:
    part = widgets.pager(key, len(places), tables.PAGE)
    shown = _rows(of, places[::-1][part][::-1])
    tables.show(tables.actions(shown), "history", optional=(_("Outcome"), _("Note"), _("Source")))
    pictures.show(of, shown)


def recent(of: Snapshot, filters: Filters, key: str, office: str = "") -> None:
    """The last few of them, and how many there are in all."""
    found = at(of, done(of, filters), office) if office else done(of, filters)
    if not len(found):
        st.text(_("Nothing logged here yet."))
        return
    st.caption(n("{count} action", "{count} actions", _count(of, found)))
    shown = _rows(of, found[-_RECENT:])
    latest = tables.actions(shown)
    tables.show(latest[[_("From"), _("Tactic"), _("How many")]], f"history-{key}")
    pictures.show(of, shown)


def at_office(of: Snapshot, owner: str, office: str) -> str:
    """How many actions an office has had, what the last one was and when; "" for none."""
    found = at(of, done(of, Filters(person=owner)), office)
    if not len(found):
        return ""
    last = of.actions.iloc[found[-1]]
    told = _("{actions}, the last on {day}: {tactic}")
    return told.format(
        actions=n("{count} action", "{count} actions", _count(of, found)),
        day=words().day(pd.Timestamp(last["date_end"]).date()),
        tactic=words().named(vocabulary.TACTICS, str(last["tactic"])),
    )


@cached.kept
def done(of: Snapshot, filters: Filters) -> Places:
    """Places of the actions that the filters leave, by their days."""
    keep = of.left(filters)
    begun, ended = of.actions["date"].to_numpy(), of.actions["date_end"].to_numpy()
    if filters.first:
        keep &= ended >= np.datetime64(filters.first, "s")
    if filters.last:
        keep &= begun <= np.datetime64(filters.last, "s")
    found = np.flatnonzero(keep)
    return found[np.argsort(begun[found], kind="stable")]


def at(of: Snapshot, places: Places, office: str) -> Places:
    """Those of the actions that were at an office."""
    return places[(of.actions["office_id"].iloc[places] == office).to_numpy()]


def _rows(of: Snapshot, places: Places) -> pd.DataFrame:
    """Those actions as the table of actions shows them."""
    rows = of.actions.iloc[places]
    return rows.assign(target=of.directory.names_of(rows["target_id"]))


def _count(of: Snapshot, places: Places) -> int:
    return int(of.actions["action_id"].iloc[places].nunique())


def on_the_day_shown(of: Snapshot) -> np.datetime64:
    """The last of the days shown."""
    return np.datetime64(of.days(state.current().filters, cached.today())[1], "D")
