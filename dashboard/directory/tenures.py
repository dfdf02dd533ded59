"""Who held which role when, from all lists of roles together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.directory.statements import (
    Row,
    Spell,
    Stated,
    Word,
    last_seen,
    moved,
    newest,
    words,
)
from dashboard.names import normal_form

ROLES = "roles"
_DAYS_APART = 3
"""Roles of one title that begin within so many days are one, told by two publishers."""

_FEWEST = 0.5
"""Governments shrink: a list of roles is whole with this share of the people of the longest."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A whole list of roles of one kind: who held one on its day."""

    day: str
    source: str
    holders: frozenset[str]


def tenures(lists: Sequence[Stated]) -> list[Row]:
    """Roles with their days: one row a person, kind and title at a stretch; the newest list's word counts.

    A role ended before the day of a whole list that lacks it, where the same publisher named it before, or the person:
    when its next holder began, or when the person's last role of the kind ended, if that was earlier.
    """
    said: dict[tuple[str, str], list[Word]] = {}
    for place, one in enumerate(lists):
        for row in one.rows(ROLES):
            said.setdefault((row["target_id"], row["kind"]), []).append(words(place, one, row, "from", "to"))
    found = [(key, spell) for key, told in said.items() for spell in _tenures(told)]
    whole = {kind: _whole_lists(lists, kind) for kind in {kind for _, kind in said}}
    starts = _starts(found)
    rows = [_row(spell, _end(spell, whole[key[1]], said[key], starts)) for key, spell in found]
    return sorted(rows, key=lambda row: (row["target_id"], row["from"], row["kind"], row["title"]))


def _whole_lists(lists: Sequence[Stated], kind: str) -> list[_Whole]:
    holders = [_Whole(one.day, one.kind, _holders(one, kind)) for one in lists if ROLES in one.covers]
    most = max((len(one.holders) for one in holders), default=0)
    return [one for one in holders if one.holders and len(one.holders) >= _FEWEST * most]


def _tenures(told: list[Word]) -> list[Spell]:
    """The words about one person's roles of a kind, those of one title and time together."""
    found: list[Spell] = []
    for word in sorted(told, key=lambda word: (word.start, word.seen, word.place)):
        mine = next((spell for spell in reversed(found) if _same(spell, word)), None)
        if mine:
            mine.append(word)
        else:
            found.append([word])
    return found


def _same(spell: Spell, word: Word) -> bool:
    if not any(titles(one.row) & titles(word.row) for one in spell):
        return False
    return word.start <= last_seen(spell) or any(word.start <= moved(one.start, _DAYS_APART) for one in spell)


def titles(row: Row) -> set[str]:
    """The title of a role in both languages, in normal form."""
    return {normal_form(row["title"]), normal_form(row["title_fr"])} - {""} or {""}


def _holders(said: Stated, kind: str) -> frozenset[str]:
    """Who holds a role of this kind on the list's day."""
    return frozenset(
        row["target_id"]
        for row in said.rows(ROLES)
        if row["kind"] == kind and row["from"] <= said.day and (not row["to"] or row["to"] >= said.day)
    )


def _starts(found: Iterable[tuple[tuple[str, str], Spell]]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """First days of everyone who held a title, by kind and title."""
    starts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for (target_id, kind), spell in found:
        for title in {title for word in spell for title in titles(word.row)}:
            starts.setdefault((kind, title), []).append((_first(spell), target_id))
    return starts


def _end(
    spell: Spell, whole: Sequence[_Whole], own: list[Word], starts: dict[tuple[str, str], list[tuple[str, str]]]
) -> str:
    word, seen = newest(spell), last_seen(spell)
    latest = [one.until for one in spell if one.place == word.place]
    if all(latest):
        return max(latest)
    who, sources = word.row["target_id"], {one.kind for one in spell}
    silent = [one for one in whole if one.day > seen and (one.source in sources or who not in one.holders)]
    if not silent:
        return ""
    gone = silent[0].day
    following = [
        first
        for title in titles(word.row)
        for first, other in starts.get((word.row["kind"], title), ())
        if other != who and seen < first < gone
    ]
    left = "" if who in silent[0].holders else _last_of_chain(seen, own, word.place)
    return min([moved(gone, -1), *following, *filter(None, [left])])


def _last_of_chain(day: str, own: list[Word], place: int) -> str:
    """The day on which a person's roles of a kind, as newer lists tell them, ended one after another; "" for never."""
    newer = [word for word in own if word.place > place]
    last = ""
    while step := max((w.until for w in newer if w.until > day and w.start <= moved(day, 1)), default=""):
        last = day = step
    return last


def _first(spell: Spell) -> str:
    word = newest(spell)
    latest = [one.since for one in spell if one.place == word.place and one.since]
    return min(latest or [one.since for one in spell if one.since], default="")


def _row(spell: Spell, last: str) -> Row:
    """The newest word, in both languages where any list has both."""
    word = newest(spell)
    both = next((one.row for one in reversed(spell) if one.row["title"] and one.row["title_fr"]), word.row)
    names = {"title": both["title"] or both["title_fr"], "title_fr": both["title_fr"]}
    return word.row | names | {"from": _first(spell), "to": last, "loaded_by": word.kind}
