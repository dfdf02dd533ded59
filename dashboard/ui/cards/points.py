"""How hard a target is pressed at the end of a day: points, their range, its place, and the way to what is behind."""

from datetime import date

import streamlit as st

from dashboard.filters import Filters
from dashboard.formula_words import amount
from dashboard.pressure import VARIATIONS
from dashboard.snapshot import Snapshot
from dashboard.ui import frame, reckoning, state, widgets
from dashboard.ui.text import _, words

_NO_FILTERS = dict.fromkeys(("person", "riding", "province", "tactic", "status", "office"), "")


def show(of: Snapshot, target: str, role: int, day: date) -> None:
    """Two sentences and a link; nothing for someone whom nothing presses."""
    ranking = reckoning.ranking(of, Filters(campaign=of.campaign.slug), day)
    pressed = ranking[ranking["contribution"] > 0]
    found = pressed[pressed["target_id"] == target]
    if found.empty:
        return
    row, say = next(found.itertuples()), words()
    told = _("{points} of {most} points on {day}; {counted} with the weight of the role ({low} to {high}).")
    on_target = row.contribution / of.settings.role_weights[role]
    st.text(
        told.format(
            points=say.number(on_target, 2),
            most=amount(of.settings.most_points, say),
            day=say.day(day, short=True),
            counted=say.number(row.contribution, 2),
            low=say.number(row.low, 2),
            high=say.number(row.high, 2),
        )
    )
    widgets.quiet(placed(int(row.place), len(pressed), int(row.held)))
    widgets.quiet(_("Settings {hash}").format(hash=of.settings.hash))
    view = state.current().with_(show="day", day=day, over=None, group="target", part=target, **_NO_FILTERS)
    frame.link("pressure", _("The actions behind these points"), view)


def placed(place: int, among: int, held: int) -> str:
    """A place in the order of targets, and in how many of the settings it holds."""
    told = _("Place {place} of {among}, in {held} of {settings} settings")
    numbers = {"place": place, "among": among, "held": held, "settings": len(VARIATIONS)}
    return told.format(**{name: words().number(number) for name, number in numbers.items()})
