"""Who was it on that day: people, ridings, posts and offices over time, a campaign's own before the reference's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.campaign import DirectoryTables
from dashboard.names import normal_form
from dashboard.schema import ROLES, RidingKey

Texts = npt.NDArray[np.object_]
Days = npt.NDArray[np.datetime64]
Codes = npt.NDArray[np.int8]

_FIRST, _LAST = np.datetime64("0001-01-01", "D"), np.datetime64("9999-12-31", "D")
_POST_KINDS = ("minister", "prime_minister")


@dataclass(frozen=True, slots=True)
class Spell:
    """Someone's term or role from its first to its last day, both inclusive."""

    target_id: str
    what: str
    first: np.datetime64
    last: np.datetime64


class Directory:
    """The people, institutions and offices that a campaign can press, by day.

    Reference people with the name and a riding of a campaign's person are that person: their further offices are
    listed under the campaign's id, while the campaign's own terms and roles stay as its folder says.
    """

    def __init__(self, campaign: DirectoryTables, reference: DirectoryTables | None = None) -> None:
        reference = reference if reference is not None else DirectoryTables.of()
        self.links = _links(campaign, reference)
        linked = reference.people["target_id"].isin(list(self.links))
        self.people = _stack(campaign.people, reference.people[~linked])
        self.terms = _stack(campaign.terms, _without(reference.terms, self.links))
        self.roles = _stack(campaign.roles, _without(reference.roles, self.links))
        self.offices = _merged_offices(campaign.offices, reference.offices, self.links)
        self._names = dict(zip(self.people["target_id"], self.people["name"], strict=True))
        self._owners = dict(zip(self.offices["office_id"], self.offices["target_id"], strict=True))
        self._owners.update(_relinked_owners(reference.offices, self.links))
        self._holders = _spells(_linked(reference.terms, self.links), "target_id", "riding")
        for riding, spells in _spells(campaign.terms, "target_id", "riding").items():
            self._holders.setdefault(riding, []).extend(spells)
        self._sittings = _spells(self.terms, "riding", "target_id")

    def name_of(self, target_id: str) -> str:
        """The name of a person or institution; the id itself when nobody has it."""
        return self._names.get(self.links.get(target_id, target_id), target_id)

    def names_of(self, target_ids: npt.ArrayLike) -> Texts:
        """Names for an array of ids, "" for ""."""
        return _by_unique(target_ids, lambda target_id: self.name_of(target_id) if target_id else "")

    def owner_of(self, office_ids: npt.ArrayLike) -> Texts:
        """Ids of those whose offices these are, "" where unknown."""
        return _by_unique(office_ids, lambda office_id: self._owners.get(office_id, ""))

    def mp_on(self, ridings: npt.ArrayLike, on: npt.ArrayLike) -> Texts:
        """Who sat for each riding at the end of each day, "" where nobody is known; the arrays go together."""
        return _look_up(self._holders, ridings, on)

    def riding_on(self, target_ids: npt.ArrayLike, on: npt.ArrayLike) -> Texts:
        """The riding each person sat for at the end of each day, "" where none; the arrays go together."""
        return _look_up(self._sittings, target_ids, on)

    def home_riding(self, target_ids: npt.ArrayLike, on: npt.ArrayLike) -> Texts:
        """As ``riding_on``, else the riding of the person's last term: where an office of theirs is found."""
        ids, found = _texts(target_ids), self.riding_on(target_ids, on)
        last = _by_unique(ids, lambda target_id: next((s.what for s in self._sittings.get(target_id, [])[::-1]), ""))
        return np.where(found == "", last, found)

    def holder_of(self, title: str, day: np.datetime64) -> str:
        """Who held the post of this title at the day's end, "" when nobody is known; the campaign's word goes first."""
        wanted, at = normal_form(title), day.astype("datetime64[D]")
        for source in ("campaign", "reference"):
            roles = self.roles[(self.roles["source"] == source) & self.roles["kind"].isin(_POST_KINDS)]
            roles = roles[np.array([normal_form(held) == wanted for held in roles["title"]], dtype=bool)]
            spells = [spell for held in _spells(roles, "target_id", "kind").values() for spell in held]
            holders = [spell for spell in _succeeded(spells) if spell.first <= at <= spell.last]
            if holders:
                return max(holders, key=lambda spell: spell.first).target_id
        return ""

    def role_codes(self, post: str, post_fr: str, target_ids: Sequence[str], on: npt.ArrayLike) -> Codes:
        """Each target's strongest role toward the post on each day: places in ``schema.ROLES`` [targets x days]."""
        day = np.asarray(on, dtype="datetime64[D]")
        codes = np.full((len(target_ids), len(day)), ROLES.index("anyone_else"), dtype=np.int8)
        row = {target_id: place for place, target_id in enumerate(target_ids)}
        titles = {normal_form(title) for title in (post, post_fr) if title}
        self._mark_caucus(codes, row, day)
        for code, spell in self._role_spells(titles):
            if spell.target_id in row:
                _strengthen(codes[row[spell.target_id]], spell, day, code)
        serving = self.people.loc[self.people["serves_post"], "target_id"]
        for place in (row[target_id] for target_id in serving if target_id in row):
            codes[place] = np.minimum(codes[place], ROLES.index("own_department"))
        return codes

    def _role_spells(self, titles: set[str]) -> list[tuple[int, Spell]]:
        """Every role that counts toward the post, with its place in ROLES; successors take their first day."""
        found = []
        for (kind, _, _), group in self._roles_by_title().items():
            title = normal_form(group[0].what)
            role = _role(kind, holds=title in titles)
            found += [(ROLES.index(role), spell) for spell in _succeeded(group) if role]
        return found

    def _roles_by_title(self) -> dict[tuple[str, str, str], list[Spell]]:
        groups: dict[tuple[str, str, str], list[Spell]] = {}
        for role in self.roles.itertuples(index=False):
            kind, title, source = role.kind, role.title, role.source
            first, last = _bounds(role[3], role[4])
            key = (kind, "" if kind == "prime_minister" else normal_form(title), source)
            groups.setdefault(key, []).append(Spell(role.target_id, title, first, last))
        return groups

    def _mark_caucus(self, codes: Codes, row: dict[str, int], day: Days) -> None:
        """Members of the prime minister's party on each day are the government's caucus."""
        governing = self._governing_party(day)
        caucus = ROLES.index("government_caucus")
        for term in self._terms_of_succession():
            if term.target_id in row and term.what:
                sits = (term.first <= day) & (day <= term.last) & (governing == term.what)
                codes[row[term.target_id], sits] = caucus

    def _terms_of_succession(self) -> list[Spell]:
        """Every term as (person, party), cut short where another person's term begins on its last day."""
        by_riding: dict[str, list[Spell]] = {}
        for term in self.terms.itertuples(index=False):
            first, last = _bounds(term[3], term[4])
            by_riding.setdefault(term.riding, []).append(Spell(term.target_id, _party(term.party), first, last))
        return [spell for spells in by_riding.values() for spell in _succeeded(spells)]

    def _governing_party(self, day: Days) -> Texts:
        """The prime minister's party on each day, "" where no prime minister is known."""
        party = np.full(len(day), "", dtype=object)
        for source in ("reference", "campaign"):
            leaders = self._roles_by_title().get(("prime_minister", "", source), [])
            for leader in sorted(_succeeded(leaders), key=lambda spell: spell.first):
                inside = (leader.first <= day) & (day <= leader.last)
                party[inside] = self._party_on(leader.target_id, day[inside])
        return party

    def _party_on(self, target_id: str, day: Days) -> Texts:
        """A person's party on each day, else that of their latest term."""
        own = self.terms[self.terms["target_id"] == target_id].sort_values("from", na_position="first")
        party = np.full(len(day), _party(own["party"].iloc[-1]) if len(own) else "", dtype=object)
        for term in own.itertuples(index=False):
            first, last = _bounds(term[3], term[4])
            party[(first <= day) & (day <= last)] = _party(term.party)
        return party


