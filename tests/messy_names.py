"""A thousand messy names with what they mean, made from the real ridings, members, posts and offices.

What a name means is worked out here, from the published tables alone and without the matchers: a misspelling counts
as plain when what it was made from is one slip away and everything else that is known on that day at least three.
A name that means nobody for certain is labelled "must be asked".
"""

import random
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from dashboard.directory import Directory
from dashboard.names import normal_form

ASK = ""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SLIPS = ("dropped", "doubled", "swapped", "replaced")
_DAYS = ("2020-12-15", "2021-02-10", "2022-03-01", "2023-02-01", "2023-11-01", "2024-10-15")
_STRANGERS = (
    "Jean Untel", "Jane Nobody", "Priya Raghunathan", "Olga Kowalchukova", "Tenzin Dorjeebhai", "Mamadou Diabatee",
    "Wei-Ling Zhongqing", "Guillermo Etxeberria", "Fatoumata Kourouma", "Sigurdur Thorvaldsson", "Nkechi Okonkwoeze",
    "Hiroshi Yamaguchida", "Anneliese Vandenbroucke", "Ruaridh MacGillechaluim", "Zdravko Milosavljevic",
)  # fmt: skip
_GIBBERISH = (
    "asdf", "xxx", "???", "n/a", "TBD", "same as above", "see notes", "idem", "qwertyuiop", "lorem ipsum", "0000",
    "yes", "oui", "voicemail", "Ottawa?", "the usual", "none", "aucun", "unknown", "inconnu",
)  # fmt: skip
_SHORT = {"Robert": "Bob", "William": "Bill", "Michael": "Mike", "Stephen": "Steve", "Anthony": "Tony", "David": "Dave",
          "James": "Jim", "Thomas": "Tom", "Joseph": "Joe", "Andrew": "Andy", "Peter": "Pete", "Ronald": "Ron",
          "Elizabeth": "Liz", "Patricia": "Pat", "Kenneth": "Ken", "Gerald": "Gerry"}  # fmt: skip


@dataclass(frozen=True)
class Messy:
    """A name as someone wrote it: its ``sort`` (riding, target, office), and the keys it means; ASK for none."""

    sort: str
    kind: str
    text: str
    order: int
    day: str
    meaning: str
    owner: str = ""


def messy_names(directory: Directory, ridings: pd.DataFrame, seed: str = "messy") -> list[Messy]:
    """A thousand names of every kind; the same for the same seed and tables."""
    rng = random.Random(seed)
    made = [
        *_Ridings(ridings, rng).all(),
        *_Members(directory, rng).all(),
        *_Posts(directory, rng).all(),
        *_Offices(directory, rng).all(),
    ]
    unique = list({(one.sort, one.text, one.order, one.day, one.owner): one for one in made}.values())
    assert len(unique) >= 1000, len(unique)
    kept = rng.sample(unique, 1000)
    return sorted(kept, key=lambda one: (one.sort, one.kind, one.text))


def _misspelt(name: str, rng: random.Random, slip: str) -> str:
    """The name with one letter wrong, never its first."""
    letters = [place for place, sign in enumerate(name) if sign.isalpha() and place]
    place = rng.choice(letters)
    letter = name[place]
    if slip == "swapped":
        pairs = [one for one in letters if one + 1 in letters and normal_form(name[one]) != normal_form(name[one + 1])]
        if not pairs:
            return name[:place] + letter + name[place:]
        place = rng.choice(pairs)
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    instead = {"dropped": "", "doubled": letter * 2, "replaced": rng.choice(_LETTERS)}[slip]
    return name[:place] + instead + name[place + 1 :]


def _only_one(text: str, forms: list[str], own: set[str], letters: int = 5) -> bool | None:
    """Whether a misspelling can mean its own form alone; None where it says another one to the letter.

    One with fewer letters than these says too little to be plain.
    """
    form = normal_form(text)
    far = process.cdist([form], forms, scorer=DamerauLevenshtein.distance)[0]
    mine = min(slips for slips, other in zip(far, forms, strict=True) if other in own)
    others = min((slips for slips, other in zip(far, forms, strict=True) if other not in own), default=99)
    if others == 0:
        return None
    return bool(mine <= 1 and others >= 3 and len(form) >= letters)


