"""The questions a file raises: names that may mean several, days in two ways, personal data; each answered once."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from dashboard.identity import Parsed, Question
from dashboard.ingest.choices import LEAVE_OUT, NOBODY
from dashboard.snapshot import Snapshot
from dashboard.ui import adding, cached, pressed, widgets
from dashboard.ui.text import _, n
from dashboard.ui.upload import meanings, wishes
from dashboard.words import N_

_ALL, _NEW = "+all", "+new"
"""Not meanings but ways to one: to choose from all there are, and to add a place."""

_WIDE, _ADDING, _FAILED = "upload-wide", "upload-adding", "upload-adding-failed"
_PAGE = 8
_PRIVACY = {
    "redact": N_("Take it out"),
    "private": N_("Take it out, and keep the whole text in the private note"),
    "refuse": N_("Leave these rows out"),
}
Name = tuple[str, str]


def show(of: Snapshot, file_id: str, parsed: Parsed) -> None:
    """What is open, most rows first; then what is decided, to be changed."""
    asked = [one for one in parsed.asked if one.kind in meanings.KINDS]
    _days(file_id, parsed)
    _privacy(file_id, parsed)
    if asked:
        st.subheader(n("{count} name to decide about", "{count} names to decide about", len(asked)))
        st.caption(
            _("What you decide is remembered in this campaign. Rows left open are not kept, and can come again.")
        )
        part = widgets.pager(f"questions-{file_id}", len(asked), _PAGE)
        for question in asked[part]:
            _question(of, file_id, question)
    if parsed.decided:
        label = n("{count} name is decided", "{count} names are decided", len(parsed.decided))
        with st.expander(label, icon=":material/task_alt:"):
            part = widgets.pager(f"decided-{file_id}", len(parsed.decided), _PAGE)
            for question in parsed.decided[part]:
                _question(of, file_id, question)


def _days(file_id: str, parsed: Parsed) -> None:
    """How days that can be read two ways are meant: asked once for a file."""
    order = wishes.of(file_id).date_order
    open_ = next((one for one in parsed.asked if one.kind == "date_order"), None)
    if not (open_ or order):
        return
    answers = {"": _("Not decided yet"), "dmy": _("Day first"), "mdy": _("Month first")}
    key = f"days-{file_id}"
    widgets.hold(key, order)
    label = _("Days such as 03/04/2020")
    if open_:
        label = n("Days such as 03/04/2020, in {count} row", "Days such as 03/04/2020, in {count} rows", open_.lines)
    st.selectbox(label, list(answers), format_func=answers.__getitem__, key=key, on_change=_order, args=(file_id, key))


def _privacy(file_id: str, parsed: Parsed) -> None:
    """What becomes of personal data that was found in free text."""
    chosen = wishes.of(file_id).privacy
    if not parsed.personal and chosen == "redact":
        return
    key = f"privacy-{file_id}"
    widgets.hold(key, chosen)
    label = _("Personal data found in texts")
    told = {name: _(text) for name, text in _PRIVACY.items()}
    st.selectbox(label, list(told), format_func=told.__getitem__, key=key, on_change=_protect, args=(file_id, key))


def _question(of: Snapshot, file_id: str, question: Question) -> None:
    name = (question.kind, question.form)
    at = f"{question.kind}-{question.form}-{file_id}"
    with st.container(border=True, key=f"question-{abs(hash(at))}"):
        widgets.quiet(_heading(question))
        st.text(question.shown)
        options = _options(of, question, wide=name in _wide())
        widgets.hold(at, question.meaning)
        st.selectbox(
            _("What it means"), list(options), key=at, format_func=lambda one: options.get(one, one),
            on_change=_answer, args=(file_id, name, at),
        )  # fmt: skip
        if st.session_state.get(_ADDING) == name:
            _place(of, file_id, question)


def _heading(question: Question) -> str:
    kind = _(meanings.KINDS[question.kind])
    told = n("{kind}, in {count} row", "{kind}, in {count} rows", question.lines, kind=kind)
    return _("{told}, as remembered from {who}").format(told=told, who=question.who) if question.who else told


def _options(of: Snapshot, question: Question, *, wide: bool) -> Mapping[str, str]:
    """What a name may mean: what is near, all there is where that is asked for, and the ways out."""
    short = question.kind in ("tactic", "outcome")
    near = [meaning for meaning, _label in question.candidates]
    found = [*near, *(meanings.everything(of, question) if wide or short else ())]
    found = list(dict.fromkeys([*filter(None, [question.meaning]), *found]))
    ways = {} if question.who else {"": _("Not decided yet")}
    ways |= meanings.labels(of, question.kind, [one for one in found if one not in (NOBODY, LEAVE_OUT)])
    if not (wide or short):
        ways[_ALL] = _("Another one\u2026")
    if question.kind in ("target", "office"):
        ways[_NEW] = _("Add a place\u2026")
    out = [LEAVE_OUT] if question.kind == "tactic" else [NOBODY, LEAVE_OUT]
    return ways | {one: meanings.label(of, question.kind, one) for one in out}


def _place(of: Snapshot, file_id: str, question: Question) -> None:
    """The form of a new place, under the name that the file gives it."""
    at = f"new-place-{abs(hash((file_id, question.form)))}"
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    st.session_state.setdefault(f"{at}-name", question.shown)
    with st.form(at):
        adding.fields(of, at)
        with st.container(horizontal=True):
            name = (question.kind, question.form)
            add = pressed.once(partial(_add, of.campaign.slug, at), partial(_added, file_id, name), failed=_FAILED)
            st.form_submit_button(_("Save the place"), type="primary", on_click=add)
            st.form_submit_button(_("Cancel"), on_click=_leave)


def _add(slug: str, at: str) -> tuple[str, str]:
    """Keeps the place that is typed and returns its ids; raises DashboardError."""
    return cached.store().add_place(slug, adding.typed(at), "page")


def _added(file_id: str, name: Name, place: tuple[str, str]) -> None:
    """Takes the place for what the name means."""
    target_id, office_id = place
    wishes.decide(file_id, name, office_id if name[0] == "office" else target_id)
    _leave()


def _leave() -> None:
    st.session_state.pop(_ADDING, None)


def _answer(file_id: str, name: Name, key: str) -> None:
    answer = st.session_state.get(key)
    _leave()
    if answer == _ALL:
        st.session_state[_WIDE] = _wide() | {name}
    elif answer == _NEW:
        st.session_state[_ADDING] = name
    elif answer is not None:
        wishes.decide(file_id, name, answer)


def _order(file_id: str, key: str) -> None:
    wishes.change(file_id, date_order=st.session_state.get(key, ""))


def _protect(file_id: str, key: str) -> None:
    wishes.change(file_id, privacy=st.session_state.get(key, "redact"))


def _wide() -> frozenset[Name]:
    found: frozenset[Name] = st.session_state.get(_WIDE, frozenset())
    return found
