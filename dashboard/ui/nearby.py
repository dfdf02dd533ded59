"""Who sits for the riding that holds a postal code, and the offices nearest to it or to a city."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import config
from dashboard import words as vocabulary
from dashboard.directory.standing import standing
from dashboard.reference.lookup import current
from dashboard.reference.places import Place, find_place, near
from dashboard.schema import ORDERS
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, past, ridings, state, tables, widgets
from dashboard.ui.cards import seat
from dashboard.ui.frame import shown_order
from dashboard.ui.text import _, words

_MOST, _FEW = 15, 5
_CAUCUS = "government_caucus"


def at_postal_code(of: Snapshot, text: str) -> None:
    """Who sits for the riding that holds a postal code's point, and the offices near it."""
    place = _place(text)
    if place is None:
        told = _("The postal code {code} is not in our list: try its first three signs, or a city.")
        widgets.note(told.format(code=text.upper()))
        return
    _told(place, text)
    _member(of, place)
    _powerful(of, place)
    _offices(of, place)


def at_city(of: Snapshot, text: str) -> bool:
    """The offices near a city that nobody listed is in; False where the text names no city."""
    place = _place(text)
    if place is None or place.precision != "city":
        return False
    _powerful(of, place)
    _offices(of, place)
    return True


def _told(place: Place, text: str) -> None:
    """How exactly the place is known, where that is less than was asked for."""
    if place.precision == "fsa":
        if len(text) > len(place.label):
            widgets.note(_("That postal code is not in our list: shown is {code}.").format(code=place.label))
        told = _("{code} is an area: distances are from about its middle, and the riding is the one there.")
        widgets.quiet(told.format(code=place.label))


def _member(of: Snapshot, place: Place) -> None:
    """The riding that the point lies in, by the boundaries shown, and who sits for it."""
    key = place.ridings.get(shown_order(of), "")
    if not key:
        loaded = shown_order(of) not in place.unloaded
        outside = _("No riding of the boundaries shown holds this place.")
        widgets.note(outside if loaded else _("Which riding holds it is not known: load boundaries on the Data page."))
        return
    day = past.on_the_day_shown(of)
    named = ridings.names(words().language).get(key, key)
    member = seat.member_on(of, key, day)
    widgets.title(_("{code} lies in {riding}").format(code=place.label, riding=named))
    st.text(seat.named(of, member, day) if member else _("Who sat for it on the last day shown is not known."))
    label = _("Offices, phones and who held it when")
    st.button(label, key="to-place", type="tertiary", icon=":material/groups:", on_click=_open, args=(key, member))


def lines(of: Snapshot, place: Place) -> list[str]:
    """Who sits for the riding around a place, and who is nearest of those with power over the demand, as sentences."""
    day, told = past.on_the_day_shown(of), []
    key = place.ridings.get(shown_order(of), "")
    if key and (member := seat.member_on(of, key, day)):
        named = ridings.names(words().language).get(key, key)
        sits = _("{code} lies in {riding}: {member}").format(
            code=place.label, riding=named, member=seat.named(of, member, day)
        )
        told.append(sits)
    rows = with_power(of, place.latitude, place.longitude, day)
    if len(rows):
        first, say = rows.iloc[0], words()
        nearest = _("Nearest with power over the demand: {who}, {role}, {km} km as the crow flies")
        role, km = say.named(vocabulary.ROLES, first["role"]), say.number(first["km"], 1)
        told.append(nearest.format(who=of.directory.name_of(first["target_id"]), role=role, km=km))
    return told


def _powerful(of: Snapshot, place: Place) -> None:
    """The offices nearest to the place of those whose role toward the demand weighs more than the caucus."""
    widgets.title(_("Nearest with power over the demand"))
    rows = with_power(of, place.latitude, place.longitude, past.on_the_day_shown(of)).head(_FEW)
    if rows.empty:
        st.text(_("Nobody with a role toward the demand has an office at a known place on the last day shown."))
        return
    table = _readable(of, rows)
    table.insert(2, _("Role"), words().renamed(vocabulary.ROLES, rows["role"]))
    tables.show(table, "near-power", _opener(rows))


def _offices(of: Snapshot, place: Place) -> None:
    """The open offices nearest to the place; a pick opens its owner's card with it first."""
    widgets.title(_("Offices near {code}").format(code=place.label))
    rows = _near(of, place.latitude, place.longitude, past.on_the_day_shown(of)).head(_MOST)
    tables.show(_readable(of, rows), "near", _opener(rows))


def _opener(rows: pd.DataFrame) -> Callable[[int], None]:
    """What opens the card of the owner of a picked office, with the office first."""
    ids, offices = rows["target_id"].tolist(), rows["office_id"].tolist()
    return lambda number: state.change(person=ids[number], office=offices[number], riding="")


def _open(key: str, member: str) -> None:
    state.change(person=member, riding="" if member else key, office="")


@cached.kept
def _near(of: Snapshot, latitude: float, longitude: float, day: np.datetime64) -> pd.DataFrame:
    """The offices open on the day, nearest to a point first, with ``km``."""
    return near(standing(of.offices, day), Place(latitude, longitude, "given", "", {}))


@cached.kept
def with_power(of: Snapshot, latitude: float, longitude: float, day: np.datetime64) -> pd.DataFrame:
    """The same of those alone whose role on the day weighs more than the government's caucus, with their ``role``."""
    rows = _near(of, latitude, longitude, day)
    rows = rows[rows["target_id"] != ""]
    if rows.empty:
        return rows.assign(role="")
    codes = of.roles(rows["target_id"].tolist(), np.array([day]))[:, 0]
    roles = np.array(of.settings.role_names, dtype=object)[codes]
    weights = np.array(of.settings.role_weights)[codes]
    return rows.assign(role=roles)[weights > of.settings.roles[_CAUCUS]]


@lru_cache(maxsize=64)
def _found(text: str, home: Path, _loaded: tuple[object, ...]) -> Place | None:
    return find_place(text, home=home)


def _place(text: str) -> Place | None:
    """What the text names, looked up again once other boundaries are loaded."""
    home = config.home()
    return _found(text, home, tuple(current(order, home) for order in ORDERS))


def _readable(of: Snapshot, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Km, straight line"): rows["km"].round(1).to_numpy(),
            _("Who"): of.directory.names_of(rows["target_id"]),
            _("Office"): words().renamed(vocabulary.OFFICE_KINDS, rows["kind"]),
            _("Address"): rows["address"].to_numpy(),
            _("Phone"): rows["phone"].to_numpy(),
        }
    )
