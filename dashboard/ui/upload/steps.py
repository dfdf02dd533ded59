"""Which step of the work on a file is under way, for the one who waits for it."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException

from dashboard.store.uploads import COMPARING, KEEPING
from dashboard.ui.text import _, words
from dashboard.words import N_

READING, UNDERSTANDING = "reading", "understanding"
_NAMES = {
    READING: N_("Reading the file"),
    UNDERSTANDING: N_("Understanding its rows"),
    COMPARING: N_("Comparing its rows with what is known"),
    KEEPING: N_("Keeping what is new"),
}


class Steps:
    """A line that tells the step and how much of it is done, until ``end``.

    Who turns to something else meanwhile does not cut the work short: that comes when the page is next touched.
    """

    def __init__(self, rows: int = 0) -> None:
        self._place, self._rows, self._done = st.empty(), rows, 0
        self._step = ""
        self._turned: RerunException | StopException | None = None

    def begin(self, step: str, rows: int = 0) -> None:
        """Begins a step, on so many rows where that is known."""
        self._step, self._rows, self._done = step, rows or self._rows, 0
        self._show()

    def more(self, rows: int) -> None:
        """Is told that so many more rows are done."""
        self._done += rows
        self._show()

    def hear(self, step: str, rows: int) -> None:
        """Takes in what the store tells of its steps."""
        if step != self._step:
            self.begin(step)
        self.more(rows)

    def end(self) -> None:
        """Takes the line away; where the person turned meanwhile waits again for its turn, as it had been taken up."""
        context = get_script_run_ctx()
        if not self._turned:
            self._place.empty()
        elif isinstance(self._turned, RerunException) and context and context.script_requests:
            context.script_requests.request_rerun(self._turned.rerun_data)

    def _show(self) -> None:
        if self._turned:
            return
        told, text, share = words(), _(_NAMES[self._step]), 0.0
        if self._done and self._rows:
            share = min(1.0, self._done / self._rows)
            done, every = told.number(min(self._done, self._rows)), told.number(self._rows)
            text = _("{step}: {done} of {every} rows").format(step=text, done=done, every=every)
        try:
            self._place.progress(share, text)
        except (RerunException, StopException) as turned:
            self._turned = turned
