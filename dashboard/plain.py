"""What people type, as plain text: nothing hidden in it, nothing that turns what stands around it."""

import re
import unicodedata

_NEUTRALISED = re.compile(r"^'(?='*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")
_BREAK = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_SPACES = re.compile(r"\s+")
_HIDDEN = frozenset(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u061c\ufeff\ufffe\uffff"
)


def clean(text: str, *, guarded: bool = True) -> str:
    """One line of plain text: no control or direction marks, single spaces.

    A spreadsheet's guard, the apostrophe before what could be a formula, is taken off again where the text is
    ``guarded``.
    """
    if not (text.isascii() and text.isprintable()):
        text = _visible(text).replace("\n", " ")
    return _bare(_SPACES.sub(" ", text.strip()), guarded=guarded)


def clean_lines(text: str, *, guarded: bool = True) -> str:
    """The same with line breaks kept, each as one line feed."""
    if not (text.isascii() and text.isprintable()):
        text = _visible(text)
    return _bare(text.strip(), guarded=guarded)


def unguarded(text: str) -> str:
    """The text without a spreadsheet's guard."""
    return _NEUTRALISED.sub("", text)


def _bare(text: str, *, guarded: bool) -> str:
    return unguarded(text) if guarded else text


def _visible(text: str) -> str:
    text = unicodedata.normalize("NFC", _BREAK.sub("\n", text).replace("\t", " "))
    if text.isprintable():
        return text
    return "".join(
        mark
        for mark in text
        if mark == "\n" or (mark not in _HIDDEN and unicodedata.category(mark) not in ("Cc", "Cs"))
    )
