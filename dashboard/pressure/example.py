"""One action followed through the formula step by step, each number as the formula itself gives it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.contributions import mean_points, parts_on
from dashboard.pressure.formula import daily
from dashboard.pressure.rows import Day, Rows, day_number
from dashboard.pressure.settings import DEFAULTS, Settings, Tactic
from dashboard.pressure.stocks import Basis, stocks_on


@dataclass(frozen=True)
class Worked:
    """What becomes of one action of one day: each step from its quantity to its part of the campaign's total.

    ``added`` is the outcome factor times the quantity, ``left`` what of that is left after ``age`` days, ``stock`` all
    that is left of the tactic on the target, ``points`` P_jk, ``weight`` r_j, ``part`` the action's part of ``total``.
    """

    tactic: Tactic
    factor: float
    quantity: float
    added: float
    age: int
    left: float
    stock: float
    points: float
    role: str
    weight: float
    part: float
    total: float


def worked(
    action: pd.DataFrame,
    basis: Basis,
    targets: Sequence[str],
    role_codes_on_day: npt.NDArray[np.int8],
    as_of: Day,
    settings: Settings = DEFAULTS,
) -> Worked:
    """The steps for a resolved action of one row, one day and one of the ``targets``, among all actions of a basis."""
    rows, days = Rows.of(action), np.array([as_of], dtype="datetime64[D]")
    codes = np.asarray(role_codes_on_day)[:, None]
    target, tactic = targets.index(rows.target.texts(slice(None))[0]), rows.tactic.texts(slice(None))[0]
    all_of_day = daily(basis, targets, codes, days, settings, bands=False)
    place = settings.pressing.index(tactic)
    return Worked(
        tactic=settings.tactics[tactic],
        factor=float(rows.factors(settings)[0]),
        quantity=float(rows.quantity[0]),
        added=float(rows.a_day(settings)[0]),
        age=day_number(as_of) - int(rows.first[0]),
        left=float(parts_on(rows, day_number(as_of), settings)[0]),
        stock=float(stocks_on(basis, targets, days, settings)[0, place, target]),
        points=float(all_of_day.by_tactic[target, all_of_day.tactics.index(tactic), 0]),
        role=settings.role_names[codes[target, 0]],
        weight=float(all_of_day.weights[target, 0]),
        part=float(mean_points(basis, rows, targets, codes, days, settings)[0]),
        total=float(all_of_day.total[0]),
    )
