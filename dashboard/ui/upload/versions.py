"""The history of one action, by its id: what each upload said of it, who loaded it and when."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.errors import NotFoundError
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, tables, widgets
from dashboard.ui.text import _, words


def show(of: Snapshot) -> None:
    """A field for the id, and under it the history."""
    with st.expander(_("History of an action"), icon=":material/history:"):
        action_id = st.text_input(_("Id of the action, as exports and receipts tell it"), key="history-of").strip()
        if not action_id:
            return
        try:
            found = cached.store().versions(of.campaign.slug, action_id)
        except NotFoundError as error:
            widgets.problem(str(error))
            return
        tables.show(_table(found), "versions")


def _table(found: pd.DataFrame) -> pd.DataFrame:
    say = words()
    days = [say.day(pd.Timestamp(at).date()) for at in found["at"]]
    states = [_("taken back") if state == "undone" else "" for state in found["state"]]
    return pd.DataFrame(
        {
            _("Upload"): found["upload_id"],
            _("When"): days,
            _("Who"): found["who"],
            _("What it said"): [_changes(one) for one in found["changes"]],
            _("Now"): states,
        }
    )


def _changes(changes: dict[str, Any]) -> str:
    """Fields with what they were and what they became."""
    from dashboard.ui.upload.mapping import FIELDS  # noqa: PLC0415 - only once there is a history

    told = []
    for field, (before, after) in changes.items():
        name = _(FIELDS.get(field, "Toward whom" if field == "targets" else field))
        told.append(name if before == after else _change(name, before, after))
    return "; ".join(told)


def _change(name: str, before: str, after: str) -> str:
    if not before:
        return f"{name}: {after}"
    return _("{field}: {before} \u2192 {after}").format(field=name, before=before, after=after or _("nothing"))