class _Ridings:
    def __init__(self, ridings: pd.DataFrame, rng: random.Random) -> None:
        self._rng = rng
        columns = ridings[["riding", "order", "code", "name_en", "name_fr", "province"]]
        self._rows = list(columns.itertuples(index=False))
        self._keys: dict[int, dict[str, str]] = {2013: {}, 2023: {}}
        for row in self._rows:
            for name in (row.name_en, row.name_fr):
                self._keys[row.order][normal_form(name)] = row.riding
        self._spans = {order: list(keys) for order, keys in self._keys.items()}
        self._anywhere = list({form for forms in self._spans.values() for form in forms})

    def all(self) -> list[Messy]:
        """Every kind of riding's name."""
        return [
            *self._spelled(), *self._slips(), *self._turned(), *self._spoken(), *self._coded(), *self._stated(),
            *self._asked(),
        ]  # fmt: skip

    def _some(self, count: int) -> list[tuple[object, str]]:
        return [(row, self._rng.choice((row.name_en, row.name_fr))) for row in self._rng.sample(self._rows, count)]

    def _one(self, kind: str, text: str, order: int, meaning: str) -> Messy:
        return Messy("riding", kind, text, order, "2024-10-15" if order == 2023 else "2020-12-15", meaning)

    def _spelled(self) -> list[Messy]:
        ways = (
            str.upper, str.lower, normal_form, lambda name: name.replace("—", "--"),
            lambda name: name.replace("—", " - "), lambda name: name.replace("—", "-"),
            lambda name: name.replace("—", " – "), lambda name: name.replace("—", "/"),  # noqa: RUF001 - an en dash
            lambda name: f"  {name} ", lambda name: name.replace("’", "'").replace("'", " "),  # noqa: RUF001
        )  # fmt: skip
        return [self._one("riding spelled", ways[n % 10](name), row.order, row.riding)
                for n, (row, name) in enumerate(self._some(80))]  # fmt: skip

    def _slips(self) -> list[Messy]:
        made = []
        for n, (row, name) in enumerate(self._some(260)):
            text = _misspelt(name, self._rng, _SLIPS[n % 4])
            own = {normal_form(row.name_en), normal_form(row.name_fr)}
            plain = _only_one(text, self._anywhere, own)
            if plain is not None and normal_form(text) not in own:
                kind = f"riding {_SLIPS[n % 4]}" if plain else "riding slip near two"
                made.append(self._one(kind, text, row.order, row.riding if plain else f"?{row.riding}"))
        return made

    def _turned(self) -> list[Messy]:
        made = []
        for row, name in self._some(len(self._rows)):
            parts = name.split("—")
            turned = "—".join([*parts[1:], parts[0]])
            others = [form for form in self._anywhere if sorted(form.split()) == sorted(normal_form(turned).split())]
            if len(parts) > 1 and {*others} <= {normal_form(row.name_en), normal_form(row.name_fr)}:
                made.append(self._one("riding in another order", turned, row.order, row.riding))
        return made[:60]

    def _spoken(self) -> list[Messy]:
        ways = (
            "riding of {}", "the riding of {}", "{} riding", "circonscription de {}", "comté de {}", "{} ({})",
            "{}, {}", "electoral district of {}", "la circonscription de {}", "{} (federal riding)",
        )  # fmt: skip
        return [self._one("riding spoken of", ways[n % 10].format(name, row.province), row.order, row.riding)
                for n, (row, name) in enumerate(self._some(70))]  # fmt: skip

    def _coded(self) -> list[Messy]:
        ways = ("{0} {1}", "{1} ({0})", "{1} {0}", "{0}", "{2}", "{0} - {1}")
        return [self._one("riding by code", ways[n % 6].format(row.code, name, row.riding), row.order, row.riding)
                for n, (row, name) in enumerate(self._some(50))]  # fmt: skip

    def _stated(self) -> list[Messy]:
        gone = [row for row in self._rows if normal_form(row.name_en) not in self._keys[2036 - row.order + 2000]]
        return [self._one("riding of a stated order", row.name_en.lower(), row.order, row.riding)
                for row in self._rng.sample(gone, 40)]  # fmt: skip

    def _asked(self) -> list[Messy]:
        both = {order: set(self._keys[order]) for order in (2013, 2023)}
        gone = sorted(both[2013] - both[2023])
        made = [self._one("riding of the other order", form.title(), 2023, ASK) for form in self._rng.sample(gone, 20)]
        halves = defaultdict(set)
        for row in self._rows:
            halves[row.order, normal_form(row.name_en.split("—")[0].split(" ")[0])].add(row.riding)
        shared = [half for half, keys in halves.items() if len(keys) > 1 and half[1] not in self._keys[half[0]]]
        made += [self._one("riding, a word of several", word.title(), order, ASK)
                 for order, word in self._rng.sample(sorted(shared), 20)]  # fmt: skip
        made += [self._one("riding, gibberish", text, 2023, ASK) for text in (*_GIBBERISH, *_STRANGERS[:5])]
        return made


