"""What stands in a log's office column to an office: its id, postal code, phone, address or kind."""

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from dashboard.directory import Directory
from dashboard.directory.spells import bounds
from dashboard.matching.near import EXACT, Found, Patience, is_clear, listed, near
from dashboard.names import normal_form

_POSTAL = re.compile(r"\b([A-Z]\d[A-Z])[ -]?(\d[A-Z]\d)\b", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]?\d{4}(?!\d)")
_STREET_WORDS = {
    "st": "street", "ave": "avenue", "av": "avenue", "blvd": "boulevard", "boul": "boulevard", "rd": "road",
    "dr": "drive", "w": "west", "e": "east", "n": "north", "s": "south", "ste": "suite", "o": "ouest",
}  # fmt: skip
_KINDS = {
    "constituency": (
        "constituency office", "constituency", "riding office", "local office", "bureau de circonscription",
        "circonscription", "bureau local",
    ),
    "legislature": (
        "hill office", "parliament hill", "the hill", "hill", "house of commons", "ottawa office",
        "colline du parlement", "bureau sur la colline", "colline parlementaire", "la colline", "bureau d ottawa",
    ),
    "ministerial": (
        "ministerial office", "minister s office", "bureau du ministre", "cabinet ministeriel", "bureau ministeriel",
    ),
    "department": ("department", "headquarters", "ministere", "siege", "administration centrale"),
}  # fmt: skip
_KIND_OF = {form: kind for kind, forms in _KINDS.items() for form in (kind, *forms)}


class OfficeMatcher:
    """Offices of a directory by all that tells them apart."""

    def __init__(self, directory: Directory, patience: Patience | None = None) -> None:
        self._patience = patience or Patience()
        offices = directory.offices
        self._directory = directory
        self._ids = offices["office_id"].tolist()
        self._known_ids = frozenset(self._ids)
        self._owners = offices["target_id"].tolist()
        places = zip(offices["target_id"], offices["kind"], offices["postal_code"], strict=True)
        self._places = [(owner, kind, _postal(code) or str(at)) for at, (owner, kind, code) in enumerate(places)]
        self._addresses = [_street(address) for address in offices["address"]]
        self._shown = [_shown(*row) for row in zip(self._ids, offices["address"], offices["city"], strict=True)]
        spans = zip(offices["valid_from"], offices["valid_to"], strict=True)
        self._spans = [bounds(first, last) for first, last in spans]
        self._by_postal = _index(_postal(code) for code in offices["postal_code"])
        self._by_phone = _index(_phone(phone) for phone in offices["phone"])
        self._by_street = _index(self._addresses)
        self._by_beginning: dict[str, list[int]] = {}
        for place, street in enumerate(self._addresses):
            for begun in _beginnings(street):
                self._by_beginning.setdefault(begun, []).append(place)
        self._by_kind = _index(offices["kind"])
        self._known: dict[tuple[str, str], list[tuple[int, float]]] = {}

    def match(self, text: str, target_id: str, days: npt.NDArray[np.datetime64]) -> list[Found]:
        """Which office ``text`` means on each of these days, among those of the target where one is given."""
        if text in self._known_ids or self._directory.owner_of([text])[0]:
            return [Found(text, text, EXACT)] * len(days)
        target_id = self._directory.links.get(target_id, target_id)
        if (text, target_id) not in self._known:
            self._known[text, target_id] = self._candidates(text, target_id)
        candidates = self._known[text, target_id]
        return [self._chosen(text, [one for one in candidates if self._open(one[0], day)]) for day in days]

    @staticmethod
    def names_a_kind(text: str) -> bool:
        """Whether ``text`` names a kind of office, such as the Hill office, that everyone may have."""
        return normal_form(text) in _KIND_OF

    def owner_of(self, office_id: str) -> str:
        """Whose office this is."""
        return str(self._directory.owner_of([office_id])[0])

    def _chosen(self, text: str, candidates: list[tuple[int, float]]) -> Found:
        if is_clear([score for _, score in candidates]):
            place, score = candidates[0]
            return Found(self._ids[place], self._shown[place], score)
        if candidates:
            shown = [self._shown[place] for place, _ in candidates[:5]]
            reason = f"{text!r} may be the office {listed(shown)}: write its id."
            return Found(reason=reason, candidates=tuple(self._ids[place] for place, _ in candidates))
        return Found(reason=f"No office is known by {text!r}: write its id, postal code or phone, or add it first.")

    def _open(self, place: int, day: np.datetime64) -> bool:
        first, last = self._spans[place]
        return bool(np.isnat(day) or first <= day <= last)

    def _candidates(self, text: str, target_id: str) -> list[tuple[int, float]]:
        """Places and scores of the offices that the text may mean, best first; the target's own before others'.

        A place that the campaign and the reference both list is the campaign's.
        """
        kind = _KIND_OF.get(normal_form(text))
        found = [(place, EXACT) for place in self._by_kind.get(kind, ())] if kind else self._by_what_it_says(text)
        found = list({self._places[one[0]]: one for one in reversed(found)}.values())[::-1]
        own = [one for one in found if target_id and self._owners[one[0]] == target_id]
        return own if kind else own or found

    def _by_what_it_says(self, text: str) -> list[tuple[int, float]]:
        street = _street(text)
        postal, phone = _postal(text), _phone(text)
        found = self._by_postal.get(postal, []) if postal else []
        found = found or (self._by_phone.get(phone, []) if phone else [])
        if len(found) > 1:
            number = street.split(" ")[0] if street[:1].isdigit() else ""
            found = [one for one in found if number and self._addresses[one].split(" ")[0] == number] or found
        if found or postal or phone:
            return [(place, EXACT) for place in found]
        return self._by_address(street)

    def _by_address(self, street: str) -> list[tuple[int, float]]:
        same = self._by_street.get(street, []) if street else []
        if same or not re.match(r"\d\S* \S", street):
            return [(place, EXACT) for place in same]
        shorter = [place for begun in _beginnings(street) for place in self._by_street.get(begun, ())]
        begun = sorted({*shorter, *self._by_beginning.get(street, ())})
        if begun or not self._patience.lasts(street, len(self._addresses)):
            return [(place, EXACT - 1) for place in begun]
        return near(street, self._addresses)


def _index(values: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, value in enumerate(values):
        if value:
            found.setdefault(value, []).append(place)
    return found


def _shown(office_id: str, address: str, city: str) -> str:
    told = ", ".join(filter(None, (address, city)))
    return f"{office_id} ({told})" if told else office_id


def _beginnings(street: str) -> list[str]:
    """An address without its last word, without its last two, and so on."""
    words = street.split()
    return [" ".join(words[:count]) for count in range(1, len(words))]


def _street(address: str) -> str:
    plain = normal_form(_POSTAL.sub(" ", address))
    return " ".join(_STREET_WORDS.get(word, word) for word in plain.split())


def _postal(text: str) -> str:
    match = _POSTAL.search(text)
    return f"{match[1]}{match[2]}".upper() if match else ""


def _phone(text: str) -> str:
    match = _PHONE.search(text)
    return re.sub(r"\D", "", match[0])[-10:] if match else ""
