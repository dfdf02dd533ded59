"""What in a free text may identify a person: e-mail addresses, phones, numbers of papers, birth days, homes."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dashboard.addresses import postal_code
from dashboard.ingest import personal_patterns as looks
from dashboard.names import normal_form

_BEFORE, _AFTER = 45, 30

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that may identify someone: from ``first`` up to ``last``."""

    first: int
    last: int
    kind: str


class Public:
    """What is published of offices, and so nobody's private data: phones, e-mail addresses, postal codes, streets."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        texts = {text for text in texts if text}
        self._forms = {
            form for text in texts for form in (text.strip().lower(), digits(text), postal_code(text)) if form
        }
        self._streets = {_street(text) for text in texts} - {""}

    def __contains__(self, text: str) -> bool:
        forms = (text.strip().lower(), digits(text), postal_code(text))
        return any(form in self._forms for form in forms if form)

    def street(self, text: str) -> bool:
        """Whether an address begins as a published one does."""
        return _street(text) in self._streets


def personal(text: str, public: Public) -> list[Found]:
    """Every part of a text that may identify a person, in the text's order, none within another."""
    if not looks.DIGIT_OR_AT.search(text):
        return []
    possible = looks.kinds_possible(text)
    if not possible:
        return []
    found: list[Found] = []
    links = [match.span() for match in looks.LINK.finditer(text)]
    for kind, finder in _FINDERS.items():
        if kind not in possible:
            continue
        for first, last in finder(text, public):
            linked = any(start <= first and last <= end for start, end in links) and kind != "e-mail address"
            if not linked and all(last <= other.first or other.last <= first for other in found):
                found.append(Found(first, last, kind))
    return sorted(found, key=lambda one: one.first)


def digits(text: str) -> str:
    """The ten digits of a phone number, "" for anything else."""
    kept = re.sub(r"\D", "", text)
    kept = kept.removeprefix("1") if len(kept) >= 11 else kept  # noqa: PLR2004 - with the country's 1
    return kept[:10] if len(kept) == 10 or (len(kept) > 10 and "x" in text.lower()) else ""  # noqa: PLR2004


def _street(text: str) -> str:
    return " ".join(normal_form(text).split()[:2]) if text[:1].isdigit() else ""


def _emails(text: str, public: Public) -> Iterator[Span]:
    for match in looks.EMAIL.finditer(text):
        if match[0] not in public and not looks.OFFICIAL.search(match[0]):
            yield match.span()


def _homes(text: str, public: Public) -> Iterator[Span]:
    for match in looks.HOME.finditer(text):
        if not public.street(match[1]):
            yield match.span(1)


def _birth_days(text: str, _public: Public) -> Iterator[Span]:
    for match in looks.DATE.finditer(text):
        if _said(text, match, looks.BORN):
            yield match.span()


def _health_cards(text: str, _public: Public) -> Iterator[Span]:
    for pattern in (looks.ONTARIO_HEALTH, looks.QUEBEC_HEALTH):
        for match in pattern.finditer(text):
            yield match.span()
    for match in looks.HEALTH.finditer(text):
        if _said(text, match, looks.HEALTH_WORD):
            yield match.span()


def _passports(text: str, _public: Public) -> Iterator[Span]:
    for match in looks.CANADIAN_PASSPORT.finditer(text):
        yield match.span()
    if looks.PASSPORT_WORD.search(text):
        for match in looks.PASSPORT.finditer(text):
            around = text[max(0, match.start() - _BEFORE) : match.end() + _AFTER]
            if looks.PASSPORT_WORD.search(around):
                yield match.span()


def _insurance_numbers(text: str, _public: Public) -> Iterator[Span]:
    for match in looks.NINE.finditer(text):
        if _said(text, match, looks.SIN_WORD) or (has_check_digit(match[0]) and not _just_a_number(text, match)):
            yield match.span()


def _papers(text: str, _public: Public) -> Iterator[Span]:
    for match in looks.PERMIT.finditer(text):
        if not _said(text, match, looks.ORDERED):
            yield match.span()
    for match in looks.PAPER.finditer(text):
        if sum(sign.isdigit() for sign in match[0]) >= 7 and _said(text, match, looks.PAPER_WORD):  # noqa: PLR2004
            yield match.span()


def _client_ids(text: str, _public: Public) -> Iterator[Span]:
    for match in looks.CLIENT.finditer(text):
        plain = not (_is_span(match[0]) or _just_a_number(text, match))
        if plain or _said(text, match, looks.CLIENT_WORD):
            yield match.span()
    for match in looks.CLIENT_BARE.finditer(text):
        if _said(text, match, looks.CLIENT_WORD) and not _is_span(match[0]):
            yield match.span()


def _phones(text: str, public: Public) -> Iterator[Span]:
    for match in looks.PHONE.finditer(text):
        ten = digits(match[0])
        bare = match[0].isdigit()
        if ten and ten[:3] not in looks.FREE and ten not in public and not (bare and _just_a_number(text, match)):
            yield match.span()
    for match in looks.ABROAD.finditer(text):
        yield match.span()
    for match in looks.SHORT_PHONE.finditer(text):
        if _said(text, match, looks.PHONE_WORD) and not looks.COUNTED.match(text, match.end()):
            yield match.span()


def _postal_codes(text: str, public: Public) -> Iterator[Span]:
    for match in looks.POSTAL.finditer(text):
        code = postal_code(match[0])
        if code and code not in public and not code.startswith("K1A"):
            yield match.span()


_FINDERS: dict[str, Callable[[str, Public], Iterator[Span]]] = {
    "e-mail address": _emails,
    "home address": _homes,
    "birth date": _birth_days,
    "health card number": _health_cards,
    "passport number": _passports,
    "phone number": _phones,
    "number like a social insurance number": _insurance_numbers,
    "permit or application number": _papers,
    "client number": _client_ids,
    "postal code": _postal_codes,
}
"""Kinds of personal data, the surest first: what one of them found is not looked at again."""


def _said(text: str, match: re.Match[str], word: re.Pattern[str]) -> bool:
    """Whether one of these words stands right before."""
    return bool(word.search(text[max(0, match.start() - _BEFORE) : match.start()]))


def _just_a_number(text: str, match: re.Match[str]) -> bool:
    """Whether what stands around says that it counts something, costs something, or is the number of an order."""
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    ordered = looks.ORDERED.search(before) or looks.REFERRED.search(before) or before.endswith("$")
    return bool(ordered or looks.COUNTED.match(text, match.end()))


def _is_span(text: str) -> bool:
    """Whether eight digits are a day, or two years, times or round numbers from one to the other."""
    kept = re.sub(r"\D", "", text)
    if len(kept) != 8:  # noqa: PLR2004 - two numbers of four digits
        return False
    if re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", kept):
        return True
    first, last = int(kept[:4]), int(kept[4:])
    years = all(1900 <= one <= 2100 for one in (first, last))  # noqa: PLR2004
    times = all(one < 2400 and one % 100 in (0, 15, 30, 45) for one in (first, last))  # noqa: PLR2004
    return years or times or (first % 50 == 0 and last % 50 in (0, 49))


def has_check_digit(text: str) -> bool:
    """Whether nine digits pass the check that social insurance numbers pass."""
    numbers = [int(mark) for mark in text if mark.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(digit * 2, 10)) for place, digit in enumerate(numbers)]
    return sum(doubled) % 10 == 0 and any(numbers)
