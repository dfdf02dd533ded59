"""What to say on the phone: a text with blanks, filled in for one office; a first text to begin with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.words import N_

BLANKS = ("person", "title", "riding", "campaign", "demand", "post", "office")
UNKNOWN = "____"
"""Stands where nothing is known to fill in: the caller sees that a word is missing."""

_BLANK = re.compile(r"\{([^{}\n]{1,40})\}")

FIRST_SCRIPT = N_(
    "Hello, I am calling about the campaign {campaign}. "
    "I would like to speak to someone in the office of {person}, {title}.\n\n"
    "What we ask for: {demand}\n\n"
    "Who can grant it: {post}.\n\n"
    "1. Where does {person} stand on this?\n"
    "2. When will we read that in public?\n"
    "3. By when can we expect an answer, and from whom?\n\n"
    "If there is only voicemail: the campaign, what we ask for, and that we will call again.\n\n"
    "Thank them. Note what was said, without the names of the staff."
)
"""What to say until a campaign writes its own."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The text as it is read out; blanks that mean nothing here, and those with nothing known to fill in."""

    text: str
    unknown: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def fill(script: str, values: Mapping[str, str]) -> Filled:
    """The script with ``values`` by blank in it; a blank that is none of BLANKS stays as it is written."""
    names = list(dict.fromkeys(_BLANK.findall(script)))
    unknown = tuple(name for name in names if name not in BLANKS)
    empty = tuple(name for name in names if name in BLANKS and not values.get(name))

    def told(found: re.Match[str]) -> str:
        return (values.get(found[1]) or UNKNOWN) if found[1] in BLANKS else found[0]

    return Filled(_BLANK.sub(told, script), unknown, empty)