class _Members:
    def __init__(self, directory: Directory, rng: random.Random) -> None:
        self._rng = rng
        self._names = dict(zip(directory.people["target_id"], directory.people["name"], strict=True))
        self._spans = defaultdict(list)
        for table in (directory.terms, directory.roles):
            for target_id, first, last in zip(table["target_id"], table["from"], table["to"], strict=True):
                self._spans[target_id].append((first, last))
        self._sat = {day: self._on(day, directory.terms) for day in _DAYS}
        self._forms = {day: self._forms_on(day) for day in _DAYS}

    def _on(self, day: str, terms: pd.DataFrame) -> list[str]:
        at = pd.Timestamp(day)
        sat = (terms["from"].isna() | (terms["from"] <= at)) & (terms["to"].isna() | (at <= terms["to"]))
        return sorted(set(terms.loc[sat, "target_id"]))

    def _forms_on(self, day: str) -> dict[str, set[str]]:
        """Whose whole names and surnames are known, in normal form, among those who sat or had a role that day."""
        at = pd.Timestamp(day)
        forms = defaultdict(set)
        for target_id, spans in self._spans.items():
            if any((pd.isna(first) or first <= at) and (pd.isna(last) or at <= last) for first, last in spans):
                for form in (self._names[target_id], *self._tails(target_id)):
                    forms[normal_form(form)].add(target_id)
        return forms

    def _tails(self, target_id: str) -> list[str]:
        words = self._names[target_id].split()
        return [" ".join(words[place:]) for place in range(1, len(words))]

    def all(self) -> list[Messy]:
        """Every kind of member's name."""
        return [*self._written(), *self._slips(), *self._asked()]

    def _some(self, count: int) -> list[tuple[str, str]]:
        days = [self._rng.choice(_DAYS) for _ in range(count)]
        return [(day, self._rng.choice(self._sat[day])) for day in days]

    def _one(self, kind: str, text: str, day: str, meaning: str) -> Messy:
        return Messy("target", kind, text, 2013, day, meaning)

    def _alone(self, surname: str, day: str) -> bool:
        return len(self._forms[day].get(normal_form(surname), ())) == 1

    def _written(self) -> list[Messy]:
        whole = (
            "{first} {last}", "{LAST}, {first}", "{last}, {first}", "Hon. {first} {last}", "L'hon. {first} {last}",
            "MP {first} {last}", "{first} {last}, MP", "député {first} {last}", "The Honourable {first} {last}, P.C.",
            "{plain}", "{upper}", "{first} {last} (Liberal)", "Députée {first} {last}", "M. {first} {last}", "{lower}",
            "member of parliament {first} {last}", "{first} {last} (député)", "Rt. Hon. {first} {last}",
            "{last} {first}", "{nick} {last}", "l'honorable {first} {last}, député", "{first} {last} M.P.",
        )  # fmt: skip
        short = (
            "{last}", "{LAST}", "MP {last}", "Hon. {last}", "{initial}. {last}", "{initial} {last}", "Mme {last}",
            "M. {last}", "député {last}", "Mr. {last}", "Ms {last}", "l'hon. {last}", "{last}, {initial}.",
        )  # fmt: skip
        made = []
        for n, (day, target_id) in enumerate(self._some(170)):
            way = whole[n % len(whole)]
            made.append(self._one("member's whole name", self._told(way, target_id), day, target_id))
        for n, (day, target_id) in enumerate(self._some(130)):
            if self._alone(self._names[target_id].partition(" ")[2], day):
                made.append(self._one("member's surname", self._told(short[n % len(short)], target_id), day, target_id))
        return made

    def _told(self, way: str, target_id: str) -> str:
        name = self._names[target_id]
        first, _, last = name.partition(" ")
        return way.format(
            first=first, last=last, LAST=last.upper(), plain=normal_form(name), upper=name.upper(), lower=name.lower(),
            initial=first[0], nick=_SHORT.get(first, first),
        )  # fmt: skip

    def _slips(self) -> list[Messy]:
        made = []
        for n, (day, target_id) in enumerate(self._some(220)):
            first, _, last = self._names[target_id].partition(" ")
            text = _misspelt(last, self._rng, _SLIPS[n % 4])
            if n % 3 == 1:
                text = f"{first} {text}"
            elif n % 3 == 2:
                text = f"{_misspelt(first, self._rng, _SLIPS[n % 4])} {last}"
            own = {form for form, ids in self._forms[day].items() if ids == {target_id}}
            plain = bool(own) and _only_one(text, list(self._forms[day]), own, 5 if " " in text else 6)
            if n % 3 == 2 and len(first) <= 3:
                plain = plain and False
            if plain is not None and normal_form(text) not in own:
                kind = f"member {_SLIPS[n % 4]}" if plain else "member slip near two"
                made.append(self._one(kind, text, day, target_id if plain else f"?{target_id}"))
        return made

    def _asked(self) -> list[Messy]:
        made = []
        for day in _DAYS:
            shared = sorted(form for form, ids in self._forms[day].items() if len(ids) > 1)
            for form in self._rng.sample(shared, min(6, len(shared))):
                made += [self._one("surname of two", form.title(), day, ASK)]
                made += [self._one("surname of two", f"MP {form.upper()}", day, ASK)]
            gone = sorted(set(self._names) - {one for ids in self._forms[day].values() for one in ids})
            ended = [one for one in gone if self._before(one, day)]
            for target_id in self._rng.sample(ended, min(5, len(ended))):
                last = self._names[target_id].partition(" ")[2]
                made.append(self._one("member no more", self._names[target_id], day, ASK))
                if normal_form(last) not in self._forms[day]:
                    made.append(self._one("member no more", f"Hon. {last}", day, ASK))
        made += [self._one("a stranger", name, "2023-11-01", ASK) for name in _STRANGERS]
        made += [self._one("a stranger", self._rng.choice(("Hon. ", "MP ", "")) + name.split()[-1], "2020-12-15", ASK)
                 for name in _STRANGERS]  # fmt: skip
        made += [self._one("target, gibberish", text, "2023-11-01", ASK) for text in _GIBBERISH]
        return made

    def _before(self, target_id: str, day: str) -> bool:
        return all(pd.notna(last) and last < pd.Timestamp(day) for _, last in self._spans[target_id])


