"""The way of one round as a picture: numbered stops and a line, drawn by us, with how long some km are."""

from html import escape
from math import floor, log10

from dashboard.planning import runs
from dashboard.planning.runs import Round, Run
from dashboard.words import Words

WIDE, HIGH, EDGE = 360.0, 280.0, 26.0


def picture(run: Run, one: Round, say: Words) -> str:
    """An SVG element; north is up. "" for a round without a stop."""
    if not one.stops:
        return ""
    begin = [run.manner.start] if run.manner.start else []
    points = [*begin, *((stop.latitude, stop.longitude) for stop in one.stops)]
    places = runs.on_paper(points, points[0])
    scale, shown = _fitted(places)
    line = [*shown, *(shown[:1] if run.manner.comes_back else [])]
    told = escape(say._("The way from stop to stop, north up"))
    drawn = [f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in line)}"/>']
    if begin:
        x, y = shown[0]
        drawn.append(f'<rect class="start" x="{x - 7:.1f}" y="{y - 7:.1f}" width="14" height="14"/>')
    for number, (x, y) in enumerate(shown[len(begin) :], start=1):
        drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11"/><text x="{x:.1f}" y="{y + 4:.1f}">{number}</text>')
    drawn.append(_bar(scale, say))
    return f'<svg viewBox="0 0 {WIDE:g} {HIGH:g}" role="img" aria-label="{told}">{"".join(drawn)}</svg>'


def _fitted(places: list[tuple[float, float]]) -> tuple[float, list[tuple[float, float]]]:
    """Units of the picture a km, and the places in the picture, its middle theirs."""
    east, north = zip(*places, strict=True)
    wide, high = max(east) - min(east), max(north) - min(north)
    room = (WIDE - 2 * EDGE, HIGH - 3 * EDGE)
    scale = min(room[0] / max(wide, 0.2), room[1] / max(high, 0.2))
    middle = (max(east) + min(east)) / 2, (max(north) + min(north)) / 2
    return scale, [(WIDE / 2 + (x - middle[0]) * scale, (HIGH - EDGE) / 2 - (y - middle[1]) * scale) for x, y in places]


def _bar(scale: float, say: Words) -> str:
    """A bar of 1, 2 or 5 km, or tens or tenths of these, at most a third of the picture."""
    most = WIDE / 3 / scale
    ten = 10.0 ** floor(log10(most))
    km = next(step * ten for step in (5, 2, 1) if step * ten <= most)
    right, y = EDGE / 2 + km * scale, HIGH - EDGE / 2
    text = escape(say._("{km} km").format(km=say.number(km, 0 if km >= 1 else 2)))
    told = f'<text class="bar" x="{right + 6:.1f}" y="{y + 4:.1f}">{text}</text>'
    return f'<path d="M{EDGE / 2:.1f} {y:.1f}H{right:.1f}"/>{told}'
