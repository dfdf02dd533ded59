"""Where each row of a table is, as GeoJSON shapes."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard.errors import UsageError
from dashboard.reference.ridings import ridings
from dashboard.snapshot import Snapshot

Shape = Mapping[str, Any] | None


def geometry(name: str, rows: pd.DataFrame, snapshot: Snapshot, polygons: Mapping[str, Shape]) -> list[Shape]:
    """A shape for each row of an exported table, None where nothing places it.

    Ridings take their polygon where one is given (by riding key), else their centre point; offices their position;
    coverage, actions and next their office's position, else their riding's centre. Raises UsageError for other tables.
    """
    if name not in ("ridings", "offices", "coverage", "actions", "next"):
        message = f"The table {name} has no places: export it as csv, json, xlsx or parquet."
        raise UsageError(message)
    keys = _keys(rows)
    if name == "ridings":
        points = _points(rows["longitude"], rows["latitude"])
        return [polygons.get(key) or point for key, point in zip(keys, points, strict=True)]
    at_office = snapshot.offices.set_index("office_id")[["longitude", "latitude"]].reindex(rows["office_id"])
    of_offices = _points(at_office["longitude"], at_office["latitude"])
    if name == "offices":
        return of_offices
    listed = ridings().set_index("riding")[["longitude", "latitude"]].reindex(keys)
    centres = _points(listed["longitude"], listed["latitude"])
    return [office or centre for office, centre in zip(of_offices, centres, strict=True)]


def _keys(rows: pd.DataFrame) -> list[str]:
    pairs = zip(rows["riding_order"], rows["riding_code"], strict=True)
    return [f"{order:.0f}:{code}" if code else "" for order, code in pairs]


def _points(longitudes: pd.Series, latitudes: pd.Series) -> list[Shape]:
    pairs = zip(longitudes.tolist(), latitudes.tolist(), strict=True)
    return [None if np.isnan(x) else {"type": "Point", "coordinates": [x, y]} for x, y in pairs]
