"""What those in power did: the strip under the chart as a table, one outcome opened, and the ways to write them."""

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard import words as vocabulary
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, state, tables, widgets
from dashboard.ui.pressing import outcome_card, outcome_file, outcome_form, outcome_history
from dashboard.ui.text import _, words


def show(of: Snapshot) -> None:
    """The outcomes of the days shown, the one that is picked, and entering, loading and taking back."""
    rows = exports.table("outcomes", of, state.current().filters, cached.today())
    st.subheader(_("Outcomes"))
    outcome_history.told()
    if rows.empty:
        st.caption(_("No outcome is logged in these days. Refusals are logged as readily as wins."))
    else:
        _listed(of, rows)
    if not outcome_form.show(of):
        outcome_form.opening()
    outcome_file.show(of)
    outcome_history.show(of)


def _listed(of: Snapshot, rows: pd.DataFrame) -> None:
    """The table, with how hard was pressed before each; a pick of a row, or of a name, opens one."""
    say = words()
    ids = rows["outcome_id"].tolist()
    table = pd.DataFrame(
        {
            _("Day"): rows["date"],
            _("Kind"): say.renamed(vocabulary.OUTCOME_KINDS, rows["kind"]),
            _("Rung"): [say.rung(rung) for rung in rows["rung"]],
            _("Who"): rows["actor"],
            _("The 28 days before"): [outcome_card.before(of, day.date()) for day in rows["date"]],
            _("What"): rows["text"],
            _("Quote"): rows["quote"],
            _("Source"): rows["source_url"],
        }
    )
    tables.show(table, "outcomes", lambda place: state.change(part=ids[place]), optional=(_("Quote"), _("Source")))
    st.caption(outcome_card.timing())
    days = (say.day(day.date(), short=True) for day in rows["date"])
    kinds = say.renamed(vocabulary.OUTCOME_KINDS, rows["kind"])
    named = dict(zip(ids, (", ".join(parts) for parts in zip(days, kinds, strict=True)), strict=True))
    names = {"": _("None")} | named
    widgets.choice(_("Open an outcome"), "part", list(names), state.current().part, names=names)
    picked = rows[rows["outcome_id"] == state.current().part]
    if len(picked):
        outcome_card.show(of, next(picked.itertuples()))
