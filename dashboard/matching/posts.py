"""Titles of posts, EN or FR and as people shorten them, to whoever held the post on the day."""

import re
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.directory import Directory
from dashboard.directory.spells import LAST_OF_ALL, Spell, spells_by, succeeded
from dashboard.names import normal_form

_FILLER_WORDS = "minister ministre to of for the de du des la le les l d and et a au aux"
_FILLERS = frozenset(_FILLER_WORDS.split(" "))
_SAME = {
    "presidente": "president", "associee": "associe", "premiere": "premier", "procureure": "procureur",
    "generale": "general", "deleguee": "delegue",
}  # fmt: skip
_PRIME = frozenset((
    "prime minister", "pm", "premier ministre", "premiere ministre", "prime minister of canada",
    "premier ministre du canada", "premiere ministre du canada",
))  # fmt: skip
_ARTICLE = re.compile(r"^(?:the|le|la|l)\s+")
_SECRETARY = re.compile(r"(parliamentary secretary|secretaire parlementaire)\b")
_MINISTER = re.compile(r"\b(minister|ministre)\b")
_OF_CANADA = re.compile(r"(?:\s(?:of|du))?\scanada$")
_PARTS = re.compile(r",|\band\b|\bet\b|&")
_HOLDING = ("minister", "prime_minister")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a written post may mean: the kind of holder and titles in normal form, the likeliest ``tiers`` first.

    ``exact`` where the first tier is what was written to the letter.
    """

    kind: str
    tiers: tuple[tuple[str, ...], ...] = ()
    exact: bool = False


class PostTitles:
    """Posts of a directory by their titles; the campaign's post by its French title too."""

    def __init__(self, directory: Directory, post: str, post_fr: str) -> None:
        kinds = directory.roles["kind"].isin([*_HOLDING, "parliamentary_secretary"])
        self._roles = directory.roles[kinds].assign(form=lambda roles: [normal_form(one) for one in roles["title"]])
        told = {(title, normal_form(title)) for title in {*self._roles["title"], post} if title}
        french = zip(self._roles["title_fr"], self._roles["form"], strict=True)
        told |= {(title, form) for title, form in french if title}
        told |= {(post_fr, normal_form(post))} if post_fr else set()
        self._titles = sorted({(normal_form(written), title) for written, title in told})
        self._words = {written: _words(written) for written, _ in self._titles}
        self._parts = sorted({(part, title) for written, title in told for part in _runs(written)})
        self._shown = dict(zip(self._roles["form"], self._roles["title"], strict=True))
        self._shown.setdefault(normal_form(post), post)

    def meant(self, text: str) -> Meant:
        """Which posts ``text`` may mean: one written so, else of the same words, else begun so, else with such a part.

        A later tier counts only on days on which nobody held what an earlier one names.
        """
        form = _ARTICLE.sub("", normal_form(text))
        if form in _PRIME:
            return Meant("prime_minister", (("",),), exact=True)
        kind = "parliamentary_secretary" if _SECRETARY.match(form) else "minister"
        form = _SECRETARY.sub("", form).strip()
        exact = self._of({form})
        by_words = self._by_words(form, named=bool(_MINISTER.search(form)) or kind == "parliamentary_secretary")
        tiers = tuple(dict.fromkeys(tier for tier in (exact, *by_words) if tier))
        return Meant(kind, tiers, exact=bool(exact))

    def titles(self, text: str) -> tuple[str, list[str], bool]:
        """As ``meant``, with the titles of the first tier alone."""
        meant = self.meant(text)
        return meant.kind, list(meant.tiers[0]) if meant.tiers else [], meant.exact

    def shown(self, title: str) -> str:
        """The title as it is written in the directory."""
        return self._shown.get(title, title)

    def holders(self, kind: str, title: str, days: npt.NDArray[np.datetime64]) -> list[tuple[str, ...]]:
        """Who held the post at the end of each day, several where they held it together; the campaign's word first."""
        if kind == "prime_minister":
            held = self._roles[self._roles["kind"] == "prime_minister"]
        else:
            kinds = _HOLDING if kind == "minister" else (kind,)
            held = self._roles[self._roles["kind"].isin(kinds) & (self._roles["form"] == title)]
        own, reference = (_spells(held[held["source"] == source]) for source in ("campaign", "reference"))
        return [_on(own, day) or _on(reference, day) for day in days]

    def _by_words(self, form: str, *, named: bool) -> list[tuple[str, ...]]:
        """Titles of these words; where a minister is ``named`` also those that begin so or have such a part."""
        found: list[tuple[str, ...]] = []
        for words in dict.fromkeys((_words(form), _words(_OF_CANADA.sub("", form)))):
            if not words:
                continue
            same = {written for written, said in self._words.items() if said == words and _like(written, named=named)}
            begun = {written for written, said in self._words.items() if said[: len(words)] == words}
            part = tuple(sorted({title for run, title in self._parts if run == words}))
            found += [self._of(same)] + ([self._of(begun), part] if named else [])
        return found

    def _of(self, forms: set[str]) -> tuple[str, ...]:
        return tuple(sorted({title for written, title in self._titles if written in forms}))


def _like(written: str, *, named: bool) -> bool:
    """A title without the word minister is known by its words alone, one with it only where the word is written."""
    return named or not _MINISTER.search(written)


def _spells(roles: pd.DataFrame) -> list[Spell]:
    return succeeded([spell for group in spells_by(roles, "target_id", "kind").values() for spell in group])


def _on(spells: list[Spell], day: np.datetime64) -> tuple[str, ...]:
    """Who of these held a post on a day; one whose end is not known held it until the next one began."""
    held = [spell for spell in spells if spell.first <= day <= spell.last]
    newest = max((spell.first for spell in held), default=day)
    kept = {spell.target_id for spell in held if spell.last != LAST_OF_ALL or spell.first == newest}
    return tuple(sorted(kept))


def _runs(title: str) -> set[Words]:
    """The words of every part of a title, and of parts that follow one another, but for the whole of it."""
    parts = [_words(normal_form(part)) for part in _PARTS.split(title)]
    ends = combinations(range(len(parts) + 1), 2)
    runs = {tuple(word for part in parts[first:last] for word in part) for first, last in ends}
    return {run for run in runs if run and len(parts) > 1}


def _words(form: str) -> Words:
    return tuple(_SAME.get(word, word) for word in form.split() if word not in _FILLERS)
