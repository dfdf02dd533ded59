"""From a file to the store: read it, map it, show what would become of each row, decide, keep it once, the receipt."""

from functools import partial
from threading import Thread

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import config, exports
from dashboard.identity import Parsed, Receipt
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pressed, template, widgets
from dashboard.ui.text import _, n, words
from dashboard.ui.upload import at_hand

_KEPT, _FAILED, _ROUND = "upload-kept", "upload-failed", "upload-round"


def flow(of: Snapshot) -> None:
    """The file, then its preview, then its receipt."""
    round_ = int(st.session_state.get(_ROUND, 0))
    limit = config.max_upload_mb()
    label = _("A file of actions (CSV, XLSX, JSON): in each row at least the day and what was done")
    file = st.file_uploader(label, key=f"file-{round_}", max_upload_size=limit)
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    if file is None:
        at_hand.forget()
        Thread(target=_make_ready, daemon=True).start()
        _template(of)
    elif file.file_id in _kept():
        _receipt(*_kept()[file.file_id])
    else:
        _preview(of, file)


def _preview(of: Snapshot, file: UploadedFile) -> None:
    from dashboard.ui.upload import deciding, mapping, reading, receipt  # noqa: PLC0415 - only once there is a file

    read = reading.read(of, file)
    if read.unmapped:
        mapping.ask(file.file_id, read.unmapped)
    if not (read.parsed and read.expected):
        return
    parsed, expected = read.parsed, read.expected
    st.subheader(_("What would become of its {count} rows").format(count=words().number(expected.rows)))
    receipt.counts(expected)
    mapping.show(file.file_id, parsed)
    deciding.show(of, file.file_id, parsed)
    receipt.remarks(parsed, expected)
    receipt.first_rows(of, parsed)
    receipt.lines(expected)
    new = expected.counts["added"] + expected.counts["updated"]
    label = n("Keep {count} action row", "Keep {count} action rows", new)
    open_ = not new and expected.counts["needs_decision"] > 0
    keep = pressed.once(partial(_commit, of, parsed), partial(_keep, file.file_id, parsed), failed=_FAILED)
    st.button(label, type="primary", on_click=keep, icon=":material/save:", disabled=open_)
    if open_:
        widgets.note(_("Nothing can be kept yet: decide about what is asked above, or mend the file."))
    elif not new:
        widgets.note(_("Nothing in this file is new: keeping it changes no figure."))


def _commit(of: Snapshot, parsed: Parsed) -> Receipt:
    """Commits a file with what was decided about it, and tells the steps of it; raises DashboardError."""
    from dashboard.ui.upload.steps import Steps  # noqa: PLC0415 - only once there is a file

    steps = Steps(parsed.usable.rows)
    try:
        return cached.store().commit(of.campaign.slug, parsed, of.directory, who="page", tell=steps.hear)
    finally:
        steps.end()


def _keep(file_id: str, parsed: Parsed, receipt: Receipt) -> None:
    """Has the receipt take the place of the preview."""
    from dashboard.ui.upload import wishes  # noqa: PLC0415 - only once there is a file

    _kept()[file_id] = (parsed, receipt)
    at_hand.forget()
    wishes.forget()


def _receipt(parsed: Parsed, kept: Receipt) -> None:
    from dashboard.ui.upload import receipt  # noqa: PLC0415 - only once there is a file

    receipt.show(parsed, kept)
    st.button(_("Load another file"), on_click=_next, type="primary")


def _make_ready() -> None:
    """Begins the process that will read the file while the person looks for it."""
    from dashboard.apart import reading  # noqa: PLC0415 - only this page reads files

    reading.ready()


def _template(of: Snapshot) -> None:
    st.caption(_("The template has one example row for each tactic; write your own rows instead."))
    language = words().language
    with st.container(horizontal=True):
        for kind in ("csv", "xlsx"):
            label = _("Template as {kind}").format(kind=kind.upper())
            made = partial(
                template.file, kind, of.campaign, of.directory, cached.today(), language, of.settings.own_tactics
            )
            widgets.download(label, made, f"template.{kind}", exports.TYPES[kind])


def _kept() -> dict[str, tuple[Parsed, Receipt]]:
    kept: dict[str, tuple[Parsed, Receipt]] = st.session_state.setdefault(_KEPT, {})
    return kept


def _next() -> None:
    """Makes room for another file; what this one said is not kept any longer."""
    st.session_state.pop(_KEPT, None)
    st.session_state[_ROUND] = int(st.session_state.get(_ROUND, 0)) + 1
