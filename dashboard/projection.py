"""Where a place of Canada is drawn: the conic projection of its atlases, in units that MapLibre draws true.

Lambert metres are those of EPSG:3347 (Lambert conformal conic with two standard parallels on GRS 80, after Snyder,
*Map Projections: A Working Manual*, 1987, pages 107 to 109). Map units are pseudo-degrees: Lambert metres centred on
the country and divided by ``METRES_PER_UNIT``, with the ordinate turned by the inverse of Mercator, because MapLibre
will apply Mercator to whatever it is given. Canada then lies within about 8 units of (0, 0), where Mercator is nearly
flat, and is drawn as in the atlas. NAD 83 and WGS 84 are taken as one; they differ by less than 2 m.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

METRES_PER_UNIT = 335_000.0
"""Lambert metres in one map unit at the middle of the map."""

CENTRE = (6_338_500.0, 2_955_000.0)
"""The Lambert point that is drawn at (0, 0): the middle of the land's bounding box."""

_AXIS = 6_378_137.0
_FLATTENING = 1 / 298.257222101
_ECCENTRICITY = float(np.sqrt(_FLATTENING * (2 - _FLATTENING)))
_PARALLELS = (np.radians(49.0), np.radians(77.0))
_ORIGIN_LATITUDE = np.radians(63.390675)
_ORIGIN_LONGITUDE = -91.86666666666666
_FALSE_EASTING = 6_200_000.0
_FALSE_NORTHING = 3_000_000.0
_POLE = np.pi / 2


def to_map(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Map units (x, y) of places in degrees east and north; what is missing (NaN) stays missing."""
    return lambert_to_map(*to_lambert(lon, lat))


def from_map(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Degrees east and north (lon, lat) of places in map units; the inverse of ``to_map``."""
    return from_lambert(*map_to_lambert(x, y))


def to_lambert(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Metres (easting, northing) of EPSG:3347 for places in degrees east and north."""
    angle = _CONE * np.radians(_around_origin(np.asarray(lon, dtype=float) - _ORIGIN_LONGITUDE))
    radius = _radius(np.radians(np.asarray(lat, dtype=float)))
    easting = _FALSE_EASTING + radius * np.sin(angle)
    return easting, _FALSE_NORTHING + _ORIGIN_RADIUS - radius * np.cos(angle)


def from_lambert(easting: ArrayLike, northing: ArrayLike) -> tuple[Floats, Floats]:
    """Degrees east and north (lon, lat) of places in metres of EPSG:3347."""
    across = np.asarray(easting, dtype=float) - _FALSE_EASTING
    down = _ORIGIN_RADIUS - (np.asarray(northing, dtype=float) - _FALSE_NORTHING)
    squeezed = (np.hypot(across, down) / (_AXIS * _SCALE)) ** (1 / _CONE)
    lon = _around_origin(np.degrees(np.arctan2(across, down) / _CONE) + _ORIGIN_LONGITUDE)
    return lon, np.degrees(_latitude(squeezed))


def lambert_to_map(easting: ArrayLike, northing: ArrayLike) -> tuple[Floats, Floats]:
    """Map units (x, y) of places in metres of EPSG:3347, such as the published boundary files hold."""
    x = (np.asarray(easting, dtype=float) - CENTRE[0]) / METRES_PER_UNIT
    upright = np.radians((np.asarray(northing, dtype=float) - CENTRE[1]) / METRES_PER_UNIT)
    return x, np.degrees(np.arctan(np.sinh(upright)))


def map_to_lambert(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Metres (easting, northing) of EPSG:3347 of places in map units."""
    upright = np.degrees(np.arcsinh(np.tan(np.radians(np.asarray(y, dtype=float)))))
    return np.asarray(x, dtype=float) * METRES_PER_UNIT + CENTRE[0], upright * METRES_PER_UNIT + CENTRE[1]


def _around_origin(degrees: Floats) -> Floats:
    """Longitudes brought into -180 to 180, so that both sides of the date line meet."""
    return np.asarray((degrees + 180.0) % 360.0 - 180.0)


def _squeezed(latitude: ArrayLike) -> Floats:
    """Snyder's t: tangent of half the conformal distance from the pole, 0 at the pole."""
    radians = np.asarray(latitude, dtype=float)
    wobble = _ECCENTRICITY * np.sin(radians)
    tangent = np.tan(_POLE / 2 - radians / 2) / ((1 - wobble) / (1 + wobble)) ** (_ECCENTRICITY / 2)
    return np.asarray(np.maximum(tangent, 0.0))


def _latitude(squeezed: Floats) -> Floats:
    """Radians north for Snyder's t. Five rounds of his iteration leave less than a millionth of a metre."""
    latitude = _POLE - 2 * np.arctan(squeezed)
    for _ in range(5):
        wobble = _ECCENTRICITY * np.sin(latitude)
        latitude = _POLE - 2 * np.arctan(squeezed * ((1 - wobble) / (1 + wobble)) ** (_ECCENTRICITY / 2))
    return latitude


def _parallel_radius(latitude: float) -> float:
    """Snyder's m: radius of a parallel of the ellipsoid, in semi-major axes."""
    return float(np.cos(latitude) / np.sqrt(1 - (_ECCENTRICITY * np.sin(latitude)) ** 2))


def _radius(latitude: ArrayLike) -> Floats:
    """Metres on the map from the cone's point to a latitude in radians."""
    return np.asarray(_AXIS * _SCALE * _squeezed(latitude) ** _CONE)


_CONE = float(
    np.log(_parallel_radius(_PARALLELS[0]) / _parallel_radius(_PARALLELS[1]))
    / np.log(_squeezed(_PARALLELS[0]) / _squeezed(_PARALLELS[1]))
)
_SCALE = _parallel_radius(_PARALLELS[0]) / (_CONE * float(_squeezed(_PARALLELS[0])) ** _CONE)
_ORIGIN_RADIUS = float(_radius(_ORIGIN_LATITUDE))
