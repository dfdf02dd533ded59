"""People's names in one form, and whether two of them may be one person's."""

import re
from functools import lru_cache

from dashboard.names import normal_form

_TITLE_WORDS = "hon honourable honorable right rt the l le la tres mr mrs ms miss dr m mme mlle"
_TITLES = frozenset(_TITLE_WORDS.split(" "))
_SHORT = (
    "robert bob rob bobby", "william bill will", "michael mike", "james jim jimmy", "thomas tom", "david dave",
    "anthony tony", "richard rick dick", "stephen steven steve", "elizabeth liz beth", "joseph joe", "andrew andy",
    "edward ed ted", "charles charlie chuck", "patrick pat", "patricia pat patty", "lawrence larry",
    "gerald gerry jerry", "ronald ron", "kenneth ken", "katherine catherine kate kathy cathy", "susan sue",
    "margaret peggy maggie",
    "deborah deb debbie", "judith judy", "terence terry", "francis frank", "raymond ray", "peter pete", "john jack",
)  # fmt: skip
_FULL = [frozenset(names.split()) for names in _SHORT]
_LEAST = 3
"""Letters that the beginning of a longer first name must have to count as its short form."""


@lru_cache(maxsize=20_000)
def name_form(name: str) -> str:
    """A person's name in normal form, first name first, without titles, initials and what stands in brackets."""
    last, comma, first = re.sub(r"\([^)]*\)", " ", name).partition(",")
    words = normal_form(f"{first} {last}" if comma else last).split()
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    whole = [word for word in words if len(word) > 1]
    return " ".join(whole if len(whole) > 1 else words)


@lru_cache(maxsize=50_000)
def alike(one: str, other: str) -> bool:
    """Whether two names in the form above may be one person's: a surname shared, and first names that go together."""
    these, those = one.split(), other.split()
    if not these or not those or not {*these[1:]} & {*those[1:]}:
        return False
    if these[0] in those[:-1] or those[0] in these[:-1]:
        return True
    first, second = sorted((these[0], those[0]), key=len)
    return (len(first) >= _LEAST and second.startswith(first)) or any({first, second} <= names for names in _FULL)
