"""Taking an outcome out, and the history of all outcomes, each change of which can be taken back."""

import json
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pressed, state, widgets
from dashboard.ui.text import _, n, words

_TOLD, _FAILED = "outcomes-told", "outcomes-failed"
_PAGE = 10


def told() -> None:
    """What was just taken out or taken back, with the way to undo that, or why it could not be."""
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    if sentence := st.session_state.pop(_TOLD, ""):
        widgets.note(sentence)


def removing(of: Snapshot, outcome_id: str) -> None:
    """The button that takes an outcome out."""
    remove = pressed.once(
        partial(cached.store().remove_outcome, of.campaign.slug, outcome_id, who="page"), _removed, failed=_FAILED
    )
    st.button(_("Take out"), key="remove-outcome", icon=":material/delete:", on_click=remove)


def show(of: Snapshot) -> None:
    """Every change, newest first, folded away."""
    changes = _changes(of)
    if changes.empty:
        return
    label = n("{count} change of outcomes", "{count} changes of outcomes", len(changes))
    with st.expander(label, key="outcome-history"):
        at = widgets.pager("outcome-changes", len(changes), _PAGE)
        newest = set(changes.drop_duplicates("outcome_id")["id"])
        for change in changes.iloc[at].itertuples():
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(_what(change.at, change.before, change.after))
                if change.id in newest:
                    do = partial(cached.store().take_back_outcome, of.campaign.slug, int(change.id), who="page")
                    back = pressed.once(do, _taken_back, failed=_FAILED)
                    st.button(_("Take back"), key=f"back-{change.id}", icon=":material/undo:", on_click=back)


@cached.kept
def _changes(of: Snapshot) -> pd.DataFrame:
    return cached.store().outcome_history(of.campaign.slug)


def _what(at: str, before: str, after: str) -> str:
    """One change in a line: when, what kind, and what the outcome says or said."""
    say = words()
    content = json.loads(after or before)
    if not before:
        told_ = _("{at}: added {outcome}")
    elif not after:
        told_ = _("{at}: taken out {outcome}")
    else:
        told_ = _("{at}: changed {outcome}")
    kind = say.named(vocabulary.OUTCOME_KINDS, content["kind"])
    parts = (kind, say.day(pd.Timestamp(content["date"]).date(), short=True), content["actor"], content["text"])
    return told_.format(at=say.day(pd.Timestamp(at).date(), short=True), outcome=", ".join(filter(None, parts)))


def _removed(_result: None) -> None:
    st.session_state[_TOLD] = _("The outcome is taken out: take that back in the changes below.")
    state.change(part="")


def _taken_back(_result: None) -> None:
    st.session_state[_TOLD] = _("The change is taken back.")
