"""The three views of the map: ridings by their shapes, ridings as tiles, offices as points."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard import geometry, look
from dashboard.maps.places import Places
from dashboard.maps.scale import Scale
from dashboard.maps.shapes import Shapes
from dashboard.maps.view import MapView
from dashboard.maps.zooms import zooms
from dashboard.schema import PROVINCES, STATUSES
from dashboard.words import STATUSES as STATUS_NAMES
from dashboard.words import Words

HIDDEN = "-"
"""In place of a status: the filters leave this one out."""

CANADA = (-8.3, -6.9, 8.3, 6.9)
"""West, south, east and north of the land in map units."""

_NONE, _ATTEMPTED, _CALLED, _POSTERED, _BOTH, _OTHER = range(len(STATUSES))
Codes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Beside:
    """What a page adds to a view of ridings: what the scale counts, riding keys that are chosen, a line under the map.

    ``hidden`` are ridings that the filters leave out.
    """

    scale_title: str = ""
    selected: Iterable[str] = ()
    note: str = ""
    hidden: Iterable[str] = ()


NOTHING = Beside()


def riding_view(
    table: pd.DataFrame, places: Places, shapes: Shapes, scale: Scale, words: Words, beside: Beside = NOTHING
) -> MapView:
    """Ridings on the ground, shaded by value: polygons where they are loaded, else their centres in the provinces.

    ``table`` has riding, value and status; a riding without a row has had nothing. Without a column of statuses the map
    has no marks, only the shades.
    """
    frame = MapView(
        view="ridings",
        order=shapes.order,
        shapes={"areas": shapes.ridings, "land": shapes.provinces, "water": shapes.water},
        places=places.url,
        manner=manner(words),
        bounds=CANADA,
        title=words._("Map of ridings"),
    )
    return _shaded(frame, table, places, scale, words, beside)


def tile_view(
    table: pd.DataFrame, places: Places, shapes: Shapes, scale: Scale, words: Words, beside: Beside = NOTHING
) -> MapView:
    """Ridings as hexagons of one size, shaded by value; ``table`` as for ``riding_view``."""
    frame = MapView(
        view="tiles",
        order=shapes.order,
        shapes={"areas": shapes.tiles, "land": "", "water": ""},
        places=places.url,
        manner=manner(words),
        title=words._("Map of ridings as tiles"),
    )
    return _shaded(frame, table, places, scale, words, beside)


def office_view(
    table: pd.DataFrame,
    places: Places,
    shapes: Shapes,
    words: Words,
    *,
    selected: Iterable[str] = (),
    note: str = "",
) -> MapView:
    """Offices as points, by status. ``table`` has office_id and status; an office without a row is left out.

    Several offices on one spot are one point with what they have had together. ``selected`` are ids of offices or
    keys of places.
    """
    codes = _codes(table["status"])
    numbers = places.numbers(table["office_id"])
    placed = numbers >= 0
    return MapView(
        view="offices",
        order=shapes.order,
        shapes={"areas": shapes.ridings, "land": shapes.provinces, "water": shapes.water},
        places=places.url,
        manner=manner(words),
        bounds=CANADA,
        title=words._("Map of offices"),
        statuses=_digits(together(codes[placed], numbers[placed], len(places.keys))),
        counts=_counts(codes[placed]),
        selected=places.keys_of(selected),
        note=note,
        failed=_failed(words),
    )


def together(codes: Codes, place: npt.NDArray[np.intp], size: int) -> Codes:
    """The status of each place from those of the offices at it; -1 where none is left."""

    def at(*wanted: int) -> npt.NDArray[np.bool_]:
        return np.bincount(place[np.isin(codes, wanted)], minlength=size)[:size] > 0

    postered, called = at(_POSTERED, _BOTH), at(_CALLED, _BOTH)
    conditions = [postered & called, postered, called, at(_ATTEMPTED), at(_OTHER), at(_NONE)]
    return np.select(conditions, [_BOTH, _POSTERED, _CALLED, _ATTEMPTED, _OTHER, _NONE], -1).astype(np.int8)


@lru_cache(maxsize=8)
def _manner(words: Words) -> bytes:
    content = {
        "language": f"{words.language}-CA",
        "help": words._("Arrow keys move from place to place, Enter chooses, Escape clears, plus and minus zoom."),
        "zoom_in": words._("Zoom in"),
        "zoom_out": words._("Zoom out"),
        "reset": words._("Show all of the map"),
        "legend": words._("Legend"),
        "none": words._("none"),
        "chosen": words._("chosen"),
        "cleared": words._("Nothing is chosen."),
        "two_fingers": words._("Move the map with two fingers."),
        "scroll": words._("Hold Ctrl and scroll to zoom the map."),
        "scroll_mac": words._("Hold ⌘ and scroll to zoom the map."),
        "picture": words._("This browser can't draw the map that moves. Here is a picture; the table has every row."),
        "statuses": [[status, look.SHAPES[status], words._(STATUS_NAMES[status])] for status in STATUSES],
        "provinces": PROVINCES,
        "zooms": zooms(words),
        "zoom_to": words._("Zoom to"),
        "colours": {"light": look.LIGHT, "dark": look.DARK},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def manner(words: Words) -> str:
    """Where the map's words, shapes of statuses and colours are published: the same for every view in a language."""
    return geometry.publish(f"manner-{words.language}", _manner(words))


def _shaded(frame: MapView, table: pd.DataFrame, places: Places, scale: Scale, words: Words, beside: Beside) -> MapView:
    numbers = places.numbers(table["riding"])
    known = numbers >= 0
    values = np.zeros(len(places.keys))
    values[numbers[known]] = table["value"].to_numpy(np.float64)[known]
    marked = _marked(frame, table, places, beside) if "status" in table else frame
    return replace(
        marked,
        classes=_digits(scale.classes(values)),
        amounts=tuple(f"{value:.6g}" if value > 0 else "" for value in values),
        scale_title=beside.scale_title,
        scale_labels=tuple(scale.labels(words)),
        selected=places.keys_of(beside.selected),
        note=beside.note,
        failed=_failed(words),
    )


def _marked(frame: MapView, table: pd.DataFrame, places: Places, beside: Beside) -> MapView:
    numbers = places.numbers(table["riding"])
    codes = np.full(len(places.keys), _NONE, dtype=np.int8)
    codes[numbers[numbers >= 0]] = _codes(table["status"])[numbers >= 0]
    left_out = places.numbers(beside.hidden)
    codes[left_out[left_out >= 0]] = -1
    return replace(frame, statuses=_digits(codes), counts=_counts(codes))


def _failed(words: Words) -> str:
    return words._("The map could not be loaded: load the page again. The table has every row.")


def _codes(statuses: pd.Series) -> Codes:
    """Numbers of statuses in ``schema.STATUSES``."""
    if isinstance(statuses.dtype, pd.CategoricalDtype) and tuple(statuses.cat.categories) == STATUSES:
        return statuses.cat.codes.to_numpy(np.int8)
    place = {status: number for number, status in enumerate(STATUSES)}
    return np.array([place[status] for status in statuses], dtype=np.int8)


def _digits(codes: Codes) -> str:
    return "".join(np.where(codes < 0, HIDDEN, codes.astype("U1"))) if len(codes) else ""


def _counts(codes: Codes) -> tuple[int, ...]:
    counted = Counter(codes.tolist())
    return tuple(counted[number] for number in range(len(STATUSES)))
