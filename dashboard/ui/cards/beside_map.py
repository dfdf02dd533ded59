"""Cards about one riding, office or person: who, where, how to reach them, what has happened, who held what when."""

from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import words as vocabulary
from dashboard.filters import Filters
from dashboard.schema import ROLES, RidingKey
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, frame, ridings, state, tables, widgets
from dashboard.ui.text import _, n, words

_RECENT = 8


def of_riding(of: Snapshot, key: str) -> None:
    """The riding, who sits for it on the last day shown and where, and what has happened there."""
    day = last_day(of)
    _heading(key)
    member = str(of.directory.mp_on([key], [day])[0])
    if member:
        party = str(of.directory.party_on([member], [day])[0])
        st.text(", ".join(part for part in (of.directory.name_of(member), party) if part))
        for office in standing(of, member).itertuples():
            _office(office)
        _more(member)
    else:
        st.text(_("Who sat for this riding on the last day shown is not known: load members on the Data page."))
    _recent(of, Filters(riding=key), f"riding-{key}")


def of_offices(of: Snapshot, office_ids: list[str]) -> None:
    """One office with its history, or the list of all the offices on one spot."""
    found = of.offices[of.offices["office_id"].isin(office_ids)]
    if len(found) == 1:
        office = next(found.itertuples())
        widgets.title(of.directory.name_of(str(office.target_id)))
        _office(office)
        if office.riding:
            widgets.quiet(ridings.names(words().language).get(str(office.riding), ""))
        _more(str(office.target_id))
        rows = cached.actions(of, Filters(person=str(office.target_id)))
        _list(rows[rows["office_id"] == office.office_id], f"office-{office.office_id}")
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


def of_person(of: Snapshot, target: str) -> None:
    """A person or institution: role toward the post, offices with phones, what they held when."""
    day = last_day(of)
    code = int(of.roles([target], np.array([day]))[0, 0])
    widgets.title(of.directory.name_of(target))
    st.text(words().named(vocabulary.ROLES, ROLES[code]))
    offices = standing(of, target)
    for office in offices.itertuples():
        _office(office)
    if offices.empty:
        widgets.quiet(_("No office is known."))
    held = _held(of, target)
    if len(held):
        st.subheader(_("Held when"))
        tables.show(held, f"held-{target}")


def standing(of: Snapshot, target: str) -> pd.DataFrame:
    """The offices of a target that stand on the last day shown; all of them where none does."""
    own = of.offices[of.offices["target_id"] == target]
    at = pd.Timestamp(last_day(of))
    open_then = (own["valid_from"].isna() | (own["valid_from"] <= at)) & (
        own["valid_to"].isna() | (own["valid_to"] >= at)
    )
    return own[open_then] if open_then.any() else own


def last_day(of: Snapshot) -> np.datetime64:
    """The last of the days shown."""
    return np.datetime64(of.days(state.current().filters, cached.today())[1], "D")


def _heading(key: str) -> None:
    riding = RidingKey.parse(key)
    widgets.title(ridings.names(words().language).get(key, key))
    province = words().named(vocabulary.PROVINCES, riding.province)
    widgets.quiet(_("{province}, boundaries of {order}").format(province=province, order=riding.order))


def _office(office: "tuple[object, ...]") -> None:
    """One office: kind, address, phone to tap, how old that is."""
    with st.container(border=True):
        widgets.quiet(words().named(vocabulary.OFFICE_KINDS, str(getattr(office, "kind", ""))))
        address, code = str(getattr(office, "address", "")), str(getattr(office, "postal_code", ""))
        st.text(address if code in address else f"{address} {code}".strip())
        widgets.phone_link(str(getattr(office, "phone", "")))
        read_on = getattr(office, "read_on", pd.NaT)
        if read_on == read_on:  # noqa: PLR0124 - not missing
            widgets.quiet(_("Read on {day}").format(day=words().day(pd.Timestamp(read_on).date())))


def _held(of: Snapshot, target: str) -> pd.DataFrame:
    """Ridings and posts with their days, latest first."""
    say = words()
    terms = of.directory.terms[of.directory.terms["target_id"] == target]
    roles = of.directory.roles[of.directory.roles["target_id"] == target]
    named = ridings.names(say.language)
    what = [
        ", ".join(part for part in (named.get(row.riding, row.riding), row.party) if part) for row in terms.itertuples()
    ]
    what += [
        _("{kind}: {title}").format(kind=say.named(vocabulary.ROLE_KINDS, row.kind), title=row.title)
        for row in roles.itertuples()
    ]
    days = pd.concat([terms[["from", "to"]], roles[["from", "to"]]], ignore_index=True)
    held = pd.DataFrame({_("From"): days["from"], _("To"): days["to"], _("What"): what})
    return held.sort_values(_("From"), ascending=False, kind="stable")


def _recent(of: Snapshot, filters: Filters, key: str) -> None:
    _list(cached.actions(of, filters), key)


def _list(rows: pd.DataFrame, key: str) -> None:
    """The latest of some actions, and how many there are in all."""
    if rows.empty:
        st.text(_("Nothing logged here yet."))
        return
    latest = tables.actions(rows.iloc[-_RECENT:])
    st.caption(n("{count} action", "{count} actions", rows["action_id"].nunique()))
    tables.show(latest[[_("From"), _("Tactic"), _("How many")]], f"history-{key}")


def _more(target: str) -> None:
    frame.link("targets", _("All about this target"), state.current().with_(person=target))


def _at_one_spot(offices: pd.DataFrame) -> str:
    hill = (offices["kind"] == "legislature").mean() > 0.5  # noqa: PLR2004 - most of them
    where = _("House of Commons") if hill else str(offices["address"].iloc[0]) if len(offices) else ""
    return f"{where} ({len(offices)})"
