"""The numbers of one tactic, role or outcome as fields, each checked as soon as it is typed."""

import streamlit as st

from dashboard import words as vocabulary
from dashboard.errors import UsageError
from dashboard.pressure import Settings
from dashboard.pressure.editing import with_number
from dashboard.snapshot import Snapshot
from dashboard.ui import widgets
from dashboard.ui.formula import draft, own
from dashboard.ui.text import _, words
from dashboard.words import N_

_STEPS = {"w": 0.5, "u": 1.0, "h": 1.0, "role": 0.05, "outcome": 0.05}
_LABELS = {
    "w": N_("Most points"),
    "u": N_("Half of them at, in {unit}"),
    "h": N_("Half-life in days"),
    "role": N_("Weight"),
    "outcome": N_("Counts for"),
}
_KINDS = {"tactic": N_("Tactic"), "role": N_("Role"), "outcome": N_("Outcome of a call")}
NEW_TACTIC, NEW_ROLE = "tactic/+", "role/+"
"""What is chosen to add a tactic or a role of the campaign's own."""


def show(of: Snapshot) -> None:
    """The choice of what to change, and its fields."""
    slug, settings = of.campaign.slug, draft.of(of).settings
    names = _names(settings)
    key = draft.open_key(slug)
    if st.session_state.get(key) not in names:
        st.session_state[key] = ""
    st.selectbox(_("Change or add"), list(names), key=key, format_func=lambda one: names.get(one, one))
    kind, _slash, code = str(st.session_state[key]).partition("/")
    if kind and code != "+":
        kinds = ("w", "u", "h") if kind == "tactic" else (kind,)
        for column, one in zip(st.columns(3), kinds, strict=False):
            with column:
                _number(of, one, code)
    if kind == "tactic" and (code == "+" or code in settings.own_tactics):
        own.tactic(of, "" if code == "+" else code)
    if kind == "role" and (code == "+" or code in settings.own_roles):
        own.role(of, "" if code == "+" else code)


def _names(settings: Settings) -> dict[str, str]:
    """Everything that can be changed, by what it is called."""
    say = words()
    tables = (
        ("tactic", settings.tactics, vocabulary.TACTICS),
        ("role", settings.roles_by_strength, vocabulary.ROLES),
        ("outcome", settings.outcomes, vocabulary.CALL_OUTCOMES),
    )
    named = {
        f"{kind}/{code}": _("{kind}: {name}").format(kind=_(_KINDS[kind]), name=say.named(names, code))
        for kind, codes, names in tables
        for code in codes
    }
    added = {NEW_TACTIC: _("Add a tactic of your own\u2026"), NEW_ROLE: _("Add a role of your own\u2026")}
    return {"": _("Choose a tactic, a role or an outcome")} | named | added


def _number(of: Snapshot, kind: str, code: str) -> None:
    """One number, with the sentence about what was typed under it where that can't be used."""
    key = f"formula-{of.campaign.slug}-{kind}-{code}"
    wrong = st.session_state.get(draft.wrong_key(of.campaign.slug), {}).get(key, "")
    if not wrong:
        widgets.hold(key, _value(draft.of(of).settings, kind, code))
    label = _(_LABELS[kind]).format(unit=words().unit(code))
    st.number_input(
        label, value=None, step=_STEPS[kind], format="%.10g", key=key, on_change=_typed, args=(of, kind, code, key)
    )
    if wrong:
        widgets.wrong(wrong)


def _value(settings: Settings, kind: str, code: str) -> float:
    if kind in ("role", "outcome"):
        return float((settings.roles if kind == "role" else settings.outcomes)[code])
    return float(getattr(settings.tactics[code], kind))


def _typed(of: Snapshot, kind: str, code: str, key: str) -> None:
    wrong = st.session_state.setdefault(draft.wrong_key(of.campaign.slug), {})
    try:
        settings = with_number(draft.of(of).settings, kind, code, st.session_state[key])
    except UsageError as error:
        wrong[key] = str(error)
        return
    wrong.pop(key, None)
    draft.change(of, settings)
