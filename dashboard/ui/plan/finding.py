"""How posters were found, recorded once by one tap with a photo if there is one, and taken back by another."""

import base64
import html
import time
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import config, photos
from dashboard import words as vocabulary
from dashboard.snapshot import Snapshot
from dashboard.store import Sighting
from dashboard.ui import cached, posted, pressed, widgets
from dashboard.ui.text import _, words
from dashboard.words import N_

TOO_SOON = 0.7
"""Seconds within which nobody can have looked at the next posters: such a tap is the second one of a double tap."""

_FIRST_DAY = date(1900, 1, 1)
_DAY, _LAST, _FAILED, _ROUND, _TAPPED = "found-day", "found-last", "found-failed", "found-round", "found-tapped"
_WHO = "page"
_BUTTONS = {"seen": N_("Seen up"), "damaged": N_("Damaged"), "removed": N_("Removed"), "hung": N_("Put up again")}
_MOST = 6


def day() -> None:
    """The day for which sightings are recorded: today, unless another is chosen."""
    today = cached.today()
    st.session_state.setdefault(_DAY, today)
    st.date_input(_("Found on"), min_value=_FIRST_DAY, max_value=today, key=_DAY, format="YYYY-MM-DD", width=220)


def buttons(of: Snapshot, action_id: str, now: str) -> None:
    """A button for each way to find posters that are now in a state, and a place for a photo."""
    offered = ("hung", "seen") if now == "removed" else ("seen", "damaged", "removed")
    offered = ("hung", "seen", "removed") if now == "damaged" else offered
    with st.container(key=f"sight-{action_id}"):
        for state in offered:
            find = pressed.once(partial(_find, of, action_id, state), partial(_found, state), failed=_FAILED)
            st.button(_(_BUTTONS[state]), key=f"find-{state}-{action_id}", width="stretch", on_click=find)
    with st.expander(_("Add a photo")):
        told = _("A picture; place and device data are taken out. It is kept with the button you tap next.")
        kinds, limit = ["jpg", "jpeg", "png", "webp"], photos.LARGEST // 1_000_000
        size = min(limit, config.max_upload_mb())
        st.file_uploader(told, type=kinds, key=_photo_key(action_id), max_upload_size=size)


def last() -> None:
    """What was recorded last, with a way to take it back at once; or why it could not be."""
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    found: dict[str, Any] | None = st.session_state.get(_LAST)
    if not found:
        return
    told = _("Taken back: {state}") if found["undone"] else _("Recorded: {state}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(told.format(state=words().named(vocabulary.POSTER_STATES, found["state"])))
        if not found["undone"]:
            back = pressed.once(partial(cached.store().undo, found["upload"], who=_WHO), _taken_back, failed=_FAILED)
            st.button(_("Take it back"), key="found-undo", icon=":material/undo:", on_click=back)


def before(of: Snapshot, action_id: str) -> None:
    """What was seen of these posters before, latest first, with the photos."""
    every = posted.sightings(of)
    mine = every[every["action_id"] == action_id].iloc[::-1].head(_MOST)
    if mine.empty:
        return
    with st.expander(_("What was seen before")):
        for row in mine.itertuples():
            st.text(_told(row))
        figures = [_figure(of, row) for row in mine[mine["has_photo"]].itertuples()]
        if figures:
            st.html(f'<div class="photos">{"".join(figures)}</div>')


def _told(row: Any) -> str:  # noqa: ANN401 - a row of the sightings
    state = words().named(vocabulary.POSTER_STATES, row.state)
    return _("{day}: {what}").format(day=words().day(pd.Timestamp(row.date).date()), what=state)


def _figure(of: Snapshot, row: Any) -> str:  # noqa: ANN401 - a row of the sightings
    told = html.escape(_told(row), quote=True)
    return f'<figure><img src="{_small(of, row.upload_id)}" alt="{told}"><figcaption>{told}</figcaption></figure>'


@cached.kept
def _small(of: Snapshot, upload_id: int) -> str:
    """A photo as an address that holds it, "" where it was taken back a moment ago."""
    found = cached.store().sighting_photo(of.campaign.slug, upload_id)
    return f"data:image/jpeg;base64,{base64.b64encode(photos.small(found)).decode('ascii')}" if found else ""


def _photo_key(action_id: str) -> str:
    return f"found-photo-{st.session_state.get(_ROUND, 0)}-{action_id}"


def _find(of: Snapshot, action_id: str, state: str) -> int | None:
    """Keeps the sighting and returns its upload; a tap too soon for the posters now under the finger keeps nothing."""
    if time.monotonic() - st.session_state.get(_TAPPED, float("-inf")) < TOO_SOON:
        return None
    file = st.session_state.get(_photo_key(action_id))
    photo = photos.stripped(file.getvalue()) if file else b""
    on = st.session_state.get(_DAY) or cached.today()
    st.session_state[_TAPPED] = time.monotonic()
    return cached.store().see(of.campaign.slug, Sighting(action_id, on, state, photo), of.directory, who=_WHO)


def _found(state: str, kept: int | None) -> None:
    if kept is not None:
        st.session_state[_LAST] = {"upload": kept, "state": state, "undone": False}
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _taken_back(_result: object) -> None:
    st.session_state[_LAST] = {**st.session_state[_LAST], "undone": True}
