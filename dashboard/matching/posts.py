"""Titles of posts, EN or FR and as people shorten them, to whoever held the post on the day."""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.directory import Directory
from dashboard.directory.spells import Days, Texts, spells_by, succeeded
from dashboard.names import normal_form

_FILLER_WORDS = "minister ministre to of for the de du des la le les l d and et a au aux"
_FILLERS = frozenset(_FILLER_WORDS.split(" "))
_PRIME = frozenset((
    "prime minister", "pm", "premier ministre", "premiere ministre", "prime minister of canada",
    "premier ministre du canada", "the prime minister", "le premier ministre",
))  # fmt: skip
_SECRETARY = re.compile(r"(parliamentary secretary|secretaire parlementaire)\b")
_MINISTER = re.compile(r"\b(minister|ministre)\b")
_HOLDING = ("minister", "prime_minister")


class PostTitles:
    """Posts of a directory by their titles; the campaign's post by its French title too."""

    def __init__(self, directory: Directory, post: str, post_fr: str) -> None:
        kinds = directory.roles["kind"].isin([*_HOLDING, "parliamentary_secretary"])
        self._roles = directory.roles[kinds].assign(form=lambda roles: [normal_form(one) for one in roles["title"]])
        self._titles = {(form, form) for form in {*self._roles["form"], normal_form(post)}}
        told_fr = zip(self._roles["title_fr"], self._roles["form"], strict=True)
        self._titles |= {(normal_form(title), form) for title, form in told_fr if title}
        if post_fr:
            self._titles.add((normal_form(post_fr), normal_form(post)))
        self._shown = dict(zip(self._roles["form"], self._roles["title"], strict=True))
        self._shown.setdefault(normal_form(post), post)

    def titles(self, text: str) -> tuple[str, list[str], bool]:
        """Which posts ``text`` may mean: kind of holder, the titles in normal form, whether one is it to the letter."""
        form = normal_form(text)
        if form in _PRIME:
            return "prime_minister", [""], True
        kind = "parliamentary_secretary" if _SECRETARY.match(form) else "minister"
        form = _SECRETARY.sub("", form).strip()
        exact = sorted({title for written, title in self._titles if written == form})
        if exact or not (_MINISTER.search(form) or kind == "parliamentary_secretary"):
            return kind, exact, bool(exact)
        words = _words(form)
        if not words:
            return kind, [], False
        whole = sorted({title for written, title in self._titles if _words(written) == words})
        begun = sorted({title for written, title in self._titles if _words(written)[: len(words)] == words})
        return kind, whole or begun, False

    def shown(self, title: str) -> str:
        """The title as it is written in the directory."""
        return self._shown.get(title, title)

    def holders(self, kind: str, title: str, days: npt.NDArray[np.datetime64]) -> Texts:
        """Who held the post at the end of each day, "" where nobody is known; the campaign's word goes first."""
        if kind == "prime_minister":
            held = self._roles[self._roles["kind"] == "prime_minister"]
        else:
            kinds = _HOLDING if kind == "minister" else (kind,)
            held = self._roles[self._roles["kind"].isin(kinds) & (self._roles["form"] == title)]
        found = np.full(len(days), "", dtype=object)
        for source in ("reference", "campaign"):
            _fill(found, held[held["source"] == source], days)
        return found


def _fill(found: Texts, roles: pd.DataFrame, days: Days) -> None:
    spells = [spell for group in spells_by(roles, "target_id", "kind").values() for spell in group]
    for spell in sorted(succeeded(spells), key=lambda one: one.first):
        found[(spell.first <= days) & (days <= spell.last)] = spell.target_id


def _words(form: str) -> list[str]:
    return [word for word in form.split() if word not in _FILLERS]