class _Posts:
    def __init__(self, directory: Directory, rng: random.Random) -> None:
        self._rng = rng
        kinds = ["minister", "prime_minister", "parliamentary_secretary"]
        self._roles = directory.roles[directory.roles["kind"].isin(kinds)]

    def all(self) -> list[Messy]:
        """Every kind of post."""
        made = [*self._whole("minister"), *self._whole("parliamentary_secretary"), *self._shortened()]
        prime, day = ("PM", "the Prime Minister", "Premier ministre", "premier ministre du Canada"), "2022-03-01"
        made += [self._one("post", text, day, self._holders("prime_minister", "Prime Minister", day)) for text in prime]
        nobody = (
            "Minister of Magic", "ministre de la Magie", "Minister", "ministre", "Minister of Teleportation",
            "Parliamentary Secretary to the Minister of Magic", "Cabinet Member", "Minister of the Moon",
            "Parliamentary Secretary", "secrétaire parlementaire", "Minister of State for Elves", "Membre du Cabinet",
        )  # fmt: skip
        return made + [self._one("post of nobody or several", text, "2022-03-01", ASK) for text in nobody]

    def _one(self, kind: str, text: str, day: str, meaning: str) -> Messy:
        return Messy("target", kind, text, 2013, day, meaning)

    def _holders(self, kind: str, title: str, day: str) -> str:
        """Who alone held a title on a day, ASK where nobody or several did."""
        at, roles = pd.Timestamp(day), self._roles
        held = (roles["kind"] == kind) & (roles["title"].map(normal_form) == normal_form(title))
        held &= (roles["from"].isna() | (roles["from"] <= at)) & (roles["to"].isna() | (at <= roles["to"]))
        ids = set(roles.loc[held, "target_id"])
        return ids.pop() if len(ids) == 1 else ASK

    def _whole(self, kind: str) -> list[Messy]:
        secretary = kind == "parliamentary_secretary"
        english = ("{}", "the {}", "{}, Canada") if not secretary else (
            "Parliamentary Secretary to the {}", "parliamentary secretary to {}", "Parliamentary Secretary, {}",
        )  # fmt: skip
        french = ("{}", "le {}", "la {}") if not secretary else (
            "Secrétaire parlementaire du {}", "secrétaire parlementaire de la {}", "Secrétaire parlementaire au {}",
        )  # fmt: skip
        made = []
        rows = self._roles[(self._roles["kind"] == kind) & (self._roles["title"] != "Cabinet Member")]
        for n, row in enumerate(rows.sample(min(45, len(rows)), random_state=7).itertuples()):
            day = self._day(row)
            meaning = self._holders(kind, row.title, day)
            text = english[n % 3].format(row.title)
            made.append(self._one("post" if meaning else "post of nobody or several", text, day, meaning))
            if row.title_fr and "(" not in row.title_fr:
                told = row.title_fr.lower() if n % 2 else row.title_fr
                meant = self._holders_fr(kind, row.title_fr, day)
                kind_of = "post in French" if meant else "post of nobody or several"
                made.append(self._one(kind_of, french[n % 3].format(told), day, meant))
        return made

    def _holders_fr(self, kind: str, title_fr: str, day: str) -> str:
        same = self._roles["title_fr"].map(normal_form) == normal_form(title_fr)
        titles = {normal_form(one) for one in self._roles.loc[same, "title"]}
        held = {self._holders(kind, title, day) for title in titles} - {ASK}
        several = sum(bool(self._holders(kind, title, day)) for title in titles) > 1
        return ASK if several or not held else held.pop()

    def _day(self, row: object) -> str:
        spans = self._roles[(self._roles["target_id"] == row.target_id) & (self._roles["title"] == row.title)]
        first, last = spans["from"].min(), spans["to"].max()
        last = pd.Timestamp("2025-12-15") if pd.isna(last) else last
        return str((first + (last - first) * self._rng.uniform(0.2, 0.8)).date())

    def _shortened(self) -> list[Messy]:
        """Posts as people shorten them, on days when one title alone begins so."""
        named = (
            ("Minister of Immigration, Refugees and Citizenship", "Immigration", "l'Immigration"),
            ("Minister of Finance", "Finance", "Finances"), ("Minister of Health", "Health", "la Santé"),
            ("Minister of Transport", "Transport", "Transports"), ("Minister of Justice", "Justice", "la Justice"),
            ("Minister of Foreign Affairs", "Foreign Affairs", "Affaires étrangères"),
            ("Minister of National Defence", "National Defence", "la Défense nationale"),
            ("Minister of Seniors", "Seniors", "Aînés"), ("Minister of Tourism", "Tourism", "Tourisme"),
            ("Minister of Environment and Climate Change", "Environment", "l'Environnement"),
            ("Minister of Agriculture and Agri-Food", "Agriculture", "l'Agriculture"),
            ("Minister of Veterans Affairs", "Veterans Affairs", "Anciens combattants"),
            ("Minister of Innovation, Science and Industry", "Industry", "l'Industrie"),
            ("Minister of Families, Children and Social Development", "Social Development", "Développement social"),
        )  # fmt: skip
        ways = ("{} Minister", "Minister for {}", "Minister of {}", "the {} minister")
        made = []
        for n, (title, english, french) in enumerate(named):
            for day in ("2020-12-15", "2022-03-01", "2023-02-01"):
                meaning = self._holders("minister", title, day)
                if meaning:
                    made.append(self._one("post shortened", ways[n % 4].format(english), day, meaning))
                    made.append(self._one("post shortened", f"ministre {_of(french)}", day, meaning))
                    made.append(self._one("post shortened", f"la ministre {_of(french)}", day, meaning))
        return made


