"""Columns of text taken apart into distinct cells, so that each cell is understood once however often it occurs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.ingest.asking import Asking
from dashboard.ingest.choices import LEAVE_OUT
from dashboard.ingest.wording import Of, Remarks
from dashboard.plain import clean, clean_lines

T = TypeVar("T")
Rows = npt.NDArray[np.intp]

_QUOTED = 80
_PLAIN = r"\A(?:[!-&(-~][!-~]*(?: [!-~]+)*)?\z"


class CellProblem(Exception):  # noqa: N818 - a finding about a row, not an error of the program
    """Why a cell can't be used as it stands: its row is ``refused`` or ``needs_decision``.

    ``candidates`` are what it may mean, where a person can decide that.
    """

    def __init__(self, reason: str, fate: str = "refused", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fate = fate
        self.candidates = candidates


@dataclass(frozen=True, eq=False)
class Cells:
    """A column: ``texts`` are its distinct cells, cleaned; ``codes`` says which of them each row has."""

    column: str
    texts: list[str]
    codes: Rows

    @classmethod
    def of(cls, column: str, values: pd.Series, *, lines: bool = False, guarded: bool = True) -> "Cells":
        """The distinct cells of a column; ``lines`` keeps line breaks within them, ``guarded``: see ``plain.clean``."""
        coded = pa.array(values).dictionary_encode() if len(values) else pa.array([], pa.string()).dictionary_encode()
        if isinstance(coded, pa.ChunkedArray):
            coded = coded.combine_chunks()
        read = clean_lines if lines else clean
        found = coded.dictionary.to_pylist()
        codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.intp)
        odd = np.flatnonzero(~_are_plain(coded.dictionary))
        if not len(odd):
            return cls(column, found, codes)
        for place in odd.tolist():
            found[place] = read(found[place], guarded=guarded)
        texts = list(dict.fromkeys(found))
        places = {text: number for number, text in enumerate(texts)}
        merged = np.fromiter(map(places.__getitem__, found), dtype=np.intp, count=len(found))
        return cls(column, texts, merged[codes])

    @classmethod
    def blank(cls, count: int) -> "Cells":
        """A column that the file does not have."""
        return cls("", [""], np.zeros(count, dtype=np.intp))

    def read(self, reader: Callable[[str], T], default: T) -> "Readings[T]":
        """Each distinct cell as ``reader`` understands it, ``default`` where it is blank or can't be used."""
        values, problems = [], {}
        for place, text in enumerate(self.texts):
            value = default
            if text:
                try:
                    value = reader(text)
                except CellProblem as problem:
                    problems[place] = problem
            values.append(value)
        return Readings(self, values, problems)

    def rows_of(self, places: Iterable[int]) -> dict[int, Rows]:
        """The rows that have each of these distinct cells."""
        order = np.argsort(self.codes, kind="stable")
        bounds = np.searchsorted(self.codes[order], np.arange(len(self.texts) + 1))
        return {place: order[bounds[place] : bounds[place + 1]] for place in places}

    def filled(self) -> npt.NDArray[np.bool_]:
        """Per row whether the cell holds anything."""
        return np.array([bool(text) for text in self.texts], dtype=bool)[self.codes]

    def text_rows(self) -> pd.Series:
        """Per row the cleaned text."""
        return pd.Series(pd.array(pa.array(self.texts, pa.large_string()).take(pa.array(self.codes)), dtype="str"))


def _are_plain(texts: pa.Array) -> npt.NDArray[np.bool_]:
    """Which texts are as cleaning would leave them, as far as one look tells."""
    return np.asarray(pc.match_substring_regex(texts, _PLAIN).to_numpy(zero_copy_only=False), dtype=bool)


@dataclass(frozen=True, eq=False)
class Readings(Generic[T]):
    """What the distinct cells of a column mean, and why some of them can't be used."""

    cells: Cells
    values: list[T]
    problems: dict[int, CellProblem]

    def rows(self, dtype: str) -> npt.NDArray[Any]:
        """Per row the value, as an array of this type."""
        return np.array(self.values, dtype=dtype)[self.cells.codes]


