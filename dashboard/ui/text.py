"""The language of the person looking, and the sentences in it."""

from contextvars import ContextVar

import streamlit as st

from dashboard import config
from dashboard.own_names import OwnNames
from dashboard.translation import LANGUAGES
from dashboard.words import Words
from dashboard.words import words as words_of

_WORDS: ContextVar[Words | None] = ContextVar("words", default=None)


def use(language: str) -> None:
    """Say everything of this run in one language."""
    _WORDS.set(words_of(language))


def know(own: OwnNames) -> None:
    """Call what is a campaign's own by its names for the rest of this run."""
    _WORDS.set(words_of(words().language).with_own(own))


def words() -> Words:
    """The words of this run's language."""
    return _WORDS.get() or words_of("en")


def _(message: str) -> str:
    """The sentence in this run's language."""
    return words()._(message)


def n(one: str, many: str, count: float, digits: int = 0, **values: str) -> str:
    """The sentence for this count in this run's language, with ``{count}`` and other values filled in."""
    return words().n(one, many, count, digits, **values)


def preferred_language(asked: str) -> str:
    """The language asked for in the address, else the one set for everyone, else the browser's, else English."""
    for wish in (asked, config.language(), str(st.context.locale or "")):
        if (language := wish[:2].lower()) in LANGUAGES:
            return language
    return "en"
