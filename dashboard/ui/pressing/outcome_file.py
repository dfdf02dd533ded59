"""Outcomes from a file in the columns of outcomes.csv: what would become of each row, kept once, the receipt."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import config
from dashboard.errors import DashboardError, UnusableFileError
from dashboard.ingest.limits import page_limits
from dashboard.ingest.outcomes import OutcomeFile, read_outcomes
from dashboard.ingest.privacy import Redactor
from dashboard.schema import FATES, OUTCOME_COLUMNS
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pressed, widgets
from dashboard.ui.text import _, n
from dashboard.ui.upload import at_hand, quota, receipt

_READ, _KEPT, _FAILED = "outcomes-read", "outcomes-kept", "outcomes-file-failed"
_ROWS = 10_000
"""More outcomes than any campaign has; a file of more is no file of outcomes."""


@dataclass(frozen=True, eq=False)
class Slip:
    """What became of each row of a file of outcomes: ``lines`` has line, fate, reason and action_id."""

    lines: pd.DataFrame
    dropped_columns: tuple[str, ...]
    notes: tuple[str, ...]
    upload_id: int | None = None

    @property
    def counts(self) -> dict[str, int]:
        """Rows by fate."""
        found = self.lines["fate"].value_counts()
        return {fate: int(found.get(fate, 0)) for fate in FATES}


def show(of: Snapshot) -> None:
    """The file, then what would become of its rows, then the receipt; folded away while there is none."""
    with st.expander(_("Load outcomes from a file"), key="outcomes-file", icon=":material/upload_file:"):
        columns = ", ".join(OUTCOME_COLUMNS)
        widgets.quiet(_("A CSV file or a spreadsheet with these columns: {names}").format(names=columns))
        file = st.file_uploader(_("A file of outcomes"), key="outcomes-upload", max_upload_size=config.max_upload_mb())
        if failed := st.session_state.pop(_FAILED, ""):
            widgets.problem(failed)
        if file is None:
            st.session_state.pop(_KEPT, None)
        elif st.session_state.get(_KEPT, ("", None))[0] == file.file_id:
            _told(st.session_state[_KEPT][1], _("Receipt"))
        else:
            _preview(of, file)


def _preview(of: Snapshot, file: UploadedFile) -> None:
    try:
        found = _read(of, file)
    except DashboardError as error:
        widgets.problem(str(error))
        return
    fates = cached.store().judge_outcomes(of.campaign.slug, found.outcomes)
    expected = _receipt(found, fates)
    _told(expected, _("What would become of its rows"))
    new = expected.counts["added"] + expected.counts["updated"]
    label = n("Keep {count} outcome", "Keep {count} outcomes", new)
    store = partial(cached.store().load_outcomes, of.campaign.slug, found.outcomes, who="page")
    keep = pressed.once(store, partial(_keep, file.file_id, found), failed=_FAILED)
    st.button(label, type="primary", disabled=not new, on_click=keep, icon=":material/save:")


def _read(of: Snapshot, file: UploadedFile) -> OutcomeFile:
    """The file, read apart and once; raises DashboardError."""
    from dashboard.apart import reading  # noqa: PLC0415 - only where there is a file

    kept: tuple[Any, OutcomeFile | str] | None = st.session_state.get(_READ)
    if kept is None or kept[0] != file.file_id:
        limits = replace(page_limits(config.max_upload_mb()), rows=_ROWS)
        try:
            quota.take(file.file_id, file.size, config.max_upload_mb())
            table = reading.read_table(file.getvalue(), file.name, None, limits)
            kept = (file.file_id, read_outcomes(table, Redactor.of(of.directory)))
        except DashboardError as error:
            kept = (file.file_id, str(error))
        at_hand.let_go(file)
        st.session_state[_READ] = kept
    if isinstance(kept[1], str):
        raise UnusableFileError(kept[1])
    return kept[1]


def _receipt(found: OutcomeFile, fates: dict[str, str]) -> Slip:
    """What becomes of each data row of the file."""
    ids = found.outcomes["outcome_id"].tolist()
    usable = [(line, fates[name], "", name) for line, name in zip(found.lines, ids, strict=True)]
    repeats = [(line, "duplicate", why, "") for line, why in found.repeats.items()]
    refused = [(line, "refused", why, "") for line, why in found.refused.items()]
    lines = pd.DataFrame([*usable, *repeats, *refused], columns=["line", "fate", "reason", "action_id"])
    return Slip(lines.sort_values("line"), found.dropped_columns, found.notes)


def _told(told: Slip, title: str) -> None:
    st.subheader(title)
    receipt.counts(told)
    for sentence in told.notes:
        widgets.note(sentence)
    if told.dropped_columns:
        widgets.note(_("Columns not kept: {names}.").format(names=", ".join(told.dropped_columns)))
    receipt.lines(told)


def _keep(file_id: str, found: OutcomeFile, fates: dict[str, str]) -> None:
    """Has the receipt take the place of the preview."""
    st.session_state[_KEPT] = (file_id, _receipt(found, fates))
    st.session_state.pop(_READ, None)
