"""Searching everyone and every riding by name, riding, city, postal code or phone; the address keeps the words."""

import re

import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.addresses import phones
from dashboard.matching.search import Hits, Search, is_phone, phone_places
from dashboard.reference.ridings import ridings as all_ridings
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, nearby, past, ridings, state, tables, widgets
from dashboard.ui.cards import seat
from dashboard.ui.text import _, n, words

_RIDINGS, _NAMED = 6, 3
_POSTAL = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[A-Z](?:[ -]?\d[A-Z]\d)?", re.IGNORECASE)


def box() -> None:
    """Where the search is typed; it shows what the address says."""
    wanted = state.current().q
    if st.session_state.get("search") != wanted:
        st.session_state["search"] = wanted
    st.text_input(
        _("Search"),
        key="search",
        max_chars=100,
        placeholder=_("Name, riding, city, postal code or phone"),
        on_change=_searched,
    )


def place(of: Snapshot, text: str) -> bool:
    """Shows who represents a postal code and the offices near it; False where the text is none."""
    if not _POSTAL.fullmatch(text.strip()):
        return False
    nearby.at_postal_code(of, text.strip())
    return True


def among(of: Snapshot, everyone: pd.DataFrame, text: str) -> tuple[pd.DataFrame, tuple[int, ...]]:
    """Those of the list who are found, and places of ridings; where nothing fits exactly that is said."""
    ids = tuple(everyone["target_id"])
    if is_phone(text):
        hits, named = Hits(phone_places(text, _phones(of, ids))), Hits()
    else:
        hits, named = _people(of, ids).find(text), _names_of_ridings().find(text)
    exact = [one for one in (hits, named) if one.exact and one.places]
    if not exact and not is_phone(text) and nearby.at_city(of, text):
        return everyone.iloc[[]], ()
    if not exact:
        _nothing(text, [everyone["name"].iloc[one] for one in hits.places[:_NAMED]], named)
        return everyone.iloc[list(hits.places)], named.places
    found, theirs = (one.places if one.exact else () for one in (hits, named))
    return everyone.iloc[sorted(found)], theirs


def _nothing(text: str, people: list[str], named: Hits) -> None:
    """That nothing is named so, and what comes nearest."""
    listed = all_ridings()["name_fr" if words().language == "fr" else "name_en"]
    nearest = [*people, *dict.fromkeys(listed.iloc[one] for one in named.places[:_NAMED])]
    if nearest:
        told = _("Nothing is named {text}: nearest are {names}.")
        widgets.note(told.format(text=text, names=", ".join(nearest)))
    else:
        widgets.note(_("Nothing is named {text}: try a part of the name, a city or a postal code.").format(text=text))


def show_ridings(of: Snapshot, named: tuple[int, ...]) -> None:
    """The ridings found, in either order; a pick opens the riding's card."""
    if not named:
        return
    rows, day = all_ridings().iloc[list(named[:_RIDINGS])], past.on_the_day_shown(of)
    keys = rows["riding"].tolist()
    members = [seat.member_on(of, key, day) for key in keys]
    shown = ridings.names(words().language)
    table = pd.DataFrame(
        {
            _("Riding"): [shown[key] for key in keys],
            _("Boundaries"): [key[:4] for key in keys],
            _("Province"): words().renamed(vocabulary.PROVINCES, rows["province"]),
            _("MP"): of.directory.names_of(members),
        }
    )
    st.caption(n("{count} riding", "{count} ridings", len(named)))
    tables.show(table, "found-ridings", lambda place: state.change(riding=keys[place], person="", office=""))


@cached.kept
def _names_of_ridings() -> Search:
    listed = all_ridings()
    return Search(zip(listed["name_en"], listed["name_fr"], strict=True))


@cached.kept
def _people(of: Snapshot, ids: tuple[str, ...]) -> Search:
    """Everyone by name, party, the ridings they ever held (EN and FR, either order) and the cities of their offices."""
    texts: dict[str, list[str]] = {one: [of.directory.name_of(one)] for one in ids}
    english, french = ridings.names("en"), ridings.names("fr")
    terms = of.directory.terms
    for target, key, party in zip(terms["target_id"], terms["riding"], terms["party"], strict=True):
        for same in ridings.same_named(key):
            texts.get(target, []).extend((english.get(same, ""), french.get(same, ""), party))
    for target, city in zip(of.offices["target_id"], of.offices["city"], strict=True):
        texts.get(target, []).append(city)
    return Search(dict.fromkeys(own) for own in texts.values())


@cached.kept
def _phones(of: Snapshot, ids: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Everyone's phone numbers."""
    own: dict[str, list[str]] = {one: [] for one in ids}
    for target, text in zip(of.offices["target_id"], of.offices["phone"], strict=True):
        own.get(target, []).extend(phones(text) or [text])
    return tuple(map(tuple, own.values()))


def _searched() -> None:
    state.change(q=str(st.session_state["search"]).strip())
