"""The names of a column as they stand in its rows, each distinct one matched, decided or asked about once."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.identity import Matched
from dashboard.ingest.cells import Cells, Problems, left_out, quoted
from dashboard.ingest.choices import LEAVE_OUT, NOBODY
from dashboard.matching import Found
from dashboard.matching.near import EXACT

_NONE = frozenset((NOBODY, "\u2013", "\u2014"))
Rows = npt.NDArray[np.intp]
Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Names:
    """The names of one column as they stand in each row: one line per row and name, several names parted by ``;``."""

    column: str
    row: Rows
    text: Texts
    key: Texts

    def keys_by_row(self, rows: set[int]) -> dict[int, list[str]]:
        """The matched keys of these rows, in the order of the cell."""
        found: dict[int, list[str]] = {row: [] for row in rows}
        for row, key in zip(self.row, self.key, strict=True):
            if row in found and key not in ("", NOBODY):
                found[row].append(key)
        return found


@dataclass(frozen=True, eq=False)
class Naming:
    """How the names of a column are matched and asked about.

    ``beside`` has for each row what tells places of one name apart, such as whose office it is; where ``apart`` says
    that a text needs it, it is asked about together with it. ``fits`` says whether what was decided about the text
    alone can be meant beside it.
    """

    kind: str
    match: Callable[[str, Rows], list[Found]]
    beside: Texts
    apart: Callable[[str], bool] = lambda _text: False
    fits: Callable[[str, str], bool] = lambda _meaning, _beside: True

    def asked_as(self, text: str, beside: str) -> str:
        """The name under which a text is asked about."""
        return f"{text} ({beside})" if beside and self.apart(text) else text


@dataclass
class Telling:
    """What a receipt says of names: near matches, each once, and sentences."""

    matched: dict[Matched, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, column: str, text: str, found: Found) -> None:
        """Remembers a match that was not exact."""
        if found.key and found.score < EXACT:
            self.matched.setdefault(Matched(column, text, found.name, found.score))


def matched(cells: Cells, naming: Naming, problems: Problems, told: Telling) -> Names:
    """Every name of every row matched, each distinct name once for all the rows that have it."""
    listed = [parts(text) for text in cells.texts]
    counts = np.array([len(one) for one in listed], dtype=np.intp)
    index = {text: place for place, text in enumerate(dict.fromkeys(text for one in listed for text in one))}
    starts = np.concatenate([[0], np.cumsum(counts)])
    flat = np.array([index[text] for one in listed for text in one], dtype=np.intp)
    _refuse_nobody_and_somebody(cells, listed, problems)
    per_row = counts[cells.codes]
    row = np.repeat(np.arange(len(cells.codes)), per_row)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(per_row) - per_row, per_row)
    text_code = flat[np.repeat(starts[:-1][cells.codes], per_row) + offset] if len(row) else np.array([], dtype=np.intp)
    keys = np.full(len(row), "", dtype=object)
    order = np.argsort(text_code, kind="stable")
    bounds = np.searchsorted(text_code[order], np.arange(len(index) + 1))
    column = _Column(cells.column, naming, row, keys, problems, told)
    for text, place in index.items():
        at = order[bounds[place] : bounds[place + 1]]
        if text in _NONE:
            keys[at] = NOBODY
            continue
        column.settle(text, naming.match(text, row[at]), at)
    _leave_out_nobodies(row, keys)
    names = np.array([*index, ""], dtype=object)
    return Names(cells.column, row, names[text_code], keys)


def _refuse_nobody_and_somebody(cells: Cells, parts: list[list[str]], problems: Problems) -> None:
    mixed = np.array([len(one) > 1 and not _NONE.isdisjoint(one) for one in parts], dtype=bool)[cells.codes]
    rows = np.flatnonzero(mixed)
    reason = "The cell says nobody (-) and names somebody too: leave out the dash, or all else."
    problems.add(rows, "needs_decision", cells.column, [cells.texts[code] for code in cells.codes[rows]], reason)


def _leave_out_nobodies(row: Rows, keys: Texts) -> None:
    """Of several names in a cell, those that mean nobody are not there; all of them together are nobody."""
    nobody = keys == NOBODY
    if nobody.any():
        somebody = np.zeros(int(row.max()) + 1, dtype=bool)
        somebody[row[~nobody]] = True
        keys[nobody & somebody[row]] = ""


@dataclass(frozen=True, eq=False)
class _Column:
    """A column whose names are being settled: ``row`` and ``keys`` of all its names, row by row."""

    name: str
    naming: Naming
    row: Rows
    keys: Texts
    problems: Problems
    told: Telling

    def settle(self, text: str, answers: list[Found], at: Rows) -> None:
        """What is not matched exactly is taken as decided, told where it is near, and else asked about."""
        distinct = dict(zip(map(id, answers), answers, strict=True)).values()
        self.keys[at] = answers[0].key if len(distinct) == 1 else [found.key for found in answers]
        if all(found.score == EXACT for found in distinct):
            return
        unsure = np.array([place for place, found in enumerate(answers) if found.score < EXACT], dtype=np.intp)
        apart = self.naming.apart(text)
        beside = self.naming.beside[self.row[at[unsure]]] if apart else np.full(len(unsure), "", dtype=object)
        shown = text.replace("\x1f", " ")
        for one in pd.unique(beside):
            mine = unsure[beside == one]
            self._settle_beside(shown, one, [answers[place] for place in mine], at[mine])

    def _settle_beside(self, shown: str, beside: str, answers: list[Found], at: Rows) -> None:
        distinct = {id(found): found for found in answers}.values()
        candidates = tuple(dict.fromkeys(key for found in distinct for key in (found.key, *found.candidates) if key))
        meaning = self._decided(shown, beside, self.row[at], candidates)
        if meaning:
            self.keys[at] = "" if meaning == LEAVE_OUT else meaning
            if meaning == LEAVE_OUT:
                self.problems.add(self.row[at], "refused", self.name, quoted(shown)[1:-1], left_out(shown))
            return
        for found in distinct:
            self.told.add(self.name, shown, found)
        self._ask(shown, beside, answers, at, candidates)

    def _ask(self, shown: str, beside: str, answers: list[Found], at: Rows, candidates: tuple[str, ...]) -> None:
        wrong = [place for place, found in enumerate(answers) if not found.key]
        fates, reasons = [answers[place].fate for place in wrong], [answers[place].reason for place in wrong]
        self.problems.add(self.row[at[wrong]], fates, self.name, quoted(shown)[1:-1], reasons)
        asked = [place for place in wrong if answers[place].fate == "needs_decision"]
        if asked:
            name = self.naming.asked_as(shown, beside)
            self.problems.asking.ask(
                self.naming.kind, name, self.row[at[asked]], candidates, answers[asked[0]].reason
            )  # fmt: skip

    def _decided(self, shown: str, beside: str, rows: Rows, candidates: tuple[str, ...]) -> str:
        """What a name means by decision beside whatever tells it apart, "" where nobody has decided."""
        asking, kind = self.problems.asking, self.naming.kind
        name = self.naming.asked_as(shown, beside)
        if meaning := asking.decided(kind, name, rows, candidates):
            return meaning
        alone = asking.meaning(kind, shown) if name != shown else ""
        return asking.decided(kind, shown, rows, candidates) if alone and self.naming.fits(alone, beside) else ""


def parts(text: str) -> list[str]:
    """The names in a cell, parted by ``;``, each once."""
    return list(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))
