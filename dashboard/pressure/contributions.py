"""What each action holds of a day's pressure: shares that add up to the campaign's total of that day."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.formula import role_weights
from dashboard.pressure.rows import Day, Floats, Ints, Rows, day_number
from dashboard.pressure.settings import DEFAULTS, Settings


def contributions(
    actions: pd.DataFrame,
    targets: Sequence[str],
    role_codes_on_day: npt.NDArray[np.int8],
    as_of: Day,
    settings: Settings = DEFAULTS,
) -> pd.DataFrame:
    """Points of every action begun by ``as_of``, target by target: action_id, target_id, tactic, quantity, points.

    Points are weighted by the target's role and add up to the campaign's total of the day. ``quantity`` is what the
    target has of the action's; attempts that count for nothing are listed with 0 points. Rows are in the order of
    their ids. Tactics that give no points, and targets not asked for, are left out.
    """
    roles = np.asarray(role_codes_on_day)[:, None]
    return mean_contributions(actions, targets, roles, np.array([as_of], dtype="datetime64[D]"), settings)


def mean_contributions(
    actions: pd.DataFrame,
    targets: Sequence[str],
    role_codes: npt.NDArray[np.int8],
    days: npt.NDArray[np.datetime64],
    settings: Settings = DEFAULTS,
) -> pd.DataFrame:
    """The mean over consecutive ``days`` of what ``contributions`` gives for each: it adds up to the mean total.

    ``role_codes`` are places in ROLES [targets x days].
    """
    rows = Rows.of(actions)
    target, tactic = rows.target.placed_in(targets), rows.tactic.placed_in(settings.pressing)
    # A repeat of the same target within one action has no share of its own: its row would only be a second 0.
    listed = (target >= 0) & (tactic >= 0) & (rows.first <= day_number(days[-1])) & (actions["share"].to_numpy() > 0)
    rows, target, tactic = rows.where(listed), target[listed], tactic[listed]
    roles = role_weights(settings, np.asarray(role_codes))
    points = np.zeros(len(rows))
    for place, day in enumerate(days):
        points += roles[target, place] * _points_on(rows, target, tactic, day_number(day), settings)
    found = pd.DataFrame(
        {
            "action_id": actions["action_id"].to_numpy()[listed],
            "target_id": pd.Categorical.from_codes(target, categories=pd.Index(targets, dtype="str")),
            "tactic": pd.Categorical.from_codes(tactic, categories=pd.Index(settings.pressing, dtype="str")),
            "quantity": rows.quantity,
            "points": points / len(days),
        }
    ).astype({"action_id": "str", "target_id": "str", "tactic": "str"})
    return found.sort_values(["action_id", "target_id"], kind="stable", ignore_index=True)


def _points_on(rows: Rows, target: Ints, tactic: Ints, day: int, settings: Settings) -> Floats:
    """Each row's part of P_jk at the end of a day, its target's role not yet considered."""
    weight, half = (np.array([getattr(settings.tactics[name], key) for name in settings.pressing]) for key in "wu")
    parts = parts_on(rows, day, settings)
    cell = target * len(settings.pressing) + tactic
    stock = np.bincount(cell, parts)[cell] if len(cell) else parts
    points: Floats = weight[tactic] * parts / (stock + half[tactic])
    return points


def parts_on(rows: Rows, day: int, settings: Settings) -> Floats:
    """Each row's part of its target's stock at the end of one day, 0 before the row's first day and for no tactic."""
    lives = np.array([settings.tactics[name].h if name in settings.tactics else 1.0 for name in rows.tactic.names])
    life = lives[rows.tactic.codes]
    done = np.minimum(rows.last, day)
    fresh_to = np.minimum(rows.until, day)
    # Days up to the last sighting of a poster are all as old as that sighting; the others have their own age.
    fresh = np.clip(np.minimum(done, fresh_to) - rows.first + 1, 0, None)
    begin = np.maximum(rows.first, fresh_to + 1)
    own = np.clip(done - begin + 1, 0, None)
    decayed = fresh * _left(day - fresh_to, life) + _left(day - done, life) * _geometric(own, life)
    parts: Floats = rows.a_day(settings) * decayed
    return parts


def _left(age: Ints, life: Floats) -> Floats:
    """What is left of 1 after some days, 2^(-age/h); for days still to come it is read nowhere."""
    left: Floats = np.exp2(-np.clip(age, 0, None) / life)
    return left


def _geometric(days: Ints, life: Floats) -> Floats:
    """The sum of 2^(-i/h) for i from 0 to days - 1, without loss for long half-lives."""
    step = -np.log(2) / life
    total: Floats = np.expm1(days * step) / np.expm1(step)
    return total
