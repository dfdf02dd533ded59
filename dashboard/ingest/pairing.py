"""Which target, office and riding of a row belong together: one line per row and target."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.directory import Directory
from dashboard.directory.spells import by_unique
from dashboard.ingest.cells import Problems
from dashboard.ingest.choices import NOBODY
from dashboard.ingest.naming import Names
from dashboard.ingest.wording import Of

Texts = npt.NDArray[np.object_]
Days = npt.NDArray[np.datetime64]
Triple = tuple[str, str, str]


def paired(
    targets: Names, offices: Names, ridings: Names, days: Days, directory: Directory
) -> tuple[pd.DataFrame, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The targets of every row: row, target_id, office_id, riding, at least one line a row.

    Also which rows name nobody (``-``), and which lost a riding that none of their targets has.
    """
    count = len(days)
    nobody = np.zeros(count, dtype=bool)
    nobody[targets.row[targets.key == NOBODY]] = True
    several = np.zeros(count, dtype=bool)
    single = []
    for names in (targets, offices, ridings):
        several |= np.bincount(names.row, minlength=count) > 1
        column = np.full(count, "", dtype=object)
        column[names.row] = np.where(names.key == NOBODY, "", names.key)
        column[nobody] = ""
        single.append(column)
    rows = np.arange(count)
    simple = pd.DataFrame(dict(zip(("row", "target_id", "office_id", "riding"), (rows, *single), strict=True)))
    several &= ~nobody
    if not several.any():
        return simple, nobody, np.zeros(count, dtype=bool)
    many, lost = _several(targets, offices, ridings, several, days, directory)
    table = pd.concat([simple[~several], many], ignore_index=True)
    return table.sort_values("row", kind="stable", ignore_index=True), nobody, lost


def remark_contradictions(table: pd.DataFrame, days: Days, directory: Directory, problems: Problems) -> None:
    """Remarks on rows whose target sits for another riding than they state."""
    rows = table["row"].to_numpy()
    target, riding = table["target_id"].to_numpy(dtype=object), table["riding"].to_numpy(dtype=object)
    both = (target != "") & (riding != "")
    own = directory.riding_on(target[both], days[rows[both]])
    stated = riding[both]
    orders = (
        np.array([one[:4] for one in own]) == np.array([one[:4] for one in stated])
        if len(own)
        else np.zeros(0, dtype=bool)
    )
    other = (own != "") & (own != stated) & orders
    wrong = np.zeros(len(days), dtype=bool)
    wrong[rows[both][other]] = True
    what = "Doubt: target and riding contradict each other, and the target decides ({lines})."
    problems.remark(Of.CONTRARY, what, wrong)


def seated_rows(table: pd.DataFrame, days: Days, directory: Directory) -> npt.NDArray[np.bool_]:
    """Which rows press someone who sat for a riding on the day: it is theirs, wherever the row's point lies."""
    rows, target = table["row"].to_numpy(), table["target_id"].to_numpy(dtype=object)
    whom = np.where(target != "", target, directory.owner_of(table["office_id"].to_numpy(dtype=object)))
    seated = np.zeros(len(days), dtype=bool)
    seated[rows[directory.riding_on(whom, days[rows]) != ""]] = True
    return seated


def foreign_offices(table: pd.DataFrame, directory: Directory) -> npt.NDArray[np.bool_]:
    """Which lines name an office that is not their target's."""
    target = directory.owner_of(table["office_id"].to_numpy(dtype=object))
    stated = by_unique(table["target_id"], lambda target_id: directory.links.get(target_id, target_id))
    return (stated != "") & (target != "") & (stated != target)


def _several(
    targets: Names, offices: Names, ridings: Names, several: npt.NDArray[np.bool_], days: Days, directory: Directory
) -> tuple[pd.DataFrame, npt.NDArray[np.bool_]]:
    wanted = set(np.flatnonzero(several).tolist())
    by_row = [names.keys_by_row(wanted) for names in (targets, offices, ridings)]
    lost = np.zeros(len(days), dtype=bool)
    lines: list[tuple[int, str, str, str]] = []
    for row in sorted(wanted):
        whom, where, seats = (found[row] for found in by_row)
        triples = _with_offices(whom, where, directory)
        own = directory.riding_on(
            [one[0] or str(directory.owner_of([one[1]])[0]) for one in triples],
            np.repeat(days[row : row + 1], len(triples)),
        )
        triples, left = _with_ridings(triples, list(own), seats)
        lost[row] = left
        lines += [(row, *triple) for triple in dict.fromkeys(triples)]
    found = pd.DataFrame(lines, columns=["row", "target_id", "office_id", "riding"])
    return found.astype({"row": "int64"}), lost  # no line at all would have no type


def _with_offices(targets: list[str], offices: list[str], directory: Directory) -> list[Triple]:
    """Each office beside its owner, else beside the target of the same place, else beside the only target."""
    found: list[Triple] = [(target_id, "", "") for target_id in targets]
    for place, (office_id, owner) in enumerate(zip(offices, directory.owner_of(offices), strict=True)):
        mine = [at for at, (target_id, _, _) in enumerate(found) if directory.links.get(target_id, target_id) == owner]
        if not mine and len(targets) == len(offices):
            mine = [place]
        elif not mine and len(targets) == 1:
            mine = [0]
        free = [at for at in mine if not found[at][1]]
        if free:
            found[free[0]] = (found[free[0]][0], office_id, "")
        else:
            found.append((found[mine[0]][0] if mine else "", office_id, ""))
    return found


def _with_ridings(triples: list[Triple], own: list[str], ridings: list[str]) -> tuple[list[Triple], bool]:
    """Each riding beside who sits for it, else beside the target of the same place; without targets, on its own."""
    if not triples:
        return [("", "", riding) for riding in ridings], False
    lost = False
    found = list(triples)
    for place, riding in enumerate(ridings):
        mine = [at for at, seat in enumerate(own) if seat == riding]
        if not mine and len(ridings) == len(triples):
            mine = [place]
        lost = lost or not mine
        for at in mine:
            found[at] = (*found[at][:2], riding)
    return found, lost
