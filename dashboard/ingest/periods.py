"""The columns date, date_end, date_precision and up_until to first and last days with their precision."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dashboard.ingest.cells import CellProblem, Cells, Problems, Readings, quoted
from dashboard.ingest.dates import Reading, is_serial, read_days, serial_day
from dashboard.ingest.vocabulary import read_precision
from dashboard.ingest.wording import Of

Days = npt.NDArray[np.datetime64]
_DAY_TYPE = "datetime64[D]"
_NO_DAY = np.datetime64("NaT", "D")
_NAMES = ("date", "date_end", "up_until")
_KEPT = 200_000
"""Different cells whose reading is remembered until the file is read."""


@dataclass(frozen=True, eq=False)
class Periods:
    """Per row the first and last day, the precision and the day it was still up.

    ``spans`` tells whether any cell of the column date says more than a day, so that the last day is the file's word.
    """

    first: Days
    last: Days
    precision: npt.NDArray[np.object_]
    up_until: Days
    spans: bool


class DayCells:
    """What all cells of a file with days settle together: which columns hold numbers of days, whether days come first.

    ``see`` is to be told every piece of the file before any of its days is read.
    """

    def __init__(self) -> None:
        self._columns = {name: _Seen() for name in _NAMES}
        self._read = lru_cache(maxsize=_KEPT)(read_days)

    def see(self, columns: Mapping[str, Cells]) -> None:
        """Takes in the cells of one more piece."""
        for name, seen in self._columns.items():
            cells = columns[name]
            seen.name = cells.column or seen.name
            for text in filter(None, cells.texts):
                seen.any = True
                if not is_serial(text):
                    seen.serial = False
                    self._look(text, seen)

    def _look(self, text: str, seen: "_Seen") -> None:
        with suppress(CellProblem):  # told of the rows that have it, when they are read
            reading = self._read(text)
            seen.asked |= bool(reading.other)
            if reading.settles:
                seen.settles.setdefault(reading.settles, text)

    def read(self, name: str, cells: Cells) -> Readings[Reading | None]:
        """The days of a column's cells."""
        serial = self._columns[name].is_serial

        def read(text: str) -> Reading | None:
            if serial:
                return Reading(serial_day(text), serial_day(text))
            if is_serial(text):
                message = (
                    f"{quoted(text)} may be a spreadsheet's number for {serial_day(text)}, but other rows hold written "
                    f"days: write it as YYYY-MM-DD."
                )
                raise CellProblem(message, "needs_decision")
            return self._read(text)

        return cells.read(read, None)

    def order(self, wished: str | None) -> tuple[str, str]:
        """The order of day and month in this file, "" where nothing settles it, and the sentence that says why."""
        found: dict[str, str] = {}
        for seen in self._columns.values():
            for order, text in seen.settles.items():
                found.setdefault(order, text)
        if not any(seen.asked for seen in self._columns.values()):
            return "", ""
        order, text = (wished, "") if wished else next(iter(found.items()), ("", ""))
        how = "day first" if order == "dmy" else "month first"
        if wished:
            return order, f"Days such as 03/04/2020 are read {how}, as asked for."
        if len(found) == 1:
            return order, f"Days such as 03/04/2020 are read {how}: {quoted(text)} in the same file settles it."
        return "", ""

    def notes(self, wished: str | None) -> list[str]:
        """What was guessed of all days."""
        told = [repr(seen.name) for seen in self._columns.values() if seen.is_serial]
        what = f"The column {' and '.join(told)} holds spreadsheet day numbers: read as days counted from 1900."
        return [*([what] if told else []), *filter(None, [self.order(wished)[1]])]


@dataclass
class _Seen:
    """What the cells of one column settle; ``settles`` has the first cell for each order of day and month."""

    name: str = ""
    any: bool = False
    serial: bool = True
    asked: bool = False
    settles: dict[str, str] = field(default_factory=dict)

    @property
    def is_serial(self) -> bool:
        return self.any and self.serial


def read_periods(columns: Mapping[str, Cells], days: DayCells, order: str, problems: Problems) -> Periods:
    """The days of every row; the problems found are added to ``problems``."""
    settled = {name: _settled(days.read(name, columns[name]), order, problems) for name in _NAMES}
    precision = columns["date_precision"].read(read_precision, "")
    for readings in settled.values():
        problems.add_readings(readings)
    problems.add_readings(precision)
    _refuse_blank(columns["date"], problems)
    return _joined(settled, precision, columns["date_end"].filled(), problems)


