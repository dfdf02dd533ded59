"""The days of a map: a frame for each, so small that the browser has all of them and moves through them by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.maps.places import Places
from dashboard.maps.scale import Scale
from dashboard.pressure import ByRiding
from dashboard.words import Words

DIGITS = 3
"""Decimals of points by riding: what rounds to 0 is none, on the map and in its table alike."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Frames from day ``first`` on, ``apart`` days from one to the next, and the line that a cursor moves along.

    ``frames`` has a character for each of ``touched`` (numbers of places) in every frame, one frame after the other:
    the class on the scale, 0 to 5; all other places have nothing in any. ``total`` is the line, ``low`` to ``high`` its
    range, ``at`` the day that is shown first and ``say`` the words.
    """

    first: str
    apart: int
    frames: str
    touched: tuple[int, ...]
    total: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    at: str
    say: Mapping[str, str]

    def payload(self) -> dict[str, Any]:
        """The timeline as the browser gets it."""
        return {
            "first": self.first,
            "apart": self.apart,
            "frames": self.frames,
            "touched": list(self.touched),
            "total": list(self.total),
            "low": list(self.low),
            "high": list(self.high),
            "at": self.at,
            "say": dict(self.say),
        }


def timeline(parted: ByRiding, places: Places, scale: Scale, at: int, told: str, words: Words) -> Timeline:
    """The frames of all days on one scale; ``told`` is the point of the line in words, ``at`` the day shown first."""
    numbers = places.numbers(parted.ridings)
    classes = scale.classes(parted.points.round(DIGITS))
    kept = (numbers >= 0) & (classes > 0).any(axis=1)
    codes = classes[kept].T.astype("U1")
    return Timeline(
        first=str(parted.days[0]),
        apart=parted.apart,
        frames="".join(codes.ravel()),
        touched=tuple(numbers[kept].tolist()),
        total=_short(parted.total),
        low=_short(parted.low),
        high=_short(parted.high),
        at=str(parted.days[at]),
        say=_said(told, words),
    )


def _short(values: "np.ndarray[Any, np.dtype[np.float64]]") -> tuple[float, ...]:
    return tuple(values.round(4).tolist())


def _said(told: str, words: Words) -> dict[str, str]:
    return {
        "slider": words._("Day on the map"),
        "play": words._("Play"),
        "pause": words._("Pause"),
        "playing": words._("Playing"),
        "open": words._("Open this day"),
        "points": words._("{points} points on everyone"),
        "keys": words._("Arrow keys go a step, page keys a month, Home and End to the ends; the space bar plays."),
        "none": words._("no points"),
        "line": told,
    }
