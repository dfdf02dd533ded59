"""The numbers under the ranking: what a shift is, and how much each thing weighs; both can be changed."""

import streamlit as st

from dashboard import words as vocabulary
from dashboard.errors import DashboardError
from dashboard.planning import SHIFTS, Shift, shifts_to_json
from dashboard.planning.preferences import MOST
from dashboard.planning.weights import read, written
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, state, widgets
from dashboard.ui.plan import kept
from dashboard.ui.text import _, words

_OPEN, _FAILED = "arithmetic-open", "shifts-failed"


def show(of: Snapshot) -> None:
    """A switch, and behind it the weights and the table of shifts."""
    if not st.toggle(_("Weights and shifts"), key=_OPEN):
        return
    st.text(
        _("Score = points more, times weight, divided by the hours (of the shift, and of the way times their weight)")
    )
    _weights(of)
    _shifts(of)


def _weights(of: Snapshot) -> None:
    now = dict(read(state.current().weights))
    names = {name: words().named(vocabulary.TACTICS, name) for name in kept.shifts(of)}
    names |= {"untouched": _("Offices never touched"), "travel": _("Hours of the way")}
    columns = st.columns(4)
    for place, (name, label) in enumerate(names.items()):
        with columns[place % len(columns)]:
            key = f"weight-{name}"
            widgets.hold(key, float(now.get(name, 1)))
            st.number_input(label, 0.0, float(MOST), step=0.25, key=key, on_change=_weigh, args=(name,))


def _weigh(name: str) -> None:
    now = dict(read(state.current().weights)) | {name: float(st.session_state[f"weight-{name}"])}
    state.change(weights=written(now))


def _shifts(of: Snapshot) -> None:
    """The table of shifts, saved for everyone of the campaign."""
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    table, listed = kept.shifts(of), list(of.settings.pressing)
    st.caption(
        _("What one shift is. Hours are those of all people together; a shift without a quantity is not offered.")
    )
    with st.form("shifts", border=False):
        for name in listed:
            shift = table.get(name)
            left, middle, right, last = st.columns([2, 1, 1, 1], vertical_alignment="center")
            left.text(words().named(vocabulary.TACTICS, name))
            unit = words().named(vocabulary.UNITS, name) or _("Quantity")
            middle.number_input(unit, 0.0, value=float(shift.quantity) if shift else 0.0, key=f"shift-quantity-{name}")
            right.number_input(_("Hours"), 0.0, value=float(shift.hours) if shift else 0.0, key=f"shift-hours-{name}")
            last.checkbox(_("plus the way"), value=bool(shift and shift.travels), key=f"shift-travels-{name}")
        with st.container(horizontal=True):
            st.form_submit_button(_("Save the shifts"), type="primary", on_click=_save, args=(of.campaign.slug, listed))
            st.form_submit_button(_("Back to the defaults"), on_click=_reset, args=(of.campaign.slug,))


def _save(slug: str, listed: list[str]) -> None:
    def told(what: str, name: str) -> float:
        return float(st.session_state[f"shift-{what}-{name}"])

    try:
        table = {
            name: Shift(told("quantity", name), told("hours", name), bool(st.session_state[f"shift-travels-{name}"]))
            for name in listed
            if told("quantity", name)
        }
        cached.store().save_shifts(slug, shifts_to_json(table) if table != dict(SHIFTS) else "", who="page")
    except DashboardError as error:
        st.session_state[_FAILED] = str(error)


def _reset(slug: str) -> None:
    cached.store().save_shifts(slug, "", who="page")
    for key in [key for key in st.session_state if str(key).startswith("shift-")]:
        del st.session_state[key]
