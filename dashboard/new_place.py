"""A place that organizers add by hand: an institution or another place that is nobody's constituency office."""

import re
from dataclasses import dataclass
from typing import NoReturn, Self

from dashboard.addresses import phones, postal_code, province
from dashboard.errors import UsageError
from dashboard.names import normal_form
from dashboard.plain import clean
from dashboard.schema import RidingKey

PLACE_KINDS = ("department", "ministerial", "legislature", "other")
"""Kinds of office that a place may be; a constituency office is a member's."""

LONGEST = 200
"""Characters of a name or an address at most."""

_CODE_AT_END = re.compile(r"[\s,]*\b[A-Z]\d[A-Z] ?\d[A-Z]\d$", re.IGNORECASE)
_LEAST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A name with one office; made by ``read``, which refuses what no store should hold."""

    name: str
    kind: str
    address: str = ""
    postal_code: str = ""
    city: str = ""
    province: str = ""
    phone: str = ""
    riding: str = ""
    serves_post: bool = False

    @classmethod
    def read(
        cls,
        name: str,
        *,
        kind: str = "other",
        address: str = "",
        code: str = "",
        phone: str = "",
        riding: str = "",
        serves_post: bool = False,
    ) -> Self:
        """The place that someone typed, as plain text in one form; raises UsageError with what to correct."""
        name, address = _text(name), _text(address)
        if not normal_form(name):
            _refuse("Give the place a name, for example Passport Office Ottawa.")
        if kind not in PLACE_KINDS:
            message = f"There is no kind of place {kind!r}: use one of {', '.join(PLACE_KINDS)}."
            raise UsageError(message)
        code, phone = _code(code, address), _phone(phone)
        if not (address or code or phone):
            _refuse("Give the place an address, a postal code or a phone number, so that it can be found.")
        city, where = _city(address)
        held = str(RidingKey.parse(riding)) if riding else ""
        return cls(name, kind, address, code, city, where, phone, held, serves_post)


def _text(text: str) -> str:
    text = clean(text)
    if len(text) > LONGEST:
        message = f"A name and an address have at most {LONGEST} characters each: shorten the one of {len(text)}."
        raise UsageError(message)
    return text


def _code(text: str, address: str) -> str:
    """The postal code as given, else the one in the address."""
    text = clean(text)
    found = postal_code(text)
    if text and not found:
        message = f"{text[:LONGEST]!r} is no postal code: write it like M6A 1A3, or leave it empty."
        raise UsageError(message)
    return found or postal_code(address)


def _phone(text: str) -> str:
    """The numbers in one form, or as given where they are no Canadian ones."""
    text = clean(text)
    if text and sum(mark.isdigit() for mark in text) < _LEAST_DIGITS:
        message = f"{text[:LONGEST]!r} is no phone number: write it with its area code, or leave it empty."
        raise UsageError(message)
    return "; ".join(phones(text)) or text[:LONGEST]


def _city(address: str) -> tuple[str, str]:
    """City and province at the end of an address such as ``365 Laurier Avenue West, Ottawa, ON``."""
    parts = [part.strip() for part in _CODE_AT_END.sub("", address).split(",")]
    if len(parts) > 1 and (where := province(parts[-1])):
        return (parts[-2], where) if len(parts) > 2 or not parts[-2][:1].isdigit() else ("", where)  # noqa: PLR2004
    city, _, where = parts[-1].rpartition(" ")
    return (city, province(where)) if len(parts) > 1 and city and province(where) else ("", "")


def _refuse(sentence: str) -> NoReturn:
    raise UsageError(sentence)
