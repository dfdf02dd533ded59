"""A country of four ridings an order, each one degree wide, and files of it in the shapes that publishers use."""

import io
import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from dashboard.reference import coverage, orders
from dashboard.reference.coverage import areas_km2
from dashboard.reference.load import File

CELLS = {"35001": (-80.0, 44.0), "35002": (-79.0, 44.0), "35003": (-80.0, 45.0), "35004": (-79.0, 45.0)}
NAMES = {
    2013: {"35001": ("Ajax", "Ajax"), "35002": ("North", "Nord"), "35003": ("Lake", "Lac"), "35004": ("Hill", "Mont")},
    2023: {
        "35001": ("Fort", "Fort"),
        "35002": ("Oak", "Chêne"),
        "35003": ("River", "Rivière"),
        "35004": ("Bay", "Baie"),
    },
}


def cell(code, width=1.0):
    west, south = CELLS[code]
    return shapely.box(west, south, west + width, south + width)


@pytest.fixture
def small_country(monkeypatch):
    """Replaces the list of ridings by four an order, each one degree wide."""
    rows = [
        {
            "order": order,
            "code": code,
            "name_en": english,
            "name_fr": french,
            "area_km2": areas_km2(np.array([cell(code)]))[0],
        }
        for order, names in NAMES.items()
        for code, (english, french) in names.items()
    ]
    for row in rows:
        row["longitude"], row["latitude"] = np.add(CELLS[row["code"]], 0.1)
    listed = pd.DataFrame(rows)
    for module in (orders, coverage):
        monkeypatch.setattr(module, "ridings", lambda: listed)


def geojson(shapes=None, order=2013, rows=None, **more):
    """A GeoJSON file of the small country; ``shapes`` replaces cells, ``rows`` the properties of all features."""
    shapes = {code: cell(code) for code in CELLS} | (shapes or {})
    rows = rows or [{"code": int(code), "en": NAMES[order][code][0]} for code in shapes if shapes[code] is not None]
    features = [
        {"type": "Feature", "properties": row, "geometry": json.loads(shapely.to_geojson(shapes[str(_code(row))]))}
        for row in rows
    ]
    return File("ridings.geojson", json.dumps({"type": "FeatureCollection", "features": features} | more).encode())


def geojson_of(*features):
    return File("ridings.geojson", json.dumps({"type": "FeatureCollection", "features": features}).encode())


def _code(row):
    return next(str(cell) for cell in row.values() if str(cell) in CELLS)


def geoparquet(columns, shapes, crs="absent", encoding="WKB"):
    described = {"encoding": encoding, "geometry_types": ["Polygon"]} | ({} if crs == "absent" else {"crs": crs})
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": described}}
    table = pa.table(columns | {"geometry": shapely.to_wkb(shapes)}).replace_schema_metadata({"geo": json.dumps(geo)})
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return File("ridings.parquet", sink.getvalue())
