"""The people, institutions and offices that a campaign can press, by day."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.campaign import DirectoryTables
from dashboard.directory.held import Held, between, by_day, roles_held, seats
from dashboard.directory.merge import (
    former_ids,
    former_offices,
    known_twice,
    links_between,
    on_end,
    relinked,
    relinked_owners,
    stack,
    without,
)
from dashboard.directory.roles import Codes, Roles
from dashboard.directory.spells import Texts, by_unique, look_up, spells_by, succeeded, texts
from dashboard.names import normal_form

_RIDING = re.compile(r"\d{4}:\d{5}")
_POST_KINDS = ("minister", "prime_minister")


class Directory:
    """The people, institutions and offices that a campaign can press, by day.

    Reference people with the name and a riding of a campaign's person are that person: their further offices are
    listed under the campaign's id, while the campaign's own terms and roles stay as its folder says. ``offices`` has
    each place once, ``office_records`` also the reference's record of a place that the campaign has.
    """

    def __init__(self, campaign: DirectoryTables, reference: DirectoryTables | None = None) -> None:
        reference = reference if reference is not None else DirectoryTables.of()
        self.links = links_between(campaign, reference)
        former = former_ids(reference.people)
        linked = reference.people["target_id"].isin(list(self.links))
        self.people = stack(campaign.people, reference.people[~linked])
        self.terms = stack(campaign.terms, without(reference.terms, self.links))
        self.roles = stack(campaign.roles, without(reference.roles, self.links))
        listed = relinked(reference.offices, self.links)
        self.office_links = known_twice(campaign.offices, listed)
        self.offices = on_end(campaign.offices, listed[~listed["office_id"].isin(list(self.office_links))])
        self.office_records = on_end(campaign.offices, listed)
        self.links |= {was: self.links.get(now, now) for was, now in former.items()}
        self._roles = Roles(self.people, self.terms, self.roles)
        self._names = dict(zip(self.people["target_id"], self.people["name"], strict=True))
        self._owners = dict(zip(self.offices["office_id"], self.offices["target_id"], strict=True))
        self._owners.update(relinked_owners(reference.offices, self.links))
        for was, now in former_offices(reference.offices, former).items():
            self.office_links[was] = self.office_links.get(now, now)
            self._owners[was] = self._owners.get(now, "")
        self._holders = spells_by(relinked(reference.terms, self.links), "target_id", "riding")
        # The riding of an institution is where it stands: it sits for nobody.
        standing = campaign.people.loc[campaign.people["kind"] == "institution", "target_id"]
        sitting = campaign.terms[~campaign.terms["target_id"].isin(standing)]
        for riding, spells in spells_by(sitting, "target_id", "riding").items():
            self._holders.setdefault(riding, []).extend(spells)
        self._parties = spells_by(self.terms, "party", "target_id")
        self._sittings = spells_by(self.terms, "riding", "target_id")
        self._seats_told = (sitting, reference.terms)

    @cached_property
    def _seats(self) -> pd.DataFrame:
        """Terms of everyone who sat, the reference's under the campaign's ids where they are the campaign's."""
        own, reference = self._seats_told
        return stack(own, relinked(reference, self.links))

    def name_of(self, target_id: str) -> str:
        """The name of a person or institution; the id itself when nobody has it."""
        return self._names.get(self.links.get(target_id, target_id), target_id)

    def names_of(self, target_ids: npt.ArrayLike) -> Texts:
        """Names for an array of ids, "" for ""."""
        return by_unique(target_ids, lambda target_id: self.name_of(target_id) if target_id else "")

    def owner_of(self, office_ids: npt.ArrayLike) -> Texts:
        """Ids of those whose offices these are, "" where unknown."""
        return by_unique(office_ids, lambda office_id: self._owners.get(office_id, ""))

    def mp_on(self, ridings: npt.ArrayLike, on: npt.ArrayLike) -> Texts:
        """Who sat for each riding at the end of each day, "" where nobody is known; the arrays go together."""
        return look_up(self._holders, ridings, on)

    def riding_on(self, target_ids: npt.ArrayLike, on: npt.ArrayLike) -> Texts:
        """The riding each person sat for at the end of each day, "" where none; the arrays go together."""
        return look_up(self._sittings, target_ids, on)

    def home_riding(self, target_ids: npt.ArrayLike, on: npt.ArrayLike) -> Texts:
        """As ``riding_on``, else the riding of the person's last term: where an office of theirs is found."""
        ids, found = texts(target_ids), self.riding_on(target_ids, on)
        last = by_unique(ids, lambda target_id: next((s.what for s in self._sittings.get(target_id, [])[::-1]), ""))
        return np.where(found == "", last, found)

    def party_on(self, target_ids: npt.ArrayLike, on: npt.ArrayLike) -> Texts:
        """The party each person sat for at the end of each day, "" where none; the arrays go together."""
        return look_up(self._parties, target_ids, on)

    def holder_of(self, title: str, day: np.datetime64) -> str:
        """Who held the post of this title at the day's end, "" when nobody is known; the campaign's word goes first."""
        wanted, at = normal_form(title), day.astype("datetime64[D]")
        for source in ("campaign", "reference"):
            roles = self.roles[(self.roles["source"] == source) & self.roles["kind"].isin(_POST_KINDS)]
            roles = roles[np.array([normal_form(held) == wanted for held in roles["title"]], dtype=bool)]
            spells = [spell for held in spells_by(roles, "target_id", "kind").values() for spell in held]
            holders = [spell for spell in succeeded(spells) if spell.first <= at <= spell.last]
            if holders:
                return max(holders, key=lambda spell: spell.first).target_id
        return ""

    def who(self, what: str, first: date | None = None, last: date | None = None, *, kind: str = "") -> list[Held]:
        """Who held ``what`` on any of these days (None: without end), and when, the earliest first.

        A riding's key gives its members, an id of a person all they held, a title (EN or FR, in any writing) those who
        held the post or, where nobody did, served it; ``kind`` asks for those who served it so. On one day the
        campaign's word on a post goes first, and a day on which a successor begins is the successor's.
        """
        if _RIDING.fullmatch(what):
            seated = self._seats[self._seats["riding"] == what]
            return between(seats(seated, self._names), first, last, one_at_a_time=True)
        target_id = self.links.get(what, what)
        if target_id in self._names:
            terms = self._seats[self._seats["target_id"] == target_id]
            roles = self.roles[self.roles["target_id"] == target_id]
            found = [*seats(terms, self._names), *roles_held(roles, self._names)]
            return between(found, first, last, one_at_a_time=False)
        return self._who_had(normal_form(what), first, last, kind)

    def _who_had(self, title: str, first: date | None, last: date | None, kind: str) -> list[Held]:
        told = zip(self.roles["title"], self.roles["title_fr"], strict=True)
        named = self.roles[np.array([title in (normal_form(en), normal_form(fr)) for en, fr in told], dtype=bool)]
        named = named[named["kind"] == kind] if kind not in ("", *_POST_KINDS) else named
        holds = named["kind"].isin(_POST_KINDS)
        posts, others = (roles_held(named[rows], self._names) for rows in (holds, ~holds))
        if not posts:
            return between(others, first, last, one_at_a_time=False)
        own = [one for one in posts if one[0].source == "campaign"]
        reference = [one for one in posts if one[0].source != "campaign"]
        held = [between(part, first, last, one_at_a_time=True) for part in (own, reference)]
        return held[0] if held[0] and first is not None and first == last else by_day([*held[0], *held[1]])

    def role_codes(self, post: str, post_fr: str, target_ids: Sequence[str], on: npt.ArrayLike) -> Codes:
        """Each target's strongest role toward the post on each day: places in ``schema.ROLES`` [targets x days]."""
        return self._roles.codes(post, post_fr, target_ids, on)
