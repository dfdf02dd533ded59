"""What a campaign calls a tactic or a role of its own, and the codes they have beside the dashboard's."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.names import normal_form

OWN = "own-"
"""Codes of a campaign's own tactics and roles begin with this; none of the dashboard's will, in any version."""

LONGEST_NAME = 40
"""Characters of a name or a unit at most."""

_CODE = re.compile(r"own-[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_CODE = 60


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name in both languages, and for tactics the unit they are counted in, in the plural."""

    en: str
    fr: str
    unit_en: str = ""
    unit_fr: str = ""

    def name(self, language: str) -> str:
        """The name in "en" or "fr"."""
        return self.fr if language == "fr" else self.en

    def unit(self, language: str) -> str:
        """The unit in "en" or "fr"."""
        return self.unit_fr if language == "fr" else self.unit_en


OwnNames = Mapping[str, OwnName]
"""A campaign's own tactics or roles by code."""

NONE: OwnNames = MappingProxyType({})
"""No tactic of a campaign's own."""


def is_own(code: str) -> bool:
    """Whether it is the code of a tactic or role of some campaign's own."""
    return len(code) <= _LONGEST_CODE and bool(_CODE.fullmatch(code))


def own_code(name: str, taken: Collection[str] = ()) -> str:
    """A code made of a name, another one where it is taken."""
    form = OWN + (normal_form(name).encode("ascii", "ignore").decode().replace(" ", "-").strip("-") or "name")
    form = re.sub("-+", "-", form)[: _LONGEST_CODE - 4].rstrip("-")
    number, code = 1, form
    while code in taken:
        number += 1
        code = f"{form}-{number}"
    return code


def tactics_in(settings: str) -> OwnNames:
    """The tactics of a campaign's own in its settings as stored (JSON, "" for the default ones), by code."""
    named = json.loads(settings).get("own_tactics", {}) if settings else {}
    return MappingProxyType({code: OwnName(**fields) for code, fields in sorted(named.items())})


def forms_of(own: OwnNames) -> dict[str, str]:
    """Everything a cell may say for each tactic of a campaign's own, in normal form: its code and its names."""
    return {normal_form(text): code for code, name in own.items() for text in (code, name.en, name.fr)}
