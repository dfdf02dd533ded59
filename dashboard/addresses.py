"""Addresses and phone numbers as published, in one form: postal codes, street numbers, provinces, phones."""

import re
from itertools import pairwise

from dashboard.names import normal_form

_POSTAL = re.compile(r"\b([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])[ -]?(\d[ABCEGHJ-NPRSTV-Z]\d)\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?1[\s.-]*)*\(?([2-9]\d{2})\)?[\s.-]*(\d{3})[\s.-]?(\d{4})(?!\d)")
_EXTENSION = re.compile(r"(?:ext|extension|poste|x)[\s.:]*(\d{1,6})\s*$", re.IGNORECASE)
_AND = re.compile(r"[\s,;/]+(?:or|and|ou|et)\s*$", re.IGNORECASE)
_UNIT = re.compile(
    r"\b(?:suite|units?|room|office|apt|floor|bureau|local|unité|(?:p\.?o\.? )?box|c\.?p\.?|bag)"
    r"\s*#?\s*[\w/-]*\d[\w/-]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\b[a-z0-9]{1,6}-(?=\d+[a-z]?\b(?!-)))?\b(\d+)[a-z]?\b", re.IGNORECASE)

_PROVINCE_NAMES = {
    "NL": ("Newfoundland and Labrador", "Newfoundland", "Terre-Neuve-et-Labrador"),
    "PE": ("Prince Edward Island", "Île-du-Prince-Édouard", "PEI"),
    "NS": ("Nova Scotia", "Nouvelle-Écosse"),
    "NB": ("New Brunswick", "Nouveau-Brunswick"),
    "QC": ("Quebec", "Québec", "PQ"),
    "ON": ("Ontario",),
    "MB": ("Manitoba",),
    "SK": ("Saskatchewan",),
    "AB": ("Alberta",),
    "BC": ("British Columbia", "Colombie-Britannique"),
    "YT": ("Yukon", "Yukon Territory"),
    "NT": ("Northwest Territories", "Territoires du Nord-Ouest", "NWT"),
    "NU": ("Nunavut",),
}
_PROVINCES = {normal_form(name): code for code, names in _PROVINCE_NAMES.items() for name in (code, *names)}


def postal_code(text: str) -> str:
    """The last postal code in a text as ``A1A 1A1``, "" when it holds none."""
    found = _POSTAL.findall(text)
    return " ".join(found[-1]).upper() if found else ""


def without_postal_code(text: str) -> str:
    """The text without its postal codes and the punctuation they leave at its ends."""
    return _POSTAL.sub("", text).strip(" ,")


def province(text: str) -> str:
    """Postal abbreviation of a province named in English or French or by its abbreviation, else ""."""
    return _PROVINCES.get(normal_form(text), "")


def street_number(address: str) -> str:
    """The number of the building in its street, digits only; "" when the address has none.

    Units are not the building: ``506-10 Kingsbridge Garden Circle``, ``10 Kingsbridge Garden Circle, Unit 506`` and
    ``506-10A Kingsbridge`` are all number 10, ``3105 - 29th Street`` is number 3105.
    """
    found = _NUMBER.search(_UNIT.sub(" ", address))
    return found[1] if found else ""


def phone(text: str) -> str:
    """A Canadian phone number as ``613-992-0946``, with `` ext. 12`` where one is given; "" when there is none."""
    found = _PHONE.search(text)
    if not found:
        return ""
    extension = _EXTENSION.search(text[found.end() :])
    return "-".join(found.groups()) + (f" ext. {extension[1]}" if extension else "")


def phones(text: str) -> list[str]:
    """Every Canadian phone number in a text, in the form of ``phone``, each with the extension that follows it."""
    edges = [*(found.start() for found in _PHONE.finditer(text)), len(text)]
    parts = (text[begin:end].rstrip(" \t\r\n,;/()|&") for begin, end in pairwise(edges))
    return list(dict.fromkeys(phone(_AND.sub("", part)) for part in parts))


def dialled(number: str) -> str:
    """A phone number in the form of ``phone`` as a ``tel:`` address has it: ``+16139920946;ext=12``."""
    digits, _, inner = number.partition(" ext. ")
    return f"+1{digits.replace('-', '')}" + (f";ext={inner}" if inner else "")
