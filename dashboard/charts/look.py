"""What every chart shares: figures as plain dictionaries, colours said outright, text from data made harmless."""

import html
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard import look as palette
from dashboard.own_names import is_own
from dashboard.words import Words

Figure = dict[str, Any]
Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.datetime64]

TACTIC_COLOURS = {
    "meeting": "#332288",
    "office_visit": "#6670c4",
    "rally": "#aa4499",
    "installation": "#cc6677",
    "petition_delivery": "#882255",
    "call": "#0072b2",
    "letter": "#56b4e9",
    "poster_office": "#e06c1f",
    "poster_riding": "#e8b23a",
    "media_hit": "#117733",
    "petition_online": "#44aa99",
    "online_action": "#999933",
    "email_form": "#8c8c8c",
}
OWN_COLOURS = ("#44589e", "#a65628", "#4d9221", "#c51b7d", "#80640d", "#2f8f9d", "#7b4fa3")
"""For tactics of a campaign's own, by their codes."""

TARGET_COLOURS = ("#0072b2", "#e06c1f", "#117733", "#aa4499", "#e8b23a", "#56b4e9", "#882255")
OTHER = "#9a9a9a"
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 1200)
A_DAY = 86_400_000
"""Milliseconds, as Plotly counts time."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one theme, with a text contrast of at least 4.5:1."""

    ink: str
    quiet: str
    grid: str
    accent: str
    ribbon: str
    paper: str
    scale: tuple[str, ...]
    """Five steps from least to most."""
    lift: float = 0.0
    """How far the colours of layers move to white, so that dark ones stand out from a dark ground."""

    def toned(self, colour: str) -> str:
        """A layer's colour on this ground."""
        parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        return "#" + "".join(f"{round(part + (255 - part) * self.lift):02x}" for part in parts)


def look(theme: str | None) -> Look:
    """The colours for Streamlit's name of the theme; the light ones when it does not say."""
    colours = palette.DARK if theme == "dark" else palette.LIGHT
    return Look(
        ink=colours["text"],
        quiet=colours["quiet"],
        grid=colours["border"],
        accent=colours["accent"],
        ribbon="rgba(150,160,158,0.28)",
        paper=colours["panel"],
        scale=tuple(colours["scale"]),
        lift=0.35 if theme == "dark" else 0.0,
    )


def tactic_colour(tactic: str) -> str:
    """The colour of a tactic, the same in every chart and on every day."""
    if is_own(tactic):
        return OWN_COLOURS[crc32(tactic.encode()) % len(OWN_COLOURS)]
    return TACTIC_COLOURS.get(tactic, OTHER)


def plain(text: str) -> str:
    """Text from data as Plotly may show it: no tag, no link, on one line."""
    return html.escape(" ".join(str(text).split()))


def as_day(day: Any) -> date:  # noqa: ANN401 - numpy's or pandas' day
    """The calendar day of a numpy or pandas day."""
    return pd.Timestamp(day).date()


def line(days: Days, values: Floats) -> Figure:
    """A line through one value a day."""
    start = _iso(days[0]) if len(days) else "2020-01-01"
    return {
        "type": "scatter",
        "mode": "lines",
        "x0": start,
        "dx": A_DAY,
        "y": np.round(values, 4).tolist(),
    }


def axis(colours: Look, **parts: Any) -> Figure:  # noqa: ANN401 - what Plotly's axes take
    """An axis in quiet colours, not to be zoomed by accident; ``title`` is a text."""
    title = parts.pop("title", "")
    return {
        "gridcolor": colours.grid,
        "zerolinecolor": colours.grid,
        "linecolor": colours.grid,
        "tickfont": {"color": colours.quiet, "size": 12},
        "title": {"text": title, "font": {"color": colours.quiet, "size": 12}},
        "fixedrange": True,
    } | parts


def time_axis(colours: Look, words: Words, days: Days, most: int = 8) -> Figure:
    """The axis of days, from the first to the last, with at most so many ticks written in the reader's language."""
    ticks = _ticks(days, most)
    return axis(
        colours,
        type="date",
        range=[_iso(days[0]), _iso(days[-1])] if len(days) else None,
        showgrid=False,
        hoverformat="%Y-%m-%d",
        tickvals=[tick.isoformat() for tick in ticks],
        ticktext=[words.short_month(tick) if tick.day == 1 else words.day_of_month(tick) for tick in ticks],
    )


def _ticks(days: Days, most: int) -> list[date]:
    """First days of months, or every few days where the days shown are few."""
    if not len(days):
        return []
    firsts = [as_day(day) for day in days if str(day.astype("datetime64[D]")).endswith("-01")]
    if len(firsts) > 2:  # noqa: PLR2004 - enough to read an axis by
        step = next(step for step in _MONTHS if -(-len(firsts) // step) <= most)
        return [first for first in firsts if (first.year * 12 + first.month - 1) % step == 0]
    return [as_day(day) for day in days[:: -(-len(days) // most)]]


def _iso(day: np.datetime64) -> str:
    return str(day.astype("datetime64[D]"))


def layout(colours: Look, height: int) -> Figure:
    """The layout every chart begins with, so many pixels high."""
    return {
        "template": {},
        "height": height,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": colours.ink, "size": 13, "family": "Source Sans, Source Sans Pro, sans-serif"},
        "margin": {"l": 44, "r": 12, "t": 12, "b": 30},
        "hovermode": "x unified",
        "hoverlabel": {"bgcolor": colours.paper, "font": {"color": colours.ink}, "bordercolor": colours.grid},
        "legend": {"orientation": "h", "y": -0.08, "yanchor": "top", "x": 0, "font": {"color": colours.ink}},
        "dragmode": False,
        "clickmode": "event+select",
    }
