"""The card beside the map: who sits for a riding or where an office is, phones, and what happened there last."""

from datetime import date

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import words as vocabulary
from dashboard.directory.standing import standing
from dashboard.filters import Filters
from dashboard.snapshot import Snapshot
from dashboard.ui import behind, cached, frame, past, ridings, state, tables, widgets
from dashboard.ui.cards import office, seat
from dashboard.ui.text import _, words

_RECENT = 8


def of_riding(of: Snapshot, key: str) -> None:
    """The riding, who sits for it on the last day shown and where, and what has happened there."""
    day = past.on_the_day_shown(of)
    seat.heading(key)
    member = seat.member_on(of, key, day)
    if member:
        st.text(seat.named(of, member, day))
        for row in standing(office.of_target(of, member), day).itertuples():
            office.show(of, row)
        _more(member)
    else:
        st.text(_("Who sat for this riding on the last day shown is not known: load members on the Data page."))
    past.recent(of, Filters(riding=key), f"riding-{key}")
    behind.opening(ridings.names(words().language).get(key, key), "place")


def of_offices(of: Snapshot, office_ids: list[str]) -> None:
    """One office with its history, or the list of all the offices on one spot."""
    found = of.offices[of.offices["office_id"].isin(office_ids)]
    if len(found) == 1:
        row = next(found.itertuples())
        owner = str(row.target_id)
        widgets.title(of.directory.name_of(owner))
        office.show(of, row)
        if row.riding:
            widgets.quiet(ridings.names(words().language).get(str(row.riding), ""))
        _more(owner, str(row.office_id))
        past.recent(of, Filters(person=owner), f"office-{row.office_id}", str(row.office_id))
        behind.opening(of.directory.name_of(owner), "place")
        return
    widgets.title(_at_one_spot(found))
    listed = pd.DataFrame({_("Who"): of.directory.names_of(found["target_id"]), _("Phone"): found["phone"].to_numpy()})
    ids = found["office_id"].tolist()
    tables.show(listed, "spot", lambda place: state.change(office=ids[place]))


def latest(of: Snapshot) -> None:
    """What was done last of all that the filters leave, while nothing is picked."""
    st.caption(_("Pick a riding or an office on the map or in the table: who sits there, phone, history."))
    st.subheader(_("Latest actions"))
    table = _latest(of, state.current().filters, cached.today(), words().language)
    if not table.num_rows:
        st.text(_("Nothing logged here yet."))
        return
    tables.show(table, "latest")


@cached.kept
def _latest(of: Snapshot, filters: Filters, day: date, _language: str) -> pa.Table:
    rows = cached.latest(of, filters, day, _RECENT).iloc[::-1]
    return tables.packed(
        pd.DataFrame(
            {
                _("From"): rows["date"].to_numpy(),
                _("Tactic"): words().renamed(vocabulary.TACTICS, rows["tactic"]),
                _("Toward"): of.directory.names_of(rows["target_id"]),
            }
        )
    )


def _more(target: str, office_id: str = "") -> None:
    """The way to the target's own card, one of its offices first."""
    view = state.current().with_(person=target, riding="", office=office_id)
    frame.link("targets", _("All about this target"), view)


def _at_one_spot(offices: pd.DataFrame) -> str:
    hill = (offices["kind"] == "legislature").mean() > 0.5  # noqa: PLR2004 - most of them
    where = _("House of Commons") if hill else str(offices["address"].iloc[0]) if len(offices) else ""
    return f"{where} ({len(offices)})"
