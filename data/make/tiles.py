"""Lay the ridings out as tiles: ``python data/make/tiles.py REFERENCE_FOLDER``.

REFERENCE_FOLDER holds ``ridings_2013_250m.parquet`` and ``ridings_2023_250m.parquet``: who borders whom. Fills in
tile_x and tile_y of ``ridings.csv`` and writes ``geometry/tiles-2013.json`` and ``geometry/tiles-2023.json``.
"""

import csv
import json
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
import tile_layout
from tile_layout import Place
from tile_spread import Links

from dashboard.projection import to_lambert
from dashboard.reference.ridings import tile_corners

DATA = Path(__file__).parents[1]
LIST = DATA / "ridings.csv"
SEEDS = range(1, 5)
ROUNDS = 800_000
BORDER = 200.0
"""Metres of common border that make two ridings neighbours."""
FERRIES = (("NL", "NS", 3, 2.5), ("NT", "NU", 1, 2.5), ("NT", "YT", 1, 2.5), ("NU", "MB", 1, 1.5))
"""Province to province across water or emptiness: how many links between nearest ridings, and how many steps long."""
TERRITORIES = frozenset({"YT", "NT", "NU"})
FAR_APART = frozenset({("NU", "QC"), ("NU", "ON"), ("NL", "NU")})
"""Provinces that border one another only at sea."""

Row = dict[str, str]


def main(reference: Path) -> None:
    """Lay out both orders, write list and geometry and say how well neighbours are kept."""
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for order in ("2013", "2023"):
        own = [row for row in rows if row["order"] == order]
        pairs = neighbours(reference / f"ridings_{order}_250m.parquet", [row["code"] for row in own])
        links = linked(own, pairs)
        places = tile_layout.layout(np.array([row["province"] for row in own]), links, rounds=ROUNDS, seeds=SEEDS)
        for row, place in zip(own, moved_to_corner(places), strict=True):
            row["tile_x"], row["tile_y"] = map(str, place)
        write_geometry(order, own)
        apart = np.array([tile_layout.steps_apart(places[one], places[other]) for one, other in pairs])
        shares = ", ".join(f"{(apart <= steps).mean():.3f} within {steps}" for steps in (1, 2, 3))
        print(f"{order}: of {len(pairs)} pairs of neighbours {shares}; farthest {apart.max()}")
    with LIST.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def neighbours(path: Path, codes: list[str]) -> list[tuple[int, int]]:
    """Pairs of ridings (their numbers in ``codes``) that share a border of some length."""
    published = gpd.read_parquet(path).to_crs(3347)
    by_code = dict(zip(published["code"].astype(str), published.geometry, strict=True))
    shapes = np.array([by_code[code] for code in codes])
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first, second = first[first < second], second[first < second]
    common = shapely.length(shapely.intersection(shapes[first], shapes[second]))
    return list(zip(first[common > BORDER].tolist(), second[common > BORDER].tolist(), strict=True))


def linked(rows: list[Row], pairs: list[tuple[int, int]]) -> Links:
    """Neighbours a step apart in their true direction, and ferries as long as they are made."""
    provinces = [row["province"] for row in rows]
    easting, northing = to_lambert([float(row["longitude"]) for row in rows], [float(row["latitude"]) for row in rows])
    at = np.column_stack([easting, northing])
    wanted = [(one, other, 1.0) for one, other in pairs if _ashore(provinces[one], provinces[other])]
    for one, other, count, length in FERRIES:
        wanted += [(first, second, length) for first, second in _nearest(provinces, at, one, other, count)]
    first, second, length = (np.array(column) for column in zip(*wanted, strict=True))
    direction = at[second] - at[first]
    step = direction / np.linalg.norm(direction, axis=1)[:, None] * length[:, None]
    weight = np.array([_weight(provinces[k], provinces[m]) for k, m in zip(first, second, strict=True)])
    return Links(first, second, step, weight)


def _ashore(one: str, other: str) -> bool:
    return (min(one, other), max(one, other)) not in FAR_APART


def _weight(one: str, other: str) -> float:
    """Links that alone hold a place are firmer: those of a territory, and those within Newfoundland and Labrador."""
    return 2.0 if one == other == "NL" or {one, other} & TERRITORIES else 1.0


def _nearest(provinces: list[str], at: np.ndarray, one: str, other: str, count: int) -> list[tuple[int, int]]:
    mine = [k for k, name in enumerate(provinces) if name == one]
    theirs = [k for k, name in enumerate(provinces) if name == other]
    distance = np.linalg.norm(at[mine][:, None] - at[theirs][None], axis=2)
    order = np.argsort(distance, axis=None, kind="stable")[:count]
    return [(mine[k // len(theirs)], theirs[k % len(theirs)]) for k in order.tolist()]


def moved_to_corner(places: list[Place]) -> list[Place]:
    """The same places counted from the top left corner."""
    left, top = min(x for x, _ in places), min(y for _, y in places)
    left -= (left + top) % 2
    return [(x - left, y - top) for x, y in places]


def write_geometry(order: str, rows: list[Row]) -> None:
    """GeoJSON of the hexagons in map units: each feature's number is its place in the file, ``k`` the riding's key."""
    corners_x, corners_y = tile_corners([int(row["tile_x"]) for row in rows], [int(row["tile_y"]) for row in rows])
    rings = np.round(np.stack([corners_x, corners_y], axis=2), 3) + 0.0
    features = [
        {
            "type": "Feature",
            "id": number,
            "properties": {"k": f"{order}:{row['code']}"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for number, (row, ring) in enumerate(zip(rows, rings.tolist(), strict=True))
    ]
    content = {"type": "FeatureCollection", "features": features}
    path = DATA / "geometry" / f"tiles-{order}.json"
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
