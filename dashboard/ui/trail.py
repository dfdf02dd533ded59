"""The audit trail as people read it: what was changed, by whom and when, a page at a time, all of it as a file."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard.store.audit import Wanted
from dashboard.ui import cached, frame, plain_table, state, widgets
from dashboard.ui.text import _, n, words
from dashboard.words import N_

CHANGES = {
    "campaign_created": N_("Campaign begun"),
    "campaign_saved": N_("Campaign loaded from its folder"),
    "upload": N_("Actions taken in"),
    "undo": N_("Upload taken back"),
    "redo": N_("Upload brought back"),
    "decision_forgotten": N_("Meaning of a name forgotten"),
    "columns_forgotten": N_("Columns of a file forgotten"),
    "office_note_saved": N_("Hours or access of an office written"),
    "place_added": N_("Place added"),
    "offices_claimed": N_("Offices claimed"),
    "claim_given_up": N_("Claim given up"),
    "office_avoided": N_("Office to be left alone"),
    "office_approachable": N_("Office to be approached again"),
    "goal_saved": N_("Goal written"),
    "goal_removed": N_("Goal taken away"),
    "script_saved": N_("Script written"),
    "shifts_saved": N_("Shifts changed"),
    "outcome_saved": N_("Outcome written"),
    "outcomes_loaded": N_("Outcomes loaded from a file"),
    "outcome_removed": N_("Outcome taken out"),
    "outcome_taken_back": N_("Change of an outcome taken back"),
    "reference_loaded": N_("Reference records loaded"),
    "private_notes_purged": N_("Private notes let go after their time"),
    "formula_saved": N_("Settings of the formula saved"),
    "restore": N_("Backup brought back"),
    "recount": N_("Totals counted anew"),
}
"""Every kind of change that the store notes."""

IDS = {
    "upload_id": N_("upload"),
    "parts": N_("parts"),
    "decisions": N_("decisions"),
    "decision": N_("decision"),
    "map": N_("columns"),
    "office_id": N_("office"),
    "target_id": N_("target"),
    "kind": N_("kind"),
    "source_id": N_("source"),
    "actions": N_("actions"),
    "claims": N_("claims"),
    "claim": N_("claim"),
    "language": N_("language"),
    "version": N_("version"),
    "outcome_id": N_("outcome"),
    "outcomes": N_("outcomes"),
    "before": N_("uploaded before"),
    "number": N_("settings"),
}
"""What the ids of an entry are ids of."""

_PARTS = {"definition": N_("what it is about"), "people": N_("people and offices"), "outcomes": N_("outcomes")}
"""What of a campaign was changed."""

NOBODY = "-"
"""In the address, who made a change that no person made."""

_PAGE = 25
_WHO = {"": N_("the dashboard itself"), "page": N_("somebody at a page")}


def lead() -> None:
    """The way to the trail from the page about what the figures rest on."""
    st.subheader(_("Audit trail"))
    st.caption(_("Every change has one entry: who, when, what kind and which ids; never what a note says."))
    frame.link("audit", _("See every change"), state.current())


def show() -> None:
    """The choice of entries, the entries, and all of them as a file."""
    st.subheader(_("What was changed, when and by whom"))
    st.caption(_("Every change has one entry: who, when, what kind and which ids; never what a note says."))
    store = cached.store()
    wanted = _chosen(store.audit_present())
    count, known = store.audit_count(wanted), store.audit_count()
    told = n("{count} change", "{count} changes", count)
    if count < known:
        hidden = n("{count} not shown by these filters", "{count} not shown by these filters", known - count)
        told = _("{told}, {hidden}").format(told=told, hidden=hidden)
    st.caption(told)
    part = widgets.pager(f"trail-{hash(wanted)}", count, _PAGE)
    _table(store.audit(_PAGE, wanted, offset=part.start))
    widgets.download(_("Download all these changes"), lambda: file(wanted), "audit.csv", "text/csv")


def file(wanted: Wanted) -> bytes:
    """The entries in the bytes of ``dashboard audit`` with the same choices."""
    return exports.write(cached.store().audit(None, wanted), "csv", {})


def _chosen(present: Mapping[str, list[str]]) -> Wanted:
    """The choice of a campaign, a kind and a person, each of those that the trail names."""
    view, say = state.current(), words()
    asked = {"campaign": view.filters.campaign, "what": view.what, "who": view.who}
    options = {
        "campaign": {"": _("All campaigns")} | {slug: slug for slug in present["campaign"] if slug},
        "what": {"": _("All kinds")} | {what: say.named(CHANGES, what) for what in present["what"]},
        "who": {"": _("Everybody")} | {who or NOBODY: _who(who) for who in present["who"]},
    }
    labels = {"campaign": _("Campaign"), "what": _("Kind of change"), "who": _("Who")}
    with st.container(horizontal=True):
        for name, named in options.items():
            widgets.choice(labels[name], name, list(named), asked[name], names=named)
    found = {name: asked[name] if asked[name] in named else "" for name, named in options.items()}
    if found["who"] == NOBODY:
        return Wanted(found["campaign"] or None, found["what"] or None, "")
    return Wanted(*(value or None for value in found.values()))


def _table(entries: pd.DataFrame) -> None:
    say = words()
    rows = [
        (
            _when(row.at),
            say.named(CHANGES, row.what) + (f"\n{told}" if (told := _ids(json.loads(row.ids))) else ""),
            _who(row.who),
            row.campaign,
        )
        for row in entries.itertuples(index=False)
    ]
    plain_table.show([_("When (UTC)"), _("What"), _("Who"), _("Campaign")], rows)


def _when(at: str) -> str:
    stamp = pd.Timestamp(at)
    return _("{day}, {time}").format(day=words().day(stamp.date(), short=True), time=f"{stamp:%H:%M:%S}")


def _who(who: str) -> str:
    return _(_WHO[who]) if who in _WHO else who


def _ids(ids: Mapping[str, Any]) -> str:
    """The ids of an entry in one line."""
    return "; ".join(
        _("{field}: {column}").format(field=words().named(IDS, name), column=_listed(value))
        for name, value in ids.items()
    )


def _listed(value: Any) -> str:  # noqa: ANN401 - an id, a number or a list of them
    values = value if isinstance(value, list) else [value]
    return ", ".join(words().named(_PARTS, str(one)) for one in values)
