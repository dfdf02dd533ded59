"""A run drawn without a map beneath: numbered stops and lines, in km around the start."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.look import Figure, Look, axis, layout, plain

COLOURS = ("#00695c", "#b45309", "#5b3fa0", "#0369a1", "#9d174d", "#4d7c0f")
"""One colour a group, dark enough for a white number in it."""


@dataclass(frozen=True, slots=True)
class Track:
    """One group's way: its stops' places in km and their labels; it begins and ends where the line does."""

    name: str
    line: Sequence[tuple[float, float]]
    stops: Sequence[tuple[float, float]]
    labels: Sequence[str]


def run(tracks: Sequence[Track], colours: Look, *, start: str, east: str, north: str) -> Figure:
    """Every track in its own colour, its stops numbered; ``start`` names the place at 0, "" where there is none."""
    traces: list[Figure] = []
    for place, track in enumerate(tracks):
        colour = COLOURS[place % len(COLOURS)]
        traces += [_line(track, colour), _stops(track, colour)]
    if start:
        traces.append(_start(start, colours))
    shape = layout(colours, 380) | {"hovermode": "closest", "showlegend": len(tracks) > 1}
    shape["xaxis"] = axis(colours, title=east)
    shape["yaxis"] = axis(colours, title=north) | {"scaleanchor": "x", "scaleratio": 1}
    return {"data": traces, "layout": shape}


def _line(track: Track, colour: str) -> Figure:
    east, north = _apart(track.line)
    return {
        "type": "scatter", "mode": "lines", "x": east, "y": north, "line": {"color": colour, "width": 2},
        "name": plain(track.name), "hoverinfo": "skip", "legendgroup": plain(track.name),
    }  # fmt: skip


def _stops(track: Track, colour: str) -> Figure:
    east, north = _apart(track.stops)
    return {
        "type": "scatter", "mode": "markers+text", "x": east, "y": north, "showlegend": False,
        "text": [str(number) for number in range(1, len(track.stops) + 1)],
        "textfont": {"color": "#ffffff", "size": 12},
        "marker": {"color": colour, "size": 22}, "name": plain(track.name), "legendgroup": plain(track.name),
        "customdata": [plain(label) for label in track.labels], "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip


def _start(name: str, colours: Look) -> Figure:
    return {
        "type": "scatter", "mode": "markers", "x": [0.0], "y": [0.0], "showlegend": False,
        "marker": {"color": colours.ink, "size": 14, "symbol": "diamond"},
        "customdata": [plain(name)], "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip


def _apart(points: Sequence[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [round(east, 3) for east, _north in points], [round(north, 3) for _east, north in points]