class Problems:
    """The problems of the rows of a piece of a file as they are found; a row may have several.

    ``asking`` has the whole file's questions and ``remarks`` what is remarked about rows that can be used.
    """

    def __init__(
        self, lines: npt.NDArray[np.int64], asking: Asking | None = None, remarks: Remarks | None = None
    ) -> None:
        self.lines = lines
        self.asking = asking or Asking()
        self.remarks = remarks or Remarks()
        self._told: dict[str, list[Any]] = {name: [] for name in ("line", "fate", "column", "value", "reason")}
        self.bad = np.zeros(len(lines), dtype=bool)

    def add_readings(self, readings: Readings[Any], where: npt.NDArray[np.bool_] | None = None) -> None:
        """The problems of a column's cells, for every row (of those ``where``) that has one of them."""
        if readings.problems:
            cells = readings.cells
            has = np.zeros(len(cells.texts), dtype=bool)
            has[list(readings.problems)] = True
            wrong = has[cells.codes]
            rows = np.flatnonzero(wrong if where is None else wrong & where)
            found = [readings.problems[code] for code in cells.codes[rows]]
            values = [cells.texts[code] for code in cells.codes[rows]]
            self.add(rows, [one.fate for one in found], cells.column, values, [one.reason for one in found])

    def settled(
        self, readings: Readings[T], kind: str, meant: Callable[[str], T], where: npt.NDArray[np.bool_] | None = None
    ) -> Readings[T]:
        """The readings with their undecided cells read as decided; the others are asked about (those ``where``)."""
        if not readings.problems:
            return readings
        values, problems, cells = list(readings.values), dict(readings.problems), readings.cells
        for place, has in cells.rows_of(readings.problems).items():
            problem = readings.problems[place]
            rows = has if where is None else has[where[has]]
            if problem.fate != "needs_decision" or not len(rows):
                continue
            name = cells.texts[place]
            meaning = self.asking.decided(kind, name, rows, problem.candidates)
            if meaning == LEAVE_OUT:
                problems[place] = CellProblem(left_out(name))
            elif meaning:
                values[place] = meant(meaning)
                del problems[place]
            else:
                self.asking.ask(kind, name, rows, problem.candidates, problem.reason)
        return replace(readings, values=values, problems=problems)

    def remark(self, of: Of, what: str, where: npt.NDArray[np.bool_]) -> None:
        """Remarks on the rows ``where`` that can be used; ``{lines}`` stands for their lines."""
        self.remarks.add(of, what, self.lines[where & ~self.bad])

    def add(self, rows: Rows, fate: str | list[str], column: str, values: Iterable[str] | str, reasons: Any) -> None:  # noqa: ANN401 - one reason or one for each row
        """One problem for each of these rows."""
        count = len(rows)
        if not count:
            return
        self.bad[rows] = True
        parts = (self.lines[rows].tolist(), fate, column, values, reasons)
        for told, part in zip(self._told.values(), parts, strict=True):
            told.extend(repeat(part, count) if isinstance(part, str) else part)

    def table(self, empty: pd.DataFrame) -> pd.DataFrame:
        """All problems by line, in the columns and types of ``empty``."""
        if not self._told["line"]:
            return empty
        table = pd.DataFrame({name: pd.Series(self._told[name], dtype=kind) for name, kind in empty.dtypes.items()})
        return table.sort_values("line", kind="stable", ignore_index=True)


def left_out(name: str) -> str:
    """Why a row is refused whose name was decided to leave it out."""
    return f"Rows with {quoted(name)} are left out, as decided."


def quoted(text: str) -> str:
    """The start of a cell in quotation marks, to be named in a sentence."""
    return repr(text if len(text) <= _QUOTED else text[:_QUOTED] + "...")
