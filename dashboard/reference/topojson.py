"""TopoJSON as GeoJSON: arcs unpacked and joined into rings."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.errors import UnusableFileError

Points = NDArray[np.float64]


def as_geojson(topology: dict[str, Any], name: str) -> dict[str, Any]:
    """The polygons of all objects of a parsed topology as a FeatureCollection; raises UnusableFileError."""
    try:
        arcs = _arcs(topology)
        shapes = [shape for item in topology["objects"].values() for shape in item.get("geometries", [item])]
        features = [_feature(shape, arcs) for shape in shapes if shape.get("type") in ("Polygon", "MultiPolygon")]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        message = f"{name} is TopoJSON that can't be read: save it as GeoJSON."
        raise UnusableFileError(message) from error
    return {"type": "FeatureCollection", "features": features}


def _arcs(topology: dict[str, Any]) -> list[Points]:
    """Each arc's points; quantised ones are sums of steps on a grid."""
    arcs = [np.array([point[:2] for point in arc], dtype=float) for arc in topology["arcs"]]
    transform = topology.get("transform")
    if not transform:
        return arcs
    return [np.cumsum(arc, axis=0) * transform["scale"] + transform["translate"] for arc in arcs]


def _feature(shape: dict[str, Any], arcs: list[Points]) -> dict[str, Any]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    coordinates = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    properties = {"id": shape.get("id")} | (shape.get("properties") or {})
    geometry = {"type": "MultiPolygon", "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _ring(numbers: list[int], arcs: list[Points]) -> list[list[float]]:
    """A closed ring; a negative number is the complement of an arc's number, taken backwards."""
    pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    points: list[list[float]] = np.concatenate([pieces[0][:1], *(piece[1:] for piece in pieces)]).tolist()
    return points
