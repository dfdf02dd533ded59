"""Riding polygons into the home folder: a copy for look-ups in degrees and small geometry for the map."""

import gzip
import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from dashboard.projection import to_map
from dashboard.reference.arcs import Arcs, Floats, arcs_of
from dashboard.reference.coverage import DENSIFY_DEGREES, Coverage, generalised
from dashboard.reference.lookup import BoundarySet, pointer_path
from dashboard.reference.simplify import Simplified, simplify_coverage, without_specks

MOST_GZIPPED = 100_000
"""Largest map geometry of an order, in bytes as sent."""

MOST_POINTS = 200_000
"""More points than these are generalised for look-ups; the published files of both orders have fewer."""

_DETAILS = (0.015, 0.02, 0.025)
_GZIP_LEVEL = 6
_HASH_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Written:
    """A set of polygons as written to the home folder, with what was measured on the way."""

    files: BoundarySet
    doubts: tuple[str, ...]
    overlap: Floats
    """The least that intersection over union of each riding's map geometry and its polygon as loaded can be."""
    geometry_bytes: int
    gzipped_bytes: int


def write_boundaries(coverage: Coverage, home: Path) -> Written:
    """Write both copies of a checked set of ridings; the order's new files count from the moment all are there."""
    content, simple, gzipped = map_geometry(coverage)
    order = coverage.order
    lookup = _write(home / "boundaries", f"{order}-{{hash}}.parquet", lookup_copy(coverage))
    geometry = _write(home / "static", f"ridings-{order}-{{hash}}.json", content)
    files = BoundarySet(order, len(coverage.codes), lookup, geometry)
    _replace(pointer_path(home, order), json.dumps(asdict(files)).encode())
    return Written(files, coverage.doubts, simple.overlap, len(content), gzipped)


def map_geometry(coverage: Coverage) -> tuple[bytes, Simplified, int]:
    """GeoJSON in map units, a feature a riding by code, the polygons it was made of, and its size packed with gzip."""
    arcs = _projected(arcs_of(without_specks(coverage.shapes)))
    for detail in _DETAILS:
        simple = simplify_coverage(arcs, detail=detail)
        content = _geojson(coverage, simple)
        gzipped = len(gzip.compress(content, _GZIP_LEVEL))
        if gzipped <= MOST_GZIPPED:
            break
    return content, simple, gzipped


def lookup_copy(coverage: Coverage) -> bytes:
    """GeoParquet in degrees with the columns riding and geometry, sorted by code."""
    many = shapely.get_num_coordinates(coverage.shapes).sum() > MOST_POINTS
    shapes = generalised(coverage.shapes) if many else coverage.shapes
    table = pa.table(
        {
            "riding": [f"{coverage.order}:{code}" for code in coverage.codes],
            "geometry": pa.array(shapely.to_wkb(shapes), pa.binary()),
        }
    )
    described = {"encoding": "WKB", "geometry_types": ["Polygon", "MultiPolygon"]}
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": described}}
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), sink, compression="zstd")
    return bytes(sink.getvalue())


def _projected(arcs: Arcs) -> Arcs:
    lines = shapely.segmentize(arcs.lines, DENSIFY_DEGREES)
    return arcs.with_lines(shapely.transform(lines, lambda at: np.column_stack(to_map(at[:, 0], at[:, 1]))))


def _geojson(coverage: Coverage, simple: Simplified) -> bytes:
    features = [
        f'{{"type":"Feature","id":{number},"properties":{{"k":"{coverage.order}:{code}"}},"geometry":{geometry}}}'
        for number, (code, geometry) in enumerate(zip(coverage.codes, shapely.to_geojson(simple.shapes), strict=True))
    ]
    return ('{"type":"FeatureCollection","features":[' + ",\n".join(features) + "]}").encode()


def _write(folder: Path, pattern: str, content: bytes) -> str:
    """Write content under a name that holds its hash, whole or not at all; returns the name."""
    name = pattern.format(hash=hashlib.sha256(content).hexdigest()[:_HASH_LENGTH])
    _replace(folder / name, content)
    return name


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)
