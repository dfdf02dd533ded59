"""What stands in a log's target column to a person or an institution, on the day of the action."""

import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dashboard.directory import Directory
from dashboard.matching.near import EXACT, GAP, THRESHOLD, Found, Patience, listed
from dashboard.matching.people import Candidate, PeopleNames
from dashboard.matching.posts import Meant, PostTitles
from dashboard.names import normal_form

Days = npt.NDArray[np.datetime64]
_RIDING = re.compile(r"\d{4}:\d{5}")
Tiers = list[list[tuple[str, list[tuple[str, ...]]]]]
"""Titles, the likeliest first, each with who held it on each of some days."""


class TargetMatcher:
    """Ids, names and posts to targets; what a name means may depend on the day."""

    def __init__(
        self, directory: Directory, post: str = "", post_fr: str = "", patience: Patience | None = None
    ) -> None:
        self._ids = {*directory.people["target_id"], *directory.links}
        people = directory.people
        self._institutions = {normal_form(one): one for one in people.loc[people["kind"] == "institution", "target_id"]}
        self._directory = directory
        self._people = PeopleNames(directory, patience)
        self._posts = PostTitles(directory, post, post_fr)
        self._candidates = lru_cache(maxsize=None)(self._people.candidates)

    def is_id(self, text: str) -> bool:
        """Whether this is the id of a person or an institution."""
        return text in self._ids

    def name_of(self, target_id: str) -> str:
        """The name of a person or institution."""
        return self._directory.name_of(target_id)

    def match(self, text: str, days: Days) -> list[Found]:
        """What ``text`` means on each of these days."""
        target_id = text if text in self._ids else self._institutions.get(normal_form(text), "")
        if target_id:
            return [Found(target_id, self.name_of(target_id), EXACT)] * len(days)
        candidates = self._candidates(text)
        if not any(one.score == EXACT and one.whole for one in candidates):
            meant = self._posts.meant(text)
            if meant.tiers:
                return self._by_post(text, meant, days)
        return self._by_name(text, candidates, days)

    def _by_post(self, text: str, meant: Meant, days: Days) -> list[Found]:
        """Whoever alone held the post that the text means: the likeliest of its titles that were held that day."""
        tiers = [[(title, self._posts.holders(meant.kind, title, days)) for title in titles] for titles in meant.tiers]
        return [self._post_on(text, meant, tiers, place, day) for place, day in enumerate(days)]

    def _post_on(self, text: str, meant: Meant, tiers: Tiers, place: int, day: np.datetime64) -> Found:
        for rank, tier in enumerate(tiers):
            holders = {target_id: title for title, held in tier for target_id in held[place]}
            if len(holders) == 1:
                target_id, title = next(iter(holders.items()))
                name = f"{self.name_of(target_id)}, {self._posts.shown(title)}" if title else self.name_of(target_id)
                return Found(target_id, name, EXACT if meant.exact and not rank else EXACT - 1 - rank)
            if holders:
                told = [f"{self.name_of(one)}, {self._posts.shown(title)}" for one, title in holders.items()]
                reason = f"{text!r} may mean {listed(told)}: write the whole title or the person's name."
                return Found(reason=reason, candidates=tuple(holders))
        reason = f"Nobody is known to have held the post {text!r} on {day}: write the person's name."
        return Found(reason=reason)

    def _by_name(self, text: str, candidates: list[Candidate], days: Days) -> list[Found]:
        if not candidates:
            return [self._unknown(text)] * len(days)
        scores = np.array([np.where(_active(one, days), one.score, 0.0) for one in candidates])
        best = scores.argmax(axis=0)
        top = scores.max(axis=0)
        others = scores.copy()
        others[best, np.arange(len(days))] = 0.0
        clear = (top >= THRESHOLD) & (top - others.max(axis=0) >= GAP)
        taken = [Found(one.target_id, one.name, one.score) for one in candidates]
        alone = len(candidates) == 1 and candidates[0].whole
        found = []
        for place in range(len(days)):
            if clear[place]:
                found.append(taken[best[place]])
            elif alone and not self._gone(candidates[0], days[place]):
                found.append(Found(taken[0].key, f"{taken[0].name}, not known to have sat that day", EXACT - 1))
            else:
                sat = [one for one, score in zip(candidates, scores[:, place], strict=True) if score]
                found.append(self._undecided(text, sat, candidates, days[place]))
        return found

    def _gone(self, candidate: Candidate, day: np.datetime64) -> bool:
        """Whether it is known that this person sat no more, or that somebody else did in their place."""
        spells = candidate.spells or ()
        if all(spell.last < day for spell in spells):
            return True
        seats = [spell.what for spell in spells if _RIDING.fullmatch(spell.what)]
        others = {str(one) for one in self._directory.mp_on(seats, np.repeat(day, len(seats)))} if seats else set()
        return bool(others - {"", candidate.target_id})

    def _undecided(self, text: str, active: list[Candidate], candidates: list[Candidate], day: np.datetime64) -> Found:
        shown = active or candidates
        names = tuple(dict.fromkeys(self._shown(one) for one in shown))
        ids = tuple(dict.fromkeys(one.target_id for one in shown))
        if active:
            return Found(reason=f"{text!r} may mean {listed(names)}: write which.", candidates=ids)
        told = f"{listed(names)}, not known to have sat on {day}"
        reason = f"{text!r} may mean {told}: choose who is meant, or correct the day."
        return Found(reason=reason, candidates=ids)

    def _unknown(self, text: str) -> Found:
        ids = self._people.suggested_ids(text)
        names = list(dict.fromkeys(map(self.name_of, ids)))
        perhaps = f"write {listed(names)}" if names else "correct the name"
        reason = f"No target is named {text!r}: {perhaps}, or add the person or institution first."
        return Found(reason=reason, candidates=tuple(ids))

    def _shown(self, candidate: Candidate) -> str:
        return f"{candidate.name} ({candidate.target_id})"


def _active(candidate: Candidate, days: Days) -> npt.NDArray[np.bool_]:
    if candidate.spells is None:
        return np.ones(len(days), dtype=bool)
    return np.any([(spell.first <= days) & (days <= spell.last) for spell in candidate.spells], axis=0)
