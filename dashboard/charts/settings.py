"""How much rests on the settings: each assumption moved alone as bars, and two settings as two lines on one scale."""

from dataclasses import dataclass

import pandas as pd

from dashboard.charts.look import Figure, Look, as_day, axis, layout, line, plain, time_axis
from dashboard.pressure import Daily
from dashboard.words import N_, Words

ASSUMPTIONS = {
    "half_life": N_("Half-lives"),
    "saturation": N_("Quantities for half the points"),
    "roles": N_("Roles below 1"),
    "weights": N_("Points of tactics"),
}
"""What each assumption that the 81 settings vary is called."""

_ENDS = {
    "half_life": (N_("halved"), N_("doubled")),
    "saturation": (N_("halved"), N_("doubled")),
    "roles": (N_("halved"), N_("half as much again")),
    "weights": (N_("halfway to equal"), N_("all equal")),
}
_BESIDE = {
    "half_life": (N_("half"), N_("double")),
    "saturation": (N_("half"), N_("double")),
    "roles": (N_("half"), N_("half more")),
    "weights": (N_("halfway"), N_("all equal")),
}
"""The same in the few letters that there is room for beside a bar."""

_ROOM = 2.6
_OLD, _NEW = "#7b8a8b", "#0072b2"


@dataclass(frozen=True, eq=False)
class Line:
    """The campaign's total by day under some settings, and what to call it."""

    name: str
    daily: Daily


def one_at_a_time(table: pd.DataFrame, words: Words, colours: Look) -> Figure:
    """Bars from the day's total to where each assumption alone takes it; ``table`` as ``pressure.one_at_a_time``."""
    total = float(table["total"].iloc[0])
    names = [_name(row, words) for row in table["assumption"]]
    bars = [_bars(table, side, names, words, colours) for side in ("less", "more")]
    figure = layout(colours, 90 + 70 * len(table)) | {"barmode": "group", "bargap": 0.45, "showlegend": False}
    reach = max(float((table[["less", "more"]] - total).abs().to_numpy().max()), total * 0.05, 0.01)
    # Room on both sides for what stands beside the bars.
    figure["xaxis"] = axis(
        colours, title=words._("Points"), range=[total - _ROOM * reach, total + _ROOM * reach], nticks=5, zeroline=False
    )
    # Names stand over their bars, where a phone has room for them too.
    last = len(table) - 0.5
    figure["yaxis"] = axis(colours, range=[last, -0.75], ticks="", showgrid=False, showticklabels=False)
    figure["margin"] = figure["margin"] | {"l": 8, "r": 8}
    figure["annotations"] = [_over(place, name, colours) for place, name in enumerate(names)]
    figure["shapes"] = [
        {"type": "line", "x0": total, "x1": total, "yref": "paper", "y0": 0, "y1": 1,
         "line": {"width": 1.5, "color": colours.ink}}
    ]  # fmt: skip
    return {"data": bars, "layout": figure | {"hovermode": "closest"}}


def one_at_a_time_told(table: pd.DataFrame, words: Words) -> str:
    """The point of those bars: the total, what moves it most, and where each assumption takes it."""
    total = words.number(float(table["total"].iloc[0]), 2)
    if not table["span"].any():
        return words._("The total is {total}, whatever the settings.").format(total=total)
    parts = [
        words._("{assumption}: {less} {less_how}, {more} {more_how}").format(
            assumption=_name(row.assumption, words),
            less=words.number(row.less, 2), more=words.number(row.more, 2),
            less_how=words._(_ENDS[row.assumption][0]), more_how=words._(_ENDS[row.assumption][1]),
        )
        for row in table.itertuples()
    ]  # fmt: skip
    told = words._("The total is {total}. One assumption moved alone, what moves it most first. {parts}.")
    return told.format(total=total, parts="; ".join(parts))


def compared(old: Line, new: Line, words: Words, colours: Look) -> Figure:
    """The campaign's total under two settings, on one scale."""
    top = max((float(one.daily.total.max()) for one in (old, new) if len(one.daily.total)), default=0) or 1.0
    traces = [
        line(one.daily.days, one.daily.total)
        | {
            "name": plain(one.name),
            "line": {"width": width, "color": colours.toned(colour), "dash": dash},
            "hovertemplate": "%{y:.2f}",
        }
        for one, colour, width, dash in ((old, _OLD, 2, "dash"), (new, _NEW, 2.4, "solid"))
    ]
    figure = layout(colours, 300)
    figure["legend"] |= {"y": 1.02, "yanchor": "bottom"}
    figure["yaxis"] = axis(colours, title=words._("Points"), range=[0, top * 1.05], nticks=5)
    figure["xaxis"] = time_axis(colours, words, new.daily.days, most=4) | {"tickangle": 0}
    return {"data": traces, "layout": figure}


def compared_told(old: Line, new: Line, words: Words) -> str:
    """The point of the two lines: where each ends and where they are farthest apart."""
    gaps = abs(new.daily.total - old.daily.total)
    if not gaps.any():
        return words._("Both lines are the same in these days.")
    widest = int(gaps.argmax())
    told = words._(
        "They are farthest apart on {day}: {new} points with \u201c{new_name}\u201d, {old} with "
        "\u201c{old_name}\u201d; on {last_day} {last_new} and {last_old}."
    )
    return told.format(
        day=words.day(as_day(new.daily.days[widest])),
        new=words.number(new.daily.total[widest], 2), old=words.number(old.daily.total[widest], 2),
        new_name=new.name, old_name=old.name, last_day=words.day(as_day(new.daily.days[-1])),
        last_new=words.number(new.daily.total[-1], 2), last_old=words.number(old.daily.total[-1], 2),
    )  # fmt: skip


def _name(assumption: str, words: Words) -> str:
    return words._(ASSUMPTIONS[assumption])


def _over(place: int, name: str, colours: Look) -> Figure:
    font = {"size": 13, "color": colours.ink}
    where = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "y", "y": place - 0.48, "yanchor": "middle"}
    return where | {"text": plain(name), "showarrow": False, "font": font}


def _bars(table: pd.DataFrame, side: str, names: list[str], words: Words, colours: Look) -> Figure:
    end = ("less", "more").index(side)
    how = [words._(_BESIDE[assumption][end]) for assumption in table["assumption"]]
    values = table[side].to_numpy()
    return {
        "type": "bar",
        "orientation": "h",
        "y": [plain(name) for name in names],
        "base": table["total"].round(4).tolist(),
        "x": (values - table["total"].to_numpy()).round(4).tolist(),
        "text": [f"{words.number(value, 2)} {told}" for value, told in zip(values.tolist(), how, strict=True)],
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "y+text",
        "textfont": {"color": colours.ink},
        "marker": {"color": colours.toned(_OLD if side == "less" else _NEW)},
    }
