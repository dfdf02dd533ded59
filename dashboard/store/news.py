"""What a load changed in the reference: records counted, and told one sentence each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.directory.parties import party_form
from dashboard.directory.statements import FOREVER, Row
from dashboard.names import normal_form

Rows = dict[str, list[Row]]
Pair = tuple[Row | None, Row | None]

_MOST = 50
"""Sentences kept of each sort; the totals count all."""

_SORTS = ("added", "changed", "closed", "moved")
_KEYS: dict[str, Callable[[Row], tuple[str, ...]]] = {
    "people": lambda row: (row["target_id"],),
    "terms": lambda row: (row["target_id"], row["riding"], party_form(row["party"])),
    "roles": lambda row: (row["target_id"], row["kind"], normal_form(row["title"])),
    "offices": lambda row: (row["office_id"],),
}
_DAYS = {"people": ("", ""), "terms": ("from", "to"), "roles": ("from", "to"), "offices": ("valid_from", "valid_to")}
_NO_NEWS = frozenset(("read_on", "source", "loaded_by"))


@dataclass(frozen=True, slots=True)
class News:
    """Records added, changed and closed; sentences by sort; how many sentences of each sort there are in all."""

    counts: dict[str, int]
    told: dict[str, list[str]] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)

    @property
    def changes(self) -> dict[str, Any]:
        """The first sentences of each sort, and under ``totals`` how many there are."""
        return {**self.told, "totals": self.totals}


def news(before: Rows, after: Rows) -> News:
    """What is new in ``after``: records that end for the first time, or earlier, are closed."""
    counts = dict.fromkeys(("added", "changed", "closed"), 0)
    told: dict[str, list[str]] = {sort: [] for sort in _SORTS}
    teller = _Teller(before, after)
    for name in _KEYS:
        for old, new in _pairs(before[name], after[name], name):
            sort = _sort(old, new, _DAYS[name][1])
            counts[sort] += 1
            for what, sentence in teller.told(name, old, new):
                told[what].append(sentence)
    totals = {sort: len(sentences) for sort, sentences in told.items()}
    return News(counts, {sort: sentences[:_MOST] for sort, sentences in told.items()}, totals)


def _sort(old: Row | None, new: Row | None, last: str) -> str:
    if old is None:
        return "added"
    closed = new and last and new[last] and new[last] < (old[last] or FOREVER)
    return "closed" if closed else "changed"


def _pairs(before: Sequence[Row], after: Sequence[Row], name: str) -> Iterable[Pair]:
    """Records that differ, each with what it was; None for what was not there, or is no more."""
    key, (first, last) = _KEYS[name], _DAYS[name]
    left: dict[tuple[str, ...], list[Row]] = {}
    for row in before:
        left.setdefault(key(row), []).append(row)
    for new in after:
        known = left.get(key(new), [])
        old = next((row for row in known if not first or len(known) == 1 or _overlap(row, new, first, last)), None)
        if old is not None:
            known.remove(old)
        if old is None or _differ(old, new):
            yield old, new
    for rows in left.values():
        for row in rows:
            yield row, None


def _overlap(old: Row, new: Row, first: str, last: str) -> bool:
    return bool(old[first] <= (new[last] or FOREVER) and new[first] <= (old[last] or FOREVER))


def _differ(old: Row, new: Row) -> bool:
    return any(old[name] != new[name] for name in old if name not in _NO_NEWS and name in new)


class _Teller:
    """Says what happened to a record; who is new is told once, not with every record of theirs."""

    def __init__(self, before: Rows, after: Rows) -> None:
        self._names = {row["target_id"]: row["name"] for rows in (before, after) for row in rows["people"]}
        self._known = {row["target_id"] for row in before["people"]}
        self._sat: dict[str, list[Row]] = {}
        for row in before["terms"]:
            self._sat.setdefault(row["target_id"], []).append(row)

    def told(self, name: str, old: Row | None, new: Row | None) -> list[tuple[str, str]]:
        row = new or old
        if not row or new is None or (name != "people" and row["target_id"] not in self._known):
            return []
        who = self._names[row["target_id"]]
        told: list[tuple[str, str]] = getattr(self, f"_{name}")(who, old, new)
        return told

    def _people(self, who: str, old: Row | None, _new: Row) -> list[tuple[str, str]]:
        if old is None:
            return [("added", f"{who} is new.")]
        return [("changed", f"{old['name']} is now called {who}.")] if old["name"] != who else []

    def _terms(self, who: str, old: Row | None, new: Row) -> list[tuple[str, str]]:
        riding, last = new["riding"], new["to"]
        if old:
            if last and last < (old["to"] or FOREVER):
                return [("closed", f"{who} sat for {riding} until {last}.")]
            return [("changed", f"{who} sat for {riding} on other days than were known.")]
        sat = [row for row in self._sat.get(new["target_id"], []) if row["from"] <= (new["from"] or FOREVER)]
        before = max(sat, key=lambda row: row["from"], default=None)
        if before and before["riding"] != riding and before["riding"][:4] == riding[:4]:
            return [("moved", f"{who} sits for {riding} instead of {before['riding']}.")]
        if before and before["riding"] == riding and party_form(before["party"]) != party_form(new["party"]):
            return [("changed", f"{who} sits for the party {new['party']} instead of {before['party']}.")]
        return [("added", f"{who} sat for {riding} until {last}." if last else f"{who} sits for {riding}.")]

    def _roles(self, who: str, old: Row | None, new: Row) -> list[tuple[str, str]]:
        title, last = new["title"] or new["kind"].replace("_", " "), new["to"]
        if old is None:
            return [("added", f"{who} has a role that was not known: {title}.")]
        if last and last < (old["to"] or FOREVER):
            return [("closed", f"{who} had the role until {last}: {title}.")]
        if old["from"] != new["from"] or old["to"] != last:
            return [("changed", f"{who} had the role on other days than were known: {title}.")]
        return []

    def _offices(self, who: str, old: Row | None, new: Row) -> list[tuple[str, str]]:
        where, last = new["address"] or new["postal_code"], new["valid_to"]
        if old is None:
            return [("added", f"{who} has an office that was not known: {where}.")]
        if last and last < (old["valid_to"] or FOREVER):
            return [("closed", f"{who} had the office until {last}: {where}.")]
        told = []
        if old["valid_to"] and not last:
            told.append(("changed", f"{who} has the office again: {where}."))
        if old["phone"] != new["phone"]:
            told.append(("changed", f"{who} has another phone at the office: {where}."))
        if old["email"] != new["email"]:
            told.append(("changed", f"{who} has another e-mail address at the office: {where}."))
        if any(old[name] != new[name] for name in ("address", "postal_code", "city", "province")):
            told.append(("changed", f"{who} has another address for the office: {where}."))
        return told
