"""A number opened adds up, however it is put together and rounded."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pressed import HOLDER, OTHER, TARGETS, campaigns, pressure, resolved, shares, shown
from tries import examples

from dashboard.pressure import GROUPS, grouped, keyed, mean_contributions
from dashboard.rounding import adding_up, rounded

ROLES = (HOLDER, 1, OTHER)


@examples(15)
@given(campaigns, st.integers(0, 120))
def test_groups_add_up_to_the_day_however_they_are_put_together(frame, day):
    parts = keyed(shares(frame, day), frame)
    total = pressure(frame, shown(day, day)).total[0]
    for by in GROUPS:
        groups = grouped(parts, by)
        assert groups["points"].sum() == pytest.approx(total, rel=1e-9, abs=1e-9)
        assert groups["points"].is_monotonic_decreasing


@examples(15)
@given(campaigns, st.integers(27, 120))
def test_a_mean_over_days_opens_to_parts_that_add_up_to_it(frame, last):
    days = shown(last - 27, last)
    codes = np.repeat(np.array(ROLES, dtype=np.int8)[:, None], len(days), axis=1)
    parts = mean_contributions(frame, TARGETS, codes, days)
    assert parts["points"].sum() == pytest.approx(pressure(frame, days).total.mean(), rel=1e-9, abs=1e-9)


def test_parts_know_their_riding_and_upload_also_where_an_action_repeats_a_target():
    frame = resolved(
        {"action_id": "a", "riding": "2013:35024", "upload_id": 7},
        {"action_id": "a", "riding": "", "upload_id": 7, "share": 0.0},
        {"action_id": "b", "target_id": "leader", "upload_id": 8},
    )
    parts = keyed(shares(frame, 5), frame)
    assert parts[["action_id", "riding", "upload"]].to_numpy().tolist() == [["a", "2013:35024", "7"], ["b", "-", "8"]]
    assert grouped(parts, "riding")["key"].tolist() == ["2013:35024", "-"]


def test_a_group_counts_actions_and_not_their_targets():
    frame = resolved({"action_id": "a"}, {"action_id": "a", "target_id": "leader"}, {"action_id": "b"})
    assert grouped(keyed(shares(frame, 0), frame), "tactic")[["key", "actions"]].to_numpy().tolist() == [["call", 2]]


@given(st.lists(st.floats(0, 50), max_size=60), st.integers(0, 4))
def test_shown_numbers_add_up_and_none_is_a_whole_unit_off(values, digits):
    shown_ = adding_up(values, digits)
    unit = 10.0**-digits
    assert shown_.sum() == pytest.approx(rounded(float(np.sum(values)), digits), abs=unit * 1e-6 + 1e-9)
    assert (np.abs(shown_ - np.array(values)) < unit * (1 + 1e-9)).all()


def test_a_third_three_times_is_shown_as_a_whole():
    assert adding_up([1 / 3, 1 / 3, 1 / 3], 2).tolist() == [0.34, 0.33, 0.33]
