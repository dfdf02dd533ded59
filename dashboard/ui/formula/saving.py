"""What the draft would change, drawn before it is saved."""

import streamlit as st

from dashboard import formula_words
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, widgets
from dashboard.ui.formula import comparing, draft
from dashboard.ui.text import _, n, words


def show(of: Snapshot) -> None:
    """The differences in words, both lines and orders, and the buttons to save or discard."""
    if failed := st.session_state.pop(draft.FAILED, ""):
        widgets.problem(failed)
    mine = draft.of(of)
    if mine.settings.as_json() == of.settings.as_json():
        return
    with st.container(border=True, key="formula-draft"):
        st.markdown(_("**Not saved yet**"))
        if mine.after != draft.number(of):
            widgets.note("Somebody else has saved other settings since: look at those first, then change them again.")
        for sentence in formula_words.told(of.settings, mine.settings, words()):
            st.text(f"\u2022 {sentence}")
        comparing.show(of, (_("As saved"), of.settings), (_("With the changes"), mine.settings), "draft")
        leaving = _leaving(of)
        with st.container(horizontal=True):
            st.button(_("Save these settings"), key="formula-save", type="primary", on_click=draft.saving(of, leaving))
            st.button(_("Discard"), key="formula-discard", on_click=draft.discard, args=(of,))


def _leaving(of: Snapshot) -> tuple[str, ...]:
    """The tactics with logged actions that would go, as far as that is agreed to."""
    gone = of.settings.own_tactics.keys() - draft.of(of).settings.own_tactics.keys()
    used = cached.store().actions_by_own_tactic(of.campaign.slug) if gone else {}
    agreed = []
    for code in sorted(gone & used.keys()):
        widgets.note(
            n(
                "{count} action is logged as {tactic}. It stays in the log, counts as effort and in coverage, and "
                "presses nobody any more. Setting its most points to 0 does the same and keeps its name.",
                "{count} actions are logged as {tactic}. They stay in the log, count as effort and in coverage, and "
                "press nobody any more. Setting its most points to 0 does the same and keeps its name.",
                used[code],
                tactic=words().own_name(code),
            )
        )
        if st.checkbox(_("Remove it all the same"), key=f"leave-{of.campaign.slug}-{code}"):
            agreed.append(code)
    return tuple(agreed)
