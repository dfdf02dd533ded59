"""Which riding a place lies in, from the polygons loaded last; and which polygons those are."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dashboard.schema import ORDERS

Floats = NDArray[np.float64]

ROUNDED = 1e-4
"""Degrees to which the points of postal codes are known: some ten metres."""


@dataclass(frozen=True, slots=True)
class BoundarySet:
    """The files of an order's polygons in the home folder; names, not paths, so that the folder may move."""

    order: int
    records: int
    lookup: str
    """GeoParquet in the folder ``boundaries``."""
    geometry: str
    """Map geometry in the folder ``static``; its name changes with its content."""


def pointer_path(home: Path, order: int) -> Path:
    """The small file that says which set of an order counts."""
    return home / "boundaries" / f"{order}.json"


def current(order: int, home: Path) -> BoundarySet | None:
    """The set of polygons that was loaded last for an order; None when none was, or its files are gone."""
    try:
        found = BoundarySet(**json.loads(pointer_path(home, order).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    there = (home / "boundaries" / found.lookup).is_file() and (home / "static" / found.geometry).is_file()
    return found if there else None


def locate(lon: ArrayLike, lat: ArrayLike, order: int, home: Path) -> NDArray[np.object_]:
    """The key of the riding each place (degrees east and north) lies in.

    "" for a place in no riding, a missing place (NaN), and everywhere while no polygons are loaded. A place on a
    border belongs to the riding of the lower code; one outside of all, but by no more than places are rounded by
    (``ROUNDED``), to the nearest.
    """
    lon, lat = np.broadcast_arrays(np.atleast_1d(lon).astype(float), np.atleast_1d(lat).astype(float))
    found = np.full(lon.shape, "", dtype=object)
    loaded = current(order, home)
    if loaded is None:
        return found
    import shapely  # noqa: PLC0415 - read when polygons are, and not before

    tree, keys = _tree(home / "boundaries" / loaded.lookup)
    known = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    at = shapely.points(lon[known], lat[known])
    place, riding = tree.query(at)  # by boxes alone: the tree would not use what prepares polygons for many points
    inside = shapely.intersects_xy(tree.geometries[riding], lon[known[place]], lat[known[place]])
    place, riding = place[inside], riding[inside]
    by_code = np.lexsort((-riding, place))
    found[known[place[by_code]]] = keys[riding[by_code]]
    outside = np.flatnonzero(found[known] == "")
    place, riding = tree.query_nearest(at[outside], max_distance=ROUNDED, all_matches=False)
    found[known[outside[place]]] = keys[riding]
    return found


@dataclass(frozen=True)
class Locator:
    """``locate`` in a folder's polygons, for those who read files and know of no folder."""

    home: Path

    def __call__(self, lon: Floats, lat: Floats, order: int) -> NDArray[np.object_]:
        """The key of the riding that each place lies in, "" for none."""
        return locate(lon, lat, order, self.home)

    def points(self, codes: Iterable[object]) -> tuple[Floats, Floats]:
        """Latitudes and longitudes of postal codes, NaN where a code is not known."""
        from dashboard.reference.postal import points  # noqa: PLC0415 - few files have postal codes

        return points(codes)


def locator(home: Path) -> Locator:
    """What tells places and postal codes to their ridings, by the polygons in this folder."""
    return Locator(home)


@lru_cache(maxsize=4)
def _tree(path: Path) -> tuple[Any, NDArray[np.object_]]:
    """Search tree and keys of a look-up file; its name holds its content's hash, so it never goes stale."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - not on the path of the first page
    import shapely  # noqa: PLC0415 - not on the path of the first page

    table = pq.read_table(path)
    shapes = shapely.from_wkb(np.array(table["geometry"].to_pylist(), dtype=object))
    shapely.prepare(shapes)
    return shapely.STRtree(shapes), np.array(table["riding"].to_pylist(), dtype=object)


def shapes(home: Path) -> dict[str, dict[str, Any]]:
    """The loaded polygons of every order as GeoJSON mappings in degrees, by riding key; {} where none are loaded."""
    found: dict[str, dict[str, Any]] = {}
    for loaded in filter(None, (current(order, home) for order in ORDERS)):
        import shapely  # noqa: PLC0415 - read when polygons are, and not before

        tree, keys = _tree(home / "boundaries" / loaded.lookup)
        found |= dict(zip(keys, (json.loads(text) for text in shapely.to_geojson(tree.geometries)), strict=True))
    return found
