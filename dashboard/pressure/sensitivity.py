"""How far figures depend on the settings: places held over the 81 variations, and each assumption moved alone."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.formula import half_lives, points_in_variations, role_weights
from dashboard.pressure.rows import Day, Floats, Rows, day_number
from dashboard.pressure.settings import DEFAULTS, Settings
from dashboard.pressure.stocks import Basis, flow_of, stocks
from dashboard.pressure.variations import (
    HALF_LIFE_FACTORS,
    ROLE_FACTORS,
    SATURATION_FACTORS,
    VARIATIONS,
    WEIGHT_MOVES,
    Variation,
)

ENDS = {
    "half_life": (HALF_LIFE_FACTORS[0], HALF_LIFE_FACTORS[-1]),
    "saturation": (SATURATION_FACTORS[0], SATURATION_FACTORS[-1]),
    "roles": (ROLE_FACTORS[0], ROLE_FACTORS[-1]),
    "weights": WEIGHT_MOVES[1:],
}
"""The two other values of each assumption that the 81 settings vary."""


def variations_on(
    actions: pd.DataFrame | Rows | Basis,
    targets: Sequence[str],
    role_codes_on_day: npt.NDArray[np.int8],
    as_of: Day,
    settings: Settings = DEFAULTS,
) -> Floats:
    """Contributions r_j * P_j on one day [81 variations x targets], in the order of VARIATIONS; their sums are T."""
    flow = flow_of(actions, targets, settings)
    day = day_number(as_of)
    points = np.zeros((len(HALF_LIFE_FACTORS), len(SATURATION_FACTORS), len(WEIGHT_MOVES), len(targets)))
    for _, stock in stocks(flow, half_lives(flow, settings, HALF_LIFE_FACTORS), day, day):
        for place, factor in enumerate(SATURATION_FACTORS):
            points[:, place, :, list(flow.targets)] = np.moveaxis(
                points_in_variations(stock[0], flow, settings, factor), -1, 0
            )
    roles = np.stack([role_weights(settings, np.asarray(role_codes_on_day), factor) for factor in ROLE_FACTORS])
    contributions: Floats = (points[:, :, None] * roles[:, None]).reshape(len(VARIATIONS), len(targets))
    return contributions


def one_at_a_time(variations: Floats) -> pd.DataFrame:
    """How the campaign's total T of a day moves when one assumption alone goes to its ends, the most moving first.

    ``variations`` comes from ``variations_on``. Columns: assumption (a field of Variation), less and more (T at the
    first and the last of its other values: half-lives, half-points and roles at their least and greatest factor,
    weights halfway to equal and equal), total (T as set), span (greatest minus least of the three).
    """
    total = dict(zip(VARIATIONS, variations.sum(axis=1).tolist(), strict=True))
    shown = Variation()
    rows = []
    for assumption, (less, more) in ENDS.items():
        ends = [total[shown._replace(**{assumption: end})] for end in (less, more)]
        span = max(*ends, total[shown]) - min(*ends, total[shown])
        rows.append((assumption, *ends, total[shown], span))
    table = pd.DataFrame(rows, columns=["assumption", "less", "more", "total", "span"])
    return table.sort_values("span", ascending=False, kind="stable", ignore_index=True)


def places_held(variations: Floats, targets: Sequence[str]) -> pd.DataFrame:
    """The order of the targets on a day: target_id, contribution, low, high, place, held; best first.

    ``variations`` comes from ``variations_on``; ``held`` says in how many of them the target keeps its place. Equal
    contributions share the better place.
    """
    shown = VARIATIONS.index(Variation())
    # A place is one more than the number of strictly greater contributions: found by counting in the sorted row.
    places = 1 + np.stack([len(row) - np.searchsorted(np.sort(row), row, side="right") for row in variations])
    table = pd.DataFrame(
        {
            "target_id": pd.Series(list(targets), dtype="str"),
            "contribution": variations[shown],
            "low": variations.min(axis=0),
            "high": variations.max(axis=0),
            "place": places[shown],
            "held": (places == places[shown]).sum(axis=0),
        }
    )
    return table.sort_values("place", kind="stable", ignore_index=True)
