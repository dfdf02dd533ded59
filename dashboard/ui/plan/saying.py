"""What to say on the phone: the campaign's script with its blanks filled, and every version of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import planning
from dashboard.planning import blanks
from dashboard.snapshot import Snapshot
from dashboard.store.plans import LONGEST_SCRIPT
from dashboard.ui import cached, pressed, state, widgets
from dashboard.ui.plan import claims
from dashboard.ui.text import _, words
from dashboard.words import N_
from dashboard.words import words as words_of

LANGUAGES = {"en": "English", "fr": "Français"}
_LANGUAGE, _OPEN, _TEXT, _VERSION, _FAILED = (
    "script-language", "script-open", "script-text", "script-version", "script-failed",
)  # fmt: skip


_MEANT = {
    "person": N_("who sits there"),
    "title": N_("their title"),
    "riding": N_("the riding"),
    "campaign": N_("the campaign's name"),
    "demand": N_("what the campaign demands"),
    "post": N_("the post that can grant it"),
    "office": N_("the office"),
}
"""What each blank of a script stands for."""


def show(of: Snapshot, row: Any) -> None:  # noqa: ANN401 - a row of the ranking
    """The script for one office, in the page's language or the other one, and behind a switch all its versions."""
    st.session_state.setdefault(_LANGUAGE, words().language)
    label = _("Language of the script")
    st.segmented_control(label, list(LANGUAGES), key=_LANGUAGE, format_func=LANGUAGES.__getitem__, required=True)
    language = str(st.session_state[_LANGUAGE])
    filled = planning.fill(current(of, language), values(of, row, language))
    with st.container(border=True):
        st.text(filled.text)
    if filled.unknown:
        told = _("Nothing is known to fill in for {names}: the blanks are {blanks}.")
        widgets.note(told.format(names=_blanks(filled.unknown), blanks=_blanks(planning.BLANKS)))
    if filled.empty:
        missing = ", ".join(_(_MEANT[name]) for name in filled.empty)
        widgets.quiet(_("Not known, so left blank: {names}").format(names=missing))
    if st.toggle(_("Change the script"), key=_OPEN):
        _versions(of, language)


def current(of: Snapshot, language: str) -> str:
    """The newest version of the campaign's script in a language, else the one to begin with."""
    own = _of_language(of, language)
    return str(own["text"].iloc[-1]) if len(own) else words_of(language)._(planning.FIRST_SCRIPT)


def values(of: Snapshot, row: Any, language: str) -> dict[str, str]:  # noqa: ANN401 - a row of the ranking
    """What the blanks of a script stand for at one office on the day shown."""
    _first, day = of.days(state.current().filters, cached.today())
    return blanks.values(of, row, words_of(language), day)


def _versions(of: Snapshot, language: str) -> None:
    """The form for a new version; earlier ones are looked at, and brought back as the newest."""
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    st.caption(_("Blanks that are filled in: {blanks}").format(blanks=_blanks(planning.BLANKS)))
    own = _of_language(of, language)
    key = f"{_TEXT}-{language}-{len(own)}"
    with st.form(f"script-{language}", border=False):
        st.text_area(_("Script"), current(of, language), key=key, height=320, max_chars=LONGEST_SCRIPT)
        save = _saving(of, language, lambda: str(st.session_state[key]))
        st.form_submit_button(_("Save as a new version"), type="primary", on_click=save)
    if own.empty:
        st.caption(_("This is the script to begin with; what you save is version 1."))
        return
    _earlier(of, own, language)


def _earlier(of: Snapshot, own: pd.DataFrame, language: str) -> None:
    texts = dict(zip(own["version"].tolist(), own["text"].tolist(), strict=True))
    days = dict(zip(own["version"].tolist(), own["at"].tolist(), strict=True))

    def named(version: int) -> str:
        if not version:
            return _("The script to begin with")
        told = _("Version {number}, {day}")
        return told.format(number=str(version), day=words().day(date.fromisoformat(days[version][:10])))

    chosen = st.selectbox(_("Versions"), [*reversed(texts), 0], key=f"{_VERSION}-{language}", format_func=named)
    text = texts.get(chosen) or words_of(language)._(planning.FIRST_SCRIPT)
    if text == current(of, language):
        st.caption(_("This is what is read out now."))
        return
    with st.container(border=True):
        st.text(text)
    back = _saving(of, language, lambda: text)
    st.button(_("Bring this version back"), key="script-back", on_click=back)


def _saving(of: Snapshot, language: str, text: Callable[[], str]) -> Callable[[], None]:
    """Saves a text as the newest version."""
    return pressed.once(
        lambda: cached.store().save_script(of.campaign.slug, language, text(), who=claims.who()), failed=_FAILED
    )


def _blanks(names: tuple[str, ...]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _of_language(of: Snapshot, language: str) -> pd.DataFrame:
    rows = _scripts(of)
    return rows[rows["language"] == language]


@cached.kept
def _scripts(of: Snapshot) -> pd.DataFrame:
    return cached.store().scripts(of.campaign.slug)
