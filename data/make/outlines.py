"""Make ``geometry/provinces.json`` and ``geometry/water.json``: ``python data/make/outlines.py TOPOJSON``.

TOPOJSON is ``dist/topojson/north-america_50m.json`` of the package ``plotly.js`` 2.35.3 (Natural Earth, public domain).
Both files are GeoJSON in map units. Provinces have their postal abbreviation as ``p``; water is the sea, the inlets and
the great lakes around Canada, to be painted over riding polygons, which run out to sea.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import topojson

from dashboard.projection import lambert_to_map, to_lambert
from dashboard.reference.postal import PRECISION, listed_codes

GEOMETRY = Path(__file__).parents[1] / "geometry"
TOLERANCE = 2_200.0
"""Metres: about the grain of the source."""
LEAST = 4e7
"""Square metres: islands and bays below this are not drawn."""
STEP = 0.05
"""Degrees between points of a straight line, because long parallels bend."""
FRAME = shapely.box(2_600_000, 0, 10_100_000, 6_300_000)
"""What the map can show, in metres of EPSG:3347."""
DECIMALS = 3
SQUARE = 2_000.0
SHORE = 1_000.0
"""Metres: the grain of where people live, and the least that is kept dry around it."""
SLIVER = 700.0
"""Metres: half the width of the narrowest water that is drawn beside them."""
LAKES = 0.55
"""Square degrees: lakes above this are drawn, the five great ones and those of the North among them."""


def main(source: Path) -> None:
    """Write both files and say how large they are."""
    topology = topojson.read(source)
    members = topojson.shapes(topology, "subunits")
    provinces = {member["id"]: shape for member, shape in members if member["properties"].get("gu") == "CAN"}
    lakes = [shape for _, shape in topojson.shapes(topology, "lakes") if shape.area > LAKES and shape.bounds[1] > 41]  # noqa: PLR2004
    names = sorted(provinces)
    outlines = simplified([in_metres(provinces[name]) for name in names])
    write("provinces", [({"p": name}, shape) for name, shape in zip(names, outlines, strict=True)])
    land = shapely.union_all([in_metres(shape) for _, shape in topojson.shapes(topology, "land")])
    wet = shapely.union(FRAME - land, shapely.union_all([in_metres(shape) for shape in lakes]))
    smooth = shapely.simplify(large_parts(wet), TOLERANCE)
    dry = shapely.difference(smooth, lived_in())
    open_water = shapely.buffer(shapely.buffer(dry, -SLIVER, join_style="mitre"), SLIVER, join_style="mitre")
    write("water", [({}, large_parts(shapely.simplify(open_water, SLIVER)))])


def lived_in() -> shapely.Geometry:
    """Where people live: the squares of postal codes and some room around them.

    The source knows coasts to a kilometre or two; without this it would put whole city ridings under water.
    """
    _, latitudes, longitudes = listed_codes()
    at = np.column_stack(to_lambert(longitudes / PRECISION, latitudes / PRECISION))
    squares = np.unique(np.floor(at / SQUARE), axis=0) * SQUARE
    boxes = shapely.box(*(squares - SHORE).T, *(squares + SQUARE + SHORE).T)
    return shapely.union_all(boxes)


def in_metres(degrees: shapely.Geometry) -> shapely.Geometry:
    """A shape in degrees as one in metres of EPSG:3347, its long lines bent as they should be."""
    near = shapely.intersection(degrees, shapely.box(-180, 35, -20, 89.5))
    bent = shapely.segmentize(near, STEP)
    return shapely.make_valid(shapely.transform(bent, lambda at: np.column_stack(to_lambert(at[:, 0], at[:, 1]))))


def simplified(outlines: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Outlines with fewer points whose common borders still meet; no province is lost."""
    parts = [large_parts(outline) for outline in outlines]
    return list(shapely.coverage_simplify(np.array(parts), TOLERANCE))


def large_parts(shape: shapely.Geometry) -> shapely.Geometry:
    """The shape without its specks and pinholes."""
    polygons = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > LEAST]
    kept = [
        shapely.Polygon(part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area > LEAST])
        for part in polygons
    ]
    return shapely.MultiPolygon(kept)


def write(name: str, features: list[tuple[dict[str, Any], shapely.Geometry]]) -> None:
    """One GeoJSON file in map units, each feature's number its place in the file."""
    content = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": number, "properties": properties, "geometry": _in_map_units(shape)}
            for number, (properties, shape) in enumerate(features)
        ],
    }
    GEOMETRY.mkdir(exist_ok=True)
    path = GEOMETRY / f"{name}.json"
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(features)} features, {path.stat().st_size / 1000:.0f} kB")


def _in_map_units(shape: shapely.Geometry) -> dict[str, Any]:
    drawn = shapely.transform(shape, lambda at: np.column_stack(lambert_to_map(at[:, 0], at[:, 1])))
    polygons = [[_ring(ring) for ring in [part.exterior, *part.interiors]] for part in shapely.get_parts(drawn)]
    kept = [[ring for ring in rings if ring] for rings in polygons if rings[0]]
    return {"type": "MultiPolygon", "coordinates": kept}


def _ring(ring: shapely.LinearRing) -> list[list[float]]:
    """The ring in rounded numbers without repeated points; empty when nothing is left of it."""
    rounded = np.round(np.asarray(ring.coords), DECIMALS) + 0.0
    moved = np.r_[True, (np.diff(rounded, axis=0) != 0).any(axis=1)]
    kept = rounded[moved]
    return kept.tolist() if len(kept) > 3 else []  # noqa: PLR2004 - three points and the first again


if __name__ == "__main__":
    main(Path(sys.argv[1]))
