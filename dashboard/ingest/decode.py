"""Bytes of a file to a table of text; what the file is, is decided by its content and not by its name."""

import re
from dataclasses import replace

from dashboard.errors import UnusableFileError
from dashboard.ingest.delimited import read_delimited
from dashboard.ingest.limits import MEGABYTE, PAGE, Limits
from dashboard.ingest.raw import RawTable
from dashboard.ingest.records import read_records
from dashboard.ingest.sheets import read_sheet

_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"RIFF", "a film or a sound"),
    (b"OggS", "a sound"),
    (b"ID3", "a sound"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"{\\rtf", "an RTF document"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_SIGNATURES_WITHIN = ((4, b"ftyp", "a film"), (257, b"ustar", "a tar archive"))
_MARKUP = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)
_JSON = re.compile(r"\s*(\[\s*(\{|\])|\{\s*\")")
# Sequences that are letters and quotation marks of French and English in UTF-8 and next to never Windows-1252 text.
_UTF8_LETTERS = re.compile(
    rb"\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x93-\xa6]|\xe0[\xa4-\xb7][\x80-\xbf]"
)
_SUFFIXES = {
    **dict.fromkeys(("csv", "tsv", "tab", "txt"), "a table of text"),
    **dict.fromkeys(("xlsx", "xlsm", "xls"), "a spreadsheet"),
    **dict.fromkeys(("json", "geojson"), "JSON"),
}
_DOCUMENT = "a web page or XML document"
_LOOKED_AT, _LONGEST_NAME = 1_000, 100
_LOST = "\ufffd"
_DO = "save the log as CSV (UTF-8) and load that file"


def read_table(data: bytes, name: str = "", sheet: str | None = None, limits: Limits = PAGE) -> RawTable:
    """The file as text in its own columns; raises UnusableFileError with what to do where it can't be used."""
    refuse_too_large(data, limits)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        message = f"The file {_called(name)}is empty: choose the file that holds the log."
        raise UnusableFileError(message)
    if data.startswith(_ZIP):
        return _said(read_sheet(data, sheet, limits), "a spreadsheet", name)
    _refuse_other_kinds(data)
    text = decoded(data)
    if _MARKUP.match(text[:_LOOKED_AT]):
        raise _no_table(_DOCUMENT)
    if _JSON.match(text):
        return _said(read_records(text, limits), "JSON", name, text)
    return _said(read_delimited(text, limits), "a table of text", name, text)


def refuse_too_large(data: bytes, limits: Limits) -> None:
    """Raises UnusableFileError for a file of more bytes than it may have."""
    if len(data) > limits.bytes:
        size, most = len(data) / MEGABYTE, limits.bytes / MEGABYTE
        more = "divide it, or load it on the command line" if limits.bytes < COMMAND_BYTES else "divide it"
        message = f"The file has {size:,.1f} MB and {most:,.0f} MB are allowed: {more}."
        raise UnusableFileError(message)


def decoded(data: bytes) -> str:
    """The text in UTF-8, UTF-16 with BOM or Windows-1252; raises UnusableFileError naming the line it fails on."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _utf16(data)
    else:
        _refuse_nul(data)
        text = _utf8_or_windows(data)
    if "\x00" in text:
        line = _line(text[: text.index("\x00")])
        message = f"Line {line} of the file holds a NUL character, which no text has: {_DO}."
        raise UnusableFileError(message)
    return text


COMMAND_BYTES = 1_000 * MEGABYTE


def _said(table: RawTable, kind: str, name: str, text: str = "") -> RawTable:
    """The table with notes on a name that promises something else and on letters lost before the file came here."""
    notes = list(table.notes)
    suffix = name.lower().rpartition(".")[2]
    if _SUFFIXES.get(suffix, kind) != kind:
        notes.append(f"The file is named .{suffix} but holds {kind}, and was read as that.")
    if _LOST in text:
        notes.append(
            f"Letters of the file were lost before it came here (shown as {_LOST}): save it again from its source."
        )
    return replace(table, notes=tuple(notes))


def _called(name: str) -> str:
    """The file's name where it can be shown in a sentence."""
    return f"{name} " if name.isprintable() and 0 < len(name) <= _LONGEST_NAME else ""


def _refuse_other_kinds(data: bytes) -> None:
    kinds = [kind for signature, kind in _SIGNATURES if data.startswith(signature)]
    kinds += [kind for place, signature, kind in _SIGNATURES_WITHIN if data.startswith(signature, place)]
    if kinds:
        raise _no_table(kinds[0])
    if data.startswith(_OLD_OFFICE):
        message = (
            "The file is an old or password-protected spreadsheet: save it as XLSX without a password, or as CSV "
            "(UTF-8), and load that file."
        )
        raise UnusableFileError(message)


def _no_table(kind: str) -> UnusableFileError:
    return UnusableFileError(f"The file is {kind} and not a table: {_DO}.")


def _utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        message = f"The file says it is UTF-16 but breaks off at byte {error.start}: {_DO}."
        raise UnusableFileError(message) from error


def _refuse_nul(data: bytes) -> None:
    place = data.find(b"\x00")
    if place >= 0:
        line = data[:place].count(b"\n") + 1
        message = f"Line {line} of the file holds a NUL character, which no text has: {_DO}."
        raise UnusableFileError(message)


def _utf8_or_windows(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        if data.startswith(b"\xef\xbb\xbf") or _UTF8_LETTERS.search(data):
            message = f"The file mixes encodings (UTF-8, and something else on line {line}): {_DO}."
            raise UnusableFileError(message) from error
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"Line {line} of the file is no readable text: {_DO}."
        raise UnusableFileError(message) from error


def _line(before: str) -> int:
    return before.count("\n") + 1
