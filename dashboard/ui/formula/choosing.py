"""Which two of a campaign's settings are compared: those of now, the default ones, the draft, or earlier ones."""

import pandas as pd
import streamlit as st

from dashboard import formula_words
from dashboard.pressure import DEFAULTS, Settings
from dashboard.snapshot import Snapshot
from dashboard.ui.formula import comparing, draft
from dashboard.ui.formula.comparing import Named
from dashboard.ui.text import _, words

NOW, DEFAULT, DRAFT = "now", "default", "draft"
"""What can be compared beside earlier settings, which go by their number."""


def pick(slug: str, one: str, other: str) -> None:
    """Chooses what is compared."""
    st.session_state[_keys(slug)[0]], st.session_state[_keys(slug)[1]] = one, other


def show(of: Snapshot) -> None:
    """The choice of two settings, and where they differ their lines, orders and differences in words."""
    every = _every(of)
    st.markdown(_("**Compare two settings**"))
    for column, key, usual in zip(st.columns(2), _keys(of.campaign.slug), (DEFAULT, NOW), strict=True):
        with column:
            if st.session_state.get(key) not in every:
                st.session_state[key] = usual
            label = _("Settings") if usual == DEFAULT else _("Beside")
            st.selectbox(label, list(every), key=key, format_func=lambda one: every[one][0] if one in every else one)
    one, other = (every[st.session_state[key]] for key in _keys(of.campaign.slug))
    told = formula_words.told(one[1], other[1], words())
    if not told:
        st.caption(_("Both are the same."))
        return
    for sentence in told:
        st.text(f"\u2022 {sentence}")
    comparing.show(of, one, other, "compared")


def _every(of: Snapshot) -> dict[str, Named]:
    """All settings that can be compared, by what they are called: now, default, the draft, earlier ones."""
    mine = draft.of(of).settings
    found = {
        NOW: (_("Now"), of.settings),
        DEFAULT: (_("Default"), DEFAULTS),
    }
    if mine.as_json() != of.settings.as_json():
        found[DRAFT] = (_("With the changes"), mine)
    for row in draft.history(of).iloc[::-1].to_dict("records"):
        settings = Settings.stored(row["content"])
        found[str(row["number"])] = (_name(str(row["at"]), settings), settings)
    return found


def _name(at: str, settings: Settings) -> str:
    """What to call earlier settings: their hash and the day they were saved."""
    day = words().day(pd.Timestamp(at).date(), short=True)
    return _("{hash}, {day}").format(hash=settings.hash, day=day)


def _keys(slug: str) -> tuple[str, str]:
    return f"formula-one-{slug}", f"formula-other-{slug}"
