"""Everyone with a role toward the post, strongest first, as a list to search and to filter."""

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import words as vocabulary
from dashboard.names import normal_form
from dashboard.pressure.rows import NEVER, day_number
from dashboard.schema import PROVINCES
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, finding, past, ridings, state, tables, widgets
from dashboard.ui.cards import office
from dashboard.ui.text import _, n, words


def listed(of: Snapshot) -> None:
    """The search, what it found, and the list; a pick chooses the person."""
    chosen = state.current()
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    with left:
        finding.box()
    with right:
        _roles(of)
    everyone = of_day(of, past.on_the_day_shown(of), words().language)
    if finding.place(of, chosen.q):
        return
    found = everyone[everyone["now"]]
    named: tuple[int, ...] = ()
    if chosen.q:
        found, named = finding.among(of, everyone, chosen.q)
    _table(of, found, len(everyone))
    finding.show_ridings(of, named)


def _table(of: Snapshot, found: pd.DataFrame, known: int) -> None:
    """A page of those whom the filters leave."""
    chosen = state.current()
    if chosen.filters.province:
        found = found[found["province"] == chosen.filters.province]
    if chosen.role:
        found = found[found["role"] == chosen.role]
    if found.empty and chosen.q:
        return
    _count(len(found), len(found) if chosen.q else known)
    key = f"people-{normal_form(chosen.q)}-{chosen.filters.province}-{chosen.role}"
    part = widgets.pager(key, len(found), tables.PAGE)
    ids = found["target_id"].iloc[part].tolist()
    shown = _page(of, past.on_the_day_shown(of), words().language, tuple(ids))
    tables.show(shown, "people", lambda place: state.change(person=ids[place], riding="", office=""))


def _roles(of: Snapshot) -> None:
    """A choice of one role toward the post."""
    names = {"": _("All roles")} | {code: words().named(vocabulary.ROLES, code) for code in of.settings.role_names}
    widgets.choice(_("Role"), "role", list(names), state.current().role, names=names)


@cached.kept
def of_day(of: Snapshot, day: np.datetime64, language: str) -> pd.DataFrame:
    """All people and institutions on a day, strongest role first: role, riding, party, first phone, last touch.

    ``now`` marks those who sat, had a role toward the post, are the campaign's own or were touched by that day.
    """
    people = of.directory.people
    ids = people["target_id"].tolist()
    on = np.full(len(ids), day)
    seats = of.directory.riding_on(ids, on)
    homes = of.directory.home_riding(ids, on)
    first = office.best(of.offices, day).set_index("target_id")
    touched = _touched(of, ids, day)
    roles_then = np.array(of.settings.role_names)[of.roles(ids, np.array([day]))[:, 0]]
    strength = {role: place for place, role in enumerate(of.settings.roles_by_strength)}
    named = ridings.names(language)
    table = pd.DataFrame(
        {
            "target_id": people["target_id"].to_numpy(),
            "name": people["name"].to_numpy(),
            "role": roles_then,
            "riding": [named.get(key, "") for key in homes],
            "province": [PROVINCES.get(key[5:7], "") for key in homes],
            "party": of.directory.party_on(ids, on),
            "phone": first["phone"].reindex(ids).fillna("").to_numpy(),
            "last": touched,
            "now": (seats != "")
            | ~np.isin(roles_then, ["government_caucus", "anyone_else"])
            | (people["source"] == "campaign").to_numpy()
            | ~pd.isna(touched),
        }
    )
    order = [normal_form(name) for name in table["name"]]
    table = table.assign(strength=table["role"].map(strength), order=order)
    return table.sort_values(["strength", "order"], kind="stable", ignore_index=True)


def _touched(of: Snapshot, ids: list[str], day: np.datetime64) -> "np.typing.NDArray[np.datetime64]":
    """The last day of the latest action toward each that was begun by a day; NaT for none."""
    totals = of.totals.where(of.totals.first <= day_number(day))
    place = totals.target.placed_in(ids)
    latest = np.full(len(ids) + 1, NEVER)
    np.maximum.at(latest, place, totals.last)  # whom nobody asks about has the last place
    days = latest[:-1].astype("datetime64[D]").astype("datetime64[s]")
    return np.where(latest[:-1] == NEVER, np.datetime64("NaT", "s"), days)


def _count(shown: int, known: int) -> None:
    told = n("{count} target", "{count} targets", shown)
    if shown < known:
        hidden = n("{count} more can be searched", "{count} more can be searched", known - shown)
        told = _("{told}, {hidden}").format(told=told, hidden=hidden)
    st.caption(told)


@cached.kept
def _page(of: Snapshot, day: np.datetime64, language: str, ids: tuple[str, ...]) -> pa.Table:
    """Some of them as people read them."""
    say, everyone = words(), of_day(of, day, language)
    rows = everyone.set_index("target_id").loc[list(ids)]
    return tables.packed(
        pd.DataFrame(
            {
                _("Who"): rows["name"].to_numpy(),
                _("Role"): say.renamed(vocabulary.ROLES, rows["role"]),
                _("Riding"): rows["riding"].to_numpy(),
                _("Party"): rows["party"].to_numpy(),
                _("Phone"): rows["phone"].to_numpy(),
                _("Last touch"): rows["last"].to_numpy(),
            }
        )
    )
