"""Effort as a calendar: a column a week, a row a weekday, one scale for all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
from babel.dates import get_day_names

from dashboard.charts.look import Days, Figure, Floats, Look, as_day, axis, layout, plain
from dashboard.words import Words

_WEEKS = 53
"""Weeks in a block; what is longer goes on in another block under it."""
_ROWS = 8
"""Seven weekdays, and a row for the names of the months above them."""
_STEPS = 5
_MARK = 5
"""Pixels: less than a cell is wide where a phone shows a year, else a tap would pick the week beside it."""


@dataclass(frozen=True, eq=False)
class Classes:
    """The step of each value, 0 for nothing and then 1 to 5, and what each of the five steps holds, in words."""

    steps: npt.NDArray[np.int8]
    labels: Sequence[str]


def calendar(days: Days, values: Floats, classes: Classes, words: Words, colours: Look) -> Figure:
    """The heat map of actions by day; the legend is printed under it."""
    monday = as_day(days[0]) - timedelta(days=as_day(days[0]).weekday())
    offset = (as_day(days[0]) - monday).days
    weeks, weekday = np.divmod(np.arange(len(days)) + offset, 7)
    block, column = np.divmod(weeks, _WEEKS)
    row = block * _ROWS + 1 + weekday
    blocks, wide = int(block[-1]) + 1, int(column.max()) + 1
    steps = np.full((blocks * _ROWS, wide), None, dtype=object)
    steps[row, column] = classes.steps.tolist()
    texts = np.full(steps.shape, "", dtype=object)
    texts[row, column] = [_told(as_day(day), value, words) for day, value in zip(days, values, strict=True)]
    figure = layout(colours, 70 + 19 * _ROWS * blocks) | {"hovermode": "closest", "showlegend": True}
    figure["xaxis"] = axis(colours, visible=False)
    figure["yaxis"] = axis(colours, autorange="reversed", showgrid=False, zeroline=False, ticks="") | _weekdays(
        blocks, words
    )
    figure["annotations"] = _months(days, row, column, words, colours)
    figure["legend"] |= {"y": 0, "itemclick": False, "itemdoubleclick": False}
    figure["clickmode"] = "event+select"
    squares = _squares(days, row, column, texts[row, column].tolist(), colours)
    return {"data": [_heat(steps, texts, colours), *_legend(classes.labels, colours), squares], "layout": figure}


def calendar_told(days: Days, values: Floats, words: Words) -> str:
    """The point of the calendar: the busiest day, the weekday on which most was done, the days without anything."""
    if not values.any():
        return words._("Nothing was logged in these days.")
    weekdays = (days.astype("datetime64[D]").astype(np.int64) + 3) % 7
    most = int(np.bincount(weekdays, values, 7).argmax())
    top = int(values.argmax())
    busiest = words._("Busiest day: {day}, {actions}; most was done on a {weekday}.").format(
        day=words.day(as_day(days[top])), actions=_actions(values[top], words), weekday=_names(words, "wide")[most]
    )
    idle = int((values == 0).sum())
    return f"{busiest} " + words.n("{count} day without any action.", "{count} days without any action.", idle)


def _heat(steps: npt.NDArray[np.object_], texts: npt.NDArray[np.object_], colours: Look) -> Figure:
    shades = [colours.paper, *colours.scale]
    edges = np.repeat(np.arange(len(shades) + 1) / len(shades), 2)[1:-1]
    return {
        "type": "heatmap",
        "z": steps.tolist(),
        "text": texts.tolist(),
        "hoverinfo": "skip",
        "zmin": -0.5,
        "zmax": _STEPS + 0.5,
        "colorscale": [[edge, shades[place // 2]] for place, edge in enumerate(edges.tolist())],
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
    }


def _squares(
    days: Days, row: npt.NDArray[np.int64], column: npt.NDArray[np.int64], texts: list[str], colours: Look
) -> Figure:
    """A mark on each day that is seen only once it is picked: the cells of a heat map can't be."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": column.tolist(),
        "y": row.tolist(),
        "text": texts,
        "customdata": [[as_day(day).isoformat()] for day in days],
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
        "marker": {"symbol": "square-open", "size": _MARK, "color": colours.ink, "opacity": 0, "line": {"width": 2}},
        "selected": {"marker": {"opacity": 1, "size": 2 * _MARK}},
        "unselected": {"marker": {"opacity": 0}},
    }


def _legend(labels: Sequence[str], colours: Look) -> list[Figure]:
    """One square for each step: traces of nothing, since a heat map has no such legend of its own."""
    square = {"type": "scatter", "mode": "markers", "x": [None], "y": [None], "hoverinfo": "skip"}
    return [
        square | {"name": plain(label), "marker": {"symbol": "square", "size": 13, "color": colour}}
        for label, colour in zip(labels, colours.scale, strict=True)
    ]


def _weekdays(blocks: int, words: Words) -> Figure:
    """Names of every other weekday, in each block."""
    names = _names(words, "abbreviated")
    rows = [(block * _ROWS + 1 + day, names[day]) for block in range(blocks) for day in (0, 2, 4, 6)]
    return {"tickvals": [row for row, _ in rows], "ticktext": [name for _, name in rows]}


def _names(words: Words, width: str) -> list[str]:
    names = get_day_names(width, locale=words.language)
    return [str(names[day]) for day in range(7)]


def _months(
    days: Days, row: npt.NDArray[np.int64], column: npt.NDArray[np.int64], words: Words, colours: Look
) -> list[Figure]:
    """The name of each month over the week that it begins in; where many months are shown, of every third."""
    firsts = [place for place, day in enumerate(days) if as_day(day).day == 1] or [0]
    every = 1 if len(firsts) <= _SHOWN_MONTHS else 3
    font = {"size": 12, "color": colours.quiet}
    base = {"xanchor": "left", "yanchor": "middle", "showarrow": False, "font": font, "xref": "x", "yref": "y"}
    return [
        base
        | {
            "x": int(column[place]) - 0.5,
            "y": int(row[place]) // _ROWS * _ROWS,
            "text": words.short_month(as_day(days[place])),
        }
        for place in firsts
        if (as_day(days[place]).month - 1) % every == 0 or len(firsts) == 1
    ]


_SHOWN_MONTHS = 4


def _told(day: date, value: float, words: Words) -> str:
    return f"{words.day(day)}: {_actions(value, words)}"


def _actions(value: float, words: Words) -> str:
    digits = 0 if float(value).is_integer() else 2
    return words.n("{count} action", "{count} actions", float(value), digits)
