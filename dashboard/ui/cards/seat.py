"""A riding's card over time: who sits for it, their offices, and everyone who held it when."""

import numpy as np
import streamlit as st

from dashboard import words as vocabulary
from dashboard.directory.standing import standing
from dashboard.schema import RidingKey
from dashboard.snapshot import Snapshot
from dashboard.ui import past, ridings, state, widgets
from dashboard.ui.cards import held, office
from dashboard.ui.text import _, words


def heading(key: str) -> None:
    """The riding's name, its province and whose boundaries these are."""
    riding = RidingKey.parse(key)
    widgets.title(ridings.names(words().language).get(key, key))
    province = words().named(vocabulary.PROVINCES, riding.province)
    widgets.quiet(_("{province}, boundaries of {order}").format(province=province, order=riding.order))


def member_on(of: Snapshot, key: str, day: np.datetime64) -> str:
    """Who sat for the riding, or for the one of its name in the other order, at the day's end; "" if not known."""
    keys = ridings.same_named(key)
    return next((str(found) for found in of.directory.mp_on(keys, [day] * len(keys)) if found), "")


def named(of: Snapshot, member: str, day: np.datetime64) -> str:
    """A member's name and party on a day."""
    party = str(of.directory.party_on([member], [day])[0])
    return ", ".join(part for part in (of.directory.name_of(member), party) if part)


def of_seat(of: Snapshot, key: str, *, brief: bool = False) -> None:
    """The riding and who held it when, in either order where it keeps its name; ``brief`` without offices."""
    day = past.on_the_day_shown(of)
    heading(key)
    if not brief:
        _sitting(of, key, day)
    keys = ridings.same_named(key)
    st.subheader(_("Who held it when"))
    if not held.show_holders(of, keys, "held-riding"):
        st.text(_("Nobody who held it is known yet: load members on the Data page."))
    if len(keys) > 1:
        st.caption(_("The riding has this name in the boundaries of 2013 and of 2023; where it lies may differ."))


def _sitting(of: Snapshot, key: str, day: np.datetime64) -> None:
    """Who sits on the day, with offices and the way to their own card."""
    member = member_on(of, key, day)
    if not member:
        st.text(_("Who sat for this riding on the last day shown is not known: load members on the Data page."))
        return
    st.text(named(of, member, day))
    label = _("All about this target")
    st.button(label, key="to-person", type="tertiary", icon=":material/person:", on_click=_to_person, args=(member,))
    for row in standing(office.of_target(of, member), day).itertuples():
        office.show(of, row, editable=True)


def _to_person(target: str) -> None:
    state.change(person=target, riding="", office="")
