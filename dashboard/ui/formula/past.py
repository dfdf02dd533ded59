"""Every settings a campaign had: who saved them when, what that changed, and a way back to them."""

import pandas as pd
import streamlit as st

from dashboard import formula_words
from dashboard.pressure import Settings
from dashboard.snapshot import Snapshot
from dashboard.ui import widgets
from dashboard.ui.formula import choosing, draft
from dashboard.ui.text import _, n, words

_PAGE = 10


def show(of: Snapshot) -> None:
    """The history, newest first, folded away."""
    kept = draft.history(of)
    if kept.empty:
        return
    label = n("{count} change of the settings", "{count} changes of the settings", len(kept))
    with st.expander(label, key="formula-history", icon=":material/history:"):
        part = widgets.pager(f"formula-history-{of.campaign.slug}", len(kept), _PAGE)
        texts = ["", *kept["content"]]
        for place in range(len(kept) - 1, -1, -1)[part]:
            row = kept.iloc[place]
            _one(of, row, Settings.stored(texts[place]), Settings.stored(texts[place + 1]))


def _one(of: Snapshot, row: pd.Series, before: Settings, settings: Settings) -> None:
    with st.container(border=True, key=f"formula-past-{row['number']}"):
        head = _("Settings {hash}, saved on {day} by {who}").format(
            hash=settings.hash,
            day=words().day(pd.Timestamp(row["at"]).date()),
            who=_("somebody on this page") if row["who"] == "page" else row["who"] or _("somebody"),
        )
        st.text(head)
        widgets.quiet("; ".join(formula_words.told(before, settings, words())) or _("As before"))
        now = settings.as_json() == of.settings.as_json()
        with st.container(horizontal=True):
            at = f"{of.campaign.slug}-{row['number']}"
            st.button(_("Compare with now"), key=f"look-{at}", disabled=now, on_click=choosing.pick,
                      args=(of.campaign.slug, str(row["number"]), choosing.NOW))  # fmt: skip
            st.button(_("Bring back"), key=f"back-{at}", disabled=now, icon=":material/undo:", on_click=draft.change,
                      args=(of, settings))  # fmt: skip
