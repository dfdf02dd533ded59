"""A spreadsheet's archive, checked before anything reads it: how much it holds, and that it is what it says it is."""

import copy
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from dashboard.errors import UnusableFileError
from dashboard.ingest.limits import MEGABYTE, Limits
from dashboard.ingest.raw import too_long_text, too_many_rows

_WORKBOOK = "xl/workbook.xml"
_DO = "save the log as CSV (UTF-8) and load that file"
_END = b"PK\x05\x06"
_END_SIZE, _LONGEST_COMMENT = 22, 65_535
_ENTRY_BYTES = 2_000
"""More than a part of a spreadsheet takes in the archive's directory."""

_ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_WIDE_TEXT = re.compile(rb"\xff\xfe|\xfe\xff|\x00<|<\x00")
_FAR_ROW = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["'][A-Za-z]+(\d{6,})["'](?:[^<>]*[^/<>])?>""")
_FAR_COLUMN = re.compile(
    rb"""<(?:\w+:)?c\s[^<>]*?\br=["'](?:[Gg][S-Zs-z]|[H-Zh-z][A-Za-z]|[A-Za-z]{3,})\d+["'](?:[^<>]*[^/<>])?>"""
)
_LONGEST_ROW = 9
_OTHER_ELEMENTS = 1_000
"""For each column allowed: elements of a part that begin as cells do and are none, as comments and styles."""

_CELLS_A_TEXT = 5
"""Cells that are allowed for each text in the table of those that cells share."""

_BYTES_A_LETTER = 12
"""More than a letter of a text takes in XML."""

_UNREAD = re.compile(
    r"xl/(media|drawings|charts|externalLinks|printerSettings|embeddings|activeX|ctrlProps|macrosheets)/"
)
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, RuntimeError, NotImplementedError,
    OSError, ValueError, OverflowError, IndexError,
)  # fmt: skip
"""What reading an archive raises that is damaged, encrypted or packed in a way that spreadsheets are not."""


def checked_archive(data: bytes, limits: Limits) -> bytes:
    """The same spreadsheet with only those of its parts that a table needs, each as long as it says.

    Raises UnusableFileError for one that is too large, damaged, encrypted, or no spreadsheet. What is too large is
    known from the archive's directory, before anything is unpacked.
    """
    _check_directory(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_size(len(entries), sum(entry.file_size for entry in entries), limits)
            if _WORKBOOK not in archive.namelist():
                message = f"The file is a zip archive and not a spreadsheet: {_DO}."
                raise UnusableFileError(message)
            return _rebuilt(_parts(archive, limits))
    except _DAMAGED as error:
        message = f"The file is a damaged or encrypted archive: {_DO}."
        raise UnusableFileError(message) from error


def _check_directory(data: bytes, limits: Limits) -> None:
    """Refuses an archive of very many parts before its directory is read."""
    place = data.rfind(_END, -_END_SIZE - _LONGEST_COMMENT)
    if place < 0 or len(data) < place + _END_SIZE:
        message = f"The file is a damaged or encrypted archive: {_DO}."
        raise UnusableFileError(message)
    count, size = struct.unpack_from("<HL", data, place + 10)
    if count > limits.entries or size > limits.entries * _ENTRY_BYTES:
        message = f"The spreadsheet has more than the {limits.entries} parts that are allowed: {_DO}."
        raise UnusableFileError(message)


def _check_size(count: int, expanded: int, limits: Limits) -> None:
    if count > limits.entries or expanded > limits.expanded:
        message = (
            f"The spreadsheet unpacks to {count} parts of {expanded / MEGABYTE:,.0f} MB, and {limits.entries} of "
            f"{limits.expanded / MEGABYTE:,.0f} MB are allowed: {_DO}."
        )
        raise UnusableFileError(message)


def _parts(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The parts that a table needs, by name."""
    names: set[str] = set()
    for entry in archive.infolist():
        if entry.filename.lower() in names:
            raise zipfile.BadZipFile(entry.filename)  # two parts of one name
        names.add(entry.filename.lower())
        if not _UNREAD.match(entry.filename) and entry.filename.endswith((".xml", ".rels")):
            content = _content(archive, entry)
            _check_part(content, limits)
            yield entry.filename, content


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What a part holds; raises BadZipFile where that is not as long as it says."""
    one_more = copy.copy(entry)
    one_more.file_size += 1
    with archive.open(one_more) as part:
        content = part.read()
    if len(content) != entry.file_size:
        raise zipfile.BadZipFile(entry.filename)
    return content


def _check_part(content: bytes, limits: Limits) -> None:
    if _ENTITY.search(content) or _WIDE_TEXT.match(content):
        message = f"The spreadsheet holds XML declarations that no spreadsheet program writes: {_DO}."
        raise UnusableFileError(message)
    if content.count(b"<si") > limits.cells // _CELLS_A_TEXT:
        message = f"The spreadsheet holds more texts than a log can have: {_DO}."
        raise UnusableFileError(message)
    if _has_text(content, _BYTES_A_LETTER * limits.cell):
        raise too_long_text(limits)
    if content.count(b"<c") > limits.columns * (content.count(b"row") + _OTHER_ELEMENTS):
        raise _too_many_columns(limits)
    rows = (found[1] for found in _FAR_ROW.finditer(content))
    if any(len(row) > _LONGEST_ROW or int(row) > limits.rows + 1 for row in rows):
        raise too_many_rows(limits)
    if _FAR_COLUMN.search(content):
        raise _too_many_columns(limits)


def _too_many_columns(limits: Limits) -> UnusableFileError:
    return UnusableFileError(f"A sheet has more than {limits.columns} columns: delete the columns that are not needed.")


def _has_text(content: bytes, size: int) -> bool:
    """Whether so many bytes stand between one tag and the next."""
    begun = content.find(b"<")
    while 0 <= begun < len(content) - size:
        place = content.rfind(b"<", begun + 1, begun + 1 + size)
        if place < 0:
            return True
        begun = place
    return False


def _rebuilt(parts: Iterator[tuple[str, bytes]]) -> bytes:
    """An archive made by us: nothing in it can be read in two ways."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()
