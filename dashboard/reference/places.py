"""Where a place is that someone names: a postal code, its first three signs, a city, a riding or coordinates.

Everything is answered from lists that ship and polygons that were loaded; nothing is asked of any network.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from dashboard.addresses import postal_code
from dashboard.matching.near import EXACT, Found
from dashboard.matching.ridings import RidingMatcher
from dashboard.names import normal_form
from dashboard.reference.lookup import current, locate
from dashboard.reference.postal import Floats, area_points, cities_named, points
from dashboard.reference.ridings import ridings
from dashboard.schema import ORDERS

PRECISIONS = ("given", "postal_code", "fsa", "city", "riding")
"""How exactly a place is known, from its own coordinates to the middle of its riding."""

_AREA = re.compile(r"[a-z]\d[a-z]", re.IGNORECASE)
_KEY = re.compile(r"(?:2013|2023)\s*[:/-]\s*\d{5}")
_DEGREES = re.compile(r"([+-]?\d+(?:[.,]\d+)?)°?(?:\s*[;,]\s+|\s+|,(?=[+-]))([+-]?\d+(?:[.,]\d+)?)°?")
_DOTTED = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*[;,]\s*([+-]?\d+(?:\.\d+)?)")
_CANADA = ((41.0, 84.0), (-142.0, -52.0))
_HELD = 0.9
_EARTH_KM = 6_371.0088


@dataclass(frozen=True, slots=True)
class Place:
    """A point, how exactly it is known, and the ridings whose polygons hold it."""

    latitude: float
    longitude: float
    precision: str
    """One of ``PRECISIONS``."""
    label: str
    """What it is called: ``M6A 1A3``, ``M6A``, ``Montreal, QC``, a riding's English name, the coordinates."""
    ridings: dict[int, str]
    """Riding keys by order; an order is missing when its polygons are not loaded or none of them holds the point."""
    radius_km: float = float("nan")
    """For the first three signs of a code: how far around the point nine tenths of their codes lie."""
    unloaded: tuple[int, ...] = ()
    """The orders asked for whose polygons are not loaded: of them nothing can be told."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The one place that is meant, or None; and where several may be meant, those to choose from."""

    place: Place | None = None
    candidates: tuple[Place, ...] = ()


def find_place(text: str, *, home: Path, order: int | None = None) -> Place | None:
    """The one place that ``text`` names, with its ridings of both orders or of one; None for none or several."""
    return look_up(text, home=home, order=order).place


def look_up(text: str, *, home: Path, order: int | None = None) -> Sought:
    """What ``text`` names: coordinates, a postal code in any spelling, its first three signs, a city, a riding.

    A code that is not listed falls back to its first three signs, and says so by its precision. A city's name with or
    without its province; one that several provinces have gives candidates instead of a guess, as does a riding's name
    that is nearly one of ours. Ridings come from the polygons in ``home``; without these there are none.
    """
    text = " ".join(text.split())
    orders = ORDERS if order is None else (order,)
    found = _given(text) or _by_code(text)
    if found:
        return Sought(_with_ridings(found, orders, home))
    if not text:
        return Sought()
    cities = [] if _KEY.fullmatch(text) else _cities(text)
    if len(cities) == 1:
        return Sought(_with_ridings(cities[0], orders, home))
    sought = _by_riding(text, orders)
    if cities:
        sought = Sought(candidates=(*cities, *filter(None, [sought.place])))
    place = _with_ridings(sought.place, orders, home) if sought.place else None
    return Sought(place, tuple(_with_ridings(one, orders, home) for one in sought.candidates))


def ridings_of_codes(codes: Iterable[object], order: int, home: Path) -> NDArray[np.object_]:
    """The key of the riding in which each postal code's point lies, by the polygons in ``home``.

    "" for a code that is not known, a point in no riding, and everywhere while no polygons are loaded.
    """
    distinct, place = np.unique(np.array([str(code) for code in codes], dtype="U"), return_inverse=True)
    latitude, longitude = points(distinct)
    return locate(longitude, latitude, order, home)[place]


def near(offices: pd.DataFrame, place: Place) -> pd.DataFrame:
    """The offices that have a point, nearest first, with their distance in the new column ``km``."""
    km = distances_km(offices["latitude"], offices["longitude"], place.latitude, place.longitude)
    known = offices.assign(km=km)[np.isfinite(km)]
    return known.sort_values("km", kind="stable")


