"""The map of the page: which view of which rows, what a pick does, and the line under it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard import config, maps
from dashboard.filters import Filters
from dashboard.maps import Beside, MapView, Places, Scale, Shapes
from dashboard.reference import lookup
from dashboard.reference.namesakes import namesake
from dashboard.reference.ridings import ridings as all_ridings
from dashboard.reference.shipped import shipped
from dashboard.schema import RidingKey
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, drawn, picture, posted, ridings, rows, state
from dashboard.ui import map as component
from dashboard.ui.text import _, n, preferred_language, use, words
from dashboard.words import NN_
from dashboard.words import words as words_of

_PICKED = "map-picked"


def shown_view(order: int) -> str:
    """The view that is on: as chosen, else shapes where they are loaded, else tiles."""
    return state.current().view or ("ridings" if shapes(order).ridings else "tiles")


def shapes(order: int) -> Shapes:
    """The shapes there are of one order."""
    home = config.home()
    loaded = lookup.current(order, home)
    return maps.shapes(order, shipped("geometry"), home / "static" / loaded.geometry if loaded else None)


def show(of: Snapshot, order: int) -> None:
    """The map of what the filters leave, the chosen riding or office marked; a pick changes the filters.

    The rest of the country stays on the map while one riding is chosen, so that another can be picked.
    """
    chosen, language = state.current(), words().language
    view = shown_view(order)
    around = replace(chosen.filters, riding="")
    made = _view(of, around, shapes(order), view, language, removed=posted.shown())
    if view == "offices":
        picked: tuple[str, ...] = (chosen.office,) if chosen.office else ()
    else:
        picked = ridings.same_named(chosen.filters.riding) if chosen.filters.riding else ()
    marked = placed(of, view, order, language).keys_of(picked)
    note = " ".join(part for part in (made.note, _unseen(chosen.filters.riding, order, view)) if part)
    _board(replace(made, selected=marked, note=note))
    hidden = posted.hidden(of, around)
    picture.offer("map", _("Where have we been?"), f"map-{view}", posted.told(hidden))
    if hidden:
        posted.switch(hidden)
    drawn.show(of, shapes(order), view)


@st.fragment
def _board(made: MapView) -> None:
    """The map itself: another view of it is only put into the address, what is picked runs the page."""
    if st.session_state.pop(_PICKED, False):
        st.rerun()
    use(preferred_language(state.current().lang))
    chosen = state.current()
    focus = chosen.zoom or chosen.filters.province
    component.show(replace(made, focus=focus), key="map", on_pick=_pick, on_zoom=lambda zoom: state.change(zoom=zoom))
    state.write_address()


def turn_to(order: int) -> None:
    """Shows the boundaries of another order; a chosen riding is then that order's riding of the same name."""
    riding = state.current().filters.riding
    state.change(order=order, riding=namesake(riding, order) or riding)


def offices_at(of: Snapshot, place: str) -> list[str]:
    """The offices at a place of the map: one by its id, or all on one spot."""
    places = placed(of, "offices", 0, words().language)
    return places.ids_at(place)


def _pick(pick: component.Pick) -> None:
    """Takes up what was picked on the map; a pick of nothing clears what was chosen."""
    st.session_state[_PICKED] = True
    if pick.kind == "riding" and pick.key:
        state.change(riding=pick.key, office="", order=RidingKey.parse(pick.key).order)
    elif pick.kind:
        state.change(office=pick.key)
    else:
        state.change(riding="", office="")


@cached.kept
def _view(of: Snapshot, filters: Filters, shown: Shapes, view: str, language: str, *, removed: bool) -> MapView:
    places = placed(of, view, shown.order, language)
    if view == "offices":
        table = rows.of_places(of, filters, removed=removed)
        table = table[(table["office_id"] != "") & (table["kind"] != "riding")]
        return maps.office_view(table, places, shown, words_of(language), note=_offices_note(table, places))
    table = rows.of_ridings(of, filters, shown.order, removed=removed)
    left_out = set(places.keys) - set(table["riding"])
    beside = Beside(
        scale_title=_("Actions in the riding"),
        note=_ridings_note(of, filters, shown),
        hidden=sorted(left_out),
    )
    make = maps.tile_view if view == "tiles" else maps.riding_view
    return make(table, places, shown, _scale(of, filters, shown.order), words_of(language), beside)


@cached.kept
def placed(of: Snapshot, view: str, order: int, language: str) -> Places:
    """Where the ridings of an order, or all offices, are drawn and what they are called."""
    if view != "offices":
        return maps.riding_places(all_ridings(), order, words_of(language))
    names = dict(zip(of.directory.people["target_id"], of.directory.people["name"], strict=True))
    return maps.office_places(of.offices, names, words_of(language))


def _scale(of: Snapshot, filters: Filters, order: int) -> Scale:
    """The same steps for every view of the page, whatever province or status is chosen."""
    whole = replace(filters, province="", status="", person="")
    return maps.scale(rows.of_ridings(of, whole, order)["value"])


def _offices_note(table: pd.DataFrame, places: Places) -> str:
    missing = int((places.numbers(table["office_id"]) < 0).sum())
    return (
        n("{count} office has no known position.", "{count} offices have no known position.", missing)
        if missing
        else ""
    )


def _unseen(riding: str, order: int, view: str) -> str:
    """Says so where the chosen riding is not among those drawn."""
    if not riding or view == "offices" or namesake(riding, order):
        return ""
    return _("The chosen riding is not on this map: no riding of these boundaries has its name.")


def _ridings_note(of: Snapshot, filters: Filters, shown: Shapes) -> str:
    parts = []
    if others := rows.from_the_other_order(of, filters, shown.order):
        sentence = NN_(
            "Actions in {count} riding of other boundaries are drawn in the riding of the same name.",
            "Actions in {count} ridings of other boundaries are drawn in the ridings of the same names.",
        )
        parts.append(n(*sentence, others))
    if gone := rows.elsewhere(of, filters, shown.order):
        sentence = NN_(
            "Actions in {count} riding are not drawn: no riding of these boundaries has its name.",
            "Actions in {count} ridings are not drawn: no riding of these boundaries has their names.",
        )
        parts.append(n(*sentence, gone))
    return " ".join(parts)
