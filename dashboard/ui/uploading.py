"""From a file to the store: read it, show what would become of each row, keep it once, show the receipt."""

from functools import partial
from threading import Thread
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import config, exports
from dashboard import words as vocabulary
from dashboard.directory import resolve
from dashboard.errors import DashboardError
from dashboard.identity import Parsed, Receipt
from dashboard.schema import FATES
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, ridings, tables, template, widgets
from dashboard.ui.text import _, n, words

_READ, _KEPT, _FAILED = "upload-read", "upload-kept", "upload-failed"
_ROUND, _DATES = "upload-round", "upload-dates"
_FIRST = 8


def flow(of: Snapshot) -> None:
    """The file, then its preview, then its receipt."""
    round_ = int(st.session_state.get(_ROUND, 0))
    limit = config.max_upload_mb()
    label = _("A file of actions: CSV, with at least a date and a tactic in each row")
    file = st.file_uploader(label, key=f"file-{round_}", max_upload_size=limit)
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    if file is None:
        Thread(target=_make_ready, daemon=True).start()
        _template()
    elif file.file_id in _kept():
        _receipt(*_kept()[file.file_id])
        st.button(_("Load another file"), on_click=_next, type="primary")
    else:
        _preview(of, file)


def _preview(of: Snapshot, file: UploadedFile) -> None:
    parsed, expected = _read(of, file)
    st.subheader(_("What would become of its {count} rows").format(count=words().number(expected.rows)))
    _counts(expected)
    _remarks(expected)
    if len(parsed.rows):
        st.caption(_("The first rows as they will be stored"))
        tables.show(_first_rows(of, parsed), "first-rows")
    _lines(expected)
    _ask_about_days(expected)
    new = expected.counts["added"] + expected.counts["updated"]
    label = n("Keep {count} action row", "Keep {count} action rows", new)
    st.button(label, type="primary", on_click=_keep, args=(of, file.file_id, parsed), icon=":material/save:")
    if not new:
        widgets.note(_("Nothing in this file is new: keeping it changes no figure."))


def _read(of: Snapshot, file: UploadedFile) -> tuple[Parsed, Receipt]:
    """The file as it is understood, read once for each file, revision and answer about its dates."""
    order = st.session_state.get(_DATES) or None
    stamp = (file.file_id, of.campaign.slug, of.revision, order)
    kept: tuple[Any, Parsed, Receipt] | None = st.session_state.get(_READ)
    if kept is None or kept[0] != stamp:
        with st.spinner(_("Reading the file")):
            parsed = _parsed(of, file, order)
            kept = (stamp, parsed, cached.store().preview(of.campaign.slug, parsed, of.directory))
        st.session_state[_READ] = kept
    return kept[1], kept[2]


def _make_ready() -> None:
    """Begins the process that will read the file while the person looks for it."""
    from dashboard.apart import reading  # noqa: PLC0415 - only this page reads files

    reading.ready()


def _parsed(of: Snapshot, file: UploadedFile, order: str | None) -> Parsed:
    from dashboard.apart import reading  # noqa: PLC0415 - only this page reads files
    from dashboard.ingest import parse_file  # noqa: PLC0415
    from dashboard.ingest.limits import page_limits  # noqa: PLC0415
    from dashboard.reference.lookup import locator  # noqa: PLC0415
    from dashboard.reference.ridings import ridings as listed  # noqa: PLC0415

    return parse_file(
        reading.read_table(file.getvalue(), file.name, limits=page_limits(config.max_upload_mb())),
        name=file.name,
        campaign=of.campaign,
        directory=of.directory,
        ridings=listed(),
        date_order=order,
        locate=locator(config.home()),
    )


def _keep(of: Snapshot, file_id: str, parsed: Parsed) -> None:
    """Commits a file once, however often the button is pressed."""
    if file_id in _kept():
        return
    try:
        receipt = cached.store().commit(of.campaign.slug, parsed, of.directory, who="page")
    except DashboardError as error:
        st.session_state[_FAILED] = str(error)
    else:
        _kept()[file_id] = (parsed, receipt)
        st.session_state.pop(_READ, None)