def distances_km(latitude: ArrayLike, longitude: ArrayLike, from_latitude: float, from_longitude: float) -> Floats:
    """Great-circle distances from one point to others (degrees); NaN for those that are missing."""
    north, east = np.radians(np.asarray(latitude, dtype=float)), np.radians(np.asarray(longitude, dtype=float))
    half_north = (north - np.radians(from_latitude)) / 2
    half_east = (east - np.radians(from_longitude)) / 2
    chord = np.sin(half_north) ** 2 + np.cos(north) * np.cos(np.radians(from_latitude)) * np.sin(half_east) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1))))


def _given(text: str) -> Place | None:
    found = _DOTTED.fullmatch(text) or _DEGREES.fullmatch(text)
    if not found:
        return None
    latitude, longitude = (float(number.replace(",", ".")) for number in found.groups())
    (south, north), (west, east) = _CANADA
    if not (south <= latitude <= north and west <= longitude <= east):
        return None
    return Place(latitude, longitude, "given", f"{latitude:g}, {longitude:g}", {})


def _by_code(text: str) -> Place | None:
    """The point of the code in the text, else the middle of the codes that begin with the same three signs."""
    code = postal_code(text)
    if code:
        (latitude,), (longitude,) = points([code])
        if np.isfinite(latitude):
            return Place(float(latitude), float(longitude), "postal_code", code, {})
    area = code[:3] if code else text.upper()
    return _area(area) if _AREA.fullmatch(area) else None


@cache
def _area(signs: str) -> Place | None:
    latitudes, longitudes = area_points(signs)
    if not len(latitudes):
        return None
    latitude, longitude = float(np.median(latitudes)), float(np.median(longitudes))
    km = np.quantile(distances_km(latitudes, longitudes, latitude, longitude), _HELD, method="higher")
    return Place(latitude, longitude, "fsa", signs, {}, radius_km=float(km))


def _cities(text: str) -> list[Place]:
    return [
        Place(city.latitude, city.longitude, "city", f"{city.name}, {city.province}", {}) for city in cities_named(text)
    ]


def _by_riding(text: str, orders: Sequence[int]) -> Sought:
    """The riding of this name or key, of the latest order that has it; one of the same name in another stands beside.

    A name that is exact in one order is not looked for among the similar ones of another.
    """
    found = [_matcher().match(text, order) for order in sorted(orders, reverse=True)]
    exact = [one for one in found if one.key and one.score == EXACT]
    meant = exact or [one for one in found if one.key]
    if len({normal_form(one.name) for one in meant}) > 1:  # a code, which is another riding's in each order
        return Sought(candidates=tuple(_centre(one.key) for one in meant))
    if meant:
        return Sought(_centre(*(one.key for one in meant)))
    elsewhere = _elsewhere(text, orders)
    if elsewhere.key:
        return Sought(_centre(elsewhere.key))
    keys = dict.fromkeys(key for one in found for key in one.candidates)
    return Sought(candidates=tuple(_centre(key) for key in keys))


def _elsewhere(text: str, orders: Sequence[int]) -> Found:
    """What the text names exactly in an order that was not asked for."""
    others = [_matcher().match(text, order) for order in ORDERS if order not in orders]
    return next((one for one in others if one.key and one.score == EXACT), Found())


def _centre(*keys: str) -> Place:
    """The middle of the first riding; all keys are told, each of its own order."""
    row = _listed().loc[keys[0]]
    own = {int(key[:4]): key for key in reversed(keys)}
    return Place(float(row["latitude"]), float(row["longitude"]), "riding", str(row["name_en"]), own)


def _with_ridings(place: Place, orders: Sequence[int], home: Path) -> Place:
    """The place with the ridings that hold its point, beside those it is named for."""
    found = dict(place.ridings)
    asked = [order for order in orders if order not in found]
    loaded = [order for order in asked if current(order, home)]
    for order in loaded:
        (key,) = locate(place.longitude, place.latitude, order, home)
        if key:
            found[order] = str(key)
    unloaded = tuple(order for order in asked if order not in loaded)
    return replace(place, ridings=dict(sorted(found.items())), unloaded=unloaded)


@cache
def _matcher() -> RidingMatcher:
    return RidingMatcher(ridings())


@cache
def _listed() -> pd.DataFrame:
    return ridings().set_index("riding")[["name_en", "latitude", "longitude"]]
