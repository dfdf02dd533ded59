"""One office: where it is, phones to tap, when it is open and how to get in, how old that is, what it has had."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.snapshot import Snapshot
from dashboard.store.own_places import BY_HAND
from dashboard.ui import cached, notes, past, posted, widgets
from dashboard.ui.text import _, n, words

_ORDER = {"constituency": 0, "ministerial": 1, "department": 1, "other": 2, "legislature": 3}


def show(of: Snapshot, office: Any, *, editable: bool = False) -> None:  # noqa: ANN401 - a row of the offices
    """The office in a box; ``editable`` with what it has had and a way to write its notes."""
    with st.container(border=True):
        widgets.quiet(words().named(vocabulary.OFFICE_KINDS, office.kind))
        day = past.on_the_day_shown(of)
        if closed(office, day):
            st.text(_("Closed; the last day was {day}").format(day=_day(office.valid_to)))
        elif later(office, day):
            st.text(_("Known since {day}").format(day=_day(office.valid_from)))
        st.text(_address(office))
        if gone := posted.removed_at(of, office.office_id):
            st.text(_("Postered, removed on {day}").format(day=words().day(gone)))
        widgets.phone_links(office.phone)
        notes.show(of, office.office_id)
        if editable:
            if done := past.at_office(of, office.target_id, office.office_id):
                st.text(done)
            notes.editing(of, office.office_id)
        widgets.quiet(_age(office, cached.today()))


def of_target(of: Snapshot, target: str, first: str = "") -> pd.DataFrame:
    """The offices of a target, ``first`` leading, then constituency offices, the Hill last."""
    own = of.offices[of.offices["target_id"] == target]
    rank = own["kind"].map(_ORDER).fillna(2).where(own["office_id"] != first, -1)
    return own.iloc[np.argsort(rank.to_numpy(), kind="stable")]


def best(offices: pd.DataFrame, day: np.datetime64) -> pd.DataFrame:
    """One office of each target: with a phone and standing on the day where there is such, constituency first."""
    at = pd.Timestamp(day)
    rank = offices["kind"].map(_ORDER).fillna(2) + 10 * (offices["phone"] == "")
    rank += 4 * (offices["valid_from"] > at) + 5 * (offices["valid_to"] < at)
    return offices.iloc[np.argsort(rank.to_numpy(), kind="stable")].drop_duplicates("target_id")


def closed(office: Any, day: np.datetime64) -> bool:  # noqa: ANN401 - a row of the offices
    """Whether an office was closed by a day."""
    return bool(office.valid_to < pd.Timestamp(day))  # a missing day is neither before nor after another


def later(office: Any, day: np.datetime64) -> bool:  # noqa: ANN401 - a row of the offices
    """Whether an office is known only from after a day."""
    return bool(office.valid_from > pd.Timestamp(day))


def _address(office: Any) -> str:  # noqa: ANN401 - a row of the offices
    """Street, city and postal code, none of them twice."""
    told = str(office.address)
    for part in (office.city, office.postal_code):
        if part and part.casefold() not in told.casefold():
            told = f"{told}, {part}" if told else part
    return told or _("No address known")


def _age(office: Any, today: date) -> str:  # noqa: ANN401 - a row of the offices
    """Whose word it is, and how many days old."""
    if office.source == BY_HAND:
        return _("Added by hand")
    if pd.isna(office.read_on):
        return _("From the campaign's own folder") if office.source == "campaign" else words().sentence(office.source)
    days = (today - office.read_on.date()).days
    told = _("Read on {day}, {age}: {source}")
    age = n("{count} day ago", "{count} days ago", days) if days else _("today")
    return told.format(day=_day(office.read_on), age=age, source=words().sentence(office.source))


def _day(at: pd.Timestamp) -> str:
    return words().day(at.date())
