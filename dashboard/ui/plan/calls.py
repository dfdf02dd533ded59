"""The call sheet: one office after another with all that a caller needs, outcomes to tap, and the list."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.snapshot import Snapshot
from dashboard.ui import ages, notes, ridings, state, tables, widgets
from dashboard.ui.plan import call_list, calling, claims, saying
from dashboard.ui.plan.call_list import Sheet
from dashboard.ui.text import _, n, words


def show(of: Snapshot) -> None:
    """The call that is due, and under it all that are left."""
    ages.ended(of)
    calling.last()
    sheet = call_list.sheet(of)
    if sheet.rows.empty:
        widgets.note(_("Nobody is left to call by these filters: clear some, or come back tomorrow."))
    else:
        _card(of, sheet, _due(sheet))
        _table(sheet)
    claims.name()
    told = _("Your own claims come first, then the order of the ranking.")
    if sheet.done:
        told = n(
            "{count} office called today is off the list.",
            "{count} offices called today are off the list.",
            sheet.done,
        )
    st.caption(told)


def _due(sheet: Sheet) -> str:
    """The office picked or gone on to, while it is on the list; else the first."""
    wanted = state.current().office
    return wanted if wanted in sheet.rows.index else str(sheet.rows.index[0])


def _card(of: Snapshot, sheet: Sheet, office_id: str) -> None:
    """All of one office: whose it is, the phone, when it is open, what was tried, what to say, how it went."""
    row = sheet.rows.loc[office_id]
    with st.container(border=True, key="call"):
        widgets.title(row["target"])
        st.text(_whose(row))
        widgets.phone_links(row["phone"])
        _known(of, sheet, office_id, row)
        calling.buttons(of, sheet, office_id)
        after = sheet.after(office_id)
        if after:
            st.button(_("Skip for now"), key=f"skip-{office_id}", type="tertiary", on_click=_go, args=(after,))
    saying.show(of, row)


def _whose(row: Any) -> str:  # noqa: ANN401 - a row of the ranking
    """Role, party, riding and which office."""
    say = words()
    parts = (
        say.named(vocabulary.ROLES, row["role"]),
        row["party"],
        ridings.names(say.language).get(row["riding"], ""),
        say.named(vocabulary.OFFICE_KINDS, row["kind"]),
        row["address"],
    )
    return ", ".join(filter(None, parts))


def _known(of: Snapshot, sheet: Sheet, office_id: str, row: Any) -> None:  # noqa: ANN401 - a row of the ranking
    """Claim, hours and access, earlier tries and the last touch, each where there is something to tell."""
    if office_id in sheet.mine:
        widgets.quiet(_("You have claimed this office."))
    if office_id in sheet.closed:
        widgets.note(_("Closed now, by the hours noted."))
    notes.show(of, office_id)
    if office_id in sheet.tried:
        st.text(_("Tried: {text}").format(text=sheet.tried[office_id]))
    widgets.quiet(_touch(row))


def _touch(row: Any) -> str:  # noqa: ANN401 - a row of the ranking
    if not row["touched"]:
        return _("Never touched")
    return n(
        "Last touched {count} day ago: {tactic}",
        "Last touched {count} days ago: {tactic}",
        row["days_since"],
        tactic=words().named(vocabulary.TACTICS, row["last_tactic"]),
    )


def _table(sheet: Sheet) -> None:
    """Who is left to call, in this order; a pick goes there."""
    rows = sheet.rows
    st.caption(n("{count} office to call", "{count} offices to call", len(rows)))
    part = widgets.pager("calls", len(rows), tables.PAGE)
    offices = rows.index[part].tolist()
    optional = (_("Tried"), _("Hours"))
    tables.show(_readable(sheet, rows.iloc[part]), "call-list", lambda place: _go(offices[place]), optional)


def _readable(sheet: Sheet, rows: pd.DataFrame) -> pd.DataFrame:
    say, named = words(), ridings.names(words().language)
    return pd.DataFrame(
        {
            _("Who"): rows["target"].to_numpy(),
            _("Role"): say.renamed(vocabulary.ROLES, rows["role"]),
            _("Tried"): [sheet.tried.get(office, "") for office in rows.index],
            _("Hours"): [_("closed now") if office in sheet.closed else "" for office in rows.index],
            _("Phone"): rows["phone"].to_numpy(),
            _("Riding"): [named.get(key, "") for key in rows["riding"]],
        }
    )


def _go(office_id: str) -> None:
    state.change(office=office_id)
