"""The lists of ridings that ship with the dashboard, both representation orders, and where their tiles are drawn."""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from dashboard.projection import CENTRE, METRES_PER_UNIT, lambert_to_map
from dashboard.reference.shipped import shipped

Floats = NDArray[np.float64]

TILE_WIDTH = 0.45
"""Map units from one side of a hexagon to the other: the grid then fills the map as the country does."""

_MIDDLE = (33.0, 11.0)
"""The place of the tile grid that is drawn in the middle of the map."""

_CORNERS = np.array([(0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1), (0, -2)], dtype=float)
"""Around a hexagon and back: half widths to the right, thirds of a row downward."""


@cache
def ridings() -> pd.DataFrame:
    """Every riding of both orders, by order and code; nothing in it may be changed.

    Columns: riding (key), order, code, name_en, name_fr, province, latitude, longitude (a point inside, ashore),
    area_km2, tile_x, tile_y (place in the tile grid: half hexagons to the right, rows downward).
    """
    text = dict.fromkeys(("code", "name_en", "name_fr", "province"), "str")
    listed = pd.read_csv(shipped("ridings.csv"), dtype=text, keep_default_na=False)
    keys = listed["order"].astype("str") + ":" + listed["code"]
    listed.insert(0, "riding", keys.astype("str"))
    return listed.sort_values(["order", "code"], kind="stable").reset_index(drop=True)


@cache
def riding_keys(order: int | None = None) -> frozenset[str]:
    """The keys of all ridings, or of those of one order."""
    listed = ridings()
    return frozenset(listed["riding"] if order is None else listed.loc[listed["order"] == order, "riding"])


def tile_centres(tile_x: ArrayLike, tile_y: ArrayLike) -> tuple[Floats, Floats]:
    """Map units (x, y) of the middles of tiles."""
    right = (np.asarray(tile_x, dtype=float) - _MIDDLE[0]) / 2
    down = (np.asarray(tile_y, dtype=float) - _MIDDLE[1]) * np.sqrt(3) / 2
    scale = TILE_WIDTH * METRES_PER_UNIT
    return lambert_to_map(CENTRE[0] + right * scale, CENTRE[1] - down * scale)


def tile_corners(tile_x: ArrayLike, tile_y: ArrayLike) -> tuple[Floats, Floats]:
    """Map units (x, y) of the corners of tiles, one row of seven a tile, the last corner the first again."""
    right = np.asarray(tile_x, dtype=float)[:, None] + _CORNERS[:, 0]
    down = np.asarray(tile_y, dtype=float)[:, None] + _CORNERS[:, 1] / 3
    return tile_centres(right, down)
