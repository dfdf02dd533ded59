"""Records of text with quotation marks, read on from one piece of the text to the next."""

import csv
import io
from collections.abc import Iterator

from dashboard.errors import UnusableFileError


class Records:
    """The records of text that comes in pieces of whole lines.

    ``line`` is the line of the file on which the last record begins, ``next_line`` the one on which the next does.
    """

    def __init__(self, pieces: Iterator[str], delimiter: str) -> None:
        self._pieces, self._delimiter = pieces, delimiter
        self._text = io.StringIO()
        self._within = False
        self.line, self.next_line = 0, 1

    def begun(self) -> str:
        """What is left of the piece under way, else the next piece, which is then under way; "" at the end."""
        rest = self._text.read() or next(self._pieces, "")
        self._text = io.StringIO(rest, newline="")
        return rest

    def skip(self, lines: int) -> None:
        """Passes over the piece under way, which has so many lines."""
        self._text = io.StringIO()
        self.next_line += lines

    def __iter__(self) -> Iterator[list[str]]:
        """The records of the piece under way; the last is read to its end though it lies in a later piece."""
        reader, before = csv.reader(self._lines(), delimiter=self._delimiter, strict=True), self.next_line
        while True:
            self.line, self._within = self.next_line, False
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise UnusableFileError(_broken(error, self.line)) from error
            self.next_line = before + reader.line_num
            yield cells

    def _lines(self) -> Iterator[str]:
        while True:
            for line in self._text:
                self._within = True
                yield line
            if not (self._within and self.begun()):
                return


def first_record(text: str, delimiter: str) -> list[str]:
    """The cells of the first record, none where it can't be read."""
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _broken(error: csv.Error, line: int) -> str:
    told = str(error)
    if "field larger" in told:
        return (
            f"The row that begins on line {line} has a cell that is too long to be one: shorten it or close the "
            f"quotation mark before it."
        )
    if "expected after" in told:
        return (
            f"The row that begins on line {line} has text after a closing quotation mark: double the quotation marks "
            f"inside its cells and load the file again."
        )
    return (
        f"The row that begins on line {line} opens a quotation mark that is never closed: close it and load the file "
        f"again."
    )
