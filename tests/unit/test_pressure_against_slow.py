"""The fast formula and the slow one, written apart from the same text, agree on random campaigns."""

from datetime import timedelta

import numpy as np
import pytest
import slow_pressure
from hypothesis import given
from hypothesis import strategies as st
from pressed import START, TARGETS, campaigns, plainly, pressure, shares, shown
from tries import examples

from dashboard.pressure import DEFAULTS, VARIATIONS, variations_on

ROLES = (0, 1, 6)
CLOSE = {"rel": 1e-9, "abs": 1e-300}
some_days = st.lists(st.integers(0, 250), min_size=1, max_size=3)


@examples(25)
@given(campaigns, some_days)
def test_points_and_totals_agree_with_the_slow_formula(frame, days):
    rows, fast = plainly(frame), pressure(frame, shown(0, 250))
    for day in days:
        now = START + timedelta(days=day)
        for place, target in enumerate(TARGETS):
            assert fast.points[place, day] == pytest.approx(slow_pressure.on_target(rows, target, now), **CLOSE)
        slow = slow_pressure.total(rows, dict(zip(TARGETS, ROLES, strict=True)), now)
        assert fast.total[day] == pytest.approx(slow, **CLOSE)


@examples(25)
@given(campaigns, st.integers(0, 250))
def test_points_of_each_tactic_agree_with_the_slow_formula(frame, day):
    rows, fast = plainly(frame), pressure(frame, shown(day, day))
    now = START + timedelta(days=day)
    for place, tactic in enumerate(fast.tactics):
        slow = [slow_pressure.points(rows, target, tactic, now) for target in TARGETS]
        assert fast.by_tactic[:, place, 0] == pytest.approx(slow, **CLOSE)


@examples(25)
@given(campaigns, st.integers(0, 250))
def test_shares_agree_with_the_slow_formula(frame, day):
    rows, now = plainly(frame), START + timedelta(days=day)
    found = shares(frame, day).set_index("action_id")["points"]
    roles = dict(zip(TARGETS, ROLES, strict=True))
    for row in rows:
        slow = slow_pressure.share(row, rows, roles, now)
        assert found.get(row["action_id"], 0.0) == pytest.approx(slow, **CLOSE)


@examples(6)
@given(campaigns, st.integers(0, 150))
def test_ranges_agree_with_the_slow_formula(frame, day):
    fast = pressure(frame, shown(day, day), bands=True)
    slow = slow_pressure.ranges(plainly(frame), dict(zip(TARGETS, ROLES, strict=True)), START + timedelta(days=day))
    for place, target in enumerate(TARGETS):
        assert (fast.low[place, 0], fast.high[place, 0]) == pytest.approx(slow[target], **CLOSE)
    assert (fast.total_low[0], fast.total_high[0]) == pytest.approx(slow["campaign"], **CLOSE)


@examples(5)
@given(campaigns, st.integers(0, 150))
def test_each_of_the_81_settings_agrees_with_its_own_scaled_settings(frame, day):
    varied = variations_on(frame, TARGETS, np.array(ROLES, dtype=np.int8), shown(day, day)[0])
    assert varied.shape == (81, len(TARGETS))
    for variation, row in zip(VARIATIONS, varied, strict=True):
        alone = pressure(frame, shown(day, day), roles=ROLES, table=DEFAULTS.scaled(**variation._asdict()))
        assert row == pytest.approx(alone.contribution[:, 0], **CLOSE)
