"""Points of postal codes and cities, from the lists that ship with the dashboard."""

import csv
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dashboard.addresses import province as province_code
from dashboard.names import normal_form
from dashboard.reference.shipped import shipped

Floats = NDArray[np.float64]

PRECISION = 10_000
"""The list holds whole ten-thousandths of a degree."""

_PLACES = ((ord("A"), 26), (ord("0"), 10)) * 3
"""First sign and number of signs at each of a code's six places."""

_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def points(codes: Iterable[object]) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of postal codes in any spelling of case and blanks; NaN where a code is not known.

    The point is that of the code's list entry, about the middle of its addresses: good to a block in a city, to a
    village in the country.
    """
    known, latitudes, longitudes = listed_codes()
    wanted = code_numbers(codes)
    place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    found = known[place] == wanted
    return _degrees(latitudes, place, found), _degrees(longitudes, place, found)


def code_numbers(codes: Iterable[object]) -> NDArray[np.int32]:
    """The number of each code in the order of all possible ones, -1 for what is no postal code at all."""
    compact = ["".join(str(code).split()).replace("-", "").upper() for code in codes]
    signs = np.array(compact, dtype="U7").view(np.uint32).reshape(len(compact), 7).astype(np.int64)
    number = np.zeros(len(compact), dtype=np.int64)
    valid = signs[:, 6] == 0
    for place, (first, many) in enumerate(_PLACES):
        digit = signs[:, place] - first
        valid &= (digit >= 0) & (digit < many)
        number = number * many + digit
    return np.where(valid, number, -1).astype(np.int32)


def city_point(city: str, province: str = "") -> tuple[float, float]:
    """Latitude and longitude of the middle of a city or village; NaN where it is not known.

    ``province`` is an abbreviation or a name; without one, only names that a single province has are known.
    """
    latitude, longitude = _cities().get((_city_key(city), province_code(province)), (np.nan, np.nan))
    return latitude, longitude


def city_points(cities: Sequence[str], provinces: Sequence[str]) -> tuple[Floats, Floats]:
    """``city_point`` of each city in each province, as latitudes and longitudes."""
    pairs = dict.fromkeys(zip(cities, provinces, strict=True))
    found = {pair: city_point(*pair) if pair[0] else (np.nan, np.nan) for pair in pairs}
    both = np.array([found[pair] for pair in zip(cities, provinces, strict=True)], dtype=float).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _degrees(values: NDArray[np.int32], place: NDArray[np.intp], found: NDArray[np.bool_]) -> Floats:
    return np.where(found, values[place] / PRECISION, np.nan)


@cache
def listed_codes() -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Numbers of the known codes in rising order, then their latitudes and longitudes in whole ``PRECISION`` parts.

    Kept as plain arrays, not as objects; nothing in them may be changed.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 - only the pages that place offices need it

    table = pq.read_table(shipped("postal_codes.parquet"), columns=["code", "latitude", "longitude"])
    numbers, latitudes, longitudes = (column.to_numpy() for column in table.columns)
    return numbers, latitudes, longitudes


@cache
def _cities() -> dict[tuple[str, str], tuple[float, float]]:
    """Points by name and province; under province "" those names that only one province has."""
    with shipped("cities.csv").open(encoding="utf-8", newline="") as file:
        rows = [(_city_key(row["name"]), row["province"], row) for row in csv.DictReader(file)]
    known = {(name, province): (float(row["latitude"]), float(row["longitude"])) for name, province, row in rows}
    provinces: dict[str, list[str]] = {}
    for name, province in known:
        provinces.setdefault(name, []).append(province)
    alone = {(name, ""): known[name, own[0]] for name, own in provinces.items() if len(own) == 1}
    return known | alone


def _city_key(name: str) -> str:
    return " ".join(_WORDS.get(word, word) for word in normal_form(name).split())
