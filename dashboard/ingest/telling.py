"""What a receipt tells of rows that can be used all the same: guesses, doubts, and what was moved or left out."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.directory import Directory
from dashboard.directory.spells import by_unique
from dashboard.ingest.cells import Cells, Problems
from dashboard.ingest.columns import ColumnPlan
from dashboard.ingest.naming import Names, Telling
from dashboard.ingest.pairing import foreign_offices
from dashboard.ingest.raw import RawTable
from dashboard.ingest.template import EXAMPLE_DAYS, EXAMPLE_NOTES
from dashboard.ingest.vocabulary import read_province
from dashboard.ingest.wording import Of
from dashboard.names import normal_form
from dashboard.schema import ACTION_TARGET, PROVINCES

_TOLD_MATCHES = 20
_EXAMPLES = frozenset(map(normal_form, EXAMPLE_NOTES.values()))
Flags = npt.NDArray[np.bool_]


def refuse_uneven(raw: RawTable, plan: ColumnPlan, problems: Problems) -> None:
    """Remarks on rows that end early; those that miss a required cell, or have too many, are problems."""
    place = pd.Series(np.arange(len(raw.cells)), index=raw.cells.index)
    for line, reason in raw.broken.items():
        problems.add(np.array([place[line]]), "refused", "", "", reason)
    needed = max(_place(raw, plan.fields[field]) for field in ("date", "tactic")) + 1
    early = [line for line, count in raw.short.items() if count < needed]
    for line in early:
        reason = (
            f"The row ends after {raw.short[line]} of {len(raw.header)} cells, before its day and tactic: complete it."
        )
        problems.add(np.array([place[line]]), "refused", "", "", reason)
    rest = np.array([line for line in raw.short if line not in set(early)], dtype=np.int64)
    what = "Rows that end early are taken as blank in their last columns: {lines}."
    problems.remarks.add(Of.UNEVEN, what, rest)


def _place(raw: RawTable, column: str) -> int:
    """Where a column stands in the file; one that was worked out stands nowhere and is missed by no row."""
    return raw.header.index(column) if column in raw.header else -1


def ask_about_examples(notes: Cells, days: npt.NDArray[np.datetime64], problems: Problems) -> None:
    """Rows of the template that nobody wrote over are nobody's actions."""
    noted = np.array([text[:2] == "Ex" and normal_form(text) in _EXAMPLES for text in notes.texts], dtype=bool)[
        notes.codes
    ]
    rows = np.flatnonzero(noted & np.isin(days.astype("datetime64[D]"), np.array(EXAMPLE_DAYS, dtype="datetime64[D]")))
    reason = "This is the template's example row: write your own action over it, or leave the row out."
    problems.add(rows, "needs_decision", notes.column, EXAMPLE_NOTES["en"], reason)


def people_columns(names: tuple[str, ...]) -> list[str]:
    """One sentence on columns that hold people's data."""
    told = ", ".join(map(repr, names))
    return [f"Columns with people's data are never stored: {told}."] if names else []


def near_matches(told: Telling) -> list[str]:
    """One sentence for each near match."""
    found = sorted(told.matched)
    sentences = [
        f"{one.value!r} in {one.column!r} was taken for {one.match} (score {one.score:g})."
        for one in found[:_TOLD_MATCHES]
    ]
    more = len(found) - _TOLD_MATCHES
    return [*sentences, f"And {more:,} more names were taken for near ones."] if more > 0 else sentences


def move_places(nobody: Flags, offices: Names, ridings: Names, content: pd.DataFrame, problems: Problems) -> None:
    """Rows toward nobody keep the office or riding they name as their place."""
    if not nobody.any():
        return
    moved = np.zeros(len(nobody), dtype=bool)
    place = content["place"].to_numpy(dtype=object).copy()
    for names in (offices, ridings):
        for row, text in zip(names.row, names.text, strict=True):
            if nobody[row] and (not place[row] or moved[row]):
                place[row] = "; ".join(filter(None, (place[row], text.replace("\x1f", " "))))
                moved[row] = True
    content["place"] = pd.Series(place, index=content.index, dtype="str")
    what = 'Rows whose target is "-" press nobody: the office or riding they name is kept as their place ({lines}).'
    problems.remark(Of.MOVED, what, moved)


def remark_located(found: Flags, missed: Flags, problems: Problems) -> None:
    """Rows that got the riding in which their point lies, and rows whose point lies in none that is known."""
    what = "Rows with a point and no riding got the riding in which the point lies ({lines})."
    problems.remark(Of.LOCATED, what, found)
    what = "Rows with a point stay without a riding, as no boundaries loaded hold it ({lines})."
    problems.remark(Of.NOT_LOCATED, what, missed)


def remark_lost(lost: Flags, problems: Problems) -> None:
    """Rows that lost a riding none of their targets has."""
    what = "Doubt: a riding that none of the row's targets sits for was left out ({lines})."
    problems.remark(Of.LOST, what, lost)


def remark_foreign(table: pd.DataFrame, directory: Directory, problems: Problems) -> None:
    """Rows whose office is another's than their target."""
    other = np.zeros(len(problems.lines), dtype=bool)
    other[table["row"][foreign_offices(table, directory)]] = True
    what = "Doubt: the office is not the target's, and both are kept as stated ({lines})."
    problems.remark(Of.FOREIGN, what, other)


def remark_provinces(cells: Cells, table: pd.DataFrame, problems: Problems) -> None:
    """Rows whose riding lies in another province than they say."""
    stated = cells.read(read_province, "").rows("object")[table["row"]]
    own = by_unique(table["riding"], lambda key: PROVINCES.get(key[5:7], ""))
    wrong = np.zeros(len(problems.lines), dtype=bool)
    wrong[table["row"][(stated != "") & (own != "") & (stated != own)]] = True
    what = "Doubt: the riding lies in another province than the row says, and the riding decides ({lines})."
    problems.remark(Of.PROVINCES, what, wrong)


def remark_effort(table: pd.DataFrame, nobody: Flags, problems: Problems) -> None:
    """Rows that name no target at all, though they don't say ``-``."""
    blank = np.zeros(len(nobody), dtype=bool)
    blank[table["row"][(table[list(ACTION_TARGET)] == "").all(axis=1)]] = True
    what = "Rows that name no target, office or riding count as effort and press nobody ({lines})."
    problems.remark(Of.EFFORT, what, blank & ~nobody)
