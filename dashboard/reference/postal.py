"""Points of postal codes and cities, from the tables that ship with the dashboard: no network, no geometry library."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.names import normal_form
from dashboard.reference.shipped import shipped

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_CODE = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[A-Z]\d[A-Z]\d")
_DEGREE = 1e4
"""The table's points are whole ten-thousandths of a degree."""


def points(codes: Sequence[str]) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of postal codes, however spaced or cased; NaN where a code is unknown."""
    place, unique = pd.factorize(np.asarray(codes, dtype=object))
    wanted = np.array([_number(code) for code in unique], dtype=np.int64)
    latitude, longitude = _points_of(wanted)
    return np.append(latitude, np.nan)[place], np.append(longitude, np.nan)[place]


def city_points(cities: Sequence[str], provinces: Sequence[str]) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of the middles of cities, by name and province; NaN where one is unknown."""
    known = _cities()
    found = [
        known.get((normal_form(city), province), (np.nan, np.nan)) if city else (np.nan, np.nan)
        for city, province in zip(cities, provinces, strict=True)
    ]
    pairs = np.array(found, dtype=np.float64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _number(code: str) -> int:
    """The code as a number in base 36, -1 where it is none."""
    text = re.sub(r"[\s-]", "", code).upper()
    return int(text, 36) if _CODE.fullmatch(text) else -1


def _points_of(wanted: Ints) -> tuple[Floats, Floats]:
    if not (wanted >= 0).any():
        return np.full(len(wanted), np.nan), np.full(len(wanted), np.nan)
    numbers, latitudes, longitudes = _table()
    place = np.searchsorted(numbers, wanted).clip(0, len(numbers) - 1)
    known = numbers[place] == wanted
    return (
        np.where(known, latitudes[place] / _DEGREE, np.nan),
        np.where(known, longitudes[place] / _DEGREE, np.nan),
    )


@cache
def _table() -> tuple[Ints, npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Code numbers in order, with their points in ten-thousandths of a degree; the file keeps differences."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - most starts never place an office

    table = pq.read_table(shipped("postal_codes.parquet"))
    code, latitude, longitude = (
        np.cumsum(table.column(name).to_numpy(), dtype=np.int64) for name in ("code", "latitude", "longitude")
    )
    return code, latitude.astype(np.int32), longitude.astype(np.int32)


@cache
def _cities() -> dict[tuple[str, str], tuple[float, float]]:
    listed = pd.read_csv(shipped("cities.csv"), keep_default_na=False)
    names = [normal_form(name) for name in listed["city"]]
    places = zip(listed["latitude"], listed["longitude"], strict=True)
    return dict(zip(zip(names, listed["province"], strict=True), places, strict=True))