def _of(french: str) -> str:
    if french.startswith(("l'", "la ")):
        return f"de {french}"
    return f"du {french}" if french in ("Tourisme", "Développement social") else f"des {french}"


class _Offices:
    def __init__(self, directory: Directory, rng: random.Random) -> None:
        self._rng = rng
        offices = directory.offices
        open_ended = offices[offices["valid_to"].isna() & (offices["kind"] == "constituency")]
        self._rows = [row for row in open_ended.itertuples(index=False) if _open(row)]
        self._all = list(offices.itertuples(index=False))

    def all(self) -> list[Messy]:
        """Every kind of office."""
        made = []
        rows = self._rng.sample(self._rows, min(170, len(self._rows)))
        ways = (self._address, self._street, self._postal, self._phone, self._kind, self._whole)
        for n, row in enumerate(rows):
            told = ways[n % len(ways)](row)
            if told:
                made.append(Messy("office", told[0], told[1], 2013, "2024-10-15", told[2], told[3]))
        asked = ("K1A 0A6", "House of Commons", "12 Nowhere Street", "999 Imaginary Blvd", "A9Z 9Z9", "555-555-0100",
                 "Hill office", "constituency office", "office", "bureau", "downtown", "???")  # fmt: skip
        return made + [Messy("office", "office, must be asked", text, 2013, "2024-10-15", ASK) for text in asked]

    def _alone(self, row: object, column: str, form: object = normal_form) -> str:
        """The office, if no other one has this in common; ASK where one has."""
        mine = form(getattr(row, column))
        same = {_place(one) for one in self._all if form(getattr(one, column)) == mine and _open(one)}
        return row.office_id if mine and len(same) == 1 else ASK

    def _address(self, row: object) -> tuple[str, str, str, str]:
        return "office by address", row.address.upper(), self._alone(row, "address"), ""

    def _whole(self, row: object) -> tuple[str, str, str, str]:
        text = f"{row.address}, {row.city} {row.province} {row.postal_code}"
        return "office by whole address", text, self._alone(row, "address") and self._alone(row, "postal_code"), ""

    def _street(self, row: object) -> tuple[str, str, str, str] | None:
        text = row.address.partition(",")[0]
        for long, short in (("Street", "St."), ("Avenue", "Ave"), ("Road", "Rd"), ("Boulevard", "Blvd"),
                            (" West", " W"), (" East", " E"), ("Drive", "Dr.")):  # fmt: skip
            text = text.replace(long, short)
        first = row.address.partition(",")[0]
        begun = [one for one in self._all if normal_form(one.address).startswith(normal_form(first)) and _open(one)]
        if not first[:1].isdigit() or len({_place(one) for one in begun}) != 1:
            return None
        return "office by street", text, row.office_id, ""

    def _postal(self, row: object) -> tuple[str, str, str, str]:
        text = self._rng.choice((row.postal_code, row.postal_code.lower(), row.postal_code.replace(" ", "")))
        return "office by postal code", text, self._alone(row, "postal_code", str), ""

    def _phone(self, row: object) -> tuple[str, str, str, str] | None:
        number = row.phone[:12].replace("-", "")
        if len(number) != 10:
            return None
        ways = ("({0}) {1}-{2}", "{0}.{1}.{2}", "+1 {0} {1} {2}", "{0}{1}{2}", "tel: {0}-{1}-{2}")
        text = self._rng.choice(ways).format(number[:3], number[3:6], number[6:])
        return "office by phone", text, self._alone(row, "phone", lambda phone: phone[:12]), ""

    def _kind(self, row: object) -> tuple[str, str, str, str]:
        mine = {_place(one) for one in self._rows if one.target_id == row.target_id and _open(one)}
        text = self._rng.choice(("constituency office", "bureau de circonscription", "riding office"))
        return "office of a target", text, row.office_id if len(mine) == 1 else ASK, row.target_id


def _place(row: object) -> tuple[str, str]:
    return row.target_id, row.postal_code


def _open(row: object) -> bool:
    day = np.datetime64("2024-10-15")
    starts, ends = row.valid_from, row.valid_to
    return bool((pd.isna(starts) or starts <= day) and (pd.isna(ends) or day <= ends))