def resolve(actions: pd.DataFrame, directory: Directory) -> pd.DataFrame:
    """Actions as stated -> the same rows with effective ``target_id`` and ``riding``, and with

    ``province`` (of the riding or else of the office), ``share`` (what of the quantity goes to the row's target: 1,
    1/n when the action is split over n targets, 0 where the action names the same target again) and
    ``contradiction`` (the stated riding is not the target's; the target decides).
    """
    on = actions["date_end"].to_numpy().astype("datetime64[D]")
    office, stated = _texts(actions["office_id"]), _texts(actions["riding"])
    target = _by_unique(actions["target_id"], lambda target_id: directory.links.get(target_id, target_id))
    target = np.where(target == "", directory.owner_of(office), target)
    riding_alone = (target == "") & (stated != "")
    target[riding_alone] = directory.mp_on(stated[riding_alone], on[riding_alone])
    at_office = office != ""
    own = directory.riding_on(target, on)
    own[at_office] = directory.home_riding(target[at_office], on[at_office])
    same_order = _orders(own) == _orders(stated)
    contradiction = (stated != "") & (own != "") & same_order & (own != stated) & ~riding_alone
    riding = np.where((stated == "") | contradiction, own, stated)
    return actions.assign(
        target_id=pd.Series(target, index=actions.index, dtype="str"),
        riding=pd.Series(riding, index=actions.index, dtype="str"),
        province=pd.Series(_provinces(riding, office, directory), index=actions.index, dtype="str"),
        share=_shares(actions, target, riding),
        contradiction=contradiction,
    )


