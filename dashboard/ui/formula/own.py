"""Forms for tactics and roles of a campaign's own."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboard.errors import UsageError
from dashboard.names import normal_form
from dashboard.own_names import LONGEST_NAME, OwnName
from dashboard.pressure import Held, OwnRole, Settings, Tactic
from dashboard.pressure.editing import with_own_role, with_own_tactic, without_own_role, without_own_tactic
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, widgets
from dashboard.ui.formula import draft
from dashboard.ui.text import _, n, words

_FAILED = "formula-own-failed"
_USUAL = Tactic("", 2, 10, 14)
_USUAL_WEIGHT = 0.5


def tactic(of: Snapshot, code: str) -> None:
    """A form for a new tactic, or for the names of the one of this code, which can be removed too."""
    settings, at = draft.of(of).settings, f"own-{of.campaign.slug}-{code or 'new'}"
    known = settings.own_tactics.get(code, OwnName("", ""))
    numbers = settings.tactics.get(code, _USUAL)
    with st.form(f"{at}-form"):
        _failed(at)
        _pair(at, (_("Name in English"), "en", known.en), (_("Name in French"), "fr", known.fr))
        _pair(
            at,
            (_("Unit in English, such as posters"), "unit_en", known.unit_en),
            (_("Unit in French, such as affiches"), "unit_fr", known.unit_fr),
        )
        if not code:
            _numbers(at)
        st.form_submit_button(
            _("Take over the names") if code else _("Add the tactic"),
            on_click=_take_tactic,
            args=(of, code, at, numbers),
        )
    if code:
        used = cached.store().actions_by_own_tactic(of.campaign.slug).get(code, 0)
        _removing(of, without_own_tactic(settings, code), _("Remove this tactic"), at)
        widgets.quiet(n("{count} logged action is of this tactic.", "{count} logged actions are of this tactic.", used))


def role(of: Snapshot, code: str) -> None:
    """A form for a new role, or for the name of the one of this code and who holds it when."""
    settings, at = draft.of(of).settings, f"own-{of.campaign.slug}-{code or 'new'}-role"
    known = settings.own_roles.get(code, OwnRole(OwnName("", "")))
    with st.form(f"{at}-form"):
        _failed(at)
        _pair(at, (_("Name in English"), "en", known.name.en), (_("Name in French"), "fr", known.name.fr))
        if not code:
            st.number_input(_("Weight"), value=_USUAL_WEIGHT, step=0.05, format="%.10g", key=f"{at}-weight")
        st.form_submit_button(
            _("Take over the names") if code else _("Add the role"), on_click=_take_role, args=(of, code, at)
        )
    if code:
        _holders(of, code, known, at)
        _removing(of, without_own_role(settings, code), _("Remove this role"), at)


def _numbers(at: str) -> None:
    labels = {"w": _("Most points"), "u": _("Half of them at"), "h": _("Half-life in days")}
    for column, (kind, label) in zip(st.columns(3), labels.items(), strict=True):
        with column:
            st.number_input(label, value=float(getattr(_USUAL, kind)), format="%.10g", key=f"{at}-{kind}")


def _holders(of: Snapshot, code: str, known: OwnRole, at: str) -> None:
    """Who holds a role, each to be taken out, and a form for one more."""
    st.markdown(_("**Who holds it, and when**"))
    for place, held in enumerate(known.held):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(_span(of, held))
            left = (*known.held[:place], *known.held[place + 1 :])
            st.button(
                _("Take out"), key=f"{at}-out-{place}", type="tertiary", on_click=_hold, args=(of, code, left, at)
            )
    names = dict(cached.targets(of, words().language)) | {"": _("Choose")}
    with st.form(f"{at}-held"):
        _failed(f"{at}-held")
        st.selectbox(_("Who"), list(names), format_func=names.__getitem__, key=f"{at}-who")
        first, last = st.columns(2)
        first.date_input(_("From (blank: from ever)"), value=None, key=f"{at}-first", format="YYYY-MM-DD")
        last.date_input(_("To (blank: still)"), value=None, key=f"{at}-last", format="YYYY-MM-DD")
        st.form_submit_button(_("Add"), on_click=_add_holder, args=(of, code, known, at))


def _span(of: Snapshot, held: Held) -> str:
    say = words()
    first, last = (say.day(day) if day else "" for day in (held.first, held.last))
    patterns = {
        (True, True): _("{name}, from {first} to {last}"),
        (True, False): _("{name}, from {first} on"),
        (False, True): _("{name}, up to {last}"),
        (False, False): _("{name}, always"),
    }
    name = of.directory.name_of(held.target_id)
    return patterns[bool(first), bool(last)].format(name=name, first=first, last=last)


def _removing(of: Snapshot, without: Settings, label: str, at: str) -> None:
    st.button(label, key=f"{at}-remove", icon=":material/delete:", on_click=draft.change, args=(of, without))


def _take_tactic(of: Snapshot, code: str, at: str, numbers: Tactic) -> None:
    typed = {kind: st.session_state.get(f"{at}-{kind}", getattr(numbers, kind)) for kind in "wuh"}
    name = OwnName(*(str(st.session_state[f"{at}-{part}"]) for part in ("en", "fr", "unit_en", "unit_fr")))

    def taken() -> Settings:
        _refuse_decided(of, name)
        return with_own_tactic(draft.of(of).settings, name, **typed, code=code)

    _try(of, at, taken)


def _take_role(of: Snapshot, code: str, at: str) -> None:
    settings = draft.of(of).settings
    weight = settings.roles[code] if code else st.session_state[f"{at}-weight"]
    held = settings.own_roles[code].held if code else ()
    name = OwnName(str(st.session_state[f"{at}-en"]), str(st.session_state[f"{at}-fr"]))
    _try(of, at, lambda: with_own_role(settings, name, weight, held, code))


def _add_holder(of: Snapshot, code: str, known: OwnRole, at: str) -> None:
    who, first, last = (st.session_state[f"{at}-{part}"] for part in ("who", "first", "last"))
    _hold(of, code, (*known.held, Held(who, first, last)), at)


def _hold(of: Snapshot, code: str, held: tuple[Held, ...], at: str) -> None:
    settings = draft.of(of).settings
    name, weight = settings.own_roles[code].name, settings.roles[code]

    def taken() -> Settings:
        if not all(one.target_id for one in held):
            message = "Choose who holds the role."
            raise UsageError(message)
        return with_own_role(settings, name, weight, held, code)

    _try(of, f"{at}-held", taken)


def _refuse_decided(of: Snapshot, name: OwnName) -> None:
    """A name that was decided to mean another tactic would read files anew that are in already."""
    decided = cached.store().decisions(of.campaign.slug)
    known: Mapping[str, Any] = dict(
        decided.loc[decided["kind"] == "tactic", ["form", "meaning"]].itertuples(index=False, name=None)
    )
    for said in (name.en, name.fr):
        if meaning := known.get(normal_form(said)):
            message = (
                f"It is decided that {said!r} means {meaning} in files: "
                f"take that back on the Upload page first, or choose another name."
            )
            raise UsageError(message)


def _try(of: Snapshot, at: str, make: Callable[[], Settings]) -> None:
    """Makes what comes of it the draft; what can't be used is told in the form, which stays as it is."""
    before = draft.of(of).settings
    try:
        made = make()
    except UsageError as error:
        st.session_state[_FAILED] = (at, str(error))
        return
    draft.change(of, made)
    for kind, new in (
        ("tactic", made.own_tactics.keys() - before.own_tactics.keys()),
        ("role", made.own_roles.keys() - before.own_roles.keys()),
    ):
        for code in new:
            draft.open_fields(of.campaign.slug, kind, code)


def _failed(at: str) -> None:
    where, sentence = st.session_state.get(_FAILED, ("", ""))
    if where == at:
        del st.session_state[_FAILED]
        widgets.wrong(sentence)


def _pair(at: str, *texts: tuple[str, str, str]) -> None:
    for column, (label, part, known) in zip(st.columns(2), texts, strict=True):
        with column:
            st.text_input(label, known, key=f"{at}-{part}", max_chars=LONGEST_NAME)
