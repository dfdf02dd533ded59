"""What each action of a file becomes beside the actions that are known."""

import hashlib
from typing import Any

import numpy as np
import pandas as pd

from dashboard.directory import Directory, resolve
from dashboard.identity.keys import Texts, among, joined, keys, parts, texts
from dashboard.identity.parsed import Parsed
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET

JUDGED_COLUMNS = ("action", "fate", "action_id", "reason", "changed")
_ID_LENGTH = 20
PEOPLE = "people-"
"""How ids of counts of people begin: a part of an export counts fewer of them, and takes nobody back."""


def judge(parsed: Parsed, known: pd.DataFrame, directory: Directory) -> pd.DataFrame:
    """One row per action of the file: action, fate, action_id, reason, changed.

    ``known`` holds the campaign's active actions as stated. ``changed`` names the fields that an update overwrites,
    parted by spaces; ``targets`` among them means that the file's targets replace the known ones whole.
    """
    rows = parsed.rows.assign(position=parsed.rows.groupby("action").cumcount())
    named = rows["source_id"].astype("str") != ""
    judged = [
        _judge_named(rows[named], known, directory, parsed.content_columns),
        _judge_unnamed(rows[~named], known, directory, set(rows.loc[named, "source_id"])),
    ]
    full = [part for part in judged if len(part)] or judged[:1]
    table = pd.concat(full, ignore_index=True).sort_values("action", ignore_index=True)
    return table[list(JUDGED_COLUMNS)].astype(dict.fromkeys(JUDGED_COLUMNS[1:], "str"))


def _judge_named(
    rows: pd.DataFrame, known: pd.DataFrame, directory: Directory, columns: frozenset[str]
) -> pd.DataFrame:
    """Fates of the actions that carry an id: that id is known and says the same, says something else, or is new."""
    new = rows.drop_duplicates("action").set_index("source_id")
    old = known[among(known["action_id"], new.index)]
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


def _judge_unnamed(rows: pd.DataFrame, known: pd.DataFrame, directory: Directory, claimed: set[str]) -> pd.DataFrame:
    """Fates of the actions without an id: the n-th of a kind is a duplicate where n of the kind are known already."""
    stated = keys(rows, "action")
    open_known = known[known["date"].isin(rows["date"].unique()) & ~among(known["action_id"], claimed)]
    found = _claims(stated, keys(open_known, "action_id"))
    for mine, theirs in ((_resolved, resolve), (_at_points, _at_points)):
        free = open_known[~among(open_known["action_id"], found)]
        left = rows[rows["action"].isin(found.index[found == ""]) & _may_be(rows, free)]
        if len(left) and len(free):
            again = _claims(keys(mine(left, directory), "action"), keys(theirs(free, directory), "action_id"))
            found.loc[again.index] = again
    there, missing = found[found != ""], stated[found == ""]
    reason = [f"Already here as action {one}." for one in there]
    duplicates = _judged(there.index.to_numpy(), "duplicate", there.to_numpy(), reason)
    taken = set(known["action_id"]) | claimed if len(missing) else claimed
    unclaimed = taken - claimed - set(found)
    ids = np.array(_new_ids(missing, taken, unclaimed), dtype=object)
    corrected = np.fromiter((one in unclaimed for one in ids), dtype=bool, count=len(ids))
    reason = [f"Already here as action {one}, which was corrected since." for one in ids[corrected]]
    actions = missing.index.to_numpy()
    parts = [
        duplicates,
        _judged(actions[corrected], "duplicate", ids[corrected], reason),
        _added(actions[~corrected], ids[~corrected]),
    ]
    return pd.concat([part for part in parts if len(part)] or parts[:1])


def _may_be(rows: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Which rows have a day and a quantity that some known action has."""
    return rows["date"].isin(known["date"].unique()) & rows["quantity"].isin(known["quantity"].unique())


def _resolved(rows: pd.DataFrame, directory: Directory) -> pd.DataFrame:
    return resolve(rows.assign(action_id=rows["action"].astype("str")), directory)


def _at_points(rows: pd.DataFrame, _directory: Directory) -> pd.DataFrame:
    """Rows toward a riding alone with their point in its stead: which riding holds it depends on what was loaded."""
    toward = (rows["target_id"] == "") & (rows["office_id"] == "") & rows["latitude"].notna()
    point = rows["latitude"].map(repr) + " " + rows["longitude"].map(repr)
    return rows.assign(riding=point.where(toward, rows["riding"]))


def _added(actions: Texts, ids: object) -> pd.DataFrame:
    return _judged(actions, "added", ids, "")


def _judged(actions: Texts, fate: object, ids: object, reason: object, changed: object = "") -> pd.DataFrame:
    columns = {"action": actions, "fate": fate, "action_id": ids, "reason": reason, "changed": changed}
    return pd.DataFrame(columns)


def _claims(wanted: pd.Series, present: pd.Series) -> pd.Series:
    """Per wanted action the id of the known action of the same key and the same count, "" where there is none."""
    claims = pd.Series("", index=wanted.index, dtype="str")
    there = among(wanted, present)
    if not there.any():
        return claims
    wanted, present = wanted[there], present.sort_index()
    mine = pd.DataFrame({"key": wanted, "n": wanted.groupby(wanted).cumcount()})
    theirs = pd.DataFrame({"key": present, "n": present.groupby(present).cumcount(), "found": present.index})
    found = mine.merge(theirs, on=["key", "n"], how="left")["found"]
    claims[there] = found.fillna("").to_numpy(dtype=object)
    return claims


def _new_ids(keys: pd.Series, taken: set[str], unclaimed: set[str]) -> list[str]:
    """For each key an id made of its content and the lowest number that is free, or that an ``unclaimed`` action has.

    Such an action was made of this very content, and says something else only since it was corrected.
    """
    codes, unique = pd.factorize(keys)
    stems = [hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH] for key in unique.tolist()]
    nth = pd.Series(codes).groupby(codes).cumcount() + 1
    ids = [f"{stems[code]}-{number}" for code, number in zip(codes.tolist(), nth.tolist(), strict=True)]
    return ids if taken.isdisjoint(ids) else _free_ids([stems[code] for code in codes.tolist()], taken - unclaimed)


def _free_ids(stems: list[str], taken: set[str]) -> list[str]:
    ids: list[str] = []
    numbers: dict[str, int] = {}
    for stem in stems:
        number = numbers.get(stem, 0) + 1
        while f"{stem}-{number}" in taken:
            number += 1
        numbers[stem] = number
        ids.append(f"{stem}-{number}")
    return ids


def _same(new: pd.Series, old: pd.Series) -> Texts:
    """Where two columns of one kind say the same; two missing values do."""
    return np.asarray(texts(new) == texts(old), dtype=bool)


def _listed(changes: dict[str, Any], length: int) -> Texts:
    listed = np.full(length, "", dtype=object)
    for name, changed in changes.items():
        listed = np.where(np.asarray(changed, dtype=bool), listed + (name + " "), listed)
    return np.array([one.strip() for one in listed], dtype=object)