def office_identity(kind: str, postal_code: str, address: str) -> tuple[str, str, str]:
    """What makes two records of one person's offices the same office: kind, postal code and street number."""
    number = re.search(r"\d+", address)
    return kind, re.sub(r"\W", "", postal_code).upper(), number[0] if number else ""


def _shares(actions: pd.DataFrame, target: Texts, riding: Texts) -> npt.NDArray[np.float64]:
    """1 for the first row of each of an action's distinct targets (1/n when split), 0 for its repeats."""
    share = np.ones(len(actions))
    several = actions["action_id"].duplicated(keep=False).to_numpy()
    if several.any():
        whom = np.where(target == "", riding, target)[several]
        rows = pd.DataFrame({"action": actions["action_id"].to_numpy()[several], "whom": whom})
        repeated = rows.duplicated().to_numpy()
        distinct = (~rows.duplicated()).groupby(rows["action"]).transform("sum").to_numpy()
        split = actions["split"].to_numpy(dtype=bool)[several]
        share[several] = np.where(repeated, 0.0, np.where(split, 1.0 / distinct, 1.0))
    return share


def _provinces(riding: Texts, office: Texts, directory: Directory) -> Texts:
    of_office = dict(zip(directory.offices["office_id"], directory.offices["province"], strict=True))
    of_riding = _by_unique(riding, lambda key: RidingKey.parse(key).province if key else "")
    return np.where(of_riding == "", _by_unique(office, lambda office_id: of_office.get(office_id, "")), of_riding)


def _orders(ridings: Texts) -> Texts:
    return _by_unique(ridings, lambda key: key[:4])


def _links(campaign: DirectoryTables, reference: DirectoryTables) -> dict[str, str]:
    """Reference ids of people whom the campaign has too: the same name and at least one riding in common."""
    names = dict(zip(campaign.people["target_id"], campaign.people["name"], strict=True))
    own = {
        (normal_form(names[target_id]), riding): target_id
        for target_id, riding in zip(campaign.terms["target_id"], campaign.terms["riding"], strict=True)
        if target_id in names
    }
    if not own or reference.people.empty:
        return {}
    called = dict(zip(reference.people["target_id"], reference.people["name"], strict=True))
    links = {}
    for target_id, riding in zip(reference.terms["target_id"], reference.terms["riding"], strict=True):
        found = own.get((normal_form(called.get(target_id, "")), riding))
        if found:
            links[target_id] = found
    return links


