"""Adding a place that is nobody's constituency office: an institution, a headquarters, an embassy."""

from functools import partial

import streamlit as st

from dashboard import words as vocabulary
from dashboard.new_place import LONGEST, PLACE_KINDS, NewPlace
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pressed, ridings, state, widgets
from dashboard.ui.frame import shown_order
from dashboard.ui.text import _, words

_OPEN, _FAILED, _TOLD = "place-open", "place-failed", "place-told"
_AT = "place"
_FIELDS = ("name", "kind", "address", "code", "phone", "riding", "serves_post")


def show(of: Snapshot) -> None:
    """A button that opens the form, or the form; what was added last is told once."""
    if name := st.session_state.pop(_TOLD, ""):
        widgets.note(_("{name} is kept with this campaign.").format(name=name))
    if not st.session_state.get(_OPEN):
        st.button(_("Add a place"), key="add-place", icon=":material/add_location_alt:", on_click=_turn)
        return
    st.subheader(_("Add a place"))
    st.caption(_("For institutions and places that are nobody's constituency office. Kept with this campaign alone."))
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    with st.form("place"):
        fields(of, _AT)
        with st.container(horizontal=True):
            save = pressed.once(partial(_save, of.campaign.slug), _saved, failed=_FAILED)
            st.form_submit_button(_("Save the place"), type="primary", on_click=save)
            st.form_submit_button(_("Cancel"), on_click=_turn)


def fields(of: Snapshot, at: str) -> None:
    """What is asked about a place, in a form whose keys begin with ``at``."""
    say = words()
    st.text_input(_("Name"), key=f"{at}-name", max_chars=LONGEST)
    kinds = {kind: say.named(vocabulary.OFFICE_KINDS, kind) for kind in PLACE_KINDS}
    st.selectbox(_("Kind of office"), list(kinds)[::-1], key=f"{at}-kind", format_func=kinds.__getitem__)
    st.text_input(_("Address: street, city, province"), key=f"{at}-address", max_chars=LONGEST)
    left, right = st.columns(2)
    with left:
        st.text_input(_("Postal code"), key=f"{at}-code", max_chars=LONGEST)
    with right:
        st.text_input(_("Phone"), key=f"{at}-phone", max_chars=LONGEST)
    names = {"": _("None")} | {key: ridings.names(say.language)[key] for key in _ridings(of)}
    st.selectbox(_("Riding it stands in, if known"), list(names), key=f"{at}-riding", format_func=names.__getitem__)
    st.checkbox(_("It is the post's own department or headquarters"), key=f"{at}-serves_post")


def _ridings(of: Snapshot) -> tuple[str, ...]:
    return ridings.options(shown_order(of), words().language)


def _save(slug: str) -> tuple[str, str, str]:
    """Keeps the place and returns its name and ids; raises DashboardError, and what was typed stays in the form."""
    place = typed(_AT)
    return place.name, *cached.store().add_place(slug, place, "page")


def _saved(place: tuple[str, str, str]) -> None:
    """Opens the place's card."""
    name, target_id, office_id = place
    st.session_state[_TOLD] = name
    st.session_state[_OPEN] = False
    state.change(person=target_id, office=office_id, riding="", q="")


def typed(at: str) -> NewPlace:
    """The place typed into the form; raises UsageError with what to correct."""
    cells = {name: st.session_state[f"{at}-{name}"] for name in _FIELDS}
    return NewPlace.read(cells.pop("name"), **cells)


def _turn() -> None:
    """Opens the form or closes it."""
    st.session_state[_OPEN] = not st.session_state.get(_OPEN, False)
