"""A person's or institution's card: role toward the post, offices with phones, terms and roles over time."""

from typing import Any

import numpy as np
import streamlit as st

from dashboard import words as vocabulary
from dashboard.snapshot import Snapshot
from dashboard.ui import past, ridings, state, tables, widgets
from dashboard.ui.cards import held, office, points
from dashboard.ui.text import _, n, words


def of_person(of: Snapshot, target: str, first: str = "") -> None:
    """Who it is on the last day shown, and over time; the office ``first`` leads the others."""
    day = past.on_the_day_shown(of)
    code = int(of.roles([target], np.array([day]))[0, 0])
    widgets.title(of.directory.name_of(target))
    told = _("{role}, on {day}")
    named = words().named(vocabulary.ROLES, of.settings.role_names[code])
    st.text(told.format(role=named, day=words().day(day.astype(object))))
    points.show(of, target, code, day.astype(object))
    _seat(of, target, day)
    _offices(of, target, first, day)
    _over_time(of, target)


def _seat(of: Snapshot, target: str, day: np.datetime64) -> None:
    """Party and riding on the day, with the way to the riding's card."""
    party = str(of.directory.party_on([target], [day])[0])
    key = str(of.directory.riding_on([target], [day])[0])
    named = ridings.names(words().language).get(key, "")
    if party or named:
        st.text(", ".join(part for part in (party, named) if part))
    if named and state.current().filters.riding != key:
        label = _("Who held this riding when")
        st.button(label, key="to-riding", type="tertiary", icon=":material/history:", on_click=_to_riding, args=(key,))


def _offices(of: Snapshot, target: str, first: str, day: np.datetime64) -> None:
    """Open offices; those closed by the day and those known only later folded away, but never one asked for."""
    rows = list(office.of_target(of, target, first).itertuples())
    gone = [row for row in rows if row.office_id != first and office.closed(row, day)]
    later = [row for row in rows if row.office_id != first and office.later(row, day) and row not in gone]
    there = [row for row in rows if row not in gone and row not in later]
    if not there:
        there, later = later, []
    if not there:
        widgets.quiet(_("No open office is known.") if gone else _("No office is known."))
    for row in there:
        office.show(of, row, editable=True)
    label = n("{count} office known only from later on", "{count} offices known only from later on", len(later))
    _folded(of, label, later)
    _folded(of, n("{count} closed office", "{count} closed offices", len(gone)), gone)


def _folded(of: Snapshot, label: str, rows: list[Any]) -> None:
    if rows:
        with st.expander(label):
            for row in rows:
                office.show(of, row, editable=True)


def _over_time(of: Snapshot, target: str) -> None:
    terms, roles = held.terms(of, target), held.roles(of, target)
    if len(terms):
        st.subheader(_("Ridings held"))
        st.caption(_("Pick a row to see who held the riding when."))
        held.show_terms(of, terms, f"terms-{target}")
    if len(roles):
        st.subheader(_("Posts held"))
        tables.show(roles, f"roles-{target}")


def _to_riding(key: str) -> None:
    state.change(riding=key, person="", office="")
