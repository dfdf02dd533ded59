"""Two settings side by side: the same campaign's lines on one scale, and the order of its targets under each."""

import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.filters import Filters
from dashboard.pressure import VARIATIONS, Daily, Settings
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, reckoning, tables, widgets
from dashboard.ui.text import _, words

_SHOWN = 8
_CONFIG = {"displayModeBar": False, "scrollZoom": False}
Named = tuple[str, Settings]


def show(of: Snapshot, old: Named, new: Named, key: str) -> None:
    """The lines on one scale with their point in words, and the order of targets under each."""
    say, look = words(), charts.look(st.context.theme.type)
    before, after = _named_line(of, old), _named_line(of, new)
    point = charts.compared_told(before, after, say)
    figure = charts.compared(before, after, say, look)
    st.plotly_chart(figure, theme=None, key=f"lines-{key}", config=_CONFIG, alt=point)
    widgets.quiet(point)
    sides = zip(st.columns(2), ("old", "new"), (old, new), (before, after), strict=True)
    for column, side, (_name, settings), one in sides:
        with column:
            _ordered(of, settings, one.name, f"order-{key}-{side}")


def _named_line(of: Snapshot, named: Named) -> charts.Line:
    name, settings = named
    return charts.Line(_("{name} ({hash})").format(name=name, hash=settings.hash), _line(of, settings.as_json()))


def _ordered(of: Snapshot, settings: Settings, name: str, key: str) -> None:
    say = words()
    day = of.days(Filters(), cached.today())[1]
    widgets.quiet(_("{name}, order on {day}").format(name=name, day=say.day(day)))
    table = _order(of, settings.as_json())
    if table.empty:
        st.caption(_("Nobody is pressed on this day."))
        return
    shown = table.head(_SHOWN)
    told = {
        _("Rank"): shown["place"].to_numpy(),
        _("Who"): of.directory.names_of(shown["target_id"]),
        _("Points"): [say.number(value, 2) for value in shown["contribution"]],
        _("Rank held"): [
            _("{held} of {settings}").format(held=held, settings=len(VARIATIONS)) for held in shown["held"]
        ],
    }
    tables.show(pd.DataFrame(told), key)


@cached.kept
def _line(of: Snapshot, settings: str) -> Daily:
    """The campaign's total by day, without ranges."""
    return of.with_settings(Settings.stored(settings)).pressure(Filters(), cached.today(), bands=False)


@cached.kept
def _order(of: Snapshot, settings: str) -> pd.DataFrame:
    """The targets that are pressed on the last day shown, in their order."""
    then = of.with_settings(Settings.stored(settings))
    table = reckoning.ranking(then, Filters(), then.days(Filters(), cached.today())[1])
    return table[table["contribution"] > 0].reset_index(drop=True)
