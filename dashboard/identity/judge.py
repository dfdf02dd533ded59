"""What each action of a file becomes beside the actions that are known."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from dashboard.directory import Directory, resolve
from dashboard.identity.keys import Texts, among, joined, parts, texts
from dashboard.identity.known import Known
from dashboard.identity.parsed import Parsed
from dashboard.identity.unnamed import Unnamed
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET
from dashboard.shelf import Shelf

JUDGED_COLUMNS = ("action", "fate", "action_id", "reason", "changed")
PEOPLE = "people-"
"""How ids of counts of people begin: a part of an export counts fewer of them, and takes nobody back."""


def judge(
    parsed: Parsed, known: Known, directory: Directory, tell: Callable[[int], None] = lambda _rows: None
) -> Shelf:
    """For each piece of the file one row per action: action, fate, action_id, reason, changed.

    ``known`` has the campaign's active actions as stated. ``changed`` names the fields that an update overwrites,
    parted by spaces; ``targets`` among them means that the file's targets replace the known ones whole. ``tell``
    hears of how many rows were judged.
    """
    unnamed = Unnamed.of(parsed, known, directory)
    judged = Shelf()
    for number, ids in enumerate(parsed.usable.columns("source_id")):
        named = (ids["source_id"] != "").to_numpy(dtype=bool)
        fates = []
        if named.any():
            rows = parsed.usable[number][named]
            fates.append(_judge_named(rows, known, directory, parsed.content_columns))
        if not named.all() or not fates:
            fates.append(unnamed.judged(number))
        table = pd.concat(fates, ignore_index=True).sort_values("action", ignore_index=True)
        judged.put(table[list(JUDGED_COLUMNS)].astype(dict.fromkeys(JUDGED_COLUMNS[1:], "str")))
        tell(len(ids))
    return judged


def _judge_named(rows: pd.DataFrame, known: Known, directory: Directory, columns: frozenset[str]) -> pd.DataFrame:
    """Fates of the actions that carry an id: that id is known and says the same, says something else, or is new."""
    new = rows.drop_duplicates("action").set_index("source_id")
    old = known.of(new.index)
    if old.empty:
        return _added(new["action"].to_numpy(), new.index.to_numpy())
    there = among(new.index.to_series(), old["action_id"])
    new, added = new[there], new[~there]
    old_first = old.drop_duplicates("action_id").set_index("action_id").reindex(new.index)
    changes = {name: ~_same(new[name], old_first[name]) for name in ACTION_CONTENT if name in columns}
    if "date" in changes:  # a new first day takes the last day that goes with it along
        changes |= {name: changes["date"] for name in ("date_end", "date_precision") if name not in changes}
    if "quantity" in changes:
        counts = new.index.str.startswith(PEOPLE) & (new["quantity"] < old_first["quantity"]).to_numpy()
        changes["quantity"] &= ~counts
    present = [name for name in ACTION_TARGET if name in columns]
    if present and len(new):
        changes["targets"] = _other_targets(rows, old, present, directory).loc[new["action"]].to_numpy()
    changed = _listed(changes, len(new))
    fate = np.where(changed == "", "duplicate", "updated")
    reason = [f"Changes {what.replace(' ', ', ')}." if what else "Already here, unchanged." for what in changed]
    judged = _judged(new["action"].to_numpy(), fate, new.index.to_numpy(), reason, changed)
    return pd.concat([judged, _added(added["action"].to_numpy(), added.index.to_numpy())])


def _other_targets(rows: pd.DataFrame, old: pd.DataFrame, present: list[str], directory: Directory) -> pd.Series:
    """Per action, whether its targets differ from the known ones also when both are resolved."""
    rows = rows[among(rows["source_id"], old["action_id"])]
    ids = rows.drop_duplicates("action").set_index("action")["source_id"]

    def differ(mine: pd.DataFrame, theirs: pd.DataFrame) -> pd.Series:
        found = joined(parts(mine, present), mine["action"])
        there = joined(parts(theirs, present), theirs["action_id"])
        return pd.Series(found.to_numpy() != there.reindex(ids[found.index]).to_numpy(), index=found.index)

    other = differ(rows, old)
    doubtful = other.index[other]
    if len(doubtful):
        mine = rows[rows["action"].isin(doubtful)]
        theirs = old[among(old["action_id"], ids[doubtful])]
        other.loc[doubtful] = differ(_resolved(mine, directory), resolve(theirs, directory)).loc[doubtful]
    return other


def _resolved(rows: pd.DataFrame, directory: Directory) -> pd.DataFrame:
    return resolve(rows.assign(action_id=rows["action"].astype("str")), directory)


def _added(actions: Texts, ids: object) -> pd.DataFrame:
    return _judged(actions, "added", ids, "")


def _judged(actions: Texts, fate: object, ids: object, reason: object, changed: object = "") -> pd.DataFrame:
    columns = {"action": actions, "fate": fate, "action_id": ids, "reason": reason, "changed": changed}
    return pd.DataFrame(columns)


def _same(new: pd.Series, old: pd.Series) -> Texts:
    """Where two columns of one kind say the same; two missing values do."""
    return np.asarray(texts(new) == texts(old), dtype=bool)


def _listed(changes: dict[str, Any], length: int) -> Texts:
    listed = np.full(length, "", dtype=object)
    for name, changed in changes.items():
        listed = np.where(np.asarray(changed, dtype=bool), listed + (name + " "), listed)
    return np.array([one.strip() for one in listed], dtype=object)
