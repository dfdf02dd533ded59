"""Who held which role when, from all lists of roles together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.directory.sittings import TERMS
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
from dashboard.sources import MEMBERS

ROLES = "roles"
_DAYS_APART = 3
"""Roles of one title that begin within so many days are one, told by two publishers."""

_FEWEST = 0.5
"""Governments shrink: a list of roles is whole with this share of the people of the longest."""


_CABINET = "minister"
_GROUPS = {"prime_minister": _CABINET}
"""Kinds of roles that go on in one another: whoever is prime minister is in cabinet."""

_OF_MEMBERS = frozenset(("parliamentary_secretary", "critic", "committee_chair", "committee_member"))
"""Kinds of roles that only members have, so that they end with their last term at the latest."""

_NO_POST = frozenset(("cabinet member",))
"""Titles, in normal form, that go on whichever post their holder has."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A whole list of roles of one kind: who held one on its day."""

    day: str
    source: str
    holders: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Known:
    """All that lists say: of each person's roles of a group of kinds, whole lists of the group, first days by title."""

    own: dict[tuple[str, str], list[Word]]
    whole: dict[str, list[_Whole]]
    starts: dict[tuple[str, str], list[tuple[str, str]]]
    last_days: Mapping[str, str]
    next_terms: Mapping[str, list[str]]


def tenures(lists: Sequence[Stated], last_days: Mapping[str, str]) -> list[Row]:
    """Roles with their days: one row a person, kind and title at a stretch; the newest list's word counts.

    A role ended before the day of a whole list that lacks it, where the same publisher named it before, or the person:
    when its next holder began, or when the person's last role of the kind ended, if that was earlier. Roles that only
    members have end with the parliament in which they were given, and when their holder enters cabinet; ``last_days``
    are those of members who have left.
    """
    said: dict[tuple[str, str], list[Word]] = {}
    own: dict[tuple[str, str], list[Word]] = {}
    for place, one in enumerate(lists):
        for row in one.rows(ROLES):
            word = words(place, one, row, "from", "to")
            said.setdefault((row["target_id"], row["kind"]), []).append(word)
            own.setdefault((row["target_id"], _group(row)), []).append(word)
    found = [spell for told in said.values() for spell in _tenures(told)]
    groups = {group for _, group in own}
    known = _Known(
        own, {group: _whole_lists(lists, group) for group in groups}, _starts(found), last_days, _firsts(lists)
    )
    rows = [_row(spell, _end(spell, known)) for spell in found]
    return sorted(rows, key=lambda row: (row["target_id"], row["from"], row["kind"], row["title"]))


def _group(row: Row) -> str:
    return str(_GROUPS.get(row["kind"], row["kind"]))


def _whole_lists(lists: Sequence[Stated], group: str) -> list[_Whole]:
    holders = [_Whole(one.day, one.kind, _holders(one, group)) for one in lists if ROLES in one.covers]
    most = max((len(one.holders) for one in holders), default=0)
    return [one for one in holders if one.holders and len(one.holders) >= _FEWEST * most]


def _holders(said: Stated, group: str) -> frozenset[str]:
    """Who holds a role of this group on the list's day."""
    return frozenset(
        row["target_id"]
        for row in said.rows(ROLES)
        if _group(row) == group and row["from"] <= said.day and (not row["to"] or row["to"] >= said.day)
    )


def _tenures(told: list[Word]) -> list[Spell]:
    """The words about one person's roles of a kind, those of one title and time together."""
    found: list[Spell] = []
    for word in sorted(told, key=lambda word: (word.start, word.seen, word.place)):
        mine = next((spell for spell in reversed(found) if _same(spell, word)), None)
        mine = mine or next((spell for spell in found if _same_in_french(spell, word)), None)
        if mine:
            mine.append(word)
        else:
            found.append([word])
    return found


def _same(spell: Spell, word: Word) -> bool:
    if not any(titles(one.row) & titles(word.row) for one in spell):
        return False
    return word.start <= last_seen(spell) or any(word.start <= moved(one.start, _DAYS_APART) for one in spell)


def _same_in_french(spell: Spell, word: Word) -> bool:
    """Whether a list in French alone and one in English alone tell a role of the same days, not yet paired."""
    languages = {_language(one.row) for one in spell}
    days = {(one.since, one.until) for one in spell}
    return (
        languages | {_language(word.row)} == {"en", "fr"} and len(languages) == 1 and days == {(word.since, word.until)}
    )


