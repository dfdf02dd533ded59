"""Points of postal codes and cities, from the lists that ship with the dashboard."""

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

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

_AREA_CODES = 10 * 26 * 10
"""Numbers that begin with the same three signs."""

_OF_CITY = ("city of ", "ville de ", "town of ")
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


class City(NamedTuple):
    """A city or village as listed, without accents, and its middle."""

    name: str
    province: str
    latitude: float
    longitude: float


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


def area_points(signs: str) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of all known codes that begin with these three signs; none for signs that none has."""
    known, latitudes, longitudes = listed_codes()
    (first,) = code_numbers([f"{signs}0A0"])
    if first < 0:
        return np.empty(0), np.empty(0)
    start, stop = np.searchsorted(known, [first, first + _AREA_CODES])
    return latitudes[start:stop] / PRECISION, longitudes[start:stop] / PRECISION


def cities_named(text: str) -> list[City]:
    """The cities and villages a text such as "Québec", "Quebec QC", "Saint-John's, Terre-Neuve" may mean.

    One for each province that has the name; with a province in the text only that one's. "Ville de" in front and
    "City" behind may be left out or not.
    """
    named = _cities_by_name()
    for name, province in _name_and_province(text):
        found = [city for city in named.get(name, ()) if province in ("", city.province)]
        if found:
            return found
    return []


def _name_and_province(text: str) -> list[tuple[str, str]]:
    """Ways to read a text as a city's name and a province ("" for any), the most literal first."""
    words = normal_form(text).split()
    ways = [(" ".join(words), "")]
    for end in range(len(words) - 1, 0, -1):
        ways += [(" ".join(words[:end]), where)] if (where := province_code(" ".join(words[end:]))) else []
    for name, where in list(ways):
        bare = next((name.removeprefix(of) for of in _OF_CITY if name.startswith(of)), name).removesuffix(" city")
        ways += [(bare, where)] if bare != name else []
    return [(_city_key(name), where) for name, where in ways]


def city_point(city: str, province: str = "") -> tuple[float, float]:
    """Latitude and longitude of the middle of a city or village; NaN where it is not known.

    ``province`` is an abbreviation or a name; without one, only names that a single province has are known.
    """
    latitude, longitude = _cities().get((_city_key(city), province_code(province)), (np.nan, np.nan))
    return latitude, longitude


def listed_point(city: str, province: str) -> tuple[float, float]:
    """As ``city_point``, for a city written as the list has it: its line is found without understanding all others."""
    _, _, after = shipped("cities.csv").read_text(encoding="utf-8").partition(f"\n{city},{province},")
    if not after:
        return city_point(city, province)
    latitude, longitude = after.partition("\n")[0].split(",")
    return float(latitude), float(longitude)


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
def _cities_by_name() -> dict[str, list[City]]:
    with shipped("cities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named: dict[str, dict[str, City]] = {}
    for row in rows:
        city = City(row["name"], row["province"], float(row["latitude"]), float(row["longitude"]))
        named.setdefault(_city_key(city.name), {})[city.province] = city
    return {name: list(own.values()) for name, own in named.items()}


@cache
def _cities() -> dict[tuple[str, str], tuple[float, float]]:
    """Points by name and province; under province "" those names that only one province has."""
    named = _cities_by_name()
    known = {(name, city.province): city[2:] for name, own in named.items() for city in own}
    return known | {(name, ""): own[0][2:] for name, own in named.items() if len(own) == 1}


def _city_key(name: str) -> str:
    return " ".join(_WORDS.get(word, word) for word in normal_form(name).split())
