"""The file at the page, read once and understood anew whenever something about it is decided."""

from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import config, memory
from dashboard.apart import reading
from dashboard.errors import UnusableFileError
from dashboard.identity import Parsed, Receipt
from dashboard.ingest import Choices, Meanings, UnmappedFileError, parse_file, remembered
from dashboard.ingest.columns import Unmapped
from dashboard.ingest.limits import page_limits
from dashboard.ingest.raw import RawFile
from dashboard.reference.lookup import locator
from dashboard.reference.ridings import ridings
from dashboard.snapshot import Snapshot
from dashboard.ui import cached
from dashboard.ui.upload import at_hand, quota, wishes
from dashboard.ui.upload.steps import READING, UNDERSTANDING, Steps


@dataclass(frozen=True, eq=False)
class Read:
    """A file as it is understood, with the receipt to expect; or, where that can't be yet, which columns it has."""

    parsed: Parsed | None
    expected: Receipt | None
    unmapped: Unmapped | None = None


def read(of: Snapshot, file: UploadedFile) -> Read:
    """The file under all that is decided, read once for each state of the store; raises DashboardError."""
    choices = wishes.of(file.file_id)
    stamp = (file.file_id, of.campaign.slug, of.revision, choices)
    kept: tuple[Any, Read] | None = st.session_state.get(at_hand.READ)
    if kept is None or kept[0] != stamp:
        steps = Steps()
        kept = (stamp, _understood(of, file, choices, steps))
        st.session_state[at_hand.READ] = kept
        steps.end()
        memory.give_back()
    return kept[1]


def _understood(of: Snapshot, file: UploadedFile, choices: Choices, steps: Steps) -> Read:
    store, slug = cached.store(), of.campaign.slug
    steps.begin(READING)
    table = _table(file, choices.sheet)
    steps.begin(UNDERSTANDING, table.rows)
    meanings = Meanings(of.directory, ridings(), of.settings.own_tactics)
    try:
        parsed = parse_file(
            table,
            name=file.name,
            campaign=of.campaign,
            directory=of.directory,
            ridings=ridings(),
            choices=remembered(choices, store.decisions(slug), store.column_maps(slug), meanings),
            locate=locator(config.home()),
            tell=steps.more,
        )
    except UnmappedFileError as error:
        return Read(None, None, error.found)
    return Read(parsed, store.preview(slug, parsed, of.directory, steps.hear))


def _table(file: UploadedFile, sheet: str) -> RawFile:
    """The file's cells, read apart once for each of its sheets; raises UnusableFileError, again without reading."""
    kept: tuple[Any, RawFile | str] | None = st.session_state.get(at_hand.TABLE)
    if kept is None or kept[0] != (file.file_id, sheet):
        at_hand.forget()
        kept = ((file.file_id, sheet), _read_apart(file, sheet))
        st.session_state[at_hand.TABLE] = kept
    if isinstance(kept[1], str):
        raise UnusableFileError(kept[1])
    return kept[1]


def _read_apart(file: UploadedFile, sheet: str) -> RawFile | str:
    """The file's cells, or why they can't be used; only of a spreadsheet with other sheets the bytes stay."""
    limits = page_limits(config.max_upload_mb())
    found: RawFile | str
    try:
        quota.take(file.file_id, file.size, config.max_upload_mb())
        file.seek(0)
        found = reading.read_file(file, file.size, file.name, sheet or None, limits)
    except UnusableFileError as error:
        found = str(error)
    if isinstance(found, str) or not found.sheets:
        at_hand.let_go(file)
    return found