def _language(row: Row) -> str:
    if not row["title_fr"]:
        return "en"
    return "fr" if normal_form(row["title"]) in ("", normal_form(row["title_fr"])) else "both"


def titles(row: Row) -> set[str]:
    """The title of a role in both languages, in normal form."""
    return {normal_form(row["title"]), normal_form(row["title_fr"])} - {""} or {""}


def _starts(found: Iterable[Spell]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """First days of everyone who held a title, by kind and title."""
    starts: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for spell in found:
        for title in {title for word in spell for title in titles(word.row)}:
            starts.setdefault((spell[0].row["kind"], title), []).append((_first(spell), spell[0].row["target_id"]))
    return starts


def _end(spell: Spell, known: _Known) -> str:
    word = newest(spell)
    latest = [one.until for one in spell if one.place == word.place]
    if all(latest):
        return max(latest)
    ends = [_end_by_silence(spell, known), _end_by_other_words(spell, known)]
    if word.row["kind"] in _OF_MEMBERS:
        ends += [known.last_days.get(word.row["target_id"], ""), _end_by_next(spell, known)]
    return min((end for end in ends if end >= _first(spell) and end), default="")


def _firsts(lists: Sequence[Stated]) -> dict[str, list[str]]:
    """The first days of members' terms, from the lists that have the days of elections."""
    firsts: dict[str, list[str]] = {}
    for row in (row for one in lists if one.kind == MEMBERS for row in one.rows(TERMS) if row["from"]):
        firsts.setdefault(row["target_id"], []).append(row["from"])
    return firsts


def _end_by_next(spell: Spell, known: _Known) -> str:
    """A member's role was given in one parliament and to one who is no minister: it ends before the next of either."""
    who, seen = newest(spell).row["target_id"], last_seen(spell)
    after = [*known.next_terms.get(who, ()), *(word.since for word in known.own.get((who, _CABINET), ()))]
    following = min((first for first in after if first > seen), default="")
    return moved(following, -1) if following else ""


def _end_by_silence(spell: Spell, known: _Known) -> str:
    row, seen, sources = newest(spell).row, last_seen(spell), {one.kind for one in spell}
    who, group = row["target_id"], _group(row)
    lacking = [
        one for one in known.whole[group] if one.day > seen and (one.source in sources or who not in one.holders)
    ]
    if not lacking:
        return ""
    gone = lacking[0].day
    following = [
        first
        for title in titles(row)
        for first, other in known.starts.get((row["kind"], title), ())
        if other != who and seen < first < gone
    ]
    left = "" if who in lacking[0].holders else _last_of_chain(spell, known.own[who, group])
    return min([moved(gone, -1), *following, *filter(None, [left])])


def _end_by_other_words(spell: Spell, known: _Known) -> str:
    """When the role ended that a newer list has in its own words: of the same person, begun on the same days."""
    word, seen = newest(spell), last_seen(spell)
    if titles(word.row) & _NO_POST:
        return ""
    first, places = _first(spell), {one.place for one in spell}
    same = [
        other
        for other in known.own[word.row["target_id"], _group(word.row)]
        if other.place > word.place
        and other.place not in places
        and other.kind != word.kind
        and other.until > seen
        and moved(first or seen, -_DAYS_APART) <= other.since <= moved(first or seen, _DAYS_APART)
    ]
    return max((other.until for other in same), default="")


def _last_of_chain(spell: Spell, own: list[Word]) -> str:
    """The day on which a person's roles of a kind, as newer lists tell them, ended one after another; "" for never."""
    newer = [word for word in own if word.place > newest(spell).place]
    last, day = "", last_seen(spell)
    while step := max((w.until for w in newer if w.until > day and w.start <= moved(day, 1)), default=""):
        last = day = step
    return last


def _first(spell: Spell) -> str:
    word = newest(spell)
    latest = [one.since for one in spell if one.place == word.place and one.since]
    return min(latest or [one.since for one in spell if one.since], default="")


def _row(spell: Spell, last: str) -> Row:
    """The newest word, in both languages where lists have both."""
    word, rows = newest(spell), [one.row for one in sorted(spell, key=lambda one: -one.place)]
    english = next((row["title"] for row in rows if _language(row) != "fr"), word.row["title"])
    french = next((row["title_fr"] for row in rows if row["title_fr"]), "")
    names = {"title": english or french, "title_fr": french}
    return word.row | names | {"from": _first(spell), "to": last, "loaded_by": word.kind}
