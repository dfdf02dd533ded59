"""Catalogues of translations, and English sentences with values in them found again in a catalogue."""

import gettext
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

LANGUAGES = {"en": "English", "fr": "Français"}
"""Languages there are catalogues for, each by its own name."""

DOMAIN = "dashboard"
FOLDER = Path(__file__).parent / "locale"
SENTENCE = "sentence"
"""Context of the catalogue's entries for sentences that lower layers write in English."""

_ESCAPED = re.compile(r"\\\{(\d+)\\\}")
_PLACE = re.compile(r"\{(\d+)\}")
_BETWEEN = re.compile(r"(?<=[.?]) (?=\S)")


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The compiled catalogue of one language; English sentences where there is none."""
    return gettext.translation(DOMAIN, FOLDER, [language], fallback=True)


def matcher(template: str) -> re.Pattern[str]:
    """What a sentence made from a template such as ``There is no day {1}`` looks like, its values as groups."""
    return re.compile(_ESCAPED.sub("(.*?)", re.escape(template)), re.DOTALL)


@lru_cache(maxsize=4096)
def translated(text: str, language: str) -> str:
    """The text by the first template it fits, or each of its sentences so; values that are parts of sentences too.

    What fits none, such as a name, comes back as it is.
    """
    if language == "en":
        return text
    for pattern, translation in _templates(language):
        if found := pattern.fullmatch(text):
            return _filled(translation, [translated(value, language) for value in found.groups()])
    first, *rest = _BETWEEN.split(text, maxsplit=1)
    return " ".join([translated(first, language), translated(rest[0], language)]) if rest else text


def _filled(translation: str, values: Sequence[str]) -> str:
    return _PLACE.sub(lambda place: values[int(place[1]) - 1], translation)


@cache
def _templates(language: str) -> list[tuple[re.Pattern[str], str]]:
    """Patterns and translations of the catalogue's sentences, the most particular first."""
    known: dict[Any, str] = getattr(catalogue(language), "_catalog", {})
    mark = f"{SENTENCE}\x04"
    pairs = [(key.removeprefix(mark), text) for key, text in known.items() if str(key).startswith(mark)]
    pairs.sort(key=lambda pair: -len(_PLACE.sub("", pair[0])))
    return [(matcher(template), text) for template, text in pairs]
