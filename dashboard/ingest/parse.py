"""A file of actions to what it says: usable rows, problems by line, and what was guessed or left out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.campaign import Campaign
from dashboard.directory import Directory
from dashboard.errors import UsageError
from dashboard.identity import Parsed, empty_problems
from dashboard.identity.parsed import ROW_TYPES
from dashboard.ingest.amounts import Amounts, read_amounts
from dashboard.ingest.asking import Asking
from dashboard.ingest.cells import Cells, Problems
from dashboard.ingest.choices import DATE_ORDERS, Choices, Meanings, header_key
from dashboard.ingest.columns import FIELDS, ColumnPlan, UnmappedFileError, planned
from dashboard.ingest.decode import read_table
from dashboard.ingest.details import Deeds, read_deeds, read_id, read_point, read_url
from dashboard.ingest.features import OWN_EXPORT
from dashboard.ingest.grouping import grouped
from dashboard.ingest.lengths import without_long_cells
from dashboard.ingest.limits import PAGE, Limits
from dashboard.ingest.naming import Telling
from dashboard.ingest.pairing import contradictions, paired, seated_rows
from dashboard.ingest.periods import Periods, read_periods
from dashboard.ingest.places import Locate, located, read_offices, read_ridings, read_targets
from dashboard.ingest.privacy import Redactor, redacted_table, without_personal_data
from dashboard.ingest.raw import RawTable
from dashboard.ingest.telling import (
    ask_about_examples,
    effort_rows,
    foreign_rows,
    listed_rows,
    located_rows,
    moved_places,
    near_matches,
    other_provinces,
    people_columns,
    uneven_rows,
)
from dashboard.ingest.tools import Adapted, Around, adapted
from dashboard.ingest.vocabulary import read_yes_no
from dashboard.matching import OfficeMatcher, RidingMatcher, TargetMatcher
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET

_UNDECIDED = Choices()
_WITH_LINES = ("note", "private_note")


def parse_file(  # noqa: PLR0913 - named by those who call it
    data: bytes | RawTable,
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
) -> Parsed:
    """What a file says, nothing stored: every data row is usable or has its problems told by line.

    ``data`` is the file, or its table where that was read already, in a process apart.
    ``locate`` tells in which riding a point lies; without it rows that have a point and no riding are left without one.
    ``choices`` are what people decided about the file and its names; ``date_order`` and ``sheet`` stand for theirs.
    Raises UnusableFileError with one sentence that says what to do for a file that can't be used at all, of which
    UnmappedFileError tells that somebody has to say which column is the day or what was done.
    """
    choices = replace(choices, date_order=date_order or choices.date_order, sheet=sheet or choices.sheet)
    if choices.date_order not in ("", *DATE_ORDERS):
        message = f"The date order must be dmy (day first) or mdy (month first), not {choices.date_order!r}."
        raise UsageError(message)
    raw = data if isinstance(data, RawTable) else read_table(data, name, choices.sheet or None, limits)
    locate = locate or _nowhere
    export = adapted(raw, Around.of(directory, campaign, locate))
    try:
        plan = planned(export.cells, export.wishes() | choices.wishes(raw.header))
    except UnmappedFileError as error:
        if error.found:
            error.found = replace(error.found, header_key=header_key(raw.header), sheets=raw.sheets)
        raise
    return _Reading(
        export.table(raw), plan.of(raw.header, export.used), choices, campaign, directory, ridings, locate, raw, export
    ).parsed()


def _nowhere(longitude: np.ndarray, _latitude: np.ndarray, _order: int) -> np.ndarray:
    return np.full(len(longitude), "", dtype=object)


@dataclass(frozen=True, eq=False)
class _Reading:
    raw: RawTable
    plan: ColumnPlan
    choices: Choices
    campaign: Campaign
    directory: Directory
    ridings: pd.DataFrame
    locate: Locate
    file: RawTable
    export: Adapted

    def parsed(self) -> Parsed:
        """Every column read, then the rows put together."""
        asking = Asking(self.choices, Meanings(self.directory, self.ridings, self.choices.own))
        problems = Problems(self.raw.cells.index.to_numpy(), asking)
        notes = [*self.raw.notes, *self.plan.notes, *uneven_rows(self.raw, self.plan, problems)]
        columns = without_long_cells(self._columns(), problems)
        redactor = Redactor.of(self.directory)
        columns, removed = without_personal_data(columns, redactor, problems, self.choices.privacy)
        personal = dict(redactor.found)
        periods = read_periods(columns, problems, self.choices.date_order)
        deeds = read_deeds(columns, problems, self.choices.own)
        amounts = read_amounts(columns, problems, own_export=set(self.raw.header) >= OWN_EXPORT)
        content = self._content(columns, periods, deeds, amounts, problems)
        ask_about_examples(columns["note"], periods.first, problems)
        targets, told = self._targets(columns, periods, content, problems)
        notes += [*periods.notes, *deeds.notes, *amounts.notes, *told.notes, *removed]
        notes += [*asking.notes(), *people_columns(self.plan.personal)]
        ids = columns["action_id"].read(read_id, "")
        problems.add_readings(ids)
        named = pd.Series(ids.rows("object"), dtype="str")
        action = grouped(named, content, targets, columns["action_id"].column, problems)
        return Parsed(
            header=self.raw.header,
            raw=self.file.cells,
            rows=_rows(ids.rows("object"), content, targets, action, problems),
            problems=redacted_table(problems.table(empty_problems()), redactor),
            dropped_columns=self.plan.dropped,
            content_columns=_spoken_of(set(self.plan.fields), periods, deeds, amounts),
            notes=tuple(notes),
            matched=tuple(told.matched),
            asked=asking.questions(answered=False),
            decided=asking.questions(answered=True),
            to_remember=asking.to_remember(_passing(redactor)),
            fields=self.plan.mapped,
            header_key=header_key(self.file.header),
            personal=personal,
            personal_columns=self.plan.personal,
            sheets=self.raw.sheets,
            counted=self.export.counted,
        )

    def _columns(self) -> dict[str, Cells]:
        """Every field's cells, blank for those that the file does not have."""
        found = {
            field: Cells.of(column, self.raw.cells[column], lines=field in _WITH_LINES, guarded=self.raw.guarded)
            for field, column in self.plan.fields.items()
        }
        blank = Cells.blank(len(self.raw.cells))
        return {field: found.get(field, blank) for field in FIELDS}

    def _content(
        self, columns: dict[str, Cells], periods: Periods, deeds: Deeds, amounts: Amounts, problems: Problems
    ) -> pd.DataFrame:
        """What each row of the file says beside its targets, in the columns of an action."""
        latitude, longitude = read_point(columns, problems)
        split, url = columns["split"].read(read_yes_no, default=False), columns["evidence_url"].read(read_url, "")
        problems.add_readings(split)
        problems.add_readings(url)
        found = {
            "date": periods.first, "date_end": periods.last, "date_precision": periods.precision,
            "tactic": deeds.tactic, "outcome": deeds.outcome, "quantity": amounts.exact,
            "quantity_low": amounts.low, "quantity_high": amounts.high, "split": split.rows("bool"),
            "latitude": latitude, "longitude": longitude, "evidence_url": url.rows("object"),
            "up_until": periods.up_until,
            **{field: columns[field].text_rows() for field in ("place", "group", "note", "private_note")},
        }  # fmt: skip
        return pd.DataFrame({name: pd.Series(found[name]).astype(ROW_TYPES[name]) for name in ACTION_CONTENT})

    def _targets(
        self, columns: dict[str, Cells], periods: Periods, content: pd.DataFrame, problems: Problems
    ) -> tuple[pd.DataFrame, Telling]:
        """One line per row and target, and what the receipt tells of them; ``content`` gets places of nobody's rows."""
        day = np.where(np.isnat(periods.last), np.datetime64(self.campaign.starts, "D"), periods.last)
        told = Telling()
        matcher = TargetMatcher(self.directory, self.campaign.post, self.campaign.post_fr)
        targets = read_targets(columns, day, matcher, problems, told)
        offices = read_offices(columns, day, targets, OfficeMatcher(self.directory), problems, told)
        order, seats = self.campaign.riding_order, RidingMatcher(self.ridings)
        ridings = read_ridings(columns, day, order, seats, problems, told)
        table, nobody, lost = paired(targets, offices, ridings, day, self.directory)
        seated = nobody | seated_rows(table, day, self.directory)
        points = located(table, content, columns["riding_order"], day, order, self.locate, seated)
        table = points[0]
        told.notes += [
            *near_matches(told),
            *moved_places(nobody, offices, ridings, content, problems),
            *located_rows(*points[1:], problems),
            *filter(None, [contradictions(table, day, self.directory, problems)]),
            *listed_rows(
                lost, "Doubt: a riding that none of the row's targets sits for was left out ({lines}).", problems
            ),
            *foreign_rows(table, self.directory, problems),
            *other_provinces(columns["province"], table, problems),
            *effort_rows(table, nobody, problems),
        ]
        return table, told


