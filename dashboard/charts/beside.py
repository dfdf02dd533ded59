"""Small charts of the other targets, and bars of effort."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from dashboard import words as vocabulary
from dashboard.charts.look import (
    Figure,
    Look,
    as_day,
    axis,
    layout,
    line,
    plain,
    tactic_colour,
    time_axis,
)
from dashboard.pressure import Daily
from dashboard.words import Words

_LONGEST = 24


def highest(daily: Daily, places: Sequence[int]) -> float:
    """What the limits of small charts of these targets must hold: the greatest value of their ranges."""
    found = max((float(daily.high[place].max()) for place in places), default=1.0)
    return found or 1.0


def multiples(
    daily: Daily, places: Sequence[int], name_of: Callable[[str], str], words: Words, colours: Look, top: float = 0.0
) -> Figure:
    """One small chart for each of these targets' contributions, all of them with the same limits.

    The limits are 0 and ``top``, so that charts on several pages share them, or what these targets need.
    """
    top = top or highest(daily, places)
    rows = -(-len(places) // 2) or 1
    figure = layout(colours, 60 + 130 * rows)
    figure |= {"grid": {"rows": rows, "columns": 2, "pattern": "independent", "xgap": 0.1, "ygap": 0.5}}
    figure |= {"showlegend": False, "margin": {"l": 34, "r": 8, "t": 26, "b": 44}, "annotations": []}
    traces: list[Figure] = []
    for number, place in enumerate(places, start=1):
        mark = "" if number == 1 else str(number)
        axes = {"xaxis": f"x{mark}", "yaxis": f"y{mark}"}
        traces += _small(daily, place, words, colours, axes)
        figure[f"xaxis{mark}"] = time_axis(colours, words, daily.days, most=3) | {"anchor": f"y{mark}"}
        figure[f"yaxis{mark}"] = axis(colours, range=[0, top], nticks=3)
        figure["annotations"].append(_heading(plain(_short(name_of(daily.targets[place]))), mark, colours))
    return {"data": traces, "layout": figure}


def multiples_told(daily: Daily, places: Sequence[int], name_of: Callable[[str], str], words: Words) -> str:
    """The point of the small charts: who came first, and how high."""
    if not len(places):
        return words._("Nobody else was pressed in these days.")
    place = max(places, key=lambda one: float(daily.contribution[one].max()))
    top = int(daily.contribution[place].argmax())
    return words._("Of the others, {name} was pressed most: {points} points on {day}.").format(
        name=name_of(daily.targets[place]),
        points=words.number(daily.contribution[place, top], 2),
        day=words.day(as_day(daily.days[top])),
    )


def effort(totals: pd.Series, words: Words, colours: Look) -> Figure:
    """Bars of effort by tactic, each in its own unit: every attempt counted, never weighted."""
    tactics = [str(name) for name in totals.index]
    names = words.renamed(vocabulary.TACTICS, tactics)
    texts = [words.counted(tactic, value) for tactic, value in zip(tactics, totals, strict=True)]
    bar = {
        "type": "bar",
        "orientation": "h",
        "y": [plain(name) for name in names],
        # Units differ from bar to bar, so lengths are on a scale of powers of ten and the number stands beside each.
        "x": [round(float(np.log10(1 + value)), 4) for value in totals],
        "text": [plain(text) for text in texts],
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "y+text",
        "marker": {"color": [colours.toned(tactic_colour(tactic)) for tactic in tactics]},
    }
    figure = layout(colours, 60 + 30 * max(len(tactics), 2)) | {"showlegend": False, "bargap": 0.25}
    # Bars that lie are pointed at by their own place, not by how far they reach.
    figure["hovermode"] = "closest"
    widest = max((float(np.log10(1 + value)) for value in totals), default=1.0)
    figure["xaxis"] = axis(colours, visible=False, range=[0, widest * 1.5])
    figure["yaxis"] = axis(colours, autorange="reversed", automargin=True, ticks="", showgrid=False)
    return {"data": [bar], "layout": figure}


def effort_told(totals: pd.Series, words: Words) -> str:
    """The point of the effort bars: all that was done, tactic by tactic."""
    pairs = zip(totals.index.astype(str), totals, strict=True)
    parts = [f"{words.named(vocabulary.TACTICS, tactic)}: {words.counted(tactic, value)}" for tactic, value in pairs]
    return "; ".join(parts) + "." if parts else words._("Nothing was logged in these days.")


def _short(name: str) -> str:
    """As much of a name as stands over a small chart on a phone."""
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "\u2026"


def _small(daily: Daily, place: int, words: Words, colours: Look, axes: dict[str, str]) -> list[Figure]:
    edge = {"mode": "lines", "line": {"width": 0, "color": colours.quiet}, "hoverinfo": "skip"}
    return [
        line(daily.days, daily.low[place]) | edge | axes,
        line(daily.days, daily.high[place]) | edge | axes | {"fill": "tonexty", "fillcolor": colours.ribbon},
        line(daily.days, daily.contribution[place])
        | axes
        | {
            "line": {"width": 1.8, "color": colours.accent},
            "hovertemplate": "%{y:.2f} " + words._("points") + "<extra></extra>",
        },
    ]


def _heading(text: str, mark: str, colours: Look) -> Figure:
    place = {"xref": f"x{mark} domain", "yref": f"y{mark} domain", "x": 0, "y": 1.02, "yanchor": "bottom"}
    return place | {"text": text, "showarrow": False, "font": {"size": 13, "color": colours.ink}, "xanchor": "left"}
