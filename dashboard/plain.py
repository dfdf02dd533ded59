"""What people type, as plain text: nothing hidden in it, nothing that turns what stands around it."""

import re
import unicodedata

_NEUTRALISED = re.compile(r"^'(?='*[=+\-@\t\r])")
_BREAK = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_SPACES = re.compile(r"\s+")
_HIDDEN = frozenset(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u061c\ufeff\ufffe\uffff"
)


def clean(text: str) -> str:
    """One line of plain text: no control or direction marks, single spaces, a spreadsheet's guard taken off again."""
    if not (text.isascii() and text.isprintable()):
        text = _visible(text).replace("\n", " ")
    return _NEUTRALISED.sub("", _SPACES.sub(" ", text.strip()))


def clean_lines(text: str) -> str:
    """The same with line breaks kept, each as one line feed."""
    if text.isascii() and text.isprintable():
        return _NEUTRALISED.sub("", text.strip())
    return _NEUTRALISED.sub("", _visible(text).strip())


def _visible(text: str) -> str:
    text = unicodedata.normalize("NFC", _BREAK.sub("\n", text).replace("\t", " "))
    if text.isprintable():
        return text
    return "".join(
        mark
        for mark in text
        if mark == "\n" or (mark not in _HIDDEN and unicodedata.category(mark) not in ("Cc", "Cs"))
    )
