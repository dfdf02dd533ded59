"""The charts of the pressure page, each with its point in words under it, and the actions behind one day."""

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import charts, exports
from dashboard import words as vocabulary
from dashboard.errors import UsageError
from dashboard.filters import read_day
from dashboard.pressure import CAPACITY
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, state, tables, widgets
from dashboard.ui.text import _, n, words
from dashboard.words import NN_

_SMALL = 8
_KEY = "pressure-over-time"
_CONFIG = {"displayModeBar": False, "scrollZoom": False}


def show(of: Snapshot) -> None:
    """Pressure by day in layers, with outcomes under it; a click on a day opens it."""
    chosen, say = state.current(), words()
    daily = cached.pressure(of, chosen.filters)
    widgets.switch(_("Stack"), "by", {"tactic": _("By tactic"), "target": _("By target")}, chosen.by or "tactic")
    by_target = chosen.by == "target"
    layers = (
        charts.layers_by_target(daily, of.directory.name_of, say) if by_target else charts.layers_by_tactic(daily, say)
    )
    capacity = cached.effort(of, chosen.filters)[list(CAPACITY)].sum(axis=1).to_numpy()
    outcomes = exports.table("outcomes", of, chosen.filters, cached.today())
    figure = charts.pressure(daily, layers, charts.Beneath(outcomes, capacity), say, _look())
    point = charts.pressure_told(daily, say)
    st.plotly_chart(
        figure, theme=None, key=_KEY, on_select=_open_day, selection_mode="points", config=_CONFIG, alt=point
    )
    told = _("Points on everyone pressed, weighted by their role toward the post. Settings {hash}.")
    st.caption(f"{point} {told.format(hash=of.settings.hash)}")


def day(of: Snapshot) -> None:
    """The actions behind one day's value, with points that add up to it."""
    chosen = state.current()
    first, last = of.days(chosen.filters, cached.today())
    widgets.day(_("Open a day"), "day", chosen.day, first, last, narrow=True)
    if not chosen.day:
        st.caption(_("Click a day in the chart, or choose it here, to see the actions behind its value."))
        return
    parts = cached.contributions(of, chosen.filters, chosen.day)
    st.subheader(_summed(parts, chosen.day))
    listed = parts.sort_values("points", ascending=False, kind="stable")
    part = widgets.pager(f"day-{chosen.day}", len(listed), tables.PAGE)
    tables.show(tables.contributions(listed.iloc[part], of), "behind")
    name = f"contributions-{chosen.day}.csv"
    widgets.download(_("Download all rows"), lambda: exports.write(parts, "csv", {}), name, "text/csv")


def others(of: Snapshot) -> None:
    """Small charts of everyone else who was pressed, all with the same limits."""
    say = words()
    daily = cached.pressure(of, state.current().filters)
    holder = cached.holder(of, charts.as_day(daily.days[-1]))
    places = [int(place) for place in charts.order_of_targets(daily) if daily.targets[place] != holder]
    st.subheader(_("Other targets"))
    if places:
        figure = charts.multiples(daily, places[:_SMALL], of.directory.name_of, say, _look())
        st.plotly_chart(figure, theme=None, key="pressure-others", config=_CONFIG, alt=_("Other targets"))
    widgets.quiet(charts.multiples_told(daily, places, of.directory.name_of, say))
    if len(places) > _SMALL:
        rest = len(places) - _SMALL
        st.caption(n("{count} more target is not drawn.", "{count} more targets are not drawn.", rest))


def effort(of: Snapshot) -> None:
    """Everything that was done, tactic by tactic, counted and never weighted."""
    totals = cached.effort(of, state.current().filters).sum()
    totals = totals[totals > 0].sort_values(ascending=False)
    st.subheader(_("Effort"))
    if len(totals):
        figure = charts.effort(totals, words(), _look())
        point = charts.effort_told(totals, words())
        st.plotly_chart(figure, theme=None, key="pressure-effort", config=_CONFIG, alt=point)
    told = _("Every attempt counts, whatever came of it. Bars are on a scale of powers of ten; units differ.")
    st.caption(told if len(totals) else charts.effort_told(totals, words()))


def outcomes(of: Snapshot) -> None:
    """The outcomes as a table: the strip under the chart in words."""
    say = words()
    rows = exports.table("outcomes", of, state.current().filters, cached.today())
    st.subheader(_("Outcomes"))
    if rows.empty:
        st.caption(_("No outcome is logged in these days. Refusals are logged as readily as wins."))
        return
    table = pd.DataFrame(
        {
            _("Day"): rows["date"],
            _("Kind"): say.renamed(vocabulary.OUTCOME_KINDS, rows["kind"]),
            _("Rung"): rows["rung"],
            _("Who"): rows["actor"],
            _("What"): rows["text"],
            _("Quote"): rows["quote"],
            _("Source"): rows["source_url"],
        }
    )
    tables.show(table, "outcomes", optional=(_("Quote"), _("Source")))


def _summed(parts: pd.DataFrame, opened: date) -> str:
    sentence = NN_("{day}: {count} action adds up to {total} points", "{day}: {count} actions add up to {total} points")
    say = words()
    total = say.number(float(parts["points"].sum()), 2)
    return n(*sentence, parts["action_id"].nunique(), day=say.day(opened), total=total)


def _open_day() -> None:
    points = st.session_state[_KEY]["selection"]["points"]
    try:
        state.change(day=read_day(str(points[0]["x"])[:10]) if points else None)
    except (UsageError, KeyError):
        return


def _look() -> charts.Look:
    return charts.look(st.context.theme.type)
