"""The normal form of names: what is left when case, accents, dashes and punctuation are set aside."""

import unicodedata
from functools import lru_cache

_FOLDED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"})
_BLANKED = {code: " " for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=50_000)
def normal_form(text: str) -> str:
    """``text`` in lower case without accents, all but letters and digits as one space; "" when nothing is left."""
    if text.isascii():
        return " ".join(text.lower().translate(_BLANKED).split())
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_FOLDED)
    kept = [mark if mark.isalnum() else " " for mark in parts if not unicodedata.combining(mark)]
    return " ".join("".join(kept).split())
