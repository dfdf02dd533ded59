"""Who is who in several lists: the same id of a publisher, else the same name where the same riding was sat for."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dashboard.names import normal_form

_TITLE_WORDS = "hon honourable honorable right rt the l le la tres mr mrs ms miss dr m mme mlle"
_TITLES = frozenset(_TITLE_WORDS.split(" "))
_SHORT = (
    "robert bob rob bobby", "william bill will", "michael mike", "james jim jimmy", "thomas tom", "david dave",
    "anthony tony", "richard rick dick", "stephen steven steve", "elizabeth liz beth", "joseph joe", "andrew andy",
    "edward ed ted", "charles charlie chuck", "patrick pat", "patricia pat patty", "lawrence larry",
    "gerald gerry jerry",    "ronald ron", "kenneth ken", "katherine catherine kate kathy cathy", "margaret peggy maggie", "susan sue",
    "deborah deb debbie", "judith judy", "terence terry", "francis frank", "raymond ray", "peter pete", "john jack",
)  # fmt: skip
_FULL = [frozenset(names.split()) for names in _SHORT]
_LEAST = 3
"""Letters that the beginning of a longer first name must have to count as its short form."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Someone in a list: the list's own key, name, publishers' ids (``hoc:89156``) and keys of ridings sat for."""

    key: str
    name: str
    ids: frozenset[str] = frozenset()
    ridings: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Known:
    name: str
    forms: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    ridings: set[str] = field(default_factory=set)


class People:
    """Everyone met so far in lists that are joined one after the other."""

    def __init__(self) -> None:
        self._known: list[_Known] = []
        self._by_id: dict[str, int] = {}
        self._by_form: dict[str, set[int]] = {}
        self._by_riding: dict[str, set[int]] = {}

    def join(self, listed: Sequence[Listed]) -> tuple[dict[str, int], list[str]]:
        """The number of each of a list's people, by their key: one known, else a new one; and what is doubtful.

        No two of a list become one person by their names, only by an id. Whoever has another id from the same
        publisher is somebody else, whatever the name.
        """
        found: dict[str, int] = {}
        doubts: list[str] = []
        for one in listed:
            if (known := next((self._by_id[x] for x in sorted(one.ids) if x in self._by_id), None)) is not None:
                found[one.key] = known
        for rule in (self._same_seat, self._near_seat, self._same_province, self._by_name, self._by_near_name):
            taken = set(found.values())
            for one in listed:
                if one.key not in found and (known := self._one(rule, one, taken)) is not None:
                    found[one.key] = known
                    taken.add(known)
                    doubts += self._doubts(rule, one, self._known[known])
        namesakes = [one for one in listed if one.key not in found and not one.ridings and self._by_name(one)]
        doubts += [f"{one.name} has the name of several people: who it is can't be told." for one in namesakes]
        for one in listed:
            self._learn(one, found.setdefault(one.key, len(self._known)))
        return found, doubts

    def _one(self, rule: Callable[[Listed], Iterable[int]], one: Listed, taken: set[int]) -> int | None:
        """The one person who may be meant, None where there is none or more than one."""
        fitting = [known for known in rule(one) if known not in taken and not self._conflict(one, known)]
        return fitting[0] if len(fitting) == 1 else None

    def _same_seat(self, one: Listed) -> set[int]:
        return self._by_form.get(name_form(one.name), set()) & self._neighbours(one)

    def _near_seat(self, one: Listed) -> list[int]:
        return [known for known in sorted(self._neighbours(one)) if self._alike(one, known)]

    def _same_province(self, one: Listed) -> list[int]:
        provinces = {riding[5:7] for riding in one.ridings}
        named = sorted(self._by_form.get(name_form(one.name), ()))
        return [known for known in named if provinces & {riding[5:7] for riding in self._known[known].ridings}]

    def _by_name(self, one: Listed) -> list[int]:
        """People of the name, where this list or the others name no riding to know them by."""
        named = sorted(self._by_form.get(name_form(one.name), ()))
        return [known for known in named if not (one.ridings and self._known[known].ridings)]

    def _by_near_name(self, one: Listed) -> list[int]:
        if one.ridings:
            return []
        return [known for known in range(len(self._known)) if self._alike(one, known)]

    def _neighbours(self, one: Listed) -> set[int]:
        return {known for riding in one.ridings for known in self._by_riding.get(riding, ())}

    def _alike(self, one: Listed, known: int) -> bool:
        return any(alike(name_form(one.name), form) for form in self._known[known].forms)

    def _conflict(self, one: Listed, known: int) -> bool:
        theirs = {publishers: x for x in self._known[known].ids for publishers in [x.partition(":")[0]]}
        return any(theirs.get(x.partition(":")[0], x) != x for x in one.ids)

    def _doubts(self, rule: Callable[[Listed], Iterable[int]], one: Listed, known: _Known) -> list[str]:
        if rule in (self._near_seat, self._by_near_name):
            return [f"{one.name} is taken for {known.name}."]
        orders = {riding[:4] for riding in one.ridings} & {riding[:4] for riding in known.ridings}
        if rule == self._same_province and orders:
            return [f"{one.name} sat for another riding before: the name alone tells that it is one person."]
        return []

    def _learn(self, one: Listed, number: int) -> None:
        if number == len(self._known):
            self._known.append(_Known(one.name))
        known, form = self._known[number], name_form(one.name)
        known.forms.add(form)
        known.ids |= one.ids
        known.ridings |= one.ridings
        self._by_form.setdefault(form, set()).add(number)
        for riding in one.ridings:
            self._by_riding.setdefault(riding, set()).add(number)
        for external in one.ids:
            self._by_id.setdefault(external, number)


@lru_cache(maxsize=20_000)
def name_form(name: str) -> str:
    """A person's name in normal form, first name first, without titles, initials and what stands in brackets."""
    last, comma, first = re.sub(r"\([^)]*\)", " ", name).partition(",")
    words = normal_form(f"{first} {last}" if comma else last).split()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    whole = [word for word in words if len(word) > 1]
    return " ".join(whole if len(whole) > 1 else words)


@lru_cache(maxsize=50_000)
def alike(one: str, other: str) -> bool:
    """Whether two names in the form above may be one person's: a surname shared, and first names that go together."""
    these, those = one.split(), other.split()
    if not these or not those or not {*these[1:]} & {*those[1:]}:
        return False
    if these[0] in those[:-1] or those[0] in these[:-1]:
        return True
    first, second = sorted((these[0], those[0]), key=len)
    return (len(first) >= _LEAST and second.startswith(first)) or any({first, second} <= names for names in _FULL)
