"""Figures that stand beside the pressure and are never multiplied into it, each with its words and its day."""

from datetime import date

import numpy as np
import streamlit as st

from dashboard import pressure
from dashboard import words as vocabulary
from dashboard.filters import Filters
from dashboard.pressure import RECENT
from dashboard.pressure.rows import day_number
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, state
from dashboard.ui.text import _, words


def show(of: Snapshot) -> None:
    """Breadth, first uses, reachability and evidence at the end of the days shown."""
    say, filters = words(), state.current().filters
    last = of.days(filters, cached.today())[1]
    found = _found(of, filters, last)
    st.subheader(_("Beside the number, on {day}").format(day=say.day(last)))
    with st.container(horizontal=True, key="figures"):
        recent = _("Touched in the {days} days up to that day.").format(days=RECENT)
        st.metric(_("Offices touched"), say.number(found.breadth.offices), help=recent)
        st.metric(_("Ridings touched"), say.number(found.breadth.ridings), help=recent)
        contacts = _("Contacts among all calls up to that day: an attempt is not a contact.")
        st.metric(_("Reachability"), _share(found.reachability), help=contacts)
        shown = _("Share of that day's points that come from actions with a link or a photo.")
        st.metric(_("Evidence"), _share(found.evidence), help=shown)
    names = ", ".join(say.renamed(vocabulary.TACTICS, found.firsts)) or _("none")
    st.text(_("Used for the first time in these {days} days: {tactics}").format(days=RECENT, tactics=names))


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


@cached.kept
def _found(of: Snapshot, filters: Filters, day: date) -> _Beside:
    return _Beside(of, filters, day)


def _share(share: float) -> str:
    """A share in hundredths; a dash where there is nothing to share."""
    return _("{share}%").format(share=words().number(100 * share)) if share == share else "\u2013"  # noqa: PLR0124
