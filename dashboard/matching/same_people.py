"""Who is who in several lists: the same id of a publisher, else the same name where the same riding was sat for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from dashboard.directory.person_names import alike, name_form


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
