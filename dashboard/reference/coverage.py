"""A file's polygons made into one sound polygon a riding: dissolved, repaired, complete and of the right size."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from dashboard.errors import UnusableFileError
from dashboard.names import normal_form
from dashboard.projection import from_lambert, to_lambert
from dashboard.reference.arcs import Floats, Shapes, arcs_of, polygons
from dashboard.reference.features import Features
from dashboard.reference.orders import code_of, names_by_code, order_of, order_of_whole
from dashboard.reference.ridings import ridings
from dashboard.schema import ORDERS
from dashboard.sources import column_for

DENSIFY_DEGREES = 0.05
"""Longest piece of a line in degrees when it is projected: long parallels bend."""

_GAP_DEGREES = 1e-4
"""Gaps between ridings narrower than this (some ten metres) are left by earlier simplifications, and closed."""

_TOLERANCE_METRES = 250.0
_TOO_SMALL = 0.5
_SMALLER = 0.9
_TOO_LARGE = 2.0
_NAMED = 5
_EARTH_KM = 6_371.007


@dataclass(frozen=True, slots=True)
class Coverage:
    """One polygon in degrees for every riding of an order, sorted by code, and what is doubtful about them."""

    order: int
    codes: tuple[str, ...]
    shapes: Shapes
    doubts: tuple[str, ...]


def coverage_of(features: Features, name: str, *, accept_damaged: bool = False) -> Coverage:
    """The ridings in a file's features; raises UnusableFileError for sets that are incomplete, mixed or damaged."""
    columns = list(features.columns)
    code_column = column_for("code", columns)
    if code_column is None:
        message = f"{name} has no column of riding codes such as FED_NUM, FEDUID or code: load one that has."
        raise UnusableFileError(message)
    codes = [code_of(cell) for cell in features.columns[code_column]]
    names = _names(features, columns)
    order = _order(features, codes, names, name)
    _check_complete(order, codes, name)
    known = tuple(names_by_code(order))
    shapes = shapely.coverage_clean(_dissolved(features.shapes, codes, known), gap_width=_GAP_DEGREES)
    _check_places(order, known, shapes, name)
    doubts = [*_misnamed(order, codes, names), *_sizes(order, known, shapes, name, accept_damaged=accept_damaged)]
    return Coverage(order, known, shapes, tuple(doubts))


def generalised(shapes: Shapes) -> Shapes:
    """The same coverage with at most 250 m taken off its lines."""
    arcs = arcs_of(shapes)
    lines = shapely.segmentize(arcs.lines, DENSIFY_DEGREES)
    metres = polygons(arcs.with_lines(shapely.transform(lines, lambda at: np.column_stack(to_lambert(*at.T)))))
    simple = shapely.coverage_simplify(metres, _TOLERANCE_METRES)
    degrees = shapely.transform(simple, lambda at: np.column_stack(from_lambert(*at.T)))
    if shapely.is_valid(degrees).all():  # neighbours share their points still: they are moved alike
        return degrees
    return shapely.coverage_clean(shapely.make_valid(degrees), gap_width=_GAP_DEGREES)


def areas_km2(shapes: Shapes) -> Floats:
    """Areas of polygons in degrees on a sphere as large as the Earth; within half a percent of the ellipsoid's."""
    flat = shapely.transform(shapes, lambda at: np.column_stack([np.radians(at[:, 0]), np.sin(np.radians(at[:, 1]))]))
    areas: Floats = shapely.area(flat) * _EARTH_KM**2
    return areas


def _names(features: Features, columns: list[str]) -> list[list[str]]:
    """Each row's names; "English / French" in one cell counts as both."""
    found = [column for field in ("name_en", "name_fr") if (column := column_for(field, columns))]
    rows = zip(*[features.columns[column] for column in found], strict=True) if found else [() for _ in features.shapes]
    return [[part for cell in row if cell for part in (str(cell), *str(cell).split(" / "))] for row in rows]


def _order(features: Features, codes: list[str], names: list[list[str]], name: str) -> int:
    """The order all rows belong to: as a column states, else as codes and names tell together."""
    column = column_for("order", list(features.columns))
    stated = {_stated_order(cell) for cell in features.columns[column]} if column else set()
    if len(stated & set(ORDERS)) > 1 or (not stated and _mixed(codes, names)):
        message = f"{name} mixes ridings of the 2013 and the 2023 order: load each order from a file of its own."
        raise UnusableFileError(message)
    order = next(iter(stated & set(ORDERS)), None)
    order = order or (order_of(codes, names) if any(names) else order_of_whole(codes))
    if order is None:
        message = (
            f"The riding codes and names of {name} go with neither the 2013 nor the 2023 order: "
            "load a file with names in English or French, or with a column that says the order."
        )
        raise UnusableFileError(message)
    return order


def _stated_order(cell: Any) -> int | None:  # noqa: ANN401 - any cell
    return next((order for order in ORDERS if str(order) in str(cell)), None)


