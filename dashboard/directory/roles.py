"""The roles that people and institutions held toward a campaign's post, by day."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.directory.parties import party_form
from dashboard.directory.spells import Days, Spell, Texts, bounds, spells_by, succeeded
from dashboard.names import normal_form
from dashboard.schema import ROLES

Codes = npt.NDArray[np.int8]


class Roles:
    """Roles and terms of everyone in a directory (frames with a column ``source``)."""

    def __init__(self, people: pd.DataFrame, terms: pd.DataFrame, roles: pd.DataFrame) -> None:
        self.people, self.terms, self.roles = people, terms, roles

    def codes(self, post: str, post_fr: str, target_ids: Sequence[str], on: npt.ArrayLike) -> Codes:
        """Each target's strongest role toward the post on each day: places in ``schema.ROLES`` [targets x days]."""
        day = np.asarray(on, dtype="datetime64[D]")
        codes = np.full((len(target_ids), len(day)), ROLES.index("anyone_else"), dtype=np.int8)
        row = {target_id: place for place, target_id in enumerate(target_ids)}
        titles = {normal_form(title) for title in (post, post_fr) if title}
        self._mark_caucus(codes, row, day)
        for code, spell in self._role_spells(titles):
            if spell.target_id in row:
                _strengthen(codes[row[spell.target_id]], spell, day, code)
        for place in (row[target_id] for target_id in self._serving if target_id in row):
            codes[place] = np.minimum(codes[place], ROLES.index("own_department"))
        return codes

    @cached_property
    def _serving(self) -> list[str]:
        return self.people.loc[self.people["serves_post"], "target_id"].tolist()

    @cached_property
    def _memberships(self) -> dict[str, list[Spell]]:
        """Everyone's terms with their parties, the latest last."""
        return spells_by(self.terms, "party", "target_id")

    def _role_spells(self, titles: set[str]) -> list[tuple[int, Spell]]:
        """Every role that counts toward the post, with its place in ROLES; successors take their first day."""
        found = []
        for (kind, _, _), group in self._roles_by_title.items():
            title = normal_form(group[0].what)
            role = _role(kind, holds=title in titles)
            found += [(ROLES.index(role), spell) for spell in succeeded(group) if role]
        return found

    @cached_property
    def _roles_by_title(self) -> dict[tuple[str, str, str], list[Spell]]:
        groups: dict[tuple[str, str, str], list[Spell]] = {}
        for role in self.roles.itertuples(index=False):
            kind, title, source = role.kind, role.title, role.source
            first, last = bounds(role[3], role[4])
            key = (kind, "" if kind == "prime_minister" else normal_form(title), source)
            groups.setdefault(key, []).append(Spell(role.target_id, title, first, last))
        return groups

    def _mark_caucus(self, codes: Codes, row: dict[str, int], day: Days) -> None:
        """Members of the prime minister's party on each day are the government's caucus."""
        governing = self._governing_party(day)
        caucus = ROLES.index("government_caucus")
        for term in self._terms_of_succession:
            if term.target_id in row and term.what:
                sits = (term.first <= day) & (day <= term.last) & (governing == term.what)
                codes[row[term.target_id], sits] = caucus

    @cached_property
    def _terms_of_succession(self) -> list[Spell]:
        """Every term as (person, party), cut short where another person's term begins on its last day."""
        by_riding: dict[str, list[Spell]] = {}
        for term in self.terms.itertuples(index=False):
            first, last = bounds(term[3], term[4])
            by_riding.setdefault(term.riding, []).append(Spell(term.target_id, party_form(term.party), first, last))
        return [spell for spells in by_riding.values() for spell in succeeded(spells)]

    def _governing_party(self, day: Days) -> Texts:
        """The prime minister's party on each day, "" where no prime minister is known."""
        party = np.full(len(day), "", dtype=object)
        for source in ("reference", "campaign"):
            leaders = self._roles_by_title.get(("prime_minister", "", source), [])
            for leader in sorted(succeeded(leaders), key=lambda spell: spell.first):
                inside = (leader.first <= day) & (day <= leader.last)
                party[inside] = self._party_on(leader.target_id, day[inside])
        return party

    def _party_on(self, target_id: str, day: Days) -> Texts:
        """A person's party on each day, else that of their latest term."""
        own = self._memberships.get(target_id, [])
        party = np.full(len(day), party_form(own[-1].what) if own else "", dtype=object)
        for term in own:
            party[(term.first <= day) & (day <= term.last)] = party_form(term.what)
        return party


def _strengthen(codes: Codes, spell: Spell, day: Days, code: int) -> None:
    inside = (spell.first <= day) & (day <= spell.last)
    codes[inside] = np.minimum(codes[inside], code)


def _role(kind: str, *, holds: bool) -> str:
    """The role toward the post that a kind of role gives; "" for one that gives none of its own."""
    if kind == "minister":
        return "holds_post" if holds else "other_cabinet"
    if kind == "prime_minister":
        return "prime_minister"
    return "parliamentary_secretary" if kind == "parliamentary_secretary" and holds else ""
