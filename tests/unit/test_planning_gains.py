"""What one more shift adds is what the slow formula gives with it minus what it gives without it."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
import slow_pressure
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pressed import START, TARGETS, campaigns, plainly
from tries import examples

from dashboard.planning import SHIFTS, gains, gains_in_variations, standing
from dashboard.planning.next_best import times_at_the_top
from dashboard.pressure import DEFAULTS, Rows

CODES = np.array([0, 1, 4], dtype=np.int8)
CLOSE = {"rel": 1e-9, "abs": 1e-12}


def one_more(tactic: str, target: str, day: date) -> dict:
    """A shift logged on the day, as a row that the slow formula reads."""
    outcome = "reached" if tactic == "call" else ""
    shared = {"quantity_low": None, "quantity_high": None, "share": 1.0, "up_until": None}
    quantity = SHIFTS[tactic].quantity
    return {"tactic": tactic, "date": day, "date_end": day, "outcome": outcome, "target_id": target} | shared | {
        "quantity": quantity
    }  # fmt: skip


def every_shift(frame: pd.DataFrame, day: int):
    """What stands after some days, and every shift toward every target: tactic, target, quantity."""
    at = standing(Rows.of(frame), TARGETS, CODES, START + timedelta(days=day), DEFAULTS)
    pairs = [(tactic, target) for tactic in SHIFTS for target in TARGETS]
    tactic = np.array([at.tactics.index(name) for name, _ in pairs])
    target = np.array([TARGETS.index(name) for _, name in pairs])
    return at, pairs, (tactic, target, np.array([SHIFTS[name].quantity for name, _ in pairs]))


@examples(60)
@given(campaigns, st.integers(0, 200))
def test_a_gain_is_the_difference_of_two_runs_of_the_slow_formula(frame, day):
    at, pairs, shifts = every_shift(frame, day)
    rows, now = plainly(frame), START + timedelta(days=day)
    roles = dict(zip(TARGETS, CODES.tolist(), strict=True))
    before = slow_pressure.total(rows, roles, now)
    for (tactic, target), gain in zip(pairs, gains(at, *shifts), strict=True):
        after = slow_pressure.total([*rows, one_more(tactic, target, now)], roles, now)
        assert gain == pytest.approx(after - before, **CLOSE), (tactic, target)


@examples(4)
@given(campaigns, st.integers(0, 200))
def test_gains_under_each_of_the_81_settings_agree_with_the_slow_formula(frame, day):
    at, pairs, shifts = every_shift(frame, day)
    rows, now = plainly(frame), START + timedelta(days=day)
    roles = dict(zip(TARGETS, CODES.tolist(), strict=True))
    varied = list(gains_in_variations(at, *shifts))
    assert len(varied) == 81
    for (table, weights), found in zip(slow_pressure.variations(), varied, strict=True):
        before = slow_pressure.total(rows, roles, now, table, weights)
        for place in (0, 7, 14):
            after = slow_pressure.total([*rows, one_more(*pairs[place], now)], roles, now, table, weights)
            assert found[place] == pytest.approx(after - before, **CLOSE), pairs[place]


@given(st.integers(0, 30).flatmap(lambda width: arrays(float, (6, width), elements=st.integers(0, 5).map(float))))
def test_a_place_at_the_top_is_one_among_the_first_of_a_stable_order(scores):
    held = np.zeros(scores.shape[1], dtype=int)
    for row in scores:
        held[np.argsort(-row, kind="stable")[:10]] += 1
    assert times_at_the_top(scores, 10).tolist() == held.tolist()
