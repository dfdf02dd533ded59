"""What the last loads changed, and what is doubtful in each source."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard.names import normal_form
from dashboard.schema import with_riding_names
from dashboard.ui import plain_table, published, ridings, tables, widgets
from dashboard.ui.text import _, n, words
from dashboard.words import N_, NN_

NAMED = {
    "added": NN_("{count} added", "{count} added"),
    "changed": NN_("{count} changed", "{count} changed"),
    "closed": NN_("{count} closed", "{count} closed"),
    "moved": NN_("{count} moved riding", "{count} moved riding"),
}
"""Sorts of change in the order in which they are told."""
_SORTS = {
    "added": N_("added"),
    "changed": N_("changed"),
    "closed": N_("closed"),
    "moved": N_("moved riding"),
}
_SHOWN = 20
"""Changes on a page."""

Listed = Sequence[Mapping[str, Any]]


def changed(listed: Listed) -> None:
    """What each source's last load brought that was new, the latest read first."""
    told = [(one, changes) for one in listed if (changes := _changes(one))]
    if not told:
        return
    st.subheader(_("What the last loads changed"))
    told.sort(key=lambda pair: pair[0]["read_on"] or "", reverse=True)
    for place, (one, changes) in enumerate(told):
        counts = ", ".join(n(*NAMED[sort], count) for sort, (_names, count) in changes.items())
        with st.expander(_("{name}: {what}").format(name=published.heading(one), what=counts), expanded=place == 0):
            _sentences(f"{one['kind']}-{one['source_id']}", changes)


def _sentences(key: str, changes: Mapping[str, tuple[list[str], int]]) -> None:
    """The changes one by one; those that the store left out, of which there were too many, as a number."""
    rows = [(_sentence(text), _(_SORTS[sort])) for sort, (names, _count) in changes.items() for text in names]
    part = widgets.pager(f"changes-{key}", len(rows), _SHOWN)
    plain_table.show([_("Change"), _("Sort")], rows[part])
    if more := sum(count for _names, count in changes.values()) - len(rows):
        st.caption(n("and {count} more", "and {count} more", more))


def _sentence(text: str) -> str:
    """A change as it is told, ridings by their names."""
    return with_riding_names(words().sentence(text), ridings.names(words().language))


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
