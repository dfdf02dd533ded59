"""A number opened: what actions hold of it, put together by what they have in common."""

import pandas as pd

GROUPS = ("tactic", "target", "riding", "upload")
"""What the parts of a number are put together by."""

NONE = "-"
"""The key of the group of all that has no riding."""


def keyed(parts: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """The parts (action_id, target_id, tactic, points) with the keys of their groups, one column for each of GROUPS.

    ``actions`` are the resolved actions that the parts are of; the row that has the share tells the riding.
    """
    known = actions.loc[actions["share"] > 0, ["action_id", "target_id", "riding", "upload_id"]]
    known = known.drop_duplicates(["action_id", "target_id"])
    found = parts.merge(known, on=["action_id", "target_id"], how="left", validate="m:1")
    return parts.assign(
        target=parts["target_id"].to_numpy(),
        riding=found["riding"].replace("", NONE).to_numpy(),
        upload=found["upload_id"].astype("str").to_numpy(),
    )


def grouped(parts: pd.DataFrame, by: str) -> pd.DataFrame:
    """The groups of keyed parts, most points first: key, actions (how many different ones), points.

    The points of the groups add up to those of the parts.
    """
    groups = parts.groupby(by, observed=True, sort=True)
    table = pd.DataFrame({"actions": groups["action_id"].nunique(), "points": groups["points"].sum()})
    return table.rename_axis("key").reset_index().sort_values("points", ascending=False, kind="stable")
