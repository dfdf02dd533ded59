"""One outcome opened: what was said, how hard was pressed in the 28 days before it, and the ways to change it."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard import words as vocabulary
from dashboard.pressure import RECENT
from dashboard.snapshot import Snapshot
from dashboard.ui import reckoning, state, widgets
from dashboard.ui.pressing import outcome_form, outcome_history
from dashboard.ui.text import _, words

_NO_FILTERS = dict.fromkeys(("province", "riding", "person", "tactic", "part", "group"), "")


def show(of: Snapshot, outcome: Any) -> None:  # noqa: ANN401 - a row of the outcomes
    """The card, with the window card in it and the buttons under it."""
    say = words()
    day = outcome.date.date()
    with st.container(border=True, key="outcome"):
        kind = say.named(vocabulary.OUTCOME_KINDS, outcome.kind)
        widgets.title(_("{kind}, {day}").format(kind=kind, day=say.day(day)))
        for text in (outcome.actor, say.rung(outcome.rung), outcome.text):
            if text:
                st.text(text)
        _more(_("Quote"), outcome.quote)
        _more(_("Source"), outcome.source_url)
        _more(_("Other factors"), outcome.other_factors)
        _window(of, day)
        with st.container(horizontal=True):
            outcome_form.changing(outcome)
            outcome_history.removing(of, outcome.outcome_id)


def before(of: Snapshot, day: date) -> str:
    """The mean of the pressure over the 28 days before a day, and its place among the campaign's other windows."""
    found = reckoning.window(of, day)
    if found is None:
        return _("fewer than 28 days of the campaign came before")
    place = {"place": words().number(found.place), "of": words().number(found.of)}
    if found.place == 1:
        told = _("{mean} points on average, highest of {of}")
    elif found.place == found.of:
        told = _("{mean} points on average, lowest of {of}")
    else:
        told = _("{mean} points on average, number {place} of {of} from the highest")
    return told.format(mean=words().number(found.mean, 2), **place)


def timing() -> str:
    """The sentence that stands under every figure about the time before an outcome."""
    return _("This shows timing, not cause.")


def _window(of: Snapshot, day: date) -> None:
    """The window card; it opens to the actions behind its mean."""
    with st.container(border=True, key="window"):
        widgets.quiet(_("Pressure of the whole campaign in the 28 days before"))
        st.text(before(of, day))
        st.caption(timing())
        if reckoning.window(of, day):
            label = _("The actions behind this mean")
            st.button(label, key="open-window", type="tertiary", on_click=_open, args=(day - timedelta(days=1),))


def _open(last: date) -> None:
    """The mean is one of the whole campaign: no filter stands before what is opened."""
    state.change(show="day", day=last, over=RECENT, first=None, last=None, **_NO_FILTERS)


def _more(label: str, text: str) -> None:
    if text:
        widgets.quiet(_("{label}: {text}").format(label=label, text=text))
