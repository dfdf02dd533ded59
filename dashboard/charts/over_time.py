"""Pressure over time in layers, with its range, and under it capacity and the ladder of outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import words as vocabulary
from dashboard.charts.layers import Layer
from dashboard.charts.look import (
    Days,
    Figure,
    Floats,
    Look,
    as_day,
    axis,
    layout,
    line,
    plain,
    time_axis,
)
from dashboard.pressure import Daily
from dashboard.words import Words

_SETBACKS = frozenset({"refusal", "reversal"})
_TOLD = 0.005
"""Points that are told as 0.01 or more."""


@dataclass(frozen=True, eq=False)
class Beneath:
    """What is drawn under the pressure line, never mixed into it: outcomes, and people at capacity-building by day."""

    outcomes: pd.DataFrame
    capacity: Floats


def pressure(daily: Daily, layers: Sequence[Layer], beneath: Beneath, words: Words, colours: Look) -> Figure:
    """Pressure over time in layers, with its range; capacity and outcomes in strips of their own under it."""
    traces = [_stacked(daily.days, layer, colours) for layer in layers]
    traces += _ribbon(daily, words, colours)
    traces.append(_total(daily, layers, words, colours))
    strips: dict[str, Any] = {}
    capacity = bool(beneath.capacity.any())
    if capacity:
        traces.append(_capacity(daily.days, beneath.capacity, words, colours))
        strips["yaxis3"] = axis(colours, domain=[0.26, 0.37], title=words._("People"), nticks=3)
    if len(beneath.outcomes):
        traces += _outcomes(beneath.outcomes, daily.days, words, colours)
    strips["yaxis2"] = axis(colours, domain=[0.0, 0.18], title=words._("Ladder"), range=[-0.6, 5.6], nticks=4)
    figure = layout(colours, 640) | strips
    figure["yaxis"] = axis(colours, domain=[0.45 if capacity else 0.26, 1], title=words._("Points"), rangemode="tozero")
    figure["xaxis"] = time_axis(colours, words, daily.days) | {"anchor": "y2"}
    return {"data": traces, "layout": figure}


def pressure_told(daily: Daily, words: Words) -> str:
    """The point of the pressure chart in a sentence or two."""
    if not daily.total.any():
        return words._("No pressure in these days: no action before or in them presses anyone.")
    top = int(daily.total.argmax())
    return words._(
        "Pressure was highest on {top_day} ({top} points) and stood at {last} on {last_day}, "
        "between {low} and {high} over the 81 settings."
    ).format(
        top_day=words.day(as_day(daily.days[top])),
        top=words.number(daily.total[top], 1),
        last_day=words.day(as_day(daily.days[-1])),
        last=words.number(daily.total[-1], 1),
        low=words.number(daily.total_low[-1], 1),
        high=words.number(daily.total_high[-1], 1),
    )


def _stacked(days: Days, layer: Layer, colours: Look) -> Figure:
    colour = colours.toned(layer.colour)
    return line(days, layer.points) | {
        "name": plain(layer.name),
        "stackgroup": "points",
        "line": {"width": 0.5, "color": colour},
        "fillcolor": colour,
        "hoverinfo": "skip",
    }


def _ribbon(daily: Daily, words: Words, colours: Look) -> list[Figure]:
    edge = {"width": 0, "color": colours.quiet}
    quiet = {"line": edge, "hoverinfo": "skip", "legendgroup": "range"}
    low = line(daily.days, daily.total_low) | quiet | {"showlegend": False, "name": "low"}
    high = (
        line(daily.days, daily.total_high)
        | quiet
        | {
            "fill": "tonexty",
            "fillcolor": colours.ribbon,
            "name": words._("Range over 81 settings, not a confidence interval"),
        }
    )
    return [low, high]


def _total(daily: Daily, layers: Sequence[Layer], words: Words, colours: Look) -> Figure:
    # A click selects the nearest point of any trace that answers the pointer, and only markers can be selected: so
    # this trace alone answers, tells the layers too, and has markers that can't be seen.
    return line(daily.days, daily.total) | {
        "name": words._("Total"),
        "mode": "lines+markers",
        "line": {"width": 2, "color": colours.ink},
        "marker": {"size": 9, "opacity": 0.01, "color": colours.ink},
        "selected": {"marker": {"opacity": 0.9, "color": colours.accent}},
        "text": _parts_by_day(daily, layers, words),
        "hovertemplate": "%{text}<extra></extra>",
    }


def _parts_by_day(daily: Daily, layers: Sequence[Layer], words: Words) -> list[str]:
    """What the pointer tells of each day: the total, then its layers from the top of the stack down."""
    texts = []
    for day, total in enumerate(daily.total):
        points = words.n("{count} point", "{count} points", round(float(total), 2), digits=2)
        parts = [(plain(layer.name), layer.points[day]) for layer in reversed(layers)]
        told = [f"{name}: {words.number(value, 2)}" for name, value in parts if value >= _TOLD]
        texts.append("<br>".join([f"<b>{points}</b>", *told]))
    return texts


def _capacity(days: Days, values: Floats, words: Words, colours: Look) -> Figure:
    return line(days, values) | {
        "name": words._("Capacity: people at sessions, meetings and trainings a day"),
        "line": {"width": 1.5, "color": colours.accent, "shape": "hvh"},
        "yaxis": "y3",
        "hovertemplate": "%{y:,.0f} " + words._("people"),
    }


def _outcomes(outcomes: pd.DataFrame, days: Days, words: Words, colours: Look) -> list[Figure]:
    shown = outcomes.sort_values("date", kind="stable")
    when = [as_day(day).isoformat() for day in shown["date"]]
    rungs = [0.0 if rung != rung else float(rung) for rung in shown["rung"]]  # noqa: PLR0124 - NaN
    last = as_day(days[-1]).isoformat() if len(days) else when[-1]
    steps = {
        "type": "scatter",
        "x": [*when, max(last, when[-1])],
        "y": [*rungs, rungs[-1]],
        "mode": "lines",
        "line": {"shape": "hv", "width": 1.5, "dash": "dot", "color": colours.quiet},
        "yaxis": "y2",
        "name": words._("Commitment ladder, 0 to 5"),
        "hoverinfo": "skip",
    }
    markers = {
        "type": "scatter",
        "x": when,
        "y": rungs,
        "mode": "markers",
        "marker": {
            "size": 13,
            "symbol": ["x" if kind in _SETBACKS else "star" for kind in shown["kind"]],
            "color": [colours.quiet if kind in _SETBACKS else colours.accent for kind in shown["kind"]],
            "line": {"width": 1, "color": colours.ink},
        },
        "yaxis": "y2",
        "name": words._("Outcomes"),
        "text": [_outcome_text(row, words) for row in shown.itertuples()],
        "hovertemplate": "%{text}<extra></extra>",
    }
    return [steps, markers]


def _outcome_text(row: Any, words: Words) -> str:  # noqa: ANN401 - a row of the outcomes
    kind = words.named(vocabulary.OUTCOME_KINDS, str(row.kind))
    text = str(row.text)
    parts = [kind, words.rung(row.rung), str(row.actor), text if len(text) < 90 else text[:88] + "\u2026"]  # noqa: PLR2004 - a hover's width
    return "<br>".join(plain(part) for part in parts if part)
