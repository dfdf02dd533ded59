"""Two spans of pressure on one scale: two times of a campaign, or two campaigns."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from dashboard.charts.look import TARGET_COLOURS, Figure, Floats, Look, as_day, axis, layout, line, plain, time_axis
from dashboard.pressure import Daily
from dashboard.words import Words

_RIBBONS = ("rgba(0,114,178,0.16)", "rgba(224,108,31,0.16)")


@dataclass(frozen=True, eq=False)
class Span:
    """One of the two: its name, and its pressure by day."""

    name: str
    daily: Daily


def comparing(spans: tuple[Span, Span], words: Words, colours: Look, *, by_date: bool = False) -> Figure:
    """The totals of both with their ranges, by the days since each began or each on its own dates."""
    figure = layout(colours, 420)
    figure["legend"] |= {"y": -0.18}
    figure["yaxis"] = axis(colours, title=words._("Points"), rangemode="tozero")
    traces: list[Figure] = []
    for span, colour, ribbon in zip(spans, TARGET_COLOURS, _RIBBONS, strict=False):
        daily = span.daily
        for values, more in (
            (daily.total_low, {}),
            (daily.total_high, {"fill": "tonexty", "fillcolor": ribbon}),
        ):
            edge = {"line": {"width": 0, "color": colour}, "hoverinfo": "skip", "showlegend": False}
            traces.append(_placed(daily, values, by_date=by_date) | edge | more)
        own = {"name": plain(span.name), "line": {"width": 2.2, "color": colours.toned(colour)}}
        traces.append(_placed(daily, daily.total, by_date=by_date) | own | {"hovertemplate": "%{y:.2f}"})
    if by_date:
        both = np.concatenate([span.daily.days for span in spans])
        figure["xaxis"] = time_axis(colours, words, np.arange(both.min(), both.max() + 1))
    else:
        figure["xaxis"] = axis(colours, title=words._("Days since the beginning"), showgrid=False, rangemode="tozero")
    return {"data": traces, "layout": figure}


def comparing_told(spans: tuple[Span, Span], words: Words) -> str:
    """The point of it: how high each went and when, and what each had on average."""
    sentence = words._(
        "{name}: highest on day {number} ({day}, {top} points), {mean} points on average over {days} days."
    )
    told = []
    for span in spans:
        total, days = span.daily.total, span.daily.days
        top = int(total.argmax())
        told.append(
            sentence.format(
                name=span.name,
                number=words.number(top + 1),
                day=words.day(as_day(days[0]) + timedelta(days=top), short=True),
                top=words.number(float(total[top]), 2),
                mean=words.number(float(total.mean()), 2),
                days=words.number(len(days)),
            )
        )
    return "\n".join(told)


def _placed(daily: Daily, values: Floats, *, by_date: bool) -> Figure:
    """A line through the values on their dates, or from day 1 on."""
    drawn = line(daily.days, values)
    return drawn if by_date else drawn | {"x0": 1, "dx": 1}
