"""The lists of ridings that ship with the dashboard, both representation orders."""

from functools import cache

import pandas as pd

from dashboard.reference.shipped import shipped


@cache
def ridings() -> pd.DataFrame:
    """Every riding of both orders, by order and code; nothing in it may be changed.

    Columns: riding (key), order, code, name_en, name_fr, province, latitude, longitude (a point inside), area_km2,
    tile_x, tile_y (place in the tile grid).
    """
    text = {name: "str" for name in ("code", "name_en", "name_fr", "province")}
    listed = pd.read_csv(shipped("ridings.csv"), dtype=text, keep_default_na=False)
    keys = listed["order"].astype("str") + ":" + listed["code"]
    listed.insert(0, "riding", keys.astype("str"))
    return listed.sort_values(["order", "code"], kind="stable").reset_index(drop=True)
