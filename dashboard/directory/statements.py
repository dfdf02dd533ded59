"""What lists say as of their days, and how the words of several lists about one thing become spells of time.

Days are ISO texts, "" where not known. A list tells who is there on its day; a whole list also who is not.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]

FOREVER = "9999-12-31"
"""Stands for the last day of what has none, where days are compared."""

WHOLE = 0.9
"""A list with this share of the people whom the longest of its family names is whole; with fewer, a part of one."""


@dataclass(frozen=True, eq=False)
class Stated:
    """One list: its day, what it names all of when it is whole, and its rows, those of one person under one id."""

    kind: str
    day: str
    covers: frozenset[str] = frozenset()
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def rows(self, name: str) -> Sequence[Row]:
        """The rows of one table of a directory."""
        return self.tables.get(name, ())


@dataclass(frozen=True, slots=True)
class Word:
    """What one list says of one thing, the ``place`` of lists being the order of their days."""

    place: int
    kind: str
    day: str
    since: str
    until: str
    seen: str
    """The last day on which the list knows it."""
    row: Row

    @property
    def over(self) -> bool:
        """Whether it had ended when the list was made."""
        return bool(self.until) and self.until <= self.day

    @property
    def start(self) -> str:
        """The first day on which the list knows it."""
        return self.since or self.seen


Spell = list[Word]


def words(place: int, said: Stated, row: Row, first: str, last: str) -> Word:
    """The word of a list, its first and last day in these columns."""
    since, until, day = row[first], row[last], said.day
    seen = until if until and until <= day else max(day, since)
    return Word(place, said.kind, day, since, until, seen, row)


def newest(spell: Spell) -> Word:
    """The word that counts."""
    return max(spell, key=lambda word: word.place)


def last_seen(spell: Spell) -> str:
    """The last day on which any list knows it."""
    return max(word.seen for word in spell)


def spells(said: Iterable[Word], whole: Sequence[str]) -> list[Spell]:
    """The words about one thing parted into spells: where it ended, or a whole list in between lacks it."""
    found: list[Spell] = []
    last = until = ""
    place = -1
    for word in sorted(said, key=lambda word: (word.start, word.seen, word.place)):
        if not found or _parted(last, until, word, whole):
            found.append([])
            last, place = "", -1
        found[-1].append(word)
        last = max(last, word.seen)
        if word.place >= place:
            place, until = word.place, word.until
    return found


def _parted(last: str, until: str, word: Word, whole: Sequence[str]) -> bool:
    """Whether a word is of another spell than one last seen on a day, whose newest word says until when."""
    if word.start <= last or word.start == moved(last, 1):
        return False
    return "" < until < word.start or "" < next_after(whole, last) < word.start


def since(spell: Spell, whole: Sequence[str] = ()) -> str:
    """The first day as told or seen, "" where no list tells and none before lacks it."""
    first = min(word.start for word in spell)
    told = any(word.since for word in spell) or (whole and whole[0] < first)
    return first if told else ""


def until(spell: Spell, whole: Sequence[str]) -> str:
    """The last day: as the newest word says, at the latest the day before a whole list that lacks it; "" for none."""
    word, gone = newest(spell), next_after(whole, last_seen(spell))
    if word.over:
        return word.until
    return min(filter(None, (word.until, gone and moved(gone, -1))), default="")


def ended(spell: Spell) -> bool:
    """Whether a list says itself that it ended, so that no other thing has to tell."""
    return newest(spell).over


def next_after(days: Sequence[str], day: str) -> str:
    """The first of these sorted days that is later, "" for none."""
    place = bisect_right(days, day)
    return days[place] if place < len(days) else ""


def moved(day: str, by: int) -> str:
    """The day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()


def whole_days(
    lists: Sequence[Stated], what: str, named: Callable[[Stated], set[str]], share: float = WHOLE
) -> list[str]:
    """Days of the lists that name all of ``what``, by the people whom each names: a part of a list ends nothing."""
    sizes = {place: len(named(said)) for place, said in enumerate(lists) if what in said.covers}
    most = max(sizes.values(), default=0)
    return sorted({lists[place].day for place, size in sizes.items() if size and size >= share * most})
