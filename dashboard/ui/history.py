"""The uploads of a campaign, each of which can be taken back whole and brought back."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.errors import DashboardError
from dashboard.schema import FATES
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, widgets
from dashboard.ui.text import _, n, words
from dashboard.words import NN_

_TOLD, _FAILED = "history-told", "history-failed"
_PAGE = 10


def show(of: Snapshot) -> None:
    """The history, newest first."""
    st.subheader(_("History"))
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    if told := st.session_state.pop(_TOLD, None):
        widgets.note(_what_changed(told))
    uploads = cached.store().uploads(of.campaign.slug).iloc[::-1]
    if uploads.empty:
        st.caption(_("No upload yet."))
    part = widgets.pager("uploads", len(uploads), _PAGE)
    for upload in uploads.iloc[part].to_dict("records"):
        _upload(upload)


def _upload(upload: dict[str, Any]) -> None:
    say = words()
    number, undone = int(upload["upload_id"]), upload["state"] == "undone"
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container():
            head = _("Upload {number}, {day}: {rows}").format(
                number=number,
                day=say.day(pd.Timestamp(upload["at"]).date()),
                rows=n("{count} row", "{count} rows", upload["rows"]),
            )
            st.text(_("{upload} (taken back)").format(upload=head) if undone else head)
            told = [
                f"{say.named(vocabulary.FATES, fate)}: {say.number(upload[fate])}" for fate in FATES if upload[fate]
            ]
            widgets.quiet("; ".join(told) or _("Nothing in it"))
        label = _("Bring back") if undone else _("Take back")
        icon = ":material/redo:" if undone else ":material/undo:"
        st.button(label, key=f"turn-{number}", icon=icon, on_click=_turn, args=(number,), kwargs={"back": not undone})


def _turn(number: int, *, back: bool) -> None:
    """Takes an upload back or brings it back; told in the next run."""
    store = cached.store()
    try:
        st.session_state[_TOLD] = store.undo(number, who="page") if back else store.redo(number, who="page")
    except DashboardError as error:
        st.session_state[_FAILED] = str(error)


def _what_changed(told: dict[str, int]) -> str:
    """What taking back or bringing back did, from the store's counts."""
    number = told["upload_id"]
    if "removed" in told:
        gone = NN_(
            "Upload {number} taken back: {count} action gone.", "Upload {number} taken back: {count} actions gone."
        )
        return n(*gone, told["removed"], number=str(number))
    back = NN_(
        "Upload {number} brought back: {count} action restored.",
        "Upload {number} brought back: {count} actions restored.",
    )
    return n(*back, told["restored"], number=str(number))
