"""What passes from a file to the store: the file as it was understood, and the receipt of what became of it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Self

import pandas as pd

from dashboard.identity.keys import DIGEST
from dashboard.schema import DAY, FATES
from dashboard.shelf import Shelf

PROBLEM_COLUMNS = ("line", "fate", "column", "value", "reason")
_NOT_THE_FIRST = rf"^[0-9a-f]{{{2 * DIGEST}}}-(?:[2-9]|[1-9][0-9]+)$"
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

    It may have come in pieces. ``cells`` has every data row as text in the file's own columns, by line number;
    ``usable`` one row per line and target (line, action, source_id, the content and the target columns of an action),
    actions numbered in each piece; ``found`` the lines with no usable row, once for each thing wrong with them. The
    latter two are in step with each other, and with ``cells`` but for a first piece of rows that had to be
    understood together, where ``first_is_apart``. ``raw``, ``rows`` and ``problems`` are all of them in one.

    ``content_columns`` names the fields that the file speaks of: only these can change a known action.

    ``asked`` are the questions that are open and ``decided`` those that were answered; ``fields`` says which column
    is which of our fields, ``header_key`` under what name that is remembered. ``to_remember`` are the meanings decided
    with this file that may be kept: none whose name holds personal data. ``personal`` counts what of that was found
    in free text, by kind; ``personal_columns`` are those of the dropped ones that hold people's data. ``counted`` has
    lines that are people counted together in another line: what becomes of that one becomes of them.
    """

    header: tuple[str, ...]
    cells: Shelf
    usable: Shelf
    found: Shelf
    first_is_apart: bool = False
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

    @classmethod
    def of(
        cls,
        header: tuple[str, ...],
        raw: pd.DataFrame,
        rows: pd.DataFrame,
        problems: pd.DataFrame,
        **more: Any,  # noqa: ANN401 - any other part
    ) -> Self:
        """A file in one piece."""
        return cls(header, Shelf(raw), Shelf(rows), Shelf(problems), **more)

    @property
    def raw(self) -> pd.DataFrame:
        """Every data row as text in the file's own columns, by line number."""
        return self.cells.whole()

    @property
    def rows(self) -> pd.DataFrame:
        """The usable rows; of a file in several pieces their actions are numbered piece by piece."""
        return self.usable.whole()

    @property
    def problems(self) -> pd.DataFrame:
        """What is wrong with lines."""
        return self.found.whole()


@dataclass(frozen=True, eq=False)
class Receipt:
    """What became of each of a file's data rows: ``judged`` says for each of its pieces what each action becomes."""

    upload_id: int | None
    parsed: Parsed
    judged: Shelf

    @property
    def rows(self) -> int:
        """How many data rows the file has."""
        return self.parsed.cells.rows

    @property
    def dropped_columns(self) -> tuple[str, ...]:
        """The columns that are not kept."""
        return self.parsed.dropped_columns

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What was guessed, and how many rows say just what another one says, in sentences."""
        again = sum(map(_said_again, self.judged.columns("fate", "action_id")))
        told = (
            f"Rows that say exactly what another row says, and are kept as actions of their own: {again}. If they were "
            "written twice, take them out of the file, take the upload back if it is kept, and load the file again."
        )
        return (*self.parsed.notes, told) if again else self.parsed.notes

    @cached_property
    def lines(self) -> pd.DataFrame:
        """Line, fate, reason and action_id, one row per data row, by line."""
        parts = [*self.line_pieces()]
        return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)

    def line_pieces(self) -> Iterator[pd.DataFrame]:
        """The same for one piece of the file after another."""
        pieces: Iterator[pd.DataFrame] = map(
            _lines, self.parsed.usable.columns("line", "action"), self.parsed.found, self.judged
        )
        if self.parsed.first_is_apart:
            pieces = self._put_back(next(pieces), pieces)
        for lines in pieces:
            if self.parsed.counted:
                lines = pd.concat([lines, _counted(lines, self.parsed.counted)])  # noqa: PLW2901
            yield lines.sort_values("line", ignore_index=True)

    def _put_back(self, apart: pd.DataFrame, pieces: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """The pieces with those of the lines that were understood apart which lie in them."""
        for cells, lines in zip(self.parsed.cells, pieces, strict=True):
            mine = apart["line"].between(cells.index[0], cells.index[-1]) if len(cells) else slice(0)
            yield pd.concat([lines, apart[mine]])

    @cached_property
    def counts(self) -> dict[str, int]:
        """Data rows by fate; the five add up to ``rows``."""
        found: Counter[str] = Counter()
        for lines in [self.lines] if len(self.parsed.cells) == 1 else self.line_pieces():
            found.update(lines["fate"].value_counts().to_dict())
        return {fate: int(found[fate]) for fate in FATES}

    def rejects(self) -> Iterator[pd.DataFrame]:
        """The refused and undecided rows in the file's own columns with a ``reason``, to be mended and loaded.

        Piece by piece. A column of that name which says nothing of an action gives way; one that does leaves it
        ``import_reason``.
        """
        own = {one.column for one in self.parsed.fields.values()}
        name = "import_reason" if any(column.casefold() == "reason" for column in own) else "reason"
        for cells, lines in zip(self.parsed.cells, self.line_pieces(), strict=True):
            wrong = lines[lines["fate"].isin(["needs_decision", "refused"])].set_index("line")
            kept = [column for column in cells.columns if column.casefold() != name]
            yield cells.loc[wrong.index, kept].assign(**{name: wrong["reason"]})

    def as_json(self) -> dict[str, Any]:
        """The receipt's figures under the names that ``dashboard import --json`` prints."""
        return {
            "upload_id": self.upload_id, "rows": self.rows, **self.counts,
            "dropped_columns": list(self.dropped_columns),
        }  # fmt: skip


def _lines(rows: pd.DataFrame, problems: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """What became of the lines of one piece, whose actions were judged."""
    usable = rows.drop_duplicates("line")
    by_action = judged.set_index("action")
    fates = by_action.loc[usable["action"], ["fate", "reason", "action_id"]].assign(line=usable["line"].to_numpy())
    wrong = _by_line(problems)
    parts = [part for part in (fates, wrong) if len(part)]
    lines = pd.concat(parts) if parts else wrong
    lines = lines.astype({"line": "int64", "fate": "str", "reason": "str", "action_id": "str"})
    return lines[["line", "fate", "reason", "action_id"]]


def _said_again(judged: pd.DataFrame) -> int:
    """How many actions are added as the second or a later one of the same content."""
    ids = judged.loc[judged["fate"] == "added", "action_id"].astype("str")
    return int(ids.str.match(_NOT_THE_FIRST).sum()) if len(ids) else 0


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