def _mixed(codes: list[str], names: list[list[str]]) -> bool:
    """Whether each order has rows that go with it and not with the other, more than spelling would explain."""
    known = [names_by_code(order) for order in ORDERS]
    fits = np.array(
        [
            [any(normal_form(name) in order.get(code, ()) for name in own) for order in known]
            for code, own in zip(codes, names, strict=True)
        ],
        dtype=bool,
    )
    only = [int((fits[:, place] & ~fits[:, 1 - place]).sum()) for place in (0, 1)]
    return min(only) > len(codes) / 20


def _check_complete(order: int, codes: list[str], name: str) -> None:
    known = names_by_code(order)
    given = set(codes)
    missing = [code for code in known if code not in given]
    if missing:
        message = (
            f"{name} lacks {len(missing)} of the {len(known)} ridings of the {order} order "
            f"({riding_names(order, missing)}): load a complete set."
        )
        raise UnusableFileError(message)
    strange = sorted({code or "no code" for code in codes if code not in known})
    if strange:
        message = (
            f"{name} holds codes that are not ridings of the {order} order ({', '.join(strange[:_NAMED])}): "
            "load a file of ridings only."
        )
        raise UnusableFileError(message)


def _check_places(order: int, codes: tuple[str, ...], shapes: Shapes, name: str) -> None:
    """Refuses sets in which a riding's inner point lies in another riding's polygon."""
    listed = _listed_ridings(order)
    inner = shapely.points(listed["longitude"].to_numpy(), listed["latitude"].to_numpy())
    point, polygon = shapely.STRtree(shapes).query(inner, predicate="within")
    moved = [codes[place] for place in sorted(set(point[point != polygon]))]
    if moved:
        message = (
            f"Codes and polygons of {name} do not belong together, with ridings in the place of others "
            f"({riding_names(order, moved)}): load the publisher's own file."
        )
        raise UnusableFileError(message)


def _listed_ridings(order: int) -> pd.DataFrame:
    listed = ridings()
    return listed[listed["order"] == order].sort_values("code")


def riding_names(order: int, codes: list[str]) -> str:
    """Codes with their English names for a sentence, the first five and how many more."""
    listed = _listed_ridings(order)
    english = dict(zip(listed["code"].astype(str), listed["name_en"].astype(str), strict=True))
    named = ", ".join(f"{code} {english[code]}" for code in codes[:_NAMED])
    return named + (f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else "")


def _dissolved(shapes: Shapes, codes: list[str], known: tuple[str, ...]) -> Shapes:
    """One valid polygon or multipolygon a riding, several rows of a riding united."""
    rows: dict[str, list[int]] = {}
    for number, code in enumerate(codes):
        rows.setdefault(code, []).append(number)
    valid = _polygonal(shapely.make_valid(shapes))
    return np.array(
        [valid[own[0]] if len(own := rows[code]) == 1 else shapely.union_all(valid[own]) for code in known],
        dtype=object,
    )


def _polygonal(shapes: Shapes) -> Shapes:
    """What is polygon in each shape; lines and points that a repair leaves are dropped, nothing is an empty polygon."""
    mended = shapes.copy()
    for number in np.flatnonzero(~np.isin(shapely.get_type_id(shapes), (3, 6))):
        parts = shapely.get_parts(shapely.get_parts(shapes[number]))
        mended[number] = shapely.union_all(parts[shapely.get_type_id(parts) == 3])  # noqa: PLR2004 - polygons
        if shapely.get_type_id(mended[number]) not in (3, 6):
            mended[number] = shapely.Polygon()
    return mended


def _misnamed(order: int, codes: list[str], names: list[list[str]]) -> list[str]:
    known = names_by_code(order)
    odd = {
        code: own[0]
        for code, own in zip(codes, names, strict=True)
        if own and not any(normal_form(name) in known[code] for name in own)
    }
    if not odd:
        return []
    doubt = f"Ridings called otherwise than in our list: {_listed(odd)}."
    return [doubt]


def _listed(odd: dict[str, str]) -> str:
    first = ", ".join(f"{code} {name}" for code, name in list(odd.items())[:_NAMED])
    return first + (f" and {len(odd) - _NAMED} more" if len(odd) > _NAMED else "")


def _sizes(order: int, codes: tuple[str, ...], shapes: Shapes, name: str, *, accept_damaged: bool) -> list[str]:
    """Doubts about sizes; raises UnusableFileError for ridings far from the size they should have."""
    share = areas_km2(shapes) / _listed_ridings(order)["area_km2"].to_numpy(dtype=float)
    damaged = [codes[place] for place in np.flatnonzero((share < _TOO_SMALL) | (share > _TOO_LARGE))]
    if damaged and not accept_damaged:
        message = (
            f"{name} is damaged, with ridings far from the size they should have "
            f"({riding_names(order, damaged)}): load a whole copy, or accept the damage (--accept-damaged)."
        )
        raise UnusableFileError(message)
    doubts = []
    if damaged:
        doubt = f"Damaged ridings, far from the size they should have: {riding_names(order, damaged)}."
        doubts.append(doubt)
    smaller = [codes[place] for place in np.flatnonzero((share >= _TOO_SMALL) & (share < _SMALLER))]
    if smaller:
        named = riding_names(order, smaller)
        doubt = f"Ridings smaller than in our list, as if cut at the shore: {named}."
        doubts.append(doubt)
    return doubts
