"""The form in which an outcome is entered or changed."""

from datetime import date
from functools import partial
from itertools import count
from typing import Any

import streamlit as st

from dashboard import words as vocabulary
from dashboard.errors import UsageError
from dashboard.ingest.outcomes import LONGEST, read_outcome
from dashboard.ingest.privacy import Redactor
from dashboard.schema import OUTCOME_COLUMNS, OUTCOME_KINDS, PRECISIONS, frame
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pressed, state, widgets
from dashboard.ui.text import _, words

_OPEN, _FAILED = "outcome-open", "outcome-failed"
_NEW = ""
_BLANK = {"date": None, "date_precision": "day", "kind": OUTCOME_KINDS[0], "rung": ""}


def opening() -> None:
    """The button that opens the form for a new outcome."""
    label = _("Add an outcome")
    st.button(label, key="add-outcome", icon=":material/add:", on_click=_open, args=(_NEW, {}))


def changing(outcome: Any) -> None:  # noqa: ANN401 - a row of the outcomes
    """The button that opens the form with what an outcome says."""
    cells = {name: getattr(outcome, name) for name in OUTCOME_COLUMNS}
    rung = "" if outcome.rung != outcome.rung else str(int(outcome.rung))
    known = cells | {"date": outcome.date.date(), "rung": rung}
    label = _("Change it")
    st.button(label, key="change-outcome", icon=":material/edit:", on_click=_open, args=(outcome.outcome_id, known))


def show(of: Snapshot) -> bool:
    """The form where one is open; whether it is."""
    if _OPEN not in st.session_state:
        return False
    outcome_id = st.session_state[_OPEN]
    st.subheader(_("Change the outcome") if outcome_id else _("Add an outcome"))
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    with st.form("outcome"):
        _fields()
        with st.container(horizontal=True):
            save = pressed.once(partial(_save, of, outcome_id), _saved, failed=_FAILED)
            st.form_submit_button(_("Save the outcome"), type="primary", on_click=save)
            st.form_submit_button(_("Cancel"), on_click=_close)
    return True


def _fields() -> None:
    say = words()
    kinds = {kind: say.named(vocabulary.OUTCOME_KINDS, kind) for kind in OUTCOME_KINDS}
    precisions = {name: say.named(vocabulary.PRECISIONS, name) for name in PRECISIONS}
    rungs = {"": _("None")} | {code: say.rung(float(code)) for code in vocabulary.RUNGS}
    left, right = st.columns(2)
    with left:
        st.date_input(_("Day"), key=_key("date"), format="YYYY-MM-DD", min_value=date(1900, 1, 1))
        st.selectbox(_("Kind"), list(kinds), key=_key("kind"), format_func=kinds.__getitem__)
    with right:
        st.selectbox(
            _("The day is known to the"),
            list(precisions),
            key=_key("date_precision"),
            format_func=precisions.__getitem__,
        )
        st.selectbox(_("Rung of the commitment ladder"), list(rungs), key=_key("rung"), format_func=rungs.__getitem__)
    st.text_input(_("Who"), key=_key("actor"), max_chars=LONGEST)
    st.text_area(_("What"), key=_key("text"), max_chars=LONGEST)
    st.text_area(_("Quote"), key=_key("quote"), max_chars=LONGEST)
    st.text_input(_("Source"), key=_key("source_url"), max_chars=LONGEST)
    st.text_area(_("Other factors that were at work"), key=_key("other_factors"), max_chars=LONGEST)


def _open(outcome_id: str, known: dict[str, Any]) -> None:
    st.session_state[_OPEN] = outcome_id
    for name in OUTCOME_COLUMNS:
        st.session_state[_key(name)] = known.get(name, _BLANK.get(name, ""))


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _save(of: Snapshot, outcome_id: str) -> str:
    """Keeps the outcome and returns its id; raises DashboardError, and what was typed stays in the form."""
    cells = {name: st.session_state[_key(name)] for name in OUTCOME_COLUMNS if name != "outcome_id"}
    if not cells["date"]:
        raise UsageError(_("The day is missing: choose the one on which it happened."))
    name = outcome_id or _free_id(of, f"{cells['date']}-{cells['kind']}")
    outcome = read_outcome(cells | {"outcome_id": name}, Redactor.of(of.directory))
    cached.store().save_outcome(of.campaign.slug, frame([outcome], OUTCOME_COLUMNS), who="page")
    return name


def _saved(name: str) -> None:
    """Opens the outcome in place of the form."""
    _close()
    state.change(part=name)


def _free_id(of: Snapshot, wanted: str) -> str:
    """The id itself, or with the first number that makes it one that no outcome has."""
    taken = set(cached.store().outcomes(of.campaign.slug)["outcome_id"])
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(candidate for candidate in numbered if candidate not in taken)


def _key(name: str) -> str:
    return f"outcome-{name}"
