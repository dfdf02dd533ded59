"""Polygons and their columns from GeoJSON and GeoParquet, in degrees; no GDAL driver ever sees these bytes."""

import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from dashboard.errors import UnusableFileError
from dashboard.projection import from_lambert

Shapes = NDArray[np.object_]

DEGREES = "degrees"
UNKNOWN = ""
LAMBERT = "EPSG:3347"

_DEGREE_CODES = {"EPSG:4326", "EPSG:4269", "EPSG:4617", "OGC:CRS84", "OGC:CRS83"}
_MOST_ROWS = 50_000
_MOST_UNPACKED = 2_000_000_000
_CANADA = (-145.0, 40.0, -45.0, 90.5)


@dataclass(frozen=True, slots=True)
class Features:
    """A file's polygons, in degrees once read, and its other columns as lists of cells."""

    columns: dict[str, list[Any]]
    shapes: Shapes


def features_of_geojson(content: dict[str, Any], name: str) -> Features:
    """The features of a parsed FeatureCollection; raises UnusableFileError with what to do."""
    features = content.get("features")
    if not isinstance(features, list) or not features or not all(isinstance(feature, dict) for feature in features):
        message = f"{name} holds no features: export the riding polygons again."
        raise UnusableFileError(message)
    properties = [_mapping(feature.get("properties")) for feature in features]
    keys = list(dict.fromkeys(key for own in properties for key in own))
    try:
        texts = [json.dumps(feature["geometry"]) if feature.get("geometry") else None for feature in features]
        shapes = shapely.from_geojson(np.array(texts, dtype=object))
    except (shapely.errors.GEOSException, ValueError) as error:
        message = f"{name} holds a geometry that can't be read: export the riding polygons again."
        raise UnusableFileError(message) from error
    columns = {str(key): [own.get(key) for own in properties] for key in keys}
    return Features(columns, in_degrees(shapes, _geojson_crs(content), name))


def features_of_geoparquet(data: bytes, name: str) -> Features:
    """The rows of a GeoParquet file; raises UnusableFileError with what to do."""
    try:
        table = _bounded_table(data, name)
    except (pa.ArrowException, OSError) as error:
        message = f"{name} begins like a Parquet file but can't be read: download it again."
        raise UnusableFileError(message) from error
    geo = _geo_of(table)
    primary = geo.get("primary_column", "geometry")
    described = _mapping(_mapping(geo.get("columns")).get(primary))
    if primary not in table.column_names or described.get("encoding", "WKB") != "WKB":
        message = f"{name} has no geometry in the WKB encoding: save it as GeoParquet with WKB geometry."
        raise UnusableFileError(message)
    try:
        shapes = shapely.from_wkb(np.array(table[primary].to_pylist(), dtype=object))
    except (shapely.errors.GEOSException, TypeError) as error:
        message = f"{name} holds a geometry that can't be read: export the riding polygons again."
        raise UnusableFileError(message) from error
    columns = {column: table[column].to_pylist() for column in table.column_names if column != primary}
    return Features(columns, in_degrees(shapes, _geoparquet_crs(described, stated=bool(geo)), name))


def in_degrees(shapes: Shapes, crs: str | dict[str, Any], name: str) -> Shapes:
    """Polygons of any projection that is stated, in degrees; raises UnusableFileError where none makes sense."""
    if not np.isin(shapely.get_type_id(shapes), (-1, 3, 6)).all():
        message = f"{name} holds points or lines: load the polygons of the ridings."
        raise UnusableFileError(message)
    shapes = shapely.force_2d(shapes)
    if crs == LAMBERT:
        shapes = shapely.transform(shapes, lambda points: np.column_stack(from_lambert(points[:, 0], points[:, 1])))
    elif crs not in (DEGREES, UNKNOWN):
        shapes = _reprojected(shapes, crs, name)
    if not np.isfinite(shapely.get_coordinates(shapes)).all():
        message = f"{name} holds coordinates that are not numbers: export the riding polygons again."
        raise UnusableFileError(message)
    west, south, east, north = shapely.total_bounds(shapes)
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):  # noqa: PLR2004 - degrees; NaN fails too
        said = "does not say which projection they are in" if crs == UNKNOWN else "says that they are"
        message = f"The coordinates of {name} are not in degrees and the file {said}: save it again as EPSG:4326."
        raise UnusableFileError(message)
    if west < _CANADA[0] or south < _CANADA[1] or east > _CANADA[2] or north > _CANADA[3]:
        message = f"Polygons of {name} lie outside Canada: save it again as EPSG:4326, longitude before latitude."
        raise UnusableFileError(message)
    return shapes


def _bounded_table(data: bytes, name: str) -> pa.Table:
    file = pq.ParquetFile(pa.BufferReader(data))
    groups = [file.metadata.row_group(number).total_byte_size for number in range(file.metadata.num_row_groups)]
    if file.metadata.num_rows > _MOST_ROWS or sum(groups) > _MOST_UNPACKED:
        message = f"{name} is far larger than a set of ridings: load the boundaries of the ridings only."
        raise UnusableFileError(message)
    return file.read()


def _geo_of(table: pa.Table) -> dict[str, Any]:
    try:
        return _mapping(json.loads((table.schema.metadata or {}).get(b"geo", b"{}")))
    except ValueError:
        return {}


def _mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401 - parsed JSON
    return value if isinstance(value, dict) else {}


def _geojson_crs(content: dict[str, Any]) -> str:
    """The CRS an older GeoJSON states by name; degrees are what the format stands for, if nothing is stated."""
    text = str(_mapping(_mapping(content.get("crs")).get("properties")).get("name", ""))
    found = re.search(r"(EPSG|OGC)(?::+|/)(?:[\w.]*:)?(\w+)$", text, re.IGNORECASE)
    return known_crs(f"{found[1].upper()}:{found[2].upper()}") if found else UNKNOWN


def _geoparquet_crs(described: dict[str, Any], *, stated: bool) -> str | dict[str, Any]:
    crs = described.get("crs", DEGREES if stated else None)
    if not isinstance(crs, dict):
        return DEGREES if crs == DEGREES else UNKNOWN
    identity = _mapping(crs.get("id"))
    code = known_crs(f"{identity.get('authority')}:{identity.get('code')}")
    return code if code in (DEGREES, LAMBERT) else crs


def known_crs(code: str) -> str:
    """DEGREES for codes of systems in degrees, any other code or definition as it is."""
    return DEGREES if code in _DEGREE_CODES else code


def _reprojected(shapes: Shapes, crs: str | dict[str, Any], name: str) -> Shapes:
    """The polygons in degrees, by the library that knows every projection; only read when a file needs it."""
    import pyproj  # noqa: PLC0415 - slow to import, and few files need it

    try:
        if isinstance(crs, dict):
            given = pyproj.CRS.from_json_dict(crs)
        else:
            given = pyproj.CRS.from_wkt(crs) if "[" in crs else pyproj.CRS.from_authority(*crs.split(":"))
        into = pyproj.Transformer.from_crs(given, "OGC:CRS84", always_xy=True)
        return shapely.transform(shapes, lambda points: np.column_stack(into.transform(points[:, 0], points[:, 1])))
    except (pyproj.exceptions.ProjError, TypeError) as error:
        message = f"The projection that {name} states is not known: save it again as EPSG:4326."
        raise UnusableFileError(message) from error
