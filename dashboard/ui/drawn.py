"""The line that says what the map is drawn from and how old that is, with the way to load or refresh it."""

import pandas as pd

from dashboard.maps import Shapes
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, frame, published, state, widgets
from dashboard.ui.text import _, words

_LISTS = ("representatives", "members", "parlinfo_offices")
"""Kinds of lists that have offices in them."""


def show(of: Snapshot, shown: Shapes, view: str) -> None:
    """One quiet line under the map, and a link to the Data page."""
    widgets.quiet(_sentence(of, shown, view, words().language))
    loaded = shown.ridings or view == "offices"
    frame.link("data", _("Refresh on the Data page") if loaded else _("Load boundaries"), state.current())


@cached.kept
def _sentence(of: Snapshot, shown: Shapes, view: str, _language: str) -> str:
    if view == "tiles":
        told = _("Tiles: a hexagon of one size for each riding of the {order} boundaries, close to its place.")
        return told.format(order=shown.order)
    if view == "offices":
        return " ".join([_offices(of), _source(of, _LISTS)]).strip()
    if not shown.ridings:
        told = _("Centre points of the ridings of the {order} boundaries: their shapes are not loaded.")
        return told.format(order=shown.order)
    told = _("Shapes of the ridings, {order} boundaries.").format(order=shown.order)
    return " ".join([told, _source(of, ("boundaries",), shown.order)]).strip()


def _offices(of: Snapshot) -> str:
    """How many offices stand at what kind of position."""
    say, known = words(), of.offices["position"].value_counts()
    told = _("Offices: {given} at a given point, {postal_code} at that of their postal code, {city} amid their city.")
    return told.format(**{how: say.number(int(known.get(how, 0))) for how in ("given", "postal_code", "city")})


def _source(of: Snapshot, kinds: tuple[str, ...], order: int = 0) -> str:
    """Who published what was loaded last, and of which day it is."""
    rows = of.sources[of.sources["kind"].isin(kinds)]
    if order:
        rows = rows[rows["riding_order"] == order]
    if rows.empty:
        return ""
    last = rows.iloc[-1]
    told, day = (_("Source: {publisher}, read on {day}."), last["read_on"])
    if pd.notna(last["as_of"]):
        told, day = (_("Source: {publisher}, of {day}."), last["as_of"])
    return told.format(publisher=published.term(last["publisher"]), day=words().day(pd.Timestamp(day).date()))
