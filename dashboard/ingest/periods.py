"""The columns date, date_end, date_precision and up_until to first and last days with their precision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from dashboard.ingest.cells import CellProblem, Cells, Problems, Readings, quoted
from dashboard.ingest.dates import Reading, is_serial, read_days, serial_day
from dashboard.ingest.vocabulary import read_precision
from dashboard.ingest.wording import told_lines

Days = npt.NDArray[np.datetime64]
_DAY_TYPE = "datetime64[D]"
_NO_DAY = np.datetime64("NaT", "D")


@dataclass(frozen=True, eq=False)
class Periods:
    """Per row of a file the first and last day, the precision and the day it was still up; notes say what was guessed.

    ``spans`` tells whether any cell of the column date says more than a day, so that the last day is the file's word.
    """

    first: Days
    last: Days
    precision: npt.NDArray[np.object_]
    up_until: Days
    spans: bool
    notes: tuple[str, ...]


def read_periods(columns: Mapping[str, Cells], problems: Problems, date_order: str | None) -> Periods:
    """The days of every row; the problems found are added to ``problems``."""
    notes: list[str] = []
    serials = {name: _is_serial_column(columns[name]) for name in ("date", "date_end", "up_until")}
    read = {name: _read_column(columns[name], serials[name]) for name in serials}
    told = [repr(columns[name].column) for name, serial in serials.items() if serial]
    if told:
        notes.append(f"The column {' and '.join(told)} holds spreadsheet day numbers: read as days counted from 1900.")
    order, note = _order(read, date_order)
    notes += [note] if note else []
    settled = {name: _settled(readings, order, problems) for name, readings in read.items()}
    precision = columns["date_precision"].read(read_precision, "")
    for readings in settled.values():
        problems.add_readings(readings)
    problems.add_readings(precision)
    _refuse_blank(columns["date"], problems)
    return _joined(settled, precision, columns["date_end"].filled(), problems, notes)


def _is_serial_column(cells: Cells) -> bool:
    return any(cells.texts) and all(is_serial(text) for text in cells.texts if text)


def _read_column(cells: Cells, serial: bool) -> Readings[Reading | None]:  # noqa: FBT001 - a fact about the column
    def read(text: str) -> Reading | None:
        if serial:
            return Reading(serial_day(text), serial_day(text))
        if is_serial(text):
            message = (
                f"{quoted(text)} may be a spreadsheet's number for {serial_day(text)}, but other rows hold written "
                f"days: write it as YYYY-MM-DD."
            )
            raise CellProblem(message, "needs_decision")
        return read_days(text)

    return cells.read(read, None)


def _order(read: Mapping[str, Readings[Reading | None]], date_order: str | None) -> tuple[str, str]:
    """The order of day and month in this file, "" where nothing settles it, and the sentence that says why."""
    found: dict[str, str] = {}
    asked = False
    for readings in read.values():
        for text, reading in zip(readings.cells.texts, readings.values, strict=True):
            if reading and reading.settles:
                found.setdefault(reading.settles, text)
            asked = asked or bool(reading and reading.other)
    if not asked:
        return "", ""
    order, text = (date_order, "") if date_order else next(iter(found.items()), ("", ""))
    how = "day first" if order == "dmy" else "month first"
    if date_order:
        return order, f"Days such as 03/04/2020 are read {how}, as asked for."
    if len(found) == 1:
        return order, f"Days such as 03/04/2020 are read {how}: {quoted(text)} in the same file settles it."
    return "", ""


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
    notes: list[str],
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
    if wider.any():
        lines = told_lines(problems.lines[wider])
        notes.append(f"The precision says day but the last day is later, so it is taken as a range: {lines}.")
        precision[wider] = "range"
    _refuse_disorder(first, last, up_until, read, problems)
    return Periods(first, last, precision, up_until, bool((own_precision != "day").any()), tuple(notes))


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
