"""What is asked of a run: its offices, from where, how long at each, in how many groups; all of it in the address."""

from collections.abc import Sequence
from urllib.parse import quote, unquote

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import planning
from dashboard.directory.standing import standing
from dashboard.planning import runs
from dashboard.planning.routes import MOST_GROUPS, MOST_STOPS
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, state, widgets
from dashboard.ui.plan import claims, kept
from dashboard.ui.text import _, n, words

POSTERS = "poster_office"
_OFFICES, _RETURNS = "run-offices", "run-returns"
_MOST, _HOURS, _TOLD = "run-most", "run-hours", "run-told"
_KEPT_SIGNS = ":.~"


def ask(of: Snapshot) -> None:
    """How the run is made, and which offices it goes to."""
    _manner(of)
    claims.name()
    _ways_to_choose(of)
    _offices(of)


def manner(of: Snapshot) -> runs.Manner:
    """How the run is made, as the view says."""
    chosen, begin = state.current(), kept.place()
    return runs.Manner(
        start=(begin.latitude, begin.longitude) if begin else None,
        mode=planning.MODES[chosen.mode or planning.DRIVING.name],
        stay=float(chosen.stay or _usual_stay(of)),
        returns=bool(chosen.returns),
    )


def table(of: Snapshot) -> pd.DataFrame:
    """The chosen offices that are open, in the order in which they were chosen."""
    there = _open(of)
    return there.loc[[office for office in chosen() if office in there.index]].reset_index()


def chosen() -> tuple[str, ...]:
    """The ids of the offices that the address names."""
    return tuple(dict.fromkeys(unquote(part) for part in state.current().stops.split(",") if part))


def choose(offices: Sequence[str]) -> None:
    """Lets the run go to these offices."""
    state.change(stops=",".join(quote(office, safe=_KEPT_SIGNS) for office in offices[:MOST_STOPS]))


def _manner(of: Snapshot) -> None:
    now = state.current()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        stays = {minutes: _minutes(minutes) for minutes in sorted({*state.STAYS, now.stay or _usual_stay(of)})}
        widgets.choice(_("At each stop"), "stay", list(stays), now.stay or _usual_stay(of), names=stays)
        groups = {count: n("{count} group", "{count} groups", count) for count in range(1, MOST_GROUPS + 1)}
        widgets.choice(_("Divided among"), "parties", list(groups), now.parties or 1, names=groups)
        widgets.hold(_RETURNS, bool(now.returns))
        st.checkbox(_("Back to the start"), key=_RETURNS, on_change=_return)


def _return() -> None:
    state.change(returns="1" if st.session_state[_RETURNS] else "")


def _ways_to_choose(of: Snapshot) -> None:
    """The offices of somebody's claims, or the best that can be done in some hours, at one tap."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(_("At most so many offices"), 1, MOST_STOPS, 8, key=_MOST, width=180)
        st.number_input(_("Within hours"), 0.5, 24.0, 3.0, step=0.5, key=_HOURS, width=140)
        st.button(_("Find the best"), key="run-best", on_click=_find_best, args=(of,), icon=":material/route:")
        st.button(_("Take what this person has claimed"), key="run-claimed", on_click=_take_claimed, args=(of,))
    if told := st.session_state.pop(_TOLD, ""):
        widgets.note(told)


def _offices(of: Snapshot) -> None:
    named, there = claims.names_of(of), _open(of)
    asked = chosen()
    widgets.hold(_OFFICES, [office for office in asked if office in there.index])
    st.multiselect(
        _("Offices of the run"),
        there.index.tolist(),
        key=_OFFICES,
        format_func=named,
        max_selections=MOST_STOPS,
        placeholder=_("Choose offices"),
        on_change=lambda: choose(st.session_state[_OFFICES]),
    )
    if lost := [office for office in asked if office not in there.index]:
        told = _("Left out, since no such office is open or it is not to be approached: {offices}.")
        widgets.note(told.format(offices=", ".join(lost)))


def _find_best(of: Snapshot) -> None:
    wanted = manner(of)
    if wanted.start is None:
        st.session_state[_TOLD] = _("Write where the run begins: a postal code or a city.")
        return
    rows = kept.ranking(of).rows
    rows = rows[rows["tactic"] == (state.current().filters.tactic or POSTERS)]
    hours = float(st.session_state[_HOURS])
    found = runs.best(rows, wanted, most=int(st.session_state[_MOST]), hours=hours)
    if not found:
        told = _("No office can be done within {hours} hours from there: allow more time, or less at each stop.")
        st.session_state[_TOLD] = told.format(hours=words().number(hours, 1))
        return
    if len(found) < int(st.session_state[_MOST]):
        st.session_state[_TOLD] = n(
            "{count} office fits into {hours} hours from there, the way and the stops counted.",
            "{count} offices fit into {hours} hours from there, the way and the stops counted.",
            len(found),
            hours=words().number(hours, 1),
        )
    choose(found)


def _take_claimed(of: Snapshot) -> None:
    who = claims.who().strip()
    mine = [office for office, claimed in kept.claimed_by(of).items() if claimed == who]
    if not mine:
        st.session_state[_TOLD] = _("Write who goes, by the name under which offices were claimed; none is under this.")
        return
    choose(mine)


def _usual_stay(of: Snapshot) -> int:
    """Minutes of the campaign's shift of posters at an office."""
    shift = kept.shifts(of).get(POSTERS) or planning.SHIFTS[POSTERS]
    return round(shift.hours * 60)


def _minutes(count: int) -> str:
    return n("{count} minute", "{count} minutes", count)


def _open(of: Snapshot) -> pd.DataFrame:
    """The offices that one may go to on the day shown, by id."""
    _first, last = of.days(state.current().filters, cached.today())
    return _open_on(of, planning.day_of(last), frozenset(kept.avoided(of)["office_id"]))


@cached.kept
def _open_on(of: Snapshot, day: np.datetime64, avoided: frozenset[str]) -> pd.DataFrame:
    offices = standing(of.offices, day)
    return offices[~offices["office_id"].isin(avoided)].set_index("office_id")
