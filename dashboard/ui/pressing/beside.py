"""Figures that stand beside the pressure and are never multiplied into it, each with its words and its day."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import streamlit as st

from dashboard import pressure
from dashboard import words as vocabulary
from dashboard.filters import Filters
from dashboard.listed import Listed, listed
from dashboard.pressure import RECENT, Rows
from dashboard.pressure.codes import Flags
from dashboard.pressure.rows import day_number
from dashboard.snapshot import Snapshot
from dashboard.ui import behind, cached, past, state, widgets
from dashboard.ui.text import _, words
from dashboard.words import N_, Words

FIGURES = {
    "offices": (N_("Offices touched"), N_("Touched in the {days} days up to that day.")),
    "ridings": (N_("Ridings touched"), N_("Touched in the {days} days up to that day.")),
    "firsts": (N_("First uses"), N_("Tactics used for the first time in the {days} days up to that day.")),
    "contacts": (N_("Reachability"), N_("Contacts among all calls up to that day: an attempt is not a contact.")),
    "evidenced": (N_("Evidence"), N_("Share of that day\u2019s points that come from actions with a link or a photo.")),
}
"""Each figure's name and what it is, by the name that opens it."""


def show(of: Snapshot) -> None:
    """Breadth, first uses, reachability and evidence at the end of the days shown; each opens to its actions."""
    say, filters = words(), state.current().filters
    last = of.days(filters, cached.today())[1]
    found = _found(of, filters, last)
    st.subheader(_("Beside the number, on {day}").format(day=say.day(last)))
    with st.container(horizontal=True, key="figures"):
        for name, value in found.told(say).items():
            label, told = map(_, FIGURES[name])
            with st.container(key=f"figure-{name}", width="content"):
                st.metric(label, value, help=told.format(days=RECENT))
                behind.opening(label, name, "part")
    names = ", ".join(say.renamed(vocabulary.TACTICS, found.firsts)) or _("none")
    st.text(_("Used for the first time in these {days} days: {tactics}").format(days=RECENT, tactics=names))
    if state.current().part in FIGURES:
        _actions(of, filters, last, state.current().part)


def _actions(of: Snapshot, filters: Filters, last: date, name: str) -> None:
    """The actions behind one of the figures."""
    with st.container(border=True, key="behind"):
        widgets.title(_("The actions behind: {figure}").format(figure=_(FIGURES[name][0])))
        st.button(
            _("Close"), key="close-behind", type="tertiary", icon=":material/close:",
            on_click=state.change, kwargs={"part": ""},
        )  # fmt: skip
        past.shown(of, _behind(of, filters, last, name), f"beside-{name}-{last}-{hash(filters)}")
        st.caption(_("The address of this page leads back here."))


@cached.kept
def _behind(of: Snapshot, filters: Filters, last: date, name: str) -> Listed:
    """The actions that a figure is made of: those of the recent days, or all begun by the last day shown."""
    recent = name in {"offices", "ridings", "firsts"}
    first = last - timedelta(days=RECENT - 1) if recent else None
    left = replace(filters, status="", as_of=None, first=first, last=last)
    firsts = _found(of, filters, last).firsts
    counted: Mapping[str, Callable[[Rows], Flags]] = {
        "offices": lambda rows: ~rows.office.equals(""),
        "ridings": lambda rows: ~rows.riding.equals(""),
        "firsts": lambda rows: rows.tactic.equals(*firsts),
        "contacts": lambda rows: rows.tactic.equals("call"),
        "evidenced": lambda rows: rows.tactic.equals(*of.settings.pressing) & rows.evidenced,
    }
    return listed(of, left, also=counted[name])


class _Beside:
    """The figures of one day."""

    def __init__(self, of: Snapshot, filters: Filters, day: date) -> None:
        rows, basis, on = of.rows(filters), of.basis(filters), np.datetime64(day, "D")
        begun = rows.where(rows.first <= day_number(day))
        self.breadth = pressure.breadth(begun, day)
        self.firsts = pressure.first_uses(begun, day)
        self.reachability = pressure.reachability(begun, of.settings)
        targets = of.targets(basis)
        codes = of.roles(targets, np.array([on]))[:, 0]
        self.evidence = pressure.evidence_share(rows, targets, codes, on, of.settings, basis)

    def told(self, say: Words) -> Mapping[str, str]:
        """Each figure as it is shown, by its name."""
        counts = {"offices": self.breadth.offices, "ridings": self.breadth.ridings, "firsts": len(self.firsts)}
        shares = {"contacts": self.reachability, "evidenced": self.evidence}
        return {name: say.number(count) for name, count in counts.items()} | {
            name: _share(share) for name, share in shares.items()
        }


@cached.kept
def _found(of: Snapshot, filters: Filters, day: date) -> _Beside:
    return _Beside(of, filters, day)


def _share(share: float) -> str:
    """A share in hundredths; a dash where there is nothing to share."""
    return _("{share}%").format(share=words().number(100 * share)) if share == share else "\u2013"  # noqa: PLR0124
