"""The outcome of a call, logged once by one tap, and taken back by another."""

import secrets
import string
import time
from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard import words as vocabulary
from dashboard.errors import DashboardError
from dashboard.ingest.entry import as_file, read_entry
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pressed, state, widgets
from dashboard.ui.plan.call_list import Sheet
from dashboard.ui.text import _, words

OUTCOMES = ("reached", "voicemail", "no_answer", "busy", "refused", "mailbox_full", "wrong_number")
"""How a call may go, what is most frequent first."""
TOO_SOON = 0.7
"""Seconds within which nobody can have called: such a tap is the second one of a double tap on the card before."""

_ID, _SHOWN, _LAST, _FAILED = "call-id", "call-shown", "call-last", "call-failed"
_WHO = "page"
_SIGNS = string.digits + string.ascii_lowercase


def buttons(of: Snapshot, sheet: Sheet, office_id: str) -> None:
    """A button for each outcome, large enough for a thumb; each logs the call and goes on to the next office."""
    entry = _entry(office_id)
    after = sheet.after(office_id)
    with st.container(key="call-outcomes"):
        for outcome in OUTCOMES:
            label = _capital(words().named(vocabulary.CALL_OUTCOMES, outcome))
            key, told = f"call-{outcome}-{entry}", (of, entry, office_id, outcome, after)
            first = outcome == OUTCOMES[0]
            st.button(
                label,
                key=key,
                type="primary" if first else "secondary",
                width="stretch",
                on_click=_log,
                args=told,
            )


def last() -> None:
    """What was logged last, with a way to take it back at once; or why it could not be."""
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    found: Mapping[str, str] | None = st.session_state.get(_LAST)
    if not found:
        return
    outcome = words().named(vocabulary.CALL_OUTCOMES, found["outcome"])
    with st.container(horizontal=True, vertical_alignment="center"):
        if found["undone"]:
            st.text(_("Taken back: {outcome}, {who}").format(outcome=outcome, who=found["who"]))
            return
        st.text(_("Logged: {outcome}, {who}").format(outcome=outcome, who=found["who"]))
        do = partial(cached.store().take_back, found["slug"], found["id"], who=_WHO)
        back = pressed.once(do, _taken_back, failed=_FAILED)
        st.button(_("Take it back"), key="call-undo", icon=":material/undo:", on_click=back)


def _entry(office_id: str) -> str:
    """The id of the call that the card is for, made once, when the card is first shown."""
    office, entry = st.session_state.get(_ID, ("", ""))
    if office != office_id:
        entry = "log-" + "".join(secrets.choice(_SIGNS) for _sign in range(20))
        st.session_state[_ID] = (office_id, entry)
        st.session_state[_SHOWN] = time.monotonic()
    return str(entry)


def _log(of: Snapshot, entry: str, office_id: str, outcome: str, after: str) -> None:
    """Keeps the call; the same tap again keeps nothing more, as the entry's id is good for one action."""
    if time.monotonic() - st.session_state.get(_SHOWN, 0.0) < TOO_SOON:
        return
    day = cached.today().isoformat()
    sent = {"id": entry, "tactic": "call", "office": office_id, "outcome": outcome, "day": day, "count": 1}
    try:
        file = as_file(read_entry(sent, of.directory, cached.today(), of.settings.own_tactics), of.directory)
        cached.store().log(of.campaign.slug, file, of.directory, who=_WHO)
    except DashboardError as error:
        st.session_state[_FAILED] = str(error)
        return
    who = of.directory.name_of(str(of.directory.owner_of([office_id])[0]))
    told = {"id": entry, "slug": of.campaign.slug, "office": office_id, "outcome": outcome, "who": who, "undone": ""}
    st.session_state[_LAST] = told
    st.session_state.pop(_ID, None)
    state.change(office=after)


def _taken_back(_result: object) -> None:
    found = st.session_state[_LAST]
    st.session_state[_LAST] = {**found, "undone": "1"}
    st.session_state.pop(_ID, None)
    state.change(office=found["office"])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