def _settled(readings: Readings[Reading | None], order: str, asked: Problems) -> Readings[Reading | None]:
    """The same readings with those of two meanings decided by ``order``, or needing a decision."""
    values, problems = list(readings.values), dict(readings.problems)
    twofold = [place for place, reading in enumerate(readings.values) if reading and reading.other]
    rows = readings.cells.rows_of([] if order else twofold)
    for place in twofold:
        reading = readings.values[place]
        if reading and reading.other:
            values[place] = {"dmy": reading, "mdy": reading.other}.get(order)
            if not order:
                text = quoted(readings.cells.texts[place])
                reason = (
                    f"{text} may be {reading.first} or {reading.other.first}: say whether day or month comes first, or "
                    f"write it as YYYY-MM-DD."
                )
                problems[place] = CellProblem(reason, "needs_decision")
                asked.asking.ask("date_order", "", rows[place], ("dmy", "mdy"), reason)
    return replace(readings, values=values, problems=problems)


def _refuse_blank(cells: Cells, problems: Problems) -> None:
    reason = "The row has no day: write it as YYYY-MM-DD, for example 2020-11-24."
    problems.add(np.flatnonzero(~cells.filled()), "refused", cells.column, "", reason)


def _joined(
    read: Mapping[str, Readings[Reading | None]],
    stated: Readings[str],
    ends_stated: npt.NDArray[np.bool_],
    problems: Problems,
) -> Periods:
    first, own_last, own_precision = _bounds(read["date"])
    _, end, _ = _bounds(read["date_end"])
    _, up_until, _ = _bounds(read["up_until"])
    precision = stated.rows("object")
    vague = ((own_precision != "day") & (precision == "day")) | ((own_precision == "month") & (precision == "week"))
    problems.add(
        np.flatnonzero(vague), "refused", stated.cells.column, stated.cells.text_rows()[vague],
        "The date names a longer time than the precision says: write the day, or leave the precision out.",
    )  # fmt: skip
    week, month = ~ends_stated & (precision == "week"), ~ends_stated & (precision == "month")
    last = np.where(ends_stated, end, own_last)
    last[week] = np.maximum(last[week], first[week] + np.timedelta64(6, "D"))
    last[month] = np.maximum(last[month], _month_ends(first[month]))
    longer = (last > own_last) | (ends_stated & (own_precision != "day") & (last < own_last))
    wider = (precision == "day") & (last > first)
    precision = np.where(precision != "", precision, np.where(ends_stated & longer, "range", own_precision))
    wider &= ~vague
    what = "The precision says day but the last day is later, so it is taken as a range: {lines}."
    problems.remarks.add(Of.WIDER, what, problems.lines[wider])
    precision[wider] = "range"
    _refuse_disorder(first, last, up_until, read, problems)
    return Periods(first, last, precision, up_until, bool((own_precision != "day").any()))


def _refuse_disorder(
    first: Days, last: Days, up_until: Days, read: Mapping[str, Readings[Reading | None]], problems: Problems
) -> None:
    ends, seen = read["date_end"].cells, read["up_until"].cells
    early = np.flatnonzero(last < first)
    reasons = [f"The last day {last[row]} is before the first day {first[row]}: swap or correct them." for row in early]
    problems.add(early, "refused", ends.column, [ends.texts[code] for code in ends.codes[early]], reasons)
    gone = np.flatnonzero(up_until < first)
    reasons = [
        f"It was last seen up on {up_until[row]}, before the day {first[row]} it was put up: correct one of them."
        for row in gone
    ]
    problems.add(gone, "refused", seen.column, [seen.texts[code] for code in seen.codes[gone]], reasons)


def _bounds(readings: Readings[Reading | None]) -> tuple[Days, Days, npt.NDArray[np.object_]]:
    codes = readings.cells.codes
    first = np.array([one.first if one else _NO_DAY for one in readings.values], dtype=_DAY_TYPE)
    last = np.array([one.last if one else _NO_DAY for one in readings.values], dtype=_DAY_TYPE)
    precision = np.array([one.precision if one else "day" for one in readings.values], dtype=object)
    return first[codes], last[codes], precision[codes]


def _month_ends(days: Days) -> Days:
    after: Days = (days.astype("datetime64[M]") + np.timedelta64(1, "M")).astype(_DAY_TYPE)
    return after - np.timedelta64(1, "D")
