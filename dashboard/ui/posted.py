"""What became of posters, as pages show it: which are up by the sightings that count, and what is hidden of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import planning
from dashboard.coverage import Removed
from dashboard.filters import Filters
from dashboard.pressure import Rows
from dashboard.pressure.rows import day_number
from dashboard.schema import POSTERS
from dashboard.snapshot import Snapshot
from dashboard.store import Wanted
from dashboard.ui import cached, state, widgets
from dashboard.ui.text import _, n

_SHOWN = "posters-removed"
_FEW = 5_000
"""Up to so many actions the store is asked for by their ids."""


def shown() -> bool:
    """Whether posters found removed are shown all the same."""
    return bool(state.current().removed)


def told(hidden: float) -> str:
    """How many removed posters are not shown; "" where none are hidden."""
    if shown() or not hidden:
        return ""
    return n("{count} removed poster not shown", "{count} removed posters not shown", round(hidden))


def switch(hidden: float) -> None:
    """How many removed posters are not shown, and the switch that shows them and hides them again."""
    if sentence := told(hidden):
        st.caption(sentence)
    widgets.hold(_SHOWN, shown())
    st.toggle(_("Show removed posters"), key=_SHOWN, on_change=_turn)


def day_of(filters: Filters) -> date:
    """The day by which posters were found as they are shown: the last one chosen, else today.

    Unlike actions, sightings don't end with the campaign: somebody may look at its posters long after.
    """
    return filters.last or filters.as_of or cached.today()


def lives(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    """The posters left by the filters of place and person, as they were found last up to a day; see ``poster_lives``.

    They are those put up on whatever days.
    """
    return _lives(of, replace(filters, tactic="", status=""), day)


@cached.kept
def sightings(of: Snapshot) -> pd.DataFrame:
    """Every sighting that counts, as the store lists them."""
    return cached.store().sightings(of.campaign.slug)


def removed_at(of: Snapshot, office_id: str) -> date | None:
    """The day on which the last posters of an office were found removed; None while any is up, or none ever was."""
    day = _bare(of, day_of(state.current().filters)).get(office_id)
    return None if day is None else day.date()


@cached.kept
def removed(of: Snapshot, day: date) -> Removed | None:
    """The posterings whose posters were found removed by a day, as the coverage table wants them; None for none."""
    found = _ever_removed(of)
    if found is None:
        return None
    gone = planning.removed(found, of.poster_states, day)
    return None if gone.empty else Removed.of(Rows.of(gone), of.index.places)


def hidden(of: Snapshot, filters: Filters) -> float:
    """How many posters among those the filters leave were found removed by the last day chosen."""
    return _hidden(of, replace(filters, status=""), cached.today())


@cached.kept
def _hidden(of: Snapshot, filters: Filters, today: date) -> float:
    gone = removed(of, day_of(filters))
    if gone is None:
        return 0.0
    first, last = (day_number(day) for day in of.days(filters, today))
    keep = of.left_of(gone.rows, filters) & (gone.rows.first <= last)
    if filters.first:
        keep &= gone.rows.last >= first
    return gone.posters(keep)


@cached.kept
def _ever_removed(of: Snapshot) -> pd.DataFrame | None:
    """The actions whose posters were ever found removed; None where there are none."""
    told = of.poster_states
    ids = set(told.loc[told["state"] == planning.REMOVED, "action_id"])
    if not ids:
        return None
    return _actions(of, Filters(campaign=of.campaign.slug)) if len(ids) > _FEW else of.actions(Wanted(ids=ids))


@cached.kept
def _lives(of: Snapshot, filters: Filters, day: date) -> pd.DataFrame:
    return planning.poster_lives(_actions(of, filters), of.poster_states, day)


@cached.kept
def _bare(of: Snapshot, day: date) -> Mapping[str, pd.Timestamp]:
    if removed(of, day) is None:
        return {}
    every = Filters(campaign=of.campaign.slug)
    return planning.removed_offices(_actions(of, every), lives(of, every, day))


@cached.kept
def _actions(of: Snapshot, filters: Filters) -> pd.DataFrame:
    """The actions of posters that the filters leave, on whatever days."""
    found = [of.chosen(filters, Wanted(tactic=tactic)) for tactic in POSTERS]
    return pd.concat(found, ignore_index=True)


def _turn() -> None:
    state.change(removed="1" if st.session_state[_SHOWN] else "")
