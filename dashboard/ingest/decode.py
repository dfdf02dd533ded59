"""Bytes of a file to a table of text; what the file is, is decided by its content and not by its name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dashboard.errors import UnusableFileError
from dashboard.ingest.delimited import read_delimited
from dashboard.ingest.encoded import encoded, no_table
from dashboard.ingest.limits import MEGABYTE, PAGE, Limits
from dashboard.ingest.raw import RawTable, joined
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
_SUFFIXES = {
    **dict.fromkeys(("csv", "tsv", "tab", "txt"), "a table of text"),
    **dict.fromkeys(("xlsx", "xlsm", "xls"), "a spreadsheet"),
    **dict.fromkeys(("json", "geojson"), "JSON"),
}
_DOCUMENT = "a web page or XML document"
_LOOKED_AT, _LONGEST_NAME = 1_000, 100
_LOST = "\ufffd"
_NOTHING = re.compile(rb"[\xef\xbb\xbf\xff\xfe \t\r\n\x00]*")


def read_table(data: bytes, name: str = "", sheet: str | None = None, limits: Limits = PAGE) -> RawTable:
    """The file as text in its own columns; raises UnusableFileError with what to do where it can't be used."""
    return joined([*read_pieces(data, name, sheet, limits)])


def read_pieces(data: bytes, name: str = "", sheet: str | None = None, limits: Limits = PAGE) -> Iterator[RawTable]:
    """The same piece by piece, at least one; what is wrong with a later one is raised when it comes."""
    refuse_too_large(len(data), limits)
    if _NOTHING.fullmatch(data):
        message = f"The file {_called(name)}is empty: choose the file that holds the log."
        raise UnusableFileError(message)
    if data.startswith(_ZIP):
        yield from _said(iter([read_sheet(data, sheet, limits)]), "a spreadsheet", name)
        return
    _refuse_other_kinds(data)
    text = encoded(data)
    if _MARKUP.match(text.start[:_LOOKED_AT]):
        raise no_table(_DOCUMENT)
    lost = text.has(_LOST)
    if _JSON.match(text.start):
        yield from _said(iter([read_records("".join(text.parts()), limits)]), "JSON", name, lost=lost)
    else:
        yield from _said(read_delimited(text, limits), "a table of text", name, lost=lost)


def refuse_too_large(count: int, limits: Limits) -> None:
    """Raises UnusableFileError for a file of more bytes than it may have."""
    if count > limits.bytes:
        size, most = count / MEGABYTE, limits.bytes / MEGABYTE
        more = "divide it, or load it on the command line" if limits.bytes < COMMAND_BYTES else "divide it"
        message = f"The file has {size:,.1f} MB and {most:,.0f} MB are allowed: {more}."
        raise UnusableFileError(message)


COMMAND_BYTES = 1_000 * MEGABYTE


def _said(tables: Iterator[RawTable], kind: str, name: str, *, lost: bool = False) -> Iterator[RawTable]:
    """The tables; the first with notes on a name that promises something else and on letters lost on the way here."""
    table = next(tables)
    notes = list(table.notes)
    suffix = name.lower().rpartition(".")[2]
    if _SUFFIXES.get(suffix, kind) != kind:
        notes.append(f"The file is named .{suffix} but holds {kind}, and was read as that.")
    if lost:
        notes.append(
            f"Letters of the file were lost before it came here (shown as {_LOST}): save it again from its source."
        )
    yield replace(table, notes=tuple(notes))
    yield from tables


def _called(name: str) -> str:
    """The file's name where it can be shown in a sentence."""
    return f"{name} " if name.isprintable() and 0 < len(name) <= _LONGEST_NAME else ""


def _refuse_other_kinds(data: bytes) -> None:
    kinds = [kind for signature, kind in _SIGNATURES if data.startswith(signature)]
    kinds += [kind for place, signature, kind in _SIGNATURES_WITHIN if data.startswith(signature, place)]
    if kinds:
        raise no_table(kinds[0])
    if data.startswith(_OLD_OFFICE):
        message = (
            "The file is an old or password-protected spreadsheet: save it as XLSX without a password, or as CSV "
            "(UTF-8), and load that file."
        )
        raise UnusableFileError(message)
