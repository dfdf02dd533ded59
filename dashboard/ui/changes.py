"""What the last loads changed, and what is doubtful in each source."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard.names import normal_form
from dashboard.ui import plain_table, published, tables, widgets
from dashboard.ui.text import _, n, words
from dashboard.words import NN_

NAMED = {
    "added": NN_("{count} added", "{count} added"),
    "changed": NN_("{count} changed", "{count} changed"),
    "closed": NN_("{count} closed", "{count} closed"),
    "moved": NN_("{count} moved riding", "{count} moved riding"),
}
"""Sorts of change in the order in which they are told."""
_SHOWN = 200
"""Names told of one sort of change; the rest as a number."""

Listed = Sequence[Mapping[str, Any]]


def changed(listed: Listed) -> None:
    """What each source's last load brought that was new, the latest read first."""
    told = [(one, changes) for one in listed if (changes := _changes(one))]
    if not told:
        return
    st.subheader(_("What the last loads changed"))
    told.sort(key=lambda pair: pair[0]["read_on"] or "", reverse=True)
    for place, (one, changes) in enumerate(told):
        heads = ", ".join(n(*NAMED[name], count) for name, (_names, count) in changes.items())
        read = words().day(pd.Timestamp(one["read_on"]).date()) if one["read_on"] else ""
        with st.expander(_("Read {day}: {what}").format(day=read, what=heads), expanded=place == 0):
            widgets.quiet(published.name(one))
            _names_of(changes)


def _names_of(changes: Mapping[str, tuple[list[str], int]]) -> None:
    for name, (names, count) in changes.items():
        st.text(n(*NAMED[name], count))
        shown = [words().sentence(text) for text in names[:_SHOWN]]
        more = count - len(shown)
        if more > 0 and shown:
            shown.append(n("and {count} more", "and {count} more", more))
        widgets.quiet("\n".join(shown))


def _changes(one: Mapping[str, Any]) -> dict[str, tuple[list[str], int]]:
    """By sort of change: names as the store kept them, and how many there were in all."""
    kept = one.get("changes") or {}
    kept = json.loads(kept) if isinstance(kept, str) else kept
    totals = kept.get("totals") or {}
    found = {}
    for name in NAMED:
        names = [str(text) for text in kept.get(name) or []]
        count = max(int(totals.get(name, 0)), len(names))
        if count:
            found[name] = names, count
    return found


def doubts(listed: Listed) -> None:
    """Everything doubtful, to search, to page through and to take along."""
    table = pd.DataFrame(
        [(words().sentence(doubt), published.name(one)) for one in listed for doubt in one["doubts"]],
        columns=[_("Doubt"), _("Source")],
        dtype="str",
    )
    if table.empty:
        return
    st.subheader(_("Doubts"))
    st.caption(_("What the lists leave open or contradict; nothing was moved or dropped because of it."))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wanted = st.text_input(_("Search doubts"), key="doubts-search", width=320)
        left = _holding(table, wanted)
        widgets.download(_("Download as CSV"), lambda: exports.write(left, "csv", {}), "doubts.csv", "text/csv")
    st.caption(n("{count} doubt", "{count} doubts", len(left)))
    part = widgets.pager(f"doubts-{normal_form(wanted)}", len(left), tables.PAGE)
    plain_table.show([_("Doubt"), _("Source")], left.iloc[part].to_numpy().tolist())


def _holding(table: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """The rows in which all the words stand, with or without accents."""
    parts = normal_form(wanted).split()
    texts = [normal_form(" ".join(row)) for row in table.itertuples(index=False)]
    return table[[all(part in text for part in parts) for text in texts]]