def _passing(redactor: Redactor) -> Callable[[str, str], bool]:
    """Whether a meaning is for this file alone: its name holds personal data, or is anyone's Hill office."""

    def is_passing(kind: str, name: str) -> bool:
        office = kind == "office"
        return bool(redactor.suspects(name, at_an_office=office)) or (office and OfficeMatcher.names_a_kind(name))

    return is_passing


def _rows(
    ids: np.ndarray, content: pd.DataFrame, targets: pd.DataFrame, action: np.ndarray, problems: Problems
) -> pd.DataFrame:
    """The usable rows, one per line and target, actions numbered in the order of the file."""
    targets = targets[~problems.bad[targets["row"]]]
    row = targets["row"].to_numpy()
    parts = {
        "line": problems.lines[row], "action": action[row], "source_id": ids[row],
        **{name: content[name].array[row] for name in ACTION_CONTENT},
        **{name: targets[name].to_numpy() for name in ACTION_TARGET},
    }  # fmt: skip
    table = pd.DataFrame({name: pd.Series(parts[name]).astype(kind) for name, kind in ROW_TYPES.items()})
    table = table.drop_duplicates(["action", *ACTION_TARGET]) if (pd.Series(action[row]).duplicated()).any() else table
    table = table.sort_values(["action", "line"], kind="stable", ignore_index=True)
    table["action"] = pd.factorize(table["action"])[0].astype("int64")
    return table


def _spoken_of(fields: set[str], periods: Periods, deeds: Deeds, amounts: Amounts) -> frozenset[str]:
    """The fields of an action that the file speaks of."""
    spoken = fields & set(ACTION_CONTENT)
    spoken |= (
        {"date_end", "date_precision"} if periods.spans or "date_end" in fields or "date_precision" in fields else set()
    )
    spoken |= {"quantity_low", "quantity_high"} if amounts.ranges else set()
    spoken |= {"outcome"} if deeds.implied else set()
    for field, names in (
        ("target_id", ("target", "target_id")),
        ("office_id", ("office", "office_id")),
        ("riding", ("riding", "riding_code")),
    ):
        spoken |= {field} if fields & set(names) else set()
    return frozenset(spoken)
