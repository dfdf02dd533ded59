"""What became, or would become, of a file's rows: counts, remarks, first rows, the lines to look at, downloads."""

from collections.abc import Iterable
from typing import Protocol

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard import words as vocabulary
from dashboard.directory import resolve
from dashboard.identity import Parsed, Receipt
from dashboard.schema import FATES
from dashboard.snapshot import Snapshot
from dashboard.ui import plain_table, ridings, tables, widgets
from dashboard.ui.text import _, n, words

_FIRST = 8


class Fates(Protocol):
    """What became of each row of any file."""

    @property
    def upload_id(self) -> int | None:
        """The upload that kept them, where there is one."""

    @property
    def counts(self) -> dict[str, int]:
        """Rows by fate."""

    @property
    def lines(self) -> pd.DataFrame:
        """Line, fate and reason, one row each."""


def show(parsed: Parsed, receipt: Receipt) -> None:
    """The receipt of what was kept, to be downloaded with the rows to mend."""
    st.subheader(_("Receipt of upload {number}").format(number=receipt.upload_id))
    counts(receipt)
    remarks(parsed, receipt)
    lines(receipt)
    if parsed.asked:
        widgets.note(_("Names were left open: load the same file again to decide about them; only their rows are new."))
    name = f"upload-{receipt.upload_id}"
    with st.container(horizontal=True):
        widgets.download(_("Receipt"), lambda: _csv(receipt.line_pieces()), f"{name}.csv", "text/csv")
        if receipt.counts["refused"] + receipt.counts["needs_decision"]:
            rejects = _("Rows to mend")
            widgets.download(rejects, lambda: _csv(receipt.rejects()), f"{name}-mend.csv", "text/csv")


def _csv(tables: Iterable[pd.DataFrame]) -> bytes:
    return b"".join(exports.csv_parts(tables))


def counts(receipt: Fates) -> None:
    """The five fates."""
    with st.container(horizontal=True, key="figures"):
        for fate in FATES:
            st.metric(words().named(vocabulary.FATES, fate), words().number(receipt.counts[fate]))


def remarks(parsed: Parsed, receipt: Receipt) -> None:
    """What was guessed, and what was not kept beside people's data, which has a sentence of its own."""
    for sentence in receipt.notes:
        widgets.note(sentence)
    if others := [name for name in receipt.dropped_columns if name not in parsed.personal_columns]:
        widgets.note(_("Columns not kept: {names}.").format(names=", ".join(others)))


def lines(receipt: Fates) -> None:
    """What became of the lines that need a look, with the reason."""
    told = receipt.lines[receipt.lines["fate"] != "added"]
    if told.empty:
        return
    worst = told["fate"].map({fate: -place for place, fate in enumerate(FATES)})
    told = told.iloc[worst.argsort(kind="stable")]
    part = widgets.pager(f"lines-{receipt.upload_id}", len(told), tables.PAGE)
    shown = told.iloc[part]
    heads = [_("Line"), _("What becomes of it"), _("Reason")]
    fates = words().renamed(vocabulary.FATES, shown["fate"])
    reasons = [words().sentence(reason) for reason in shown["reason"]]
    st.caption(n("{count} row needs a look", "{count} rows need a look", len(told)))
    plain_table.show(heads, zip(map(str, shown["line"]), fates, reasons, strict=True))


def first_rows(of: Snapshot, parsed: Parsed) -> None:
    """The first rows with whom and where they press in effect: whose an office is, and in which riding."""
    rows = next((rows for rows in parsed.usable if len(rows)), None)
    if rows is None:
        return
    st.caption(_("The first rows as they will be stored"))
    say, named = words(), ridings.names(words().language)
    rows = rows.head(_FIRST)
    rows = resolve(rows.assign(action_id=rows["action"].astype("str")), of.directory)
    table = pd.DataFrame(
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
    tables.show(table, "first-rows")
