"""Bytes to text: the encoding that a whole file is in, and its text piece by piece, so that none is held at once."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dashboard.errors import UnusableFileError

AT_ONCE = 8_000_000
"""Bytes of a piece."""

_DO = "save the log as CSV (UTF-8) and load that file"
_BOM = b"\xef\xbb\xbf"
# Sequences that are letters and quotation marks of French and English in UTF-8 and next to never Windows-1252 text.
_UTF8_LETTERS = re.compile(
    rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x93-\xa6]|\xe0[\xa4-\xb7][\x80-\xbf]"
)
_LOOKED_AT = 100_000


@dataclass(frozen=True, eq=False)
class Encoded:
    """The text of a file, of which its encoding can read every byte."""

    data: bytes
    encoding: str

    @cached_property
    def start(self) -> str:
        """The first letters."""
        return next(self.parts(), "")[:_LOOKED_AT]

    def parts(self) -> Iterator[str]:
        """The text in pieces of any length; raises UnicodeDecodeError where it is in another encoding."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        for first in range(0, len(self.data), AT_ONCE):
            yield decoder.decode(self.data[first : first + AT_ONCE], first + AT_ONCE >= len(self.data))

    def pieces(self) -> Iterator[str]:
        """The text in pieces of whole lines."""
        rest: list[str] = []
        parts = self.parts()
        last = next(parts, "")
        for following in parts:
            part, last = last, following
            end = max(part.rfind("\n"), part.rfind("\r", 0, -1)) + 1  # a last \r may be half of an end
            if end:
                yield "".join([*rest, part[:end]])
                rest = []
            rest.append(part[end:])
        if whole := "".join([*rest, last]):  # a line without an end is no piece of its own
            yield whole

    def count(self, mark: str) -> int:
        """How often an ASCII mark stands in it."""
        if self.encoding == "utf-16":
            return sum(part.count(mark) for part in self.parts())
        return self.data.count(mark.encode())

    def has(self, mark: str) -> bool:
        """Whether a mark stands in it."""
        if self.encoding == "utf-8-sig":
            return mark.encode() in self.data
        return any(mark in part for part in self.parts())


def encoded(data: bytes) -> Encoded:
    """The text in UTF-8, UTF-16 with BOM or Windows-1252; raises UnusableFileError naming the line it fails on."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(data)
    place = data.find(b"\x00")
    if place >= 0:
        raise _nul(data[:place].count(b"\n") + 1)
    return _utf8_or_windows(data)


def _utf16(data: bytes) -> Encoded:
    text, line = Encoded(data, "utf-16"), 1
    try:
        for part in text.parts():
            before, nul, _ = part.partition("\x00")
            line += before.count("\n")
            if nul:
                raise _nul(line)
    except UnicodeDecodeError as error:
        message = f"The file says it is UTF-16 but breaks off at byte {_failure(data, 'utf-16', error)}: {_DO}."
        raise UnusableFileError(message) from error
    return text


def _utf8_or_windows(data: bytes) -> Encoded:
    text = Encoded(data, "utf-8-sig")
    try:
        for _ in text.parts():
            pass
    except UnicodeDecodeError as error:
        if data.startswith(_BOM) or _UTF8_LETTERS.search(data):
            line = data[: _failure(data, "utf-8-sig", error)].count(b"\n") + 1
            message = f"The file mixes encodings (UTF-8, and something else on line {line}): {_DO}."
            raise UnusableFileError(message) from error
    else:
        return text
    text = Encoded(data, "cp1252")
    try:
        for _ in text.parts():
            pass
    except UnicodeDecodeError as error:
        line = data[: _failure(data, "cp1252", error)].count(b"\n") + 1
        message = f"Line {line} of the file is no readable text: {_DO}."
        raise UnusableFileError(message) from error
    return text


def _failure(data: bytes, encoding: str, error: UnicodeDecodeError) -> int:
    """Where in the file its encoding fails, which ``error`` tells within a piece of it."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as whole:
        return whole.start
    return error.start


def _nul(line: int) -> UnusableFileError:
    return UnusableFileError(f"Line {line} of the file holds a NUL character, which no text has: {_DO}.")


def no_table(kind: str) -> UnusableFileError:
    """The refusal of a file that is no text."""
    return UnusableFileError(f"The file is {kind} and not a table: {_DO}.")
