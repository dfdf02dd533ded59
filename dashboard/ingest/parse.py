"""A file of actions to what it says: usable rows, problems by line, and what was guessed or left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.campaign import Campaign
from dashboard.directory import Directory
from dashboard.errors import UsageError
from dashboard.identity import Parsed
from dashboard.ingest.asking import Asking
from dashboard.ingest.cells import Cells
from dashboard.ingest.choices import DATE_ORDERS, Choices, Meanings, header_key
from dashboard.ingest.columns import FIELDS, ColumnPlan, UnmappedFileError, planned
from dashboard.ingest.decode import read_pieces
from dashboard.ingest.features import OWN_EXPORT
from dashboard.ingest.limits import PAGE, Limits
from dashboard.ingest.piece import Reader
from dashboard.ingest.places import Locate
from dashboard.ingest.privacy import Redactor
from dashboard.ingest.raw import RawFile, RawTable, joined
from dashboard.ingest.survey import Survey
from dashboard.ingest.telling import near_matches, people_columns
from dashboard.ingest.tools import Adapted, Around, adapted, tool_of
from dashboard.ingest.wording import Of
from dashboard.matching import OfficeMatcher
from dashboard.schema import ACTION_CONTENT
from dashboard.shelf import Shelf

_UNDECIDED = Choices()
_WITH_LINES = ("note", "private_note")
Tell = Callable[[int], None]


def parse_file(  # noqa: PLR0913 - named by those who call it
    data: bytes | RawTable | RawFile,
    *,
    name: str,
    campaign: Campaign,
    directory: Directory,
    ridings: pd.DataFrame,
    choices: Choices = _UNDECIDED,
    date_order: str | None = None,
    sheet: str | None = None,
    limits: Limits = PAGE,
    locate: Locate | None = None,
    tell: Tell = lambda _rows: None,
) -> Parsed:
    """What a file says, nothing stored: every data row is usable or has its problems told by line.

    ``data`` is the file, or its table where that was read already, in a process apart.
    ``locate`` tells in which riding a point lies; without it rows that have a point and no riding are left without one.
    ``choices`` are what people decided about the file and its names; ``date_order`` and ``sheet`` stand for theirs.
    ``tell`` hears how many rows are understood so far.
    Raises UnusableFileError with one sentence that says what to do for a file that can't be used at all, of which
    UnmappedFileError tells that somebody has to say which column is the day or what was done.
    """
    choices = replace(choices, date_order=date_order or choices.date_order, sheet=sheet or choices.sheet)
    if choices.date_order not in ("", *DATE_ORDERS):
        message = f"The date order must be dmy (day first) or mdy (month first), not {choices.date_order!r}."
        raise UsageError(message)
    file = _file(data, name, choices, limits)
    locate = locate or _nowhere
    table, export = _adapted(file, Around.of(directory, campaign, locate))
    try:
        plan = planned(export.cells, export.wishes() | choices.wishes(file.header))
    except UnmappedFileError as error:
        if error.found:
            error.found = replace(error.found, header_key=header_key(file.header), sheets=file.sheets)
        raise
    plan = _with_late_columns(plan.of(file.header, export.used), table)
    survey = Survey(own_export=set(file.header) >= OWN_EXPORT)
    asking = Asking(choices, Meanings(directory, ridings, choices.own))
    understanding = _Understanding(file, table, export, plan, survey, choices)
    for cells in table.cells.columns(*(plan.fields[field] for field in survey.FIELDS if field in plan.fields)):
        survey.see(understanding.columns(cells))
    reader = Reader(plan, survey, choices, campaign, directory, ridings, locate, asking)
    return understanding.parsed(reader, tell)


def _file(data: bytes | RawTable | RawFile, name: str, choices: Choices, limits: Limits) -> RawFile:
    if isinstance(data, RawFile):
        return data
    return RawFile(*([data] if isinstance(data, RawTable) else read_pieces(data, name, choices.sheet or None, limits)))


def _nowhere(longitude: np.ndarray, _latitude: np.ndarray, _order: int) -> np.ndarray:
    return np.full(len(longitude), "", dtype=object)


def _adapted(file: RawFile, around: Around) -> tuple[RawFile, Adapted]:
    """The file as a log, and what its tool says of it; the export of a tool is looked at as a whole."""
    first = next(iter(file))
    if tool_of(first) is None:
        return file, Adapted(first.cells, {})
    whole = file.whole()
    export = adapted(whole, around)
    return RawFile(export.table(whole)), export


def _with_late_columns(plan: ColumnPlan, file: RawFile) -> ColumnPlan:
    """The plan with columns without a name that hold something only further down, which are not kept either."""
    known = {*plan.fields.values(), *plan.dropped}
    nameless = [name for at, name in enumerate(file.header, 1) if name == f"column {at}" and name not in known]
    if len(file) == 1 or not nameless:
        return plan
    late = {name for cells in file.cells.columns(*nameless) for name in nameless if cells[name].str.strip().any()}
    return replace(plan, dropped=tuple(name for name in file.header if name in {*plan.dropped, *late}))


@dataclass(frozen=True, eq=False)
class _Understanding:
    """A file under way: as it is, its table as a log, which of its columns are which and what all its cells settle."""

    file: RawFile
    table: RawFile
    export: Adapted
    plan: ColumnPlan
    survey: Survey
    choices: Choices

    def columns(self, cells: pd.DataFrame) -> dict[str, Cells]:
        """Every field's cells in a piece, blank for those that are not there."""
        found = {
            field: Cells.of(column, cells[column], lines=field in _WITH_LINES, guarded=self.table.guarded)
            for field, column in self.plan.fields.items()
            if column in cells
        }
        blank = Cells.blank(len(cells))
        return {field: found.get(field, blank) for field in FIELDS}

    def parsed(self, reader: Reader, tell: Tell) -> Parsed:
        """Every piece read, then what is told of all of them."""
        usable, found = Shelf(), Shelf()
        together = self._together()
        for piece in chain(together, self._alone()):
            rows, problems = reader.read(piece, self.columns(piece.cells))
            usable.put(rows)
            found.put(problems)
            tell(len(piece.cells))
        days, order = self.survey.days, self.choices.date_order
        return Parsed(
            header=self.file.header,
            cells=self.file.cells,
            usable=usable,
            found=found,
            first_is_apart=bool(together),
            dropped_columns=self.plan.dropped,
            content_columns=_spoken_of(set(self.plan.fields), reader.spoken),
            notes=(
                *self.table.notes,
                *self.plan.notes,
                *reader.remarks.told(Of.UNEVEN),
                *days.notes(order),
                *reader.remarks.told(Of.WIDER, Of.IDLE_OUTCOMES, Of.OTHER_OUTCOMES),
                *self.survey.numbers.notes(),
                *near_matches(reader.telling),
                *reader.left_open(),
                *reader.remarks.told(*(of for of in Of if of >= Of.MOVED)),
                *reader.redactor.notes(self.choices.privacy),
                *reader.asking.notes(),
                *people_columns(self.plan.personal),
            ),
            matched=tuple(sorted(reader.telling.matched)),
            asked=reader.asking.questions(answered=False),
            decided=reader.asking.questions(answered=True),
            to_remember=reader.asking.to_remember(_passing(reader.redactor)),
            fields=self.plan.mapped,
            header_key=header_key(self.file.header),
            personal=dict(reader.redactor.found),
            personal_columns=self.plan.personal,
            sheets=self.file.sheets,
            counted=self.export.counted,
        )

    def _together(self) -> list[RawTable]:
        """The rows whose id stands in several pieces, in one of their own; none where there are none."""
        if not self.survey.shared_ids:
            return []
        return [joined([piece.only(self._apart(piece)) for piece in self.table])]

    def _alone(self) -> Iterator[RawTable]:
        """The pieces without those rows."""
        for piece in self.table:
            yield piece.only(~self._apart(piece)) if self.survey.shared_ids else piece

    def _apart(self, raw: RawTable) -> npt.NDArray[np.bool_]:
        column = self.plan.fields["action_id"]
        return self.survey.apart(Cells.of(column, raw.cells[column], guarded=raw.guarded))


def _passing(redactor: Redactor) -> Callable[[str, str], bool]:
    """Whether a meaning is for this file alone: its name holds personal data, or is anyone's Hill office."""

    def is_passing(kind: str, name: str) -> bool:
        office = kind == "office"
        return bool(redactor.suspects(name, at_an_office=office)) or (office and OfficeMatcher.names_a_kind(name))

    return is_passing


def _spoken_of(fields: set[str], spoken: set[str]) -> frozenset[str]:
    """The fields of an action that the file speaks of, by its columns or in some row."""
    spoken = spoken | (fields & set(ACTION_CONTENT))
    spoken |= {"date_end", "date_precision"} if fields & {"date_end", "date_precision"} else set()
    for field, names in (
        ("target_id", ("target", "target_id")),
        ("office_id", ("office", "office_id")),
        ("riding", ("riding", "riding_code")),
    ):
        spoken |= {field} if fields & set(names) else set()
    return frozenset(spoken)
