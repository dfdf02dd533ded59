"""Published lists of people from bytes to text and to tables, whether they come as CSV or as XML."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from dashboard.errors import UnusableFileError
from dashboard.names import normal_form
from dashboard.sources import Source

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = (",", ";", "\t")
_MOST_BYTES = 50_000_000
"""Far more than the largest of these lists; a larger file of text is something else."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under columns in the normal form of names; the same column may come several times."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    element: str = ""
    """Lower-case name of the elements that are its rows, "" where it is not from XML."""
    cut_off: bool = False
    """Whether its text ends in the middle of a row."""

    def is_of(self, source: Source) -> bool:
        """Whether it has the columns, or else the elements, that a published format is known by."""
        if self.element and self.element not in source.elements:
            return False
        there = set(self.columns)
        return all(there & {*source.columns.get(name, ()), name} for name in source.known_by)

    def records(self, source: Source) -> list[dict[str, str]]:
        """The rows with the fields of a format; a field without a column is ""."""
        places = {name: _place(self.columns, aliases) for name, aliases in source.columns.items()}
        return [{name: row[at] if at >= 0 else "" for name, at in places.items()} for row in self.rows]


def text_of(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252; "" for bytes that are no text."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    for attempt in (encoding, "cp1252"):
        try:
            text = data.decode(attempt)
        except UnicodeDecodeError:
            continue
        return "" if "\x00" in text else text
    return ""


def table_of_csv(text: str) -> Table | None:
    """The table in a text, None where the text is no table."""
    header = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header.count)
    if len(text) > _MOST_BYTES or not header.count(separator):
        return None
    rows: list[list[str]] = []
    broken = False
    try:
        rows += (row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True) if any(row))
    except csv.Error:
        broken = True
    if not rows:
        return None
    columns = tuple(normal_form(column) for column in rows[0])
    cut_off = broken or len(rows[-1]) < len(columns)
    return Table(columns, tuple(_row(row, len(columns)) for row in rows[1:]), cut_off=cut_off)


def table_of_xml(text: str, name: str) -> Table:
    """The records of an XML list as a table; raises UnusableFileError for what is no such list."""
    if "<html" in text[:2000].lower() or "<!doctype html" in text[:2000].lower():
        message = f"{name} is a web page and not data: download the file that the page links to."
        raise UnusableFileError(message)
    try:
        root = fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        message = f"{name} begins like XML but can't be read, perhaps because it was cut off: download it again."
        raise UnusableFileError(message) from error
    first = next((_tag(element) for element in root if len(element)), "")
    records = [element for element in root if len(element) and _tag(element) == first]
    columns = tuple(dict.fromkeys(_tag(cell) for record in records for cell in record))
    rows = tuple(_cells(record, columns) for record in records)
    return Table(columns, rows, first or _tag(root).removeprefix("arrayof"))


def _place(columns: tuple[str, ...], aliases: Iterable[str]) -> int:
    return next((columns.index(alias) for alias in aliases if alias in columns), -1)


def _row(row: list[str], width: int) -> tuple[str, ...]:
    cells = [" ".join(line.split()) if "\n" not in line else line.strip() for line in row[:width]]
    return tuple(cells + [""] * (width - len(cells)))


def _cells(record: Element, columns: tuple[str, ...]) -> tuple[str, ...]:
    texts = {_tag(cell): " ".join((cell.text or "").split()) for cell in reversed(record)}
    return tuple(texts.get(column, "") for column in columns)


def _tag(element: Element) -> str:
    """An element's name in lower case without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()
