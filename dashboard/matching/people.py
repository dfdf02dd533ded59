"""Names of people and institutions, as they are written in logs, to those in the directory."""

import re
from dataclasses import dataclass

from dashboard.directory import Directory
from dashboard.directory.person_names import alike, name_form
from dashboard.directory.spells import Spell, spells_by
from dashboard.matching.near import EXACT, THRESHOLD, Patience, near, suggestions
from dashboard.names import normal_form

_TITLE_WORDS = (
    "hon honourable honorable right rt the l le la tres mr mrs ms miss dr m mme mlle monsieur madame sir pm mp",
    "minister ministre prime deputy premier premiere vice depute deputee senator p c pc cp",
)
_TITLES = frozenset(word for words in _TITLE_WORDS for word in words.split())
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_MEMBER = re.compile(r"\b(?:member of parliament|membre du parlement|member)\b", re.IGNORECASE)
_SURNAME, _WORD = 6, 4
"""Letters that a surname alone, and a word of a whole name, must have to be known with one of them wrong."""
_RIVAL = THRESHOLD - 0.1
"""What a name scores that is near enough to cast doubt on another, but may not stand itself."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone whom a name may mean; ``spells`` None means on any day, ``whole`` that the whole name was given."""

    target_id: str
    name: str
    score: float
    spells: tuple[Spell, ...] | None
    whole: bool = True


class PeopleNames:
    """Everyone in a directory by the forms their names take."""

    def __init__(self, directory: Directory, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        people = directory.people
        self._names = dict(zip(people["target_id"], people["name"], strict=True))
        self._institutions = set(people.loc[people["kind"] == "institution", "target_id"])
        self._spells: dict[str, list[Spell]] = {}
        for table, what in ((directory.terms, "riding"), (directory.roles, "kind")):
            for target_id, spells in spells_by(table, what, "target_id").items():
                self._spells.setdefault(target_id, []).extend(spells)
        self._whole: dict[str, list[str]] = {}
        self._surnames: dict[str, list[str]] = {}
        for target_id, name in self._names.items():
            self._add(target_id, name)
        self._forms = list({**self._whole, **self._surnames})

    def candidates(self, text: str) -> list[Candidate]:
        """Those whose name this is in normal form; else those whose name is near; best first."""
        for find in (self._by_name, self._by_short_name):
            for form in _forms_of(text):
                exact = find(form)
                if exact:
                    return exact
        best: dict[str, Candidate] = {}
        for form in _forms_of(text):
            for place, likeness in near(form, self._forms) if self._patience.lasts(form, len(self._forms)) else ():
                found = self._forms[place]
                score = likeness if self._may_stand(form, found) else min(likeness, _RIVAL)
                for target_id in (*self._whole.get(found, ()), *self._surnames.get(found, ())):
                    if target_id not in best or best[target_id].score < score:
                        best[target_id] = self._candidate(target_id, score, whole=False)
        return sorted(best.values(), key=lambda one: (-one.score, one.name))

    def suggested(self, text: str) -> list[str]:
        """Names that someone may have meant."""
        return list(dict.fromkeys(self._names[target_id] for target_id in self.suggested_ids(text)))

    def suggested_ids(self, text: str) -> list[str]:
        """Ids of those whom someone may have meant."""
        form = normal_form(text)
        places = suggestions(form, self._forms) if self._patience.lasts(form, len(self._forms)) else []
        found = [self._forms[place] for place in places]
        ids = [one for form in found for one in (*self._whole.get(form, ()), *self._surnames.get(form, ()))]
        return list(dict.fromkeys(ids))[:5]

    def _add(self, target_id: str, name: str) -> None:
        if target_id in self._institutions:
            self._whole.setdefault(normal_form(name), []).append(target_id)
            return
        words = [word for word in map(normal_form, name.split()) if word]
        while len(words) > 1 and words[0] in _TITLES:
            words.pop(0)
        plain = [word for place, word in enumerate(words) if place in (0, len(words) - 1) or len(word) > 1]
        for form in {" ".join(words), " ".join(plain)}:
            self._whole.setdefault(form, []).append(target_id)
        for start in range(1, len(words)):
            self._surnames.setdefault(" ".join(words[start:]), []).append(target_id)

    def _by_name(self, form: str) -> list[Candidate]:
        exact = [self._candidate(one, EXACT, whole=True) for one in self._whole.get(form, ())]
        return exact or self._by_surname(form)

    def _by_short_name(self, form: str) -> list[Candidate]:
        """Those of this surname whose first name goes with the one written, as Bob does with Robert."""
        words = form.split()
        surnames = (" ".join(words[start:]) for start in range(1, len(words)))
        found = [one for surname in surnames for one in self._surnames.get(surname, ())]
        kept = [one for one in dict.fromkeys(found) if alike(form, name_form(self._names[one]))]
        return [self._candidate(one, EXACT - 1, whole=False) for one in kept]

    def _may_stand(self, written: str, form: str) -> bool:
        """Whether what differs is long enough: Dan is as near to Don as to himself."""
        if sorted(written.split()) == sorted(form.split()):
            return True
        if form not in self._whole and len(form) < _SURNAME:
            return False
        pairs = list(zip(written.split(), form.split(), strict=False))
        together = len(written.split()) == len(form.split())
        return not together or all(len(known) >= _WORD for said, known in pairs if said != known)

    def _by_surname(self, form: str) -> list[Candidate]:
        """Those of this surname, alone or behind the initial of the first name."""
        found = self._surnames.get(form, [])
        initial, _, rest = form.partition(" ")
        if not found and len(initial) == 1:
            found = [one for one in self._surnames.get(rest, ()) if normal_form(self._names[one]).startswith(initial)]
        return [self._candidate(target_id, EXACT, whole=False) for target_id in found]

    def _candidate(self, target_id: str, score: float, *, whole: bool) -> Candidate:
        spells = None if target_id in self._institutions else self._spells.get(target_id)
        return Candidate(target_id, self._names[target_id], score, tuple(spells) if spells else None, whole)


def _forms_of(text: str) -> list[str]:
    """The normal forms that a written name may stand for: as it is, without titles, with the surname moved back."""
    plain = _MEMBER.sub(" ", _BRACKETS.sub(" ", text))
    parts = [_without_titles(part) for part in plain.split(",")]
    parts = [part for part in parts if part]
    turned = " ".join((*parts[1:], parts[0])) if len(parts) > 1 else ""
    whole = _without_titles(plain)
    initials = re.sub(r"(?<=\S) \w(?= \S)", "", turned or whole)
    forms = (normal_form(text), whole, turned, initials)
    return [form for form in dict.fromkeys(forms) if form]


def _without_titles(text: str) -> str:
    words = normal_form(text).split()
    while words and words[0] in _TITLES:
        words.pop(0)
    while words and words[-1] in _TITLES:
        words.pop()
    return " ".join(words)
