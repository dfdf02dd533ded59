"""What passes from a file to the store: the file as it was understood, and the receipt of what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from dashboard.schema import DAY, FATES

PROBLEM_COLUMNS = ("line", "fate", "column", "value", "reason")
_GRAVITY = {"refused": 0, "needs_decision": 1, "duplicate": 2}
ROW_TYPES = {
    "line": "int64", "action": "int64", "source_id": "str", "date": DAY, "date_end": DAY, "date_precision": "str",
    "tactic": "str", "outcome": "str", "quantity": "float64", "quantity_low": "float64", "quantity_high": "float64",
    "split": "bool", "place": "str", "latitude": "float64", "longitude": "float64", "group": "str", "note": "str",
    "evidence_url": "str", "up_until": DAY, "private_note": "str", "target_id": "str", "office_id": "str",
    "riding": "str",
}  # fmt: skip
"""Columns and types of ``Parsed.rows``."""


class Matched(NamedTuple):
    """A name that was taken for another after a near match: told in the receipt with its score (0-100)."""

    column: str
    value: str
    match: str
    score: float


class Question(NamedTuple):
    """What a name in a file means: asked once for all ``lines`` that have it, with meanings and labels to choose from.

    ``kind`` is target, office, riding, tactic, outcome or date_order. ``meaning`` is the answer, "" while it is open;
    ``who`` gave it with an earlier file, "" with this one.
    """

    kind: str
    form: str
    shown: str
    lines: int
    candidates: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    meaning: str = ""
    who: str = ""


class Mapped(NamedTuple):
    """Which column of a file is a field, "" for none, and how it came about: name, synonym, remembered or chosen."""

    column: str
    how: str


@dataclass(frozen=True, eq=False)
class Parsed:
    """A file as it was understood; nothing of it is stored yet.

    ``raw`` has every data row as text in the file's own columns, by line number; ``rows`` one usable row per line and
    target (line, action, source_id, the content and the target columns of an action); ``problems`` the lines with no
    usable row, once for each thing wrong with them. ``content_columns`` names the fields that the file speaks of:
    only these can change a known action.

    ``asked`` are the questions that are open and ``decided`` those that were answered; ``fields`` says which column
    is which of our fields, ``header_key`` under what name that is remembered. ``to_remember`` are the meanings decided
    with this file that may be kept: none whose name holds personal data. ``personal`` counts what of that was found
    in free text, by kind; ``personal_columns`` are those of the dropped ones that hold people's data. ``counted`` has
    lines that are people counted together in another line: what becomes of that one becomes of them.
    """

    header: tuple[str, ...]
    raw: pd.DataFrame
    rows: pd.DataFrame
    problems: pd.DataFrame
    dropped_columns: tuple[str, ...] = ()
    content_columns: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    matched: tuple[Matched, ...] = ()
    asked: tuple[Question, ...] = ()
    decided: tuple[Question, ...] = ()
    to_remember: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    fields: Mapping[str, Mapped] = field(default_factory=dict)
    header_key: str = ""
    personal: Mapping[str, int] = field(default_factory=dict)
    personal_columns: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    counted: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Receipt:
    """What became of each data row: ``lines`` has line, fate, reason and action_id, one row per data row."""

    upload_id: int | None
    rows: int
    lines: pd.DataFrame
    dropped_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Data rows by fate; the five add up to ``rows``."""
        found = self.lines["fate"].value_counts()
        return {fate: int(found.get(fate, 0)) for fate in FATES}

    def rejects(self, parsed: Parsed) -> pd.DataFrame:
        """The refused and undecided rows in the file's own columns with a ``reason``, ready to be mended and loaded.

        A column of that name which says nothing of an action gives way; one that does leaves it ``import_reason``.
        """
        lines = self.lines[self.lines["fate"].isin(["needs_decision", "refused"])].set_index("line")
        own = {one.column for one in parsed.fields.values()}
        name = "import_reason" if any(column.casefold() == "reason" for column in own) else "reason"
        kept = [column for column in parsed.raw.columns if column.casefold() != name]
        return parsed.raw.loc[lines.index, kept].assign(**{name: lines["reason"]})

    def as_json(self) -> dict[str, Any]:
        """The receipt's figures under the names that ``dashboard import --json`` prints."""
        return {
            "upload_id": self.upload_id, "rows": self.rows, **self.counts,
            "dropped_columns": list(self.dropped_columns),
        }  # fmt: skip


def receipt(parsed: Parsed, judged: pd.DataFrame, upload_id: int | None = None) -> Receipt:
    """The receipt for ``parsed`` once ``judge`` has said what each action becomes."""
    by_action = judged.set_index("action")
    usable = parsed.rows[["line", "action"]].drop_duplicates("line")
    fates = by_action.loc[usable["action"], ["fate", "reason", "action_id"]].assign(line=usable["line"].to_numpy())
    problems = _by_line(parsed.problems)
    parts = [part for part in (fates, problems) if len(part)]
    lines = pd.concat(parts) if parts else problems
    lines = pd.concat([lines, _counted(lines, parsed.counted)]) if parsed.counted else lines
    lines = lines.astype({"line": "int64", "fate": "str", "reason": "str", "action_id": "str"})
    lines = lines.sort_values("line")[["line", "fate", "reason", "action_id"]].reset_index(drop=True)
    return Receipt(upload_id, len(parsed.raw), lines, parsed.dropped_columns, parsed.notes)


def _counted(lines: pd.DataFrame, counted: Mapping[int, int]) -> pd.DataFrame:
    """The lines that are counted in others, each with what became of that one."""
    table = lines.set_index("line").loc[list(counted.values())].reset_index()
    told = [f"Counted in line {line}." for line in counted.values()]
    reasons = [f"{reason} {more}".strip() for reason, more in zip(table["reason"], told, strict=True)]
    return table.assign(line=list(counted), reason=reasons)


def _by_line(problems: pd.DataFrame) -> pd.DataFrame:
    """One row per line with all its reasons: refused when one of them refuses it."""
    told = problems[["line", "fate", "reason"]].drop_duplicates()
    told = told.sort_values(
        ["line", "fate"], key=lambda column: column.map(_GRAVITY) if column.name == "fate" else column, kind="stable"
    )
    several = told["line"].duplicated(keep=False)
    alone, shared = told[~several], told[several]
    if len(shared):
        joined = shared.groupby("line", as_index=False).agg({"fate": "first", "reason": " ".join})
        alone = pd.concat([alone, joined])
    return alone.assign(action_id="")


def empty_problems() -> pd.DataFrame:
    """A problems table with no line in it."""
    return pd.DataFrame({name: pd.Series(dtype="int64" if name == "line" else "str") for name in PROBLEM_COLUMNS})
