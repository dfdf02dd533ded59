"""Which shapes there are to draw: the tile grid and outlines that ship, and riding polygons once they are loaded."""

from dataclasses import dataclass
from pathlib import Path

from dashboard import geometry


@dataclass(frozen=True, slots=True)
class Shapes:
    """Addresses of map geometry for one order; "" for what there is none of."""

    order: int
    tiles: str
    ridings: str
    provinces: str
    water: str


def shapes(order: int, shipped: Path, ridings: Path | None = None) -> Shapes:
    """The shapes of one order: what ships in a folder, and the file of its riding polygons where one is loaded."""
    return Shapes(
        order=order,
        tiles=_address(shipped / f"tiles-{order}.json"),
        ridings=_address(ridings),
        provinces=_address(shipped / "provinces.json"),
        water=_address(shipped / "water.json"),
    )


def _address(path: Path | None) -> str:
    return geometry.publish_file(path) if path is not None and path.is_file() else ""
