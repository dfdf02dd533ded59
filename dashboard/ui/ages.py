"""How old the reference data is, and where that has to be said."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard.reference.status import STALE_DAYS, source_status
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, widgets
from dashboard.ui.text import _, n, words

WHO_SITS = frozenset({"representatives", "members", "parlinfo_offices"})
"""Kinds of lists that say who sits in the House and where their offices are."""

_CHANGING = (
    WHO_SITS,
    frozenset({"ministers", "parlinfo_roles"}),
)
"""Kinds of which only the newest list is in use; boundaries hold for ten years and do not go stale."""

Found = Sequence[Mapping[str, Any]]


def stale(found: Found) -> list[Mapping[str, Any]]:
    """Of each kind of list that changes, the newest where it is too old; earlier ones are history and stay as old."""
    newest = (_newest(found, kinds) for kinds in _CHANGING)
    return [one for one in newest if one and one["days_old"] > STALE_DAYS]


def has_members(found: Found) -> bool:
    """Whether any list says who sits."""
    return _newest(found, WHO_SITS) is not None


def remark(of: Snapshot) -> str:
    """What a page about a campaign says of the members' age in one sentence; "" where there is nothing to say.

    Only while the campaign goes on: whoever looks at a campaign of the past sees its own people of those days, whom
    a newer list would not change, and a banner that nothing takes away is read by nobody. A campaign without a last
    day, or whose last day is yet to come, is worked on with these phone numbers.
    """
    today = cached.today()
    if of.campaign.ends and of.campaign.ends < today:
        return ""
    age = _members_age(of, today)
    if age is None:
        return _("No list of members is loaded: their ridings and offices are not known.")
    if age <= STALE_DAYS:
        return ""
    return n("The list of members is {count} day old.", "The list of members is {count} days old.", age)


def ended(of: Snapshot) -> None:
    """Says, where something is logged, that the campaign's days are over: what is logged now lies after them."""
    if of.campaign.ends and of.campaign.ends < cached.today():
        told = _("The campaign ended on {day}: what is logged now is kept, and shown where the days reach up to today.")
        widgets.quiet(told.format(day=words().day(of.campaign.ends)))


def banner(of: Snapshot) -> None:
    """The remark with a link to where it can be mended."""
    if sentence := remark(of):
        from dashboard.ui import frame, state  # noqa: PLC0415 - the frame shows this banner

        with st.container(horizontal=True, vertical_alignment="center", key="banner"):
            st.text(sentence)
            frame.link("data", _("Bring it up to date"), state.current())


@cached.kept
def _members_age(of: Snapshot, today: date) -> int | None:
    newest = _newest(source_status(of.sources, today), WHO_SITS)
    return None if newest is None else int(newest["days_old"])


def _newest(found: Found, kinds: frozenset[str]) -> Mapping[str, Any] | None:
    dated = [one for one in found if one["kind"] in kinds and one["days_old"] is not None]
    return min(dated, key=lambda one: one["days_old"], default=None)
