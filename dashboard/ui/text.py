"""The language of the person looking, and the sentences in it."""

from contextvars import ContextVar

import streamlit as st

from dashboard import config
from dashboard.translation import LANGUAGES
from dashboard.words import Words
from dashboard.words import words as words_of

_LANGUAGE: ContextVar[str] = ContextVar("language", default="en")


def use(language: str) -> None:
    """Say everything of this run in one language."""
    _LANGUAGE.set(language)


def words() -> Words:
    """The words of this run's language."""
    return words_of(_LANGUAGE.get())


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
