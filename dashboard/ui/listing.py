"""The rows of the map as a table: a page of them at a time, all of them as a file."""

from datetime import date

import pyarrow as pa
import streamlit as st

from dashboard import exports
from dashboard.filters import Filters
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, mapview, posted, ridings, rows, state, tables, widgets
from dashboard.ui.text import _, n, words


def show(of: Snapshot, order: int) -> None:
    """The table under the map, with what the filters leave out said."""
    if mapview.shown_view(order) == "offices":
        _offices(of)
    else:
        _ridings(of, order)


def _offices(of: Snapshot) -> None:
    filters, removed = state.current().filters, posted.shown()
    found = rows.of_places(of, filters, removed=removed)
    _count(len(found), len(rows.of_places(of, type(filters)(campaign=filters.campaign))))
    part = widgets.pager(f"offices-{hash(filters)}", len(found), tables.PAGE)
    span, language = (part.start, part.stop), words().language
    table, ids = _page_of_offices(of, filters, cached.today(), span, language, removed=removed)
    tables.show(table, "offices", lambda place: state.change(office=ids[place]))
    _download(of, _("Download all rows"))


def _ridings(of: Snapshot, order: int) -> None:
    filters, removed = state.current().filters, posted.shown()
    found = rows.of_ridings(of, filters, order, removed=removed)
    _count(len(found), len(ridings.places(order)))
    part = widgets.pager(f"ridings-{hash(filters)}", len(found), tables.PAGE)
    span, language = (part.start, part.stop), words().language
    table, keys = _page_of_ridings(of, filters, order, cached.today(), span, language, removed=removed)
    tables.show(table, "ridings", lambda place: state.change(riding=keys[place]))
    _download(of, _("Download the offices and ridings behind these rows"))


@cached.kept
def _page_of_offices(
    of: Snapshot, filters: Filters, _day: date, part: tuple[int, int], _language: str, *, removed: bool
) -> tuple[pa.Table, list[str]]:
    shown = rows.of_places(of, filters, removed=removed).iloc[slice(*part)]
    return tables.packed(tables.places(shown)), shown["office_id"].tolist()


@cached.kept
def _page_of_ridings(
    of: Snapshot, filters: Filters, order: int, _day: date, part: tuple[int, int], _language: str, *, removed: bool
) -> tuple[pa.Table, list[str]]:
    shown = rows.of_ridings(of, filters, order, removed=removed).iloc[slice(*part)]
    return tables.packed(tables.by_riding(shown, of)), shown["riding"].tolist()


def file(of: Snapshot, filters: Filters) -> bytes:
    """What each place has had, in the bytes of ``dashboard export coverage`` with the same filters."""
    return exports.file("coverage", of, filters, cached.today(), "csv")[0]


def _download(of: Snapshot, label: str) -> None:
    filters = state.current().filters
    widgets.download(label, lambda: file(of, filters), "coverage.csv", "text/csv")
    if posted.told(posted.hidden(of, filters)):
        widgets.quiet(_("The file tells all that was done: removed posters are counted in it."))


def _count(shown: int, known: int) -> None:
    told = n("{count} row", "{count} rows", shown)
    if shown < known:
        hidden = n("{count} not shown by these filters", "{count} not shown by these filters", known - shown)
        told = _("{told}, {hidden}").format(told=told, hidden=hidden)
    st.caption(told)
