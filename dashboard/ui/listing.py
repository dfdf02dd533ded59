"""The rows of the map as a table: a page of them at a time, all of them as a file."""

import streamlit as st

from dashboard import exports
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, mapview, ridings, rows, state, tables, widgets
from dashboard.ui.text import _, n


def show(of: Snapshot, order: int) -> None:
    """The table under the map, with what the filters leave out said."""
    if mapview.shown_view(order) == "offices":
        _offices(of)
    else:
        _ridings(of, order)


def _offices(of: Snapshot) -> None:
    filters = state.current().filters
    found = rows.of_places(of, filters)
    _count(len(found), len(rows.of_places(of, type(filters)(campaign=filters.campaign))))
    part = widgets.pager(f"offices-{hash(filters)}", len(found), tables.PAGE)
    ids = found["office_id"].iloc[part].tolist()
    tables.show(tables.places(found.iloc[part]), "offices", lambda place: state.change(office=ids[place]))
    widgets.download(_("Download all rows"), lambda: _file(of, "coverage"), "coverage.csv", "text/csv")


def _ridings(of: Snapshot, order: int) -> None:
    filters = state.current().filters
    found = rows.of_ridings(of, filters, order)
    _count(len(found), len(ridings.places(order)))
    part = widgets.pager(f"ridings-{hash(filters)}", len(found), tables.PAGE)
    keys = found["riding"].iloc[part].tolist()
    tables.show(tables.by_riding(found.iloc[part], of), "ridings", lambda place: state.change(riding=keys[place]))
    widgets.download(_("Download all rows"), lambda: exports.write(found, "csv", {}), "ridings.csv", "text/csv")


def _file(of: Snapshot, table: str) -> bytes:
    return exports.file(table, of, state.current().filters, cached.today(), "csv")[0]


def _count(shown: int, known: int) -> None:
    told = n("{count} row", "{count} rows", shown)
    if shown < known:
        hidden = n("{count} not shown by these filters", "{count} not shown by these filters", known - shown)
        told = _("{told}, {hidden}").format(told=told, hidden=hidden)
    st.caption(told)