def _stack(campaign: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    parts = [campaign.assign(source="campaign"), reference.assign(source="reference")]
    stacked = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return stacked.astype({"source": "str"})


def _without(table: pd.DataFrame, links: dict[str, str]) -> pd.DataFrame:
    return table[~table["target_id"].isin(list(links))]


def _linked(table: pd.DataFrame, links: dict[str, str]) -> pd.DataFrame:
    return table.assign(target_id=[links.get(target_id, target_id) for target_id in table["target_id"]])


def _merged_offices(campaign: pd.DataFrame, reference: pd.DataFrame, links: dict[str, str]) -> pd.DataFrame:
    """The campaign's offices, then the reference's under the linked ids, without those the campaign has already."""
    reference = _linked(reference, links)
    own = {(office.target_id, *_identity(office)) for office in campaign.itertuples(index=False)}
    new = [(office.target_id, *_identity(office)) not in own for office in reference.itertuples(index=False)]
    parts = [campaign, reference[np.array(new, dtype=bool)]]
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _relinked_owners(offices: pd.DataFrame, links: dict[str, str]) -> dict[str, str]:
    pairs = zip(offices["office_id"], offices["target_id"], strict=True)
    return {office_id: links[target_id] for office_id, target_id in pairs if target_id in links}


def _identity(office: object) -> tuple[str, str, str]:
    return office_identity(office.kind, office.postal_code, office.address)  # type: ignore[attr-defined]


def _spells(table: pd.DataFrame, what: str, by: str) -> dict[str, list[Spell]]:
    """Spells of a table grouped by one column, each group by first day so that a later one overrides."""
    groups: dict[str, list[Spell]] = {}
    ordered = table.sort_values("from", na_position="first", kind="stable")
    columns = (ordered["target_id"], ordered[what], ordered[by], ordered["from"], ordered["to"])
    for target_id, held, key, first, last in zip(*columns, strict=True):
        groups.setdefault(key, []).append(Spell(target_id, held, *_bounds(first, last)))
    return groups


def _succeeded(spells: list[Spell]) -> list[Spell]:
    """The same spells, one that another person takes over on its last day ending the day before."""
    cut = []
    for spell in spells:
        taken = any(
            other.first == spell.last and other.target_id != spell.target_id and spell.first < other.first
            for other in spells
        )
        last = spell.last - np.timedelta64(1, "D") if taken else spell.last
        cut.append(Spell(spell.target_id, spell.what, spell.first, last))
    return cut


def _look_up(groups: dict[str, list[Spell]], keys: npt.ArrayLike, on: npt.ArrayLike) -> Texts:
    """For each key and day the ``what`` of the last spell of that key that holds the day, "" where none does."""
    wanted, day = _texts(keys), np.asarray(on).astype("datetime64[D]")
    found = np.full(len(wanted), "", dtype=object)
    codes, unique = pd.factorize(wanted)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(unique) + 1))
    for place, key in enumerate(unique):
        rows = order[starts[place] : starts[place + 1]]
        for spell in groups.get(key, ()):
            found[rows[(spell.first <= day[rows]) & (day[rows] <= spell.last)]] = spell.what
    return found


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


def _party(name: str) -> str:
    """A party's name in a form that the short and the official name share."""
    return re.sub(r" (party|of|canada|caucus)\b", "", normal_form(name))


def _bounds(first: object, last: object) -> tuple[np.datetime64, np.datetime64]:
    return (
        _FIRST if pd.isna(first) else np.datetime64(first, "D"),  # type: ignore[call-overload]
        _LAST if pd.isna(last) else np.datetime64(last, "D"),  # type: ignore[call-overload]
    )


def _texts(values: npt.ArrayLike) -> Texts:
    return np.asarray(values, dtype=object)


def _by_unique(values: npt.ArrayLike, function: object) -> Texts:
    """The function's text for each value, called once for each distinct one."""
    codes, unique = pd.factorize(_texts(values))
    told = np.array([function(value) for value in unique] + [""], dtype=object)  # type: ignore[operator]
    return told[codes]
