"""What each action holds of a day's pressure: shares that add up to the campaign's total of that day."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.codes import Ints
from dashboard.pressure.formula import role_weights
from dashboard.pressure.rows import Day, Floats, Rows, day_number
from dashboard.pressure.settings import DEFAULTS, Settings
from dashboard.pressure.stocks import Basis, stocks_on


def contributions(
    actions: pd.DataFrame,
    targets: Sequence[str],
    role_codes_on_day: npt.NDArray[np.int8],
    as_of: Day,
    settings: Settings = DEFAULTS,
    basis: Basis | None = None,
) -> pd.DataFrame:
    """Points of every action begun by ``as_of``, target by target: action_id, target_id, tactic, quantity, points.

    Points are weighted by the target's role and add up to the campaign's total of the day. ``quantity`` is what the
    target has of the action's; attempts that count for nothing are listed with 0 points. Rows are in the order of
    their ids. Tactics that give no points, and targets not asked for, are left out. ``basis`` is that of all actions
    that press, where these are only some of them.
    """
    roles = np.asarray(role_codes_on_day)[:, None]
    return mean_contributions(actions, targets, roles, np.array([as_of], dtype="datetime64[D]"), settings, basis)


def mean_contributions(
    actions: pd.DataFrame,
    targets: Sequence[str],
    role_codes: npt.NDArray[np.int8],
    days: npt.NDArray[np.datetime64],
    settings: Settings = DEFAULTS,
    basis: Basis | None = None,
) -> pd.DataFrame:
    """The mean over consecutive ``days`` of what ``contributions`` gives for each: it adds up to the mean total.

    ``role_codes`` are places in ROLES [targets x days].
    """
    rows = Rows.of(actions)
    target, tactic = rows.target.placed_in(targets), rows.tactic.placed_in(settings.pressing)
    # A repeat of the same target within one action has no share of its own: its row would only be a second 0.
    listed = (target >= 0) & (tactic >= 0) & (rows.first <= day_number(days[-1])) & (rows.share > 0)
    points = mean_points(basis or Basis.of(rows, settings), rows, targets, role_codes, days, settings)[listed]
    found = pd.DataFrame(
        {
            "action_id": actions["action_id"].to_numpy()[listed],
            "target_id": pd.Categorical.from_codes(target[listed], categories=pd.Index(targets, dtype="str")),
            "tactic": pd.Categorical.from_codes(tactic[listed], categories=pd.Index(settings.pressing, dtype="str")),
            "quantity": rows.quantity[listed],
            "points": points,
        }
    ).astype({"action_id": "str", "target_id": "str", "tactic": "str"})
    return found.sort_values(["action_id", "target_id"], kind="stable", ignore_index=True)


def mean_points(
    basis: Basis,
    rows: Rows,
    targets: Sequence[str],
    role_codes: npt.NDArray[np.int8],
    days: npt.NDArray[np.datetime64],
    settings: Settings = DEFAULTS,
) -> Floats:
    """What each row holds of the campaign's mean total over consecutive days, 0 where it presses none of the targets.

    ``basis`` is that of all actions that press; ``role_codes`` are places in ROLES [targets x days].
    """
    target, tactic = rows.target.placed_in(targets), rows.tactic.placed_in(settings.pressing)
    cell = np.where((target >= 0) & (tactic >= 0), tactic * len(targets) + target, -1)
    points = np.zeros(len(rows))
    rates = points_by_stock(basis, targets, role_codes, days, settings)
    for day, rate in zip(days, rates, strict=True):
        points += np.append(rate.ravel(), 0.0)[cell] * parts_on(rows, day_number(day), settings)
    mean: Floats = points / len(days)
    return mean


def points_by_stock(
    basis: Basis,
    targets: Sequence[str],
    role_codes: npt.NDArray[np.int8],
    days: npt.NDArray[np.datetime64],
    settings: Settings,
) -> Floats:
    """The points for each unit in stock, role-weighted [days, pressing tactics, targets]: r_j * w_k / (S_jk + u_k)."""
    stock = stocks_on(basis, targets, days, settings)
    weight, half = (np.array([getattr(settings.tactics[name], key) for name in settings.pressing]) for key in "wu")
    roles = role_weights(settings, np.asarray(role_codes)).T
    rates: Floats = roles[:, None, :] * weight[:, None] / (stock + half[:, None])
    return rates


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
