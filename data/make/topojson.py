"""Shapes of a TopoJSON file, as the map package publishes Natural Earth."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely

Topology = dict[str, Any]


def read(path: Path) -> Topology:
    """The topology of a file, its arcs as arrays of degrees under the key ``lines``."""
    topology: Topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    topology["lines"] = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]
    return topology


def shapes(topology: Topology, name: str) -> list[tuple[dict[str, Any], shapely.Geometry]]:
    """The record (its ``id`` and ``properties``) and the valid polygon of every member of an object."""
    members = topology["objects"][name]["geometries"]
    return [
        (member, shapely.make_valid(_shape(topology, member))) for member in members if "Polygon" in str(member["type"])
    ]


def _shape(topology: Topology, member: dict[str, Any]) -> shapely.Geometry:
    parts = [member["arcs"]] if member["type"] == "Polygon" else member["arcs"]
    polygons = []
    for part in parts:
        rings = [ring for arcs in part if len(ring := _ring(topology, arcs)) > 3]  # noqa: PLR2004 - fewer is no area
        if rings:
            polygons.append(shapely.Polygon(rings[0], rings[1:]))
    return shapely.MultiPolygon(polygons)


def _ring(topology: Topology, arcs: list[int]) -> np.ndarray:
    lines = [topology["lines"][k] if k >= 0 else topology["lines"][~k][::-1] for k in arcs]
    return np.concatenate([line if k == 0 else line[1:] for k, line in enumerate(lines)])
