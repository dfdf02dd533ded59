"""Everyone with a role toward the post, as a list to search, and who held a riding when."""

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.names import normal_form
from dashboard.schema import PROVINCES, ROLES
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, cards, ridings, state, tables, widgets
from dashboard.ui.text import _, n, words


def listed(of: Snapshot) -> None:
    """The list, strongest role first; a pick chooses the person."""
    filters = state.current().filters
    searched = st.text_input(_("Search"), key="search", placeholder=_("Name, riding, city or phone"))
    found = _matching(_everyone(of, cards.last_day(of), words().language), searched)
    if filters.province:
        found = found[found["province"] == filters.province]
    st.caption(n("{count} target", "{count} targets", len(found)))
    part = widgets.pager(f"people-{normal_form(searched)}-{filters.province}", len(found), tables.PAGE)
    shown = found.iloc[part]
    ids = shown["target_id"].tolist()
    tables.show(_readable(shown), "people", lambda place: state.change(person=ids[place]))


def of_riding(of: Snapshot, key: str) -> None:
    """Who held a riding when, in either order where a riding keeps its name."""
    cards.of_riding(of, key)
    terms = of.directory.terms[of.directory.terms["riding"].isin(ridings.same_named(key))]
    if len(terms):
        terms = terms.sort_values("from", ascending=False, kind="stable")
        held = pd.DataFrame(
            {
                _("Who"): of.directory.names_of(terms["target_id"]),
                _("Party"): terms["party"].to_numpy(),
                _("From"): terms["from"].to_numpy(),
                _("To"): terms["to"].to_numpy(),
            }
        )
        st.subheader(_("Held when"))
        tables.show(held, "held-riding")


@cached.kept
def _everyone(of: Snapshot, day: np.datetime64, language: str) -> pd.DataFrame:
    """All people and institutions on a day: role, riding, party, first phone, last touch, and text to search."""
    people = of.directory.people
    ids = people["target_id"].tolist()
    on = np.full(len(ids), day)
    riding = pd.Series(of.directory.home_riding(ids, on), index=people.index, dtype="str")
    first = of.offices.drop_duplicates("target_id").set_index("target_id")
    actions = of.actions[of.actions["date"] <= pd.Timestamp(day)]
    touched = actions.groupby("target_id", observed=True)["date_end"].max()
    named = ridings.names(language)
    table = pd.DataFrame(
        {
            "target_id": people["target_id"],
            "name": people["name"],
            "role": of.roles(ids, np.array([day]))[:, 0],
            "riding": [named.get(key, "") for key in riding],
            "province": [PROVINCES.get(key[5:7], "") for key in riding],
            "party": of.directory.party_on(ids, on),
            "phone": first["phone"].reindex(ids).fillna("").to_numpy(),
            "city": first["city"].reindex(ids).fillna("").to_numpy(),
            "last": touched.reindex(ids).to_numpy(),
        }
    )
    parts = zip(table["name"], table["riding"], table["city"], table["phone"], strict=True)
    table["search"] = [normal_form(" ".join(part)) for part in parts]
    return table.sort_values(["role", "search"], kind="stable", ignore_index=True)


def _matching(everyone: pd.DataFrame, searched: str) -> pd.DataFrame:
    """Those in whom every word searched for is found."""
    keep = np.ones(len(everyone), dtype=bool)
    for word in normal_form(searched).split():
        keep &= everyone["search"].str.contains(word, regex=False).to_numpy()
    return everyone[keep]


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    say = words()
    return pd.DataFrame(
        {
            _("Who"): rows["name"].to_numpy(),
            _("Role"): [say.named(vocabulary.ROLES, ROLES[code]) for code in rows["role"]],
            _("Riding"): rows["riding"].to_numpy(),
            _("Party"): rows["party"].to_numpy(),
            _("Phone"): rows["phone"].to_numpy(),
            _("Last touch"): rows["last"].to_numpy(),
        }
    )
