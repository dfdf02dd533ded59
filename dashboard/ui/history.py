"""The uploads of a campaign, each of which can be taken back whole and brought back; logged actions by their days."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.schema import FATES
from dashboard.snapshot import Snapshot
from dashboard.store import Wanted
from dashboard.store.field_log import KIND as LOGGED
from dashboard.ui import cached, pressed, tables, widgets
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
    groups = _groups(uploads)
    part = widgets.pager("uploads", len(groups), _PAGE)
    for group in groups[part]:
        if group["kind"].iloc[0] == LOGGED:
            _logged(of, group)
        else:
            _upload(group.iloc[0].to_dict())


def _groups(uploads: pd.DataFrame) -> list[pd.DataFrame]:
    """Uploads newest first, those of the Log page together by day, where the newest of them stands."""
    day = uploads["at"].str[:10].where(uploads["kind"] == LOGGED, uploads["upload_id"].astype("str"))
    return [group for _, group in uploads.groupby(day, sort=False)]


def _logged(of: Snapshot, uploads: pd.DataFrame) -> None:
    """What was logged on one day, folded away, each with a way to take it back."""
    day = uploads["at"].iloc[0][:10]
    label = n("{count} action logged on {day}", "{count} actions logged on {day}", len(uploads), day=_day(day))
    with st.expander(label, key=f"logged-{day}"):
        part = widgets.pager(f"logged-{day}", len(uploads), _PAGE)
        shown = uploads.iloc[part]
        done = of.actions(Wanted(uploads=set(shown["upload_id"].tolist()))).drop_duplicates("upload_id")
        told = dict(zip(done["upload_id"], _told(of, done), strict=True))
        for number, state in zip(shown["upload_id"], shown["state"], strict=True):
            undone = state == "undone"
            with st.container(horizontal=True, vertical_alignment="center"):
                with st.container():
                    gone = _("Action {number} (taken back)").format(number=number)
                    st.text(gone if undone else told.get(number, ""))
                _turning(int(number), undone=undone)


def _told(of: Snapshot, rows: pd.DataFrame) -> list[str]:
    """What was done toward whom, in a line each."""
    columns = zip(
        rows["tactic"], tables.quantities(rows), rows["outcome"], of.directory.names_of(rows["target_id"]), strict=True
    )
    say = words()
    return [
        ", ".join(filter(None, (many or say.named(vocabulary.TACTICS, tactic), _went(say, outcome), whom)))
        for tactic, many, outcome, whom in columns
    ]


def _went(say: vocabulary.Words, outcome: str) -> str:
    return say.named(vocabulary.CALL_OUTCOMES, outcome) if outcome else ""


def _day(at: str) -> str:
    return words().day(pd.Timestamp(at).date())


def _upload(upload: dict[str, Any]) -> None:
    say = words()
    number, undone = int(upload["upload_id"]), upload["state"] == "undone"
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container():
            head = _("Upload {number}, {day}: {rows}").format(
                number=number,
                day=_day(upload["at"]),
                rows=n("{count} row", "{count} rows", upload["rows"]),
            )
            st.text(_("{upload} (taken back)").format(upload=head) if undone else head)
            told = [
                f"{say.named(vocabulary.FATES, fate)}: {say.number(upload[fate])}" for fate in FATES if upload[fate]
            ]
            widgets.quiet("; ".join(told) or _("Nothing in it"))
        _turning(number, undone=undone)


def _turning(number: int, *, undone: bool) -> None:
    """The button that takes an upload back, or brings it back."""
    label = _("Bring back") if undone else _("Take back")
    icon = ":material/redo:" if undone else ":material/undo:"
    do = cached.store().redo if undone else cached.store().undo
    turn = pressed.once(partial(do, number, who="page"), _turned, failed=_FAILED)
    st.button(label, key=f"turn-{number}", icon=icon, on_click=turn)


def _turned(told: dict[str, int]) -> None:
    st.session_state[_TOLD] = told


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
