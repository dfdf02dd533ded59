"""What those in power did: the strip under the chart as a table."""

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard import words as vocabulary
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, state, tables
from dashboard.ui.text import _, words


def show(of: Snapshot) -> None:
    """The outcomes of the days shown."""
    say = words()
    rows = exports.table("outcomes", of, state.current().filters, cached.today())
    st.subheader(_("Outcomes"))
    if rows.empty:
        st.caption(_("No outcome is logged in these days. Refusals are logged as readily as wins."))
        return
    table = pd.DataFrame(
        {
            _("Day"): rows["date"],
            _("Kind"): say.renamed(vocabulary.OUTCOME_KINDS, rows["kind"]),
            _("Rung"): rows["rung"],
            _("Who"): rows["actor"],
            _("What"): rows["text"],
            _("Quote"): rows["quote"],
            _("Source"): rows["source_url"],
        }
    )
    tables.show(table, "outcomes", optional=(_("Quote"), _("Source")))
