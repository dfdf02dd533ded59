"""The map of the page: which view of which rows, what a pick does, and the line under it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import streamlit as st

from dashboard import config, maps
from dashboard.filters import Filters
from dashboard.maps import Beside, MapView, Places, Scale, Shapes
from dashboard.reference import lookup
from dashboard.reference.ridings import ridings as all_ridings
from dashboard.reference.shipped import shipped
from dashboard.snapshot import Snapshot
from dashboard.ui import map as component
from dashboard.ui import ridings, rows, state
from dashboard.ui.text import _, words
from dashboard.words import words as words_of

HEIGHT = 560


def shown_view(order: int) -> str:
    """The view that is on: as chosen, else shapes where they are loaded, else tiles."""
    return state.current().view or ("ridings" if shapes(order).ridings else "tiles")


def shapes(order: int) -> Shapes:
    """The shapes there are of one order."""
    home = config.home()
    loaded = lookup.current(order, home)
    return maps.shapes(order, shipped("geometry"), home / "static" / loaded.geometry if loaded else None)


def show(of: Snapshot, order: int) -> None:
    """The map of what the filters leave; a pick changes the filters."""
    view = shown_view(order)
    filters = state.current().filters
    made = _view(of.campaign.slug, of.revision, filters, view, order, words().language, _note(view, order), of)
    chosen = state.current()
    picked = (chosen.office,) if view == "offices" else ridings.same_named(filters.riding) if filters.riding else ()
    component.show(replace(made, selected=_places(of, view, order).keys_of(key for key in picked if key)), key="map", on_pick=_pick)
