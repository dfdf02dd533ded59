"""The life of posters: how each was found last, the last day it was seen up, and which to look at again first."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.quantity import whole_quantities
from dashboard.schema import POSTERS_UP

REMOVED = "removed"
RECHECK_DAYS = 7
"""Posters not seen up for so many days are to be looked at first, unless the page asks for another number."""


def poster_lives(actions: pd.DataFrame, sightings: pd.DataFrame, day: date) -> pd.DataFrame:
    """One row per action of posters put up by a day, with its first target.

    Columns: action_id, tactic, count (1 where not ``counted``), targets (how many), target_id, office_id, riding, hung
    to hung_by, state, found (the day it was found so), seen (the last day it was seen up) and days (since then).
    ``sightings`` are those of the store; where the log says that posters were seen after the last of them, they were.
    What was seen after the day, by a sighting or by the log, is not known yet. Whoever looked at posters whose day is
    not known exactly looked after they were up.
    """
    sightings = sightings[sightings["date"] <= pd.Timestamp(day)]
    actions = actions[actions["date"] <= pd.Timestamp(day)]
    heads = actions.drop_duplicates("action_id").set_index("action_id", drop=False)
    last = sightings.drop_duplicates("action_id", keep="last").set_index("action_id").reindex(heads.index)
    looked = sightings.groupby("action_id")["date"].min().reindex(heads.index)
    hung = pd.concat([heads["date_end"].clip(upper=pd.Timestamp(day)), looked], axis=1).min(axis=1)
    up = sightings[sightings["state"].isin(POSTERS_UP)].groupby("action_id")["date"].max().reindex(heads.index)
    logged = heads["up_until"].where(heads["up_until"] <= pd.Timestamp(day))
    seen = pd.concat([hung, logged, up], axis=1).max(axis=1)
    newer = last["date"].isna() | (seen > last["date"])
    told = np.where(seen > hung, "seen", "hung")
    rows = heads[["action_id", "tactic", "target_id", "office_id", "riding"]].assign(
        count=whole_quantities(heads),
        targets=actions.groupby("action_id").size(),
        counted=heads[["quantity", "quantity_low", "quantity_high"]].notna().any(axis=1),
        hung=heads["date"],
        hung_by=heads["date_end"],
        state=np.where(newer, told, last["state"].astype(object)),
        found=last["date"].where(~newer, seen),
        seen=seen,
        days=(pd.Timestamp(day) - seen).dt.days,
    )
    return rows.reset_index(drop=True)


def to_recheck(lives: pd.DataFrame, km: npt.ArrayLike, idle_days: int = RECHECK_DAYS) -> pd.DataFrame:
    """Lives with ``km`` and ``due``: those not removed and not seen up for so many days first, then what is nearest.

    Where no distance is known, what was not seen for longest; removed ones are last.
    """
    there = lives["state"] != REMOVED
    rows = lives.assign(km=np.asarray(km, float), due=there & (lives["days"] >= idle_days), gone=~there)
    order = ["gone", "due", "km", "days", "action_id"]
    rows = rows.sort_values(order, ascending=[True, False, True, False, True], na_position="last", ignore_index=True)
    return rows.drop(columns="gone")


def removed(actions: pd.DataFrame, sightings: pd.DataFrame, day: date) -> pd.DataFrame:
    """The actions of posters whose last word by a day is that they were found removed."""
    lives = poster_lives(actions, sightings, day)
    return actions[actions["action_id"].isin(lives.loc[lives["state"] == REMOVED, "action_id"])]


def removed_offices(actions: pd.DataFrame, lives: pd.DataFrame) -> dict[str, pd.Timestamp]:
    """Offices where all posters put up were removed, with the day on which the last of them were found gone."""
    at = actions.loc[actions["office_id"] != "", ["action_id", "office_id"]].merge(
        lives[["action_id", "state", "found"]], on="action_id"
    )
    found = at.assign(gone=at["state"] == REMOVED).groupby("office_id").agg({"gone": "all", "found": "max"})
    return dict(found.loc[found["gone"], "found"].items())
