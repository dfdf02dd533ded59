"""What is asked of the ranking: where the way begins, and which offices count."""

import streamlit as st

from dashboard import planning
from dashboard import words as vocabulary
from dashboard.names import normal_form
from dashboard.plain import clean
from dashboard.schema import ROLES
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, nearby, state, widgets
from dashboard.ui.plan import kept
from dashboard.ui.text import _, words

_LONGEST = 60


def filters(of: Snapshot) -> None:
    """Which offices count, beside the filters of every page."""
    chosen = state.current()
    columns = st.columns(4)
    with columns[0]:
        roles = {"": _("All roles")} | {code: words().named(vocabulary.ROLES, code) for code in ROLES}
        widgets.choice(_("Role"), "role", list(roles), chosen.role, names=roles)
    with columns[1]:
        cities = {"": _("All cities")} | {name: name for name in _cities(of)}
        widgets.choice(_("City"), "city", list(cities), chosen.city, names=cities)
    with columns[2]:
        all_parties = {"": _("All parties")} | {name: name for name in parties(of)}
        widgets.choice(_("Party"), "party", list(all_parties), chosen.party, names=all_parties)
    with columns[3]:
        idle = {days: _("At any time") if not days else _not_for(days) for days in (0, *state.IDLE_DAYS)}
        idle |= {-1: _("Never touched")}
        value = -1 if chosen.untouched else chosen.idle or 0
        widgets.choice(_("Last touched"), "idle", list(idle), value, names=idle, on_choice=_touched)


def start() -> None:
    """Where the way begins and how it is made, with what its length is estimated by."""
    with st.container(horizontal=True):
        _begin()
        modes = {"driving": _("Driving"), "walking": _("Walking")}
        mode = state.current().mode or planning.DRIVING.name
        widgets.choice(_("By"), "mode", list(modes), mode, names=modes, width=180)
    _told()


def around(of: Snapshot) -> None:
    """Who sits where the way begins, and who of those with power over the demand is nearest to it."""
    begin = kept.place()
    for told in nearby.lines(of, begin) if begin else ():
        st.text(told)


def _not_for(days: int) -> str:
    return words().n("Not for {count} day", "Not for {count} days", days)


def _touched(value: int) -> None:
    state.change(untouched="1" if value < 0 else "", idle=max(0, value) or None)


def _begin() -> None:
    wanted = state.current().near
    widgets.hold("plan-near", wanted)
    st.text_input(
        _("Starting from"),
        key="plan-near",
        max_chars=_LONGEST,
        placeholder=_("Postal code or city"),
        width=280,
        on_change=lambda: state.change(near=clean(str(st.session_state["plan-near"]))),
    )


def _told() -> None:
    """What the ways are estimated by; or that the place is not known."""
    chosen = state.current()
    if not chosen.near:
        return
    if kept.place() is None:
        told = _("No place {text} is known: write a postal code such as M6A 1A3, its first three signs, or a city.")
        widgets.note(told.format(text=chosen.near))
        return
    mode = planning.MODES[chosen.mode or planning.DRIVING.name]
    told = _("Ways are estimates: {detour} times the straight line, at {kmh} km an hour, there and back.")
    st.caption(told.format(detour=words().number(mode.detour, 1), kmh=words().number(mode.kmh, 1)))


@cached.kept
def _cities(of: Snapshot) -> tuple[str, ...]:
    return tuple(sorted({city for city in of.offices["city"] if city}, key=normal_form))


@cached.kept
def parties(of: Snapshot) -> tuple[str, ...]:
    """Every party that a member of the directory sat for."""
    return tuple(sorted({party for party in of.directory.terms["party"] if party}, key=normal_form))
