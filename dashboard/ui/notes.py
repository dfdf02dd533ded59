"""What organizers know of an office, shown and written: its hours, and how to get to its door."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
import streamlit as st

from dashboard.errors import DashboardError
from dashboard.snapshot import Snapshot
from dashboard.store.office_notes import LONGEST
from dashboard.ui import cached, widgets
from dashboard.ui.text import _, words

_OPEN, _FAILED = "note-open", "note-failed"


def show(of: Snapshot, office_id: str) -> None:
    """The office's notes as text, with the day they were written; nothing where there are none."""
    note = known(of).get(office_id)
    if not note:
        return
    hours, access, at = note
    if hours:
        st.text(_("Hours: {text}").format(text=hours))
    if access:
        st.text(_("Access: {text}").format(text=access))
    widgets.quiet(_("Noted on {day}").format(day=words().day(pd.Timestamp(at).date())))


def hours(of: Snapshot, office_id: str) -> str:
    """What is noted of an office's hours, "" where nothing is."""
    return known(of).get(office_id, ("", "", ""))[0]


def editing(of: Snapshot, office_id: str) -> None:
    """A button that opens the form for the office's notes, or the form."""
    if st.session_state.get(_OPEN) == office_id:
        _form(of, office_id)
        return
    label = _("Change hours and access") if office_id in known(of) else _("Add hours and access")
    st.button(
        label,
        key=f"write-{office_id}",
        type="tertiary",
        icon=":material/edit_note:",
        on_click=_open,
        args=(office_id,),
    )


def _form(of: Snapshot, office_id: str) -> None:
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    hours, access, _at = known(of).get(office_id, ("", "", ""))
    keys = f"hours-{office_id}", f"access-{office_id}"
    with st.form(f"written-{office_id}", border=False):
        st.text_area(_("Hours"), hours, key=keys[0], max_chars=LONGEST, height=80)
        st.text_area(_("Access: doors, ramps, buzzers, parking"), access, key=keys[1], max_chars=LONGEST, height=80)
        with st.container(horizontal=True):
            told = (of.campaign.slug, office_id)
            st.form_submit_button(_("Save"), type="primary", on_click=_save, args=(*told, keys))
            if hours or access:
                st.form_submit_button(_("Remove the note"), on_click=_save, args=(*told, None))
            st.form_submit_button(_("Cancel"), on_click=_open, args=("",))


def _save(slug: str, office_id: str, keys: tuple[str, str] | None) -> None:
    """Keeps what was typed, or nothing; the form closes once it is kept."""
    hours, access = (str(st.session_state[key]) for key in keys) if keys else ("", "")
    try:
        cached.store().save_office_note(slug, office_id, hours, access, who="page")
    except DashboardError as error:
        st.session_state[_FAILED] = str(error)
        return
    _open("")


def _open(office_id: str) -> None:
    st.session_state[_OPEN] = office_id


@cached.kept
def known(of: Snapshot) -> Mapping[str, tuple[str, str, str]]:
    """Hours, access and the moment they were noted, by office; of a place known under two ids under the one shown."""
    table = cached.store().office_notes(of.campaign.slug)
    columns = (table["office_id"], table["hours"], table["access"], table["at"])
    return MappingProxyType(
        {
            of.directory.office_links.get(office_id, office_id): (hours, access, at)
            for office_id, hours, access, at in zip(*columns, strict=True)
        }
    )
