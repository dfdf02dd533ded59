"""Make ``ridings.csv`` but for its tiles: ``python data/make/ridings.py REFERENCE_FOLDER TOPOJSON``.

REFERENCE_FOLDER holds the publishers' ``lfed000a16a_e.zip`` and ``FED_CA_2023_EN.zip`` (sizes and middles) and
``ridings_2013_250m.parquet`` and ``ridings_2023_250m.parquet`` (names); TOPOJSON is
``dist/topojson/north-america_50m.json`` of the package ``plotly.js`` 2.35.3. Tiles that are there already are kept;
``tiles.py`` lays them out anew.
"""

import csv
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
import topojson

from dashboard.projection import from_lambert, to_lambert
from dashboard.schema import PROVINCES

LIST = Path(__file__).parents[1] / "ridings.csv"
COLUMNS = (
    "order", "code", "name_en", "name_fr", "province", "latitude", "longitude", "area_km2", "tile_x", "tile_y",
)  # fmt: skip
PUBLISHED = {2013: ("lfed000a16a_e.zip", "FEDUID"), 2023: ("FED_CA_2023_EN.zip", "FED_NUM")}
EQUAL_AREA = "+proj=laea +lat_0=60 +lon_0=-95 +datum=NAD83"
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
DEEP = 0.3
"""A centre of gravity is taken where it lies at least this share of the deepest point's depth inside."""


def main(reference: Path, source: Path) -> None:
    """Write the list and say how many ridings it has."""
    land = _land(source)
    tiles = _tiles()
    rows = [row for order in PUBLISHED for row in listed(order, reference, land)]
    with LIST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | tiles.get((str(row["order"]), str(row["code"])), {}) for row in rows)
    print(f"{len(rows)} ridings")


def listed(order: int, reference: Path, land: shapely.Geometry) -> list[dict[str, object]]:
    """The ridings of one order by code: names with em dashes, a point on their land, and their size on the ground."""
    name, column = PUBLISHED[order]
    published = gpd.read_file(reference / name)
    published["code"] = published[column].astype(int).astype(str)
    names = gpd.read_parquet(reference / f"ridings_{order}_250m.parquet", columns=["code", "en", "fr", "geometry"])
    names["code"] = names["code"].astype(str)
    published = published.merge(names[["code", "en", "fr"]], on="code", validate="1:1")
    published = published.sort_values("code", ignore_index=True)
    areas = published.to_crs(EQUAL_AREA).area / 1e6
    points = [centre(shape, land) for shape in published.to_crs(3347).geometry]
    longitudes, latitudes = from_lambert([point.x for point in points], [point.y for point in points])
    return [
        {
            "order": order,
            "code": code,
            "name_en": _dashed(english),
            "name_fr": _dashed(french),
            "province": PROVINCES[code[:2]],
            "latitude": f"{latitude:.4f}",
            "longitude": f"{longitude:.4f}",
            "area_km2": f"{area:.1f}",
        }
        for code, english, french, latitude, longitude, area in zip(
            published["code"], published["en"], published["fr"], latitudes, longitudes, areas, strict=True
        )
    ]


def centre(shape: shapely.Geometry, land: shapely.Geometry) -> shapely.Point:
    """The middle of a riding's largest piece of land: its centre of gravity, or its deepest point where that is better.

    Ridings run out to sea; a middle at sea would be of no use. The point is always inside the riding.
    """
    ashore = shapely.intersection(shape, land)
    parts = [part for part in shapely.get_parts(ashore) if part.geom_type == "Polygon"]
    largest = max(parts or shapely.get_parts(shape), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=float(np.sqrt(largest.area)) / 100)
    gravity = largest.centroid
    inside = largest.contains(gravity) and largest.exterior.distance(gravity) > DEEP * circle.length
    return gravity if inside else shapely.Point(circle.coords[0])


def _land(source: Path) -> shapely.Geometry:
    topology = topojson.read(source)
    members = topojson.shapes(topology, "subunits")
    provinces = [shape for member, shape in members if member["properties"].get("gu") == "CAN"]
    bent = shapely.segmentize(shapely.union_all(provinces), 0.05)
    metres = shapely.transform(bent, lambda at: np.column_stack(to_lambert(at[:, 0], at[:, 1])))
    return shapely.make_valid(metres)


def _tiles() -> dict[tuple[str, str], dict[str, str]]:
    if not LIST.is_file():
        return {}
    with LIST.open(encoding="utf-8", newline="") as file:
        return {(row["order"], row["code"]): {n: row[n] for n in ("tile_x", "tile_y")} for row in csv.DictReader(file)}


def _dashed(name: str) -> str:
    """The name with em dashes and, where a Windows apostrophe was kept as a control sign, its apostrophe."""
    return name.strip().replace("--", "—").replace("\x92", APOSTROPHE)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
