"""One piece of a file to what it says: usable rows, and problems by line."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.campaign import Campaign
from dashboard.directory import Directory
from dashboard.identity import empty_problems
from dashboard.identity.parsed import ROW_TYPES
from dashboard.ingest.amounts import Amounts, read_amounts
from dashboard.ingest.asking import Asking
from dashboard.ingest.cells import Cells, Problems
from dashboard.ingest.choices import Choices
from dashboard.ingest.columns import ColumnPlan
from dashboard.ingest.details import Deeds, read_deeds, read_id, read_point, read_url
from dashboard.ingest.grouping import grouped
from dashboard.ingest.lengths import without_long_cells
from dashboard.ingest.naming import Telling
from dashboard.ingest.pairing import paired, remark_contradictions, seated_rows
from dashboard.ingest.periods import Periods, read_periods
from dashboard.ingest.places import Locate, located, read_offices, read_ridings, read_targets
from dashboard.ingest.privacy import Redactor, redacted_table, without_personal_data
from dashboard.ingest.raw import RawTable
from dashboard.ingest.survey import Survey
from dashboard.ingest.telling import (
    ask_about_examples,
    move_places,
    refuse_uneven,
    remark_effort,
    remark_foreign,
    remark_located,
    remark_lost,
    remark_provinces,
)
from dashboard.ingest.vocabulary import read_yes_no
from dashboard.ingest.wording import Remarks
from dashboard.matching import PATIENCE, OfficeMatcher, Patience, RidingMatcher, TargetMatcher
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET

_NOT_COMPARED = (
    "So many names of the file are unknown that only the first of them were compared with the known ones: see that the "
    "right columns are used, or divide the file."
)
Columns = Mapping[str, Cells]


class Reader:
    """Reads the pieces of a file one after another, and gathers what is asked and told of all of them."""

    def __init__(
        self,
        plan: ColumnPlan,
        survey: Survey,
        choices: Choices,
        campaign: Campaign,
        directory: Directory,
        ridings: pd.DataFrame,
        locate: Locate,
        asking: Asking,
    ) -> None:
        self._plan, self._survey, self._choices, self._locate = plan, survey, choices, locate
        self._campaign, self._directory = campaign, directory
        self._marks = survey.numbers.marks()
        self._date_order = survey.days.order(choices.date_order)[0]
        patience = self._patience = Patience(PATIENCE)
        self._targets = TargetMatcher(directory, campaign.post, campaign.post_fr, patience)
        self._offices, self._ridings = OfficeMatcher(directory, patience), RidingMatcher(ridings, patience)
        self._problems_redactor = Redactor.of(directory)
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self.asking, self.redactor = asking, Redactor.of(directory)
        self.remarks, self.telling = Remarks(), Telling()
        self.spoken: set[str] = set()
        """The fields that some row says something of beyond what its column is."""

    def read(self, raw: RawTable, columns: Columns) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The usable rows of a piece and its problems."""
        self.asking.turn()
        problems = Problems(raw.cells.index.to_numpy(), self.asking, self.remarks)
        refuse_uneven(raw, self._plan, problems)
        columns = without_long_cells(columns, problems, self._names)
        columns = without_personal_data(columns, self.redactor, problems, self._choices.privacy)
        periods = read_periods(columns, self._survey.days, self._date_order, problems)
        deeds = read_deeds(columns, problems, self._choices.own)
        amounts = read_amounts(columns, self._marks, problems)
        content = _content(columns, periods, deeds, amounts, problems)
        ask_about_examples(columns["note"], periods.first, problems)
        targets = self._paired(columns, periods, content, problems)
        ids = columns["action_id"].read(read_id, "")
        problems.add_readings(ids)
        named = _column(ids.rows("object"), "str")
        action = grouped(named, content, targets, columns["action_id"].column, problems)
        self._hear(periods, deeds, amounts)
        rows = _rows(ids.rows("object"), content, targets, action, problems)
        return rows, redacted_table(problems.table(empty_problems()), self._problems_redactor)

    def left_open(self) -> list[str]:
        """The sentence on names that were compared with none, where there were so many unknown ones."""
        return [_NOT_COMPARED] if self._patience.ended else []

    def _hear(self, periods: Periods, deeds: Deeds, amounts: Amounts) -> None:
        self.spoken |= {"date_end", "date_precision"} if periods.spans else set()
        self.spoken |= {"quantity_low", "quantity_high"} if amounts.ranges else set()
        self.spoken |= {"outcome"} if deeds.implied else set()

    def _paired(self, columns: Columns, periods: Periods, content: pd.DataFrame, problems: Problems) -> pd.DataFrame:
        """One line per row and target; ``content`` gets places of nobody's rows."""
        directory, told = self._directory, self.telling
        day = np.where(np.isnat(periods.last), np.datetime64(self._campaign.starts, "D"), periods.last)
        targets = read_targets(columns, day, self._targets, problems, told)
        offices = read_offices(columns, day, targets, self._offices, problems, told)
        order = self._campaign.riding_order
        ridings = read_ridings(columns, day, order, self._ridings, problems, told)
        table, nobody, lost = paired(targets, offices, ridings, day, directory)
        seated = nobody | seated_rows(table, day, directory)
        table, found, missed = located(table, content, columns["riding_order"], day, order, self._locate, seated)
        move_places(nobody, offices, ridings, content, problems)
        remark_located(found, missed, problems)
        remark_contradictions(table, day, directory, problems)
        remark_lost(lost, problems)
        remark_foreign(table, directory, problems)
        remark_provinces(columns["province"], table, problems)
        remark_effort(table, nobody, problems)
        return table


def _content(columns: Columns, periods: Periods, deeds: Deeds, amounts: Amounts, problems: Problems) -> pd.DataFrame:
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
    return pd.DataFrame({name: _column(found[name], ROW_TYPES[name]) for name in ACTION_CONTENT})


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
    table = pd.DataFrame({name: _column(parts[name], kind) for name, kind in ROW_TYPES.items()})
    table = table.drop_duplicates(["action", *ACTION_TARGET]) if (pd.Series(action[row]).duplicated()).any() else table
    table = table.sort_values(["action", "line"], kind="stable", ignore_index=True)
    table["action"] = pd.factorize(table["action"])[0].astype("int64")
    return table


def _column(values: Any, kind: str) -> pd.Series:  # noqa: ANN401 - an array or a series of any type
    """A column of a type; texts are made once for each distinct one."""
    if kind != "str" or not isinstance(values, np.ndarray):
        return pd.Series(values).astype(kind)
    codes, texts = pd.factorize(values)
    return pd.Series(pd.array(pa.array(texts, pa.large_string()).take(pa.array(codes)), dtype="str"))
