"""Whoever or whatever was picked on the Targets page: a person, the owner of an office, a riding."""

from dataclasses import replace

import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import cards, past, ridings, state
from dashboard.ui.text import _


def card(of: Snapshot) -> None:
    """What is known about it; on a phone this stands above the list."""
    person, riding = _person(of), _riding()
    if not (person or riding):
        st.caption(_("Pick someone in the list: offices, phones, history, and who held the riding when."))
        return
    with st.container(key="picked"):
        if person:
            cards.of_person(of, person, state.current().office)
        if riding:
            cards.of_seat(of, riding, brief=bool(person))


def history(of: Snapshot) -> None:
    """All actions toward the person, or in the riding where only that was picked."""
    person, riding = _person(of), _riding()
    if person or riding:
        done = replace(state.current().filters, person=person, riding="" if person else riding, province="", status="")
        past.history(of, done, person or riding)


def _person(of: Snapshot) -> str:
    """The owner of the office asked for, else the person asked for; "" for nobody who is known."""
    chosen = state.current()
    owner = str(of.directory.owner_of([chosen.office])[0])
    person = owner or of.directory.links.get(chosen.filters.person, chosen.filters.person)
    return person if person in of.directory.people["target_id"].array else ""


def _riding() -> str:
    asked = state.current().filters.riding
    return asked if asked in ridings.names("en") else ""
