"""Rows of a file that share an id: repeats, several targets of one action, or a contradiction."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.identity.keys import joined, parts
from dashboard.ingest.cells import Problems, quoted
from dashboard.ingest.wording import told_lines
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET

Rows = npt.NDArray[np.intp]


def grouped(ids: pd.Series, content: pd.DataFrame, targets: pd.DataFrame, column: str, problems: Problems) -> Rows:
    """The number of the action that each row of the file belongs to; what can't be one action is a problem.

    ``content`` has one row per row of the file, ``targets`` (with ``row``) one per row and target.
    """
    action = np.arange(len(ids))
    shared = np.flatnonzero(((ids != "") & ids.duplicated(keep=False)).to_numpy())
    if not len(shared):
        return action
    told = joined(parts(targets, list(ACTION_TARGET)), targets["row"])
    table = pd.DataFrame({
        "row": shared, "id": ids.iloc[shared].to_numpy(), "content": parts(content.iloc[shared], list(ACTION_CONTENT)),
        "targets": told.reindex(shared).to_numpy(), "bad": problems.bad[shared],
    })  # fmt: skip
    by_id = table.groupby("id", sort=False)
    table["first"] = by_id["row"].transform("min")
    unusable = by_id["bad"].transform("any")
    contrary = ~unusable & (by_id["content"].transform("nunique") > 1)
    _ask(
        table[unusable & ~table["bad"]],
        "another row of the same action can't be used: mend it and load both together",
        column,
        problems,
    )
    _ask(
        table[contrary],
        "the same id stands on {lines} with different content: correct the ids or the content",
        column,
        problems,
    )
    whole = table[~unusable & ~contrary]
    original = whole.groupby(["id", "targets"], sort=False)["row"].transform("min")
    repeats = whole[whole["row"] != original]
    lines = problems.lines[original[repeats.index]]
    problems.add(
        repeats["row"].to_numpy(), "duplicate", column, repeats["id"], [f"Repeats line {line}." for line in lines]
    )
    action[whole["row"]] = whole["first"]
    return action


def _ask(table: pd.DataFrame, why: str, column: str, problems: Problems) -> None:
    for name, group in table.groupby("id", sort=False):
        rows = group["row"].to_numpy()
        reason = f"Action {quoted(str(name))}: {why.format(lines=told_lines(problems.lines[rows]))}."
        problems.add(rows, "needs_decision", column, str(name), reason)