def _receipt(parsed: Parsed, receipt: Receipt) -> None:
    st.subheader(_("Receipt of upload {number}").format(number=receipt.upload_id))
    _counts(receipt)
    _remarks(receipt)
    _lines(receipt)
    name = f"upload-{receipt.upload_id}"
    with st.container(horizontal=True):
        widgets.download(_("Receipt"), lambda: exports.write(receipt.lines, "csv", {}), f"{name}.csv", "text/csv")
        if receipt.counts["refused"] + receipt.counts["needs_decision"]:
            rejects = _("Rows to mend")
            widgets.download(
                rejects, lambda: exports.write(receipt.rejects(parsed), "csv", {}), f"{name}-mend.csv", "text/csv"
            )


def _counts(receipt: Receipt) -> None:
    with st.container(horizontal=True):
        for fate in FATES:
            st.metric(words().named(vocabulary.FATES, fate), words().number(receipt.counts[fate]))


def _remarks(receipt: Receipt) -> None:
    """What was guessed, and what was not kept."""
    for sentence in receipt.notes:
        widgets.note(sentence)
    if receipt.dropped_columns:
        widgets.note(_("Columns not kept: {names}.").format(names=", ".join(receipt.dropped_columns)))


def _lines(receipt: Receipt) -> None:
    """What became of the lines that need a look, with the reason."""
    told = receipt.lines[receipt.lines["fate"] != "added"]
    if told.empty:
        return
    worst = told["fate"].map({fate: -place for place, fate in enumerate(FATES)})
    told = told.iloc[worst.argsort(kind="stable")]
    part = widgets.pager(f"lines-{receipt.upload_id}", len(told), tables.PAGE)
    shown = told.iloc[part]
    table = pd.DataFrame(
        {
            _("Line"): shown["line"],
            _("What becomes of it"): words().renamed(vocabulary.FATES, shown["fate"]),
            _("Reason"): [words().sentence(reason) for reason in shown["reason"]],
        }
    )
    tables.show(table, "lines")


def _ask_about_days(receipt: Receipt) -> None:
    """How days that can be read two ways are meant: asked once for a file, and again only if the answer is changed."""
    if receipt.counts["needs_decision"] or st.session_state.get(_DATES):
        answers = {"": _("As the file shows"), "dmy": _("Day first"), "mdy": _("Month first")}
        st.selectbox(_("Days such as 03/04/2020"), list(answers), format_func=answers.__getitem__, key=_DATES)


def _first_rows(of: Snapshot, parsed: Parsed) -> pd.DataFrame:
    """The first rows with whom and where they press in effect: whose an office is, and in which riding."""
    say, named = words(), ridings.names(words().language)
    rows = parsed.rows.head(_FIRST)
    rows = resolve(rows.assign(action_id=rows["action"].astype("str")), of.directory)
    return pd.DataFrame(
        {
            _("Line"): rows["line"],
            _("From"): rows["date"],
            _("To"): rows["date_end"],
            _("Tactic"): say.renamed(vocabulary.TACTICS, rows["tactic"]),
            _("How many"): tables.quantities(rows),
            _("Toward"): of.directory.names_of(rows["target_id"]),
            _("Riding"): [named.get(key, "") for key in rows["riding"]],
            _("Note"): rows["note"],
        }
    )


def _template() -> None:
    st.caption(_("The template has one example row for each tactic; write your own rows instead."))
    with st.container(horizontal=True):
        for kind in ("csv", "xlsx"):
            label = _("Template as {kind}").format(kind=kind.upper())
            widgets.download(label, partial(template.file, kind), f"template.{kind}", exports.TYPES[kind])


def _kept() -> dict[str, tuple[Parsed, Receipt]]:
    kept: dict[str, tuple[Parsed, Receipt]] = st.session_state.setdefault(_KEPT, {})
    return kept


def _next() -> None:
    st.session_state[_ROUND] = int(st.session_state.get(_ROUND, 0)) + 1
