"""How much one session may load: files together, so that nobody fills the server with one after another."""

import streamlit as st

from dashboard.errors import UnusableFileError
from dashboard.ingest.limits import MEGABYTE
from dashboard.ui.text import _, words

MOST_MEGABYTES = 100
_TAKEN = "upload-taken"


def take(file_id: str, size: int, at_once: int) -> None:
    """Counts a file of so many bytes, once; raises UnusableFileError where the session has had its share.

    The share is 100 MB, or one file where larger ones (of ``at_once`` megabytes) are allowed.
    """
    taken: dict[str, int] = st.session_state.setdefault(_TAKEN, {})
    most = max(MOST_MEGABYTES, at_once)
    if file_id not in taken and sum(taken.values()) + size > most * MEGABYTE:
        told = _("The files of this visit have more than {most} MB together: load the others in a later visit.")
        raise UnusableFileError(told.format(most=words().number(most)))
    taken[file_id] = size
