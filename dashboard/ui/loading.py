"""A place to bring reference data up to date: over the network, or from files."""

from datetime import date
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import apart, config
from dashboard.errors import DashboardError, UsageError
from dashboard.ui import cached, tasks
from dashboard.ui.text import _

_ROUND = "load-round"
_MOST_FILES = 20
_MEGABYTE = 1 << 20
_FIRST_DAY = date(1867, 7, 1)


def show() -> None:
    """What is under way or came of the last one, the refresh, and the form for files."""
    st.subheader(_("Bring it up to date"))
    tasks.show()
    busy = apart.running() is not None
    _refresh(busy=busy)
    _form(busy=busy)


def _refresh(*, busy: bool) -> None:
    """Whoever can open this page may refresh: it only ever brings what the publishers say."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Refresh"),
            icon=":material/sync:",
            disabled=busy,
            on_click=tasks.start,
            args=({"do": "refresh"},),
            key="refresh",
        )
        st.caption(_("Boundaries, members, offices and ministers from the publishers' own addresses; needs a network."))


def _form(*, busy: bool) -> None:
    if tasks.succeeded(_round()):
        st.session_state[_ROUND] = _round() + 1  # an empty form for the next files
    key, limit = f"reference-files-{_round()}", config.max_upload_mb()
    with st.form("load", enter_to_submit=False):
        label = _("Files of boundaries, members, offices, ministers or roles; the kind of each is detected")
        st.file_uploader(label, accept_multiple_files=True, key=key, max_upload_size=limit)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.date_input(
                _("The day they speak of, if they don't say"),
                value=None,
                min_value=_FIRST_DAY,
                max_value=cached.today(),
                format="YYYY-MM-DD",
                key="load-as-of",
                width=260,
            )
            st.checkbox(_("Take boundaries with damage"), key="load-damaged")
        icon = ":material/database_upload:"
        st.form_submit_button(_("Load"), icon=icon, disabled=busy, on_click=_load, args=(key,))


def _load(key: str) -> None:
    """Begins a load of what the form holds, once."""
    files: list[UploadedFile] = st.session_state.get(key) or []
    as_of, damaged = st.session_state["load-as-of"], bool(st.session_state["load-damaged"])
    request: dict[str, Any] = {"do": "load", "as_of": as_of.isoformat() if as_of else "", "accept_damaged": damaged}
    try:
        _check(files)
    except DashboardError as error:
        tasks.refuse(str(error))
        return
    contents = [(file.name, file.getvalue()) for file in files]
    tasks.start(request, contents, _round(), *(file.file_id for file in files), as_of, damaged)


def _check(files: list[UploadedFile]) -> None:
    """Raises UsageError where there is nothing to load or too much of it: browsers' own checks can be passed by."""
    if not files:
        message = _("Choose at least one file to load.")
        raise UsageError(message)
    if len(files) > _MOST_FILES:
        message = _("These are more than {most} files: load them in several goes.").format(most=_MOST_FILES)
        raise UsageError(message)
    limit = config.max_upload_mb()
    for file in files:
        if file.size > limit * _MEGABYTE:
            message = _("{file} is larger than {limit} MB: load it with `dashboard reference load` instead.")
            raise UsageError(message.format(file=file.name, limit=limit))


def _round() -> int:
    return int(st.session_state.get(_ROUND, 0))
