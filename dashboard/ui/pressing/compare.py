"""Two spans on one scale: other days of this campaign, or another campaign, laid beside the days shown."""

from dataclasses import replace

import streamlit as st

from dashboard import charts
from dashboard.filters import Filters
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, drawing, reckoning, state, widgets
from dashboard.ui.text import _, words


def show(of: Snapshot) -> None:
    """The choice of what is laid beside, and the chart of both."""
    st.subheader(_("Compare"))
    other = _chosen(of)
    if other is None:
        st.caption(_("Choose a campaign, and days of it if you wish, to lay beside the days shown above."))
        return
    first, second = of.days(state.current().filters, cached.today()), other.days(_filters(other), cached.today())
    if other.campaign.slug == of.campaign.slug and first == second:
        st.caption(_("These are the days shown above: choose others, from and to, to lay beside them."))
        return
    ways = {"start": _("By days since the beginning"), "date": _("By date")}
    widgets.switch(_("Laid together"), "align", ways, state.current().align or "start")
    spans = (_span(of, state.current().filters), _span(other, _filters(other)))
    by_date = state.current().align == "date"
    figure = charts.comparing(spans, words(), drawing.look(), by_date=by_date)
    told = charts.comparing_told(spans, words())
    drawing.show(figure, "pressure-compare", told)
    st.text(told)
    settings = _("Bands are ranges over 81 settings, not confidence intervals. Settings {first} and {second}.")
    st.caption(settings.format(first=of.settings.hash, second=other.settings.hash))


def _chosen(of: Snapshot) -> Snapshot | None:
    """The campaign that is laid beside; None while none is chosen."""
    listed = cached.campaigns(of.revision)
    column = "name_fr" if words().language == "fr" else "name_en"
    named = dict(zip(listed["slug"], listed[column].where(listed[column] != "", listed["name_en"]), strict=True))
    names = {"": _("None")} | named
    chosen = state.current()
    columns = st.columns([2, 1, 1])
    with columns[0]:
        widgets.choice(_("Campaign to lay beside"), "other", list(names), chosen.other, names=names, on_choice=_turn)
    if chosen.other not in named:
        return None
    other = of if chosen.other == of.campaign.slug else cached.current(chosen.other)
    begin, end = other.campaign.starts, max(other.campaign.last_day(cached.today()), cached.today())
    for column_, name, label in zip(columns[1:], ("other_from", "other_to"), (_("From"), _("To")), strict=True):
        with column_:
            widgets.day(label, name, getattr(chosen, name), begin, end)
    return other


def _filters(other: Snapshot) -> Filters:
    """The filters of the view for the other span: its own days; people only within the same campaign."""
    chosen = state.current()
    same = other.campaign.slug == chosen.filters.campaign
    first, last = chosen.other_from, chosen.other_to
    if first and last and first > last:
        first, last = last, first
    return replace(
        chosen.filters,
        campaign=other.campaign.slug,
        person=chosen.filters.person if same else "",
        first=first,
        last=last,
        as_of=None,
    )


def _span(of: Snapshot, filters: Filters) -> charts.Span:
    """Pressure under the filters, named by the campaign and the days."""
    days = words().span(*of.days(filters, cached.today()), short=True)
    name = _("{campaign}, {days}").format(campaign=of.campaign.name(words().language), days=days)
    return charts.Span(name, reckoning.pressure(of, filters))


def _turn(slug: str) -> None:
    """Another campaign; days of the one before mean nothing in it."""
    state.change(other=slug, other_from=None, other_to=None)
