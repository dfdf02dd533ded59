"""One-tap views of the country and of its large cities, computed from the lists that ship.

An area spans the ridings whose point lies within a reach of the city's point in ``cities.csv``: how far is a choice of
ours, what lies there is looked up. Its box holds a square as large as each of these ridings about the riding's point.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.projection import lambert_to_map, to_lambert
from dashboard.reference.postal import listed_point
from dashboard.reference.ridings import ridings
from dashboard.words import N_, Words

CANADA = "canada"
"""The view of all of the map."""


@dataclass(frozen=True, slots=True)
class Area:
    """A city as a view of the map; ``reach`` are kilometres around the city's point."""

    name: str
    city: str
    province: str
    reach: int


AREAS = {
    "toronto": Area(N_("Greater Toronto"), "Toronto", "ON", 50),
    "montreal": Area(N_("Montréal"), "Montreal", "QC", 33),
    "vancouver": Area(N_("Vancouver"), "Vancouver", "BC", 40),
    "ottawa": Area(N_("Ottawa"), "Ottawa", "ON", 25),
    "calgary": Area(N_("Calgary"), "Calgary", "AB", 20),
    "edmonton": Area(N_("Edmonton"), "Edmonton", "AB", 18),
    "winnipeg": Area(N_("Winnipeg"), "Winnipeg", "MB", 20),
}
ZOOMS = (CANADA, *AREAS)
"""What an address may say after ``zoom=``."""

_METRES = 1000.0


def zooms(words: Words) -> list[dict[str, Any]]:
    """Every view as the map gets it: id, name, box (west, south, east, north in map units) and keys of ridings.

    The country has neither box nor ridings: it is whatever the map shows of it.
    """
    whole = {"id": CANADA, "name": words._("Canada"), "box": [], "ridings": []}
    return [whole] + [
        {"id": name, "name": words._(area.name), "box": list(box(name)), "ridings": list(spanned(name))}
        for name, area in AREAS.items()
    ]


@cache
def spanned(name: str) -> tuple[str, ...]:
    """Keys of the ridings of both orders that an area spans."""
    return tuple(ridings()["riding"].to_numpy()[_within(AREAS[name])])


@cache
def box(name: str) -> tuple[float, ...]:
    """West, south, east and north of an area in map units."""
    near = ridings()[_within(AREAS[name])]
    east, north = to_lambert(near["longitude"], near["latitude"])
    half = np.sqrt(near["area_km2"].to_numpy()) * _METRES / 2
    x, y = lambert_to_map(
        np.array([(east - half).min(), (east + half).max()]), np.array([(north - half).min(), (north + half).max()])
    )
    return tuple(round(float(value), 4) for value in (x[0], y[0], x[1], y[1]))


def _within(area: Area) -> npt.NDArray[np.bool_]:
    listed = ridings()
    latitude, longitude = listed_point(area.city, area.province)
    here, there = to_lambert(longitude, latitude), to_lambert(listed["longitude"], listed["latitude"])
    away: npt.NDArray[np.bool_] = np.hypot(there[0] - here[0], there[1] - here[1]) <= area.reach * _METRES
    return away
