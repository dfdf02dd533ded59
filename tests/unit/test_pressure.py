"""Each sentence the formula's specification states, held for random campaigns or shown by one example."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pressed import (
    HOLDER,
    OTHER,
    TARGETS,
    campaigns,
    on_minister,
    pressure,
    records,
    resolved,
    shares,
    shown,
)
from tries import examples

from dashboard.pressure import CAPACITY, DEFAULTS, Rows, daily

quick = examples(20)
CLOSE = {"rel": 1e-9, "abs": 1e-300}


def test_twenty_letters_give_half_of_a_letters_points_and_a_half_life_later_half_the_stock():
    points = on_minister({"tactic": "letter", "quantity": 20})
    assert points[0] == 1
    assert points[7] == pytest.approx(2 * 10 / (10 + 20))


def test_a_stock_of_nothing_gives_no_points():
    assert not on_minister({"outcome": "no_answer", "quantity": 50}).any()


@pytest.mark.parametrize(
    ("amount", "counts"),
    [
        ({"quantity": 7, "quantity_low": 1, "quantity_high": 2}, 7),
        ({"quantity_low": 10, "quantity_high": 30}, 20),
        ({"quantity_low": 5000}, 5000),
        ({"quantity_high": 12}, 12),
        ({}, 1),
    ],
)
def test_a_quantity_counts_else_the_middle_of_its_range_else_the_end_known_else_one(amount, counts):
    assert on_minister(amount)[0] == pytest.approx(3 * counts / (counts + 10))


@pytest.mark.parametrize(
    ("outcome", "factor"),
    [("reached", 1), ("", 1), ("unknown", 1), ("voicemail", 0.5), ("refused", 0.5)]
    + [(outcome, 0) for outcome in ("busy", "no_answer", "mailbox_full", "wrong_number")],
)
def test_a_call_counts_by_its_outcome(outcome, factor):
    stock = factor * 10
    assert on_minister({"outcome": outcome, "quantity": 10})[0] == pytest.approx(3 * stock / (stock + 10))


def test_only_calls_have_an_outcome_factor():
    assert on_minister({"tactic": "letter", "outcome": "no_answer", "quantity": 20})[0] == 1


def test_an_action_of_several_days_adds_an_equal_share_on_each():
    period = on_minister({"date": 0, "date_end": 4, "quantity": 50})
    assert period == pytest.approx(on_minister(*({"date": day, "quantity": 10} for day in range(5))))


def test_a_quantity_goes_whole_to_every_target_unless_it_is_split():
    whole = {"action_id": "a", "quantity": 30}
    both = pressure(resolved({**whole}, {**whole, "target_id": "leader"}), shown(0, 0)).points[:, 0]
    split = resolved(
        *({**whole, "target_id": target, "split": True, "share": 0.5} for target in ("minister", "leader"))
    )
    assert both[:2].tolist() == [on_minister(whole)[0]] * 2
    assert pressure(split, shown(0, 0)).points[:2, 0].tolist() == [on_minister({"quantity": 15})[0]] * 2


def test_a_repeat_of_the_same_target_in_one_action_adds_nothing():
    action = {"action_id": "a", "quantity": 30}
    assert on_minister(action, {**action, "share": 0.0})[0] == on_minister(action)[0]


def test_capacity_presses_nobody():
    frame = resolved(*({"tactic": tactic, "quantity": 5000} for tactic in CAPACITY))
    assert not pressure(frame, shown(0, 5), bands=True).total_high.any()
    assert shares(frame, 0).empty


def test_actions_toward_nobody_and_tactics_not_in_the_table_press_nobody():
    assert not pressure(resolved({"target_id": ""}, {"tactic": "banner drop"}), shown(0, 5)).total.any()


def test_a_poster_known_to_be_up_does_not_age():
    points = on_minister({"tactic": "poster_office", "quantity": 20, "up_until": 9})
    assert points[:10].tolist() == [1.0] * 10
    assert points[9 + 21] == pytest.approx(2 * 10 / (10 + 20))


def test_a_last_sighting_before_the_poster_went_up_says_nothing():
    poster = {"tactic": "poster_riding", "date": 5, "date_end": 8, "quantity": 100}
    assert on_minister({**poster, "up_until": 2}).tolist() == on_minister(poster).tolist()


def test_posters_put_up_over_days_stay_fresh_till_seen_last_and_those_put_up_later_age_from_their_own_day():
    period = on_minister({"tactic": "poster_office", "date_end": 9, "quantity": 100, "up_until": 4})
    singly = ({"tactic": "poster_office", "date": day, "quantity": 10, "up_until": max(day, 4)} for day in range(10))
    assert period == pytest.approx(on_minister(*singly))


def test_only_posters_can_be_seen_to_be_up():
    assert on_minister({"up_until": 20}).tolist() == on_minister({}).tolist()


def test_a_poster_up_for_years_leaves_no_rounding_behind_when_it_is_gone():
    huge = {"tactic": "poster_office", "quantity": 1e12, "up_until": 10}
    faint = {"tactic": "poster_office", "quantity": 1e-3, "date": 3000, "up_until": 4000}
    together = on_minister(huge, faint, days=shown(3000, 3100))
    assert together == pytest.approx(on_minister(faint, days=shown(3000, 3100)), rel=1e-9)


@quick
@given(campaigns)
def test_before_the_first_action_everything_is_zero(frame):
    frame = frame.assign(
        date=frame["date"] + pd.Timedelta(days=100), date_end=frame["date_end"] + pd.Timedelta(days=100)
    )
    before = pressure(frame, shown(0, 99), bands=True)
    assert not any(np.any(part) for part in (before.total_high, before.high, before.points, before.by_tactic))


@quick
@given(campaigns)
def test_no_target_has_more_points_than_all_weights_together(frame):
    points = pressure(frame.assign(quantity=1e15), shown(0, 120)).points
    assert points.max() <= DEFAULTS.most_points == 33


@quick
@given(campaigns, st.integers(0, 200), st.integers(0, 60))
def test_the_days_shown_choose_values_and_never_change_them_in_the_last_digit(frame, first, length):
    whole = pressure(frame, shown(0, 260), bands=True)
    part = pressure(frame, shown(first, first + length), bands=True)
    window = slice(first, first + length + 1)
    for name in ("points", "contribution", "low", "high", "total", "total_low", "total_high"):
        assert np.array_equal(getattr(part, name), getattr(whole, name)[..., window]), name


@quick
@given(campaigns, st.integers(0, 100))
def test_what_is_done_later_changes_no_earlier_day(frame, day):
    known = frame[frame["date"] <= pd.Timestamp(shown(day, day)[0])]
    late = pressure(frame[frame["date"] > pd.Timestamp(shown(day, day)[0])], shown(0, day))
    assert not late.total.any()
    assert pressure(known, shown(0, day)).total == pytest.approx(pressure(frame, shown(0, day)).total, **CLOSE)


@quick
@given(campaigns, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(frame, random):
    order = list(range(len(frame)))
    random.shuffle(order)
    shuffled = frame.iloc[order].reset_index(drop=True)
    expected, found = pressure(frame, shown(0, 200), bands=True), pressure(shuffled, shown(0, 200), bands=True)
    assert found.total == pytest.approx(expected.total, **CLOSE)
    assert found.low == pytest.approx(expected.low, **CLOSE)
    assert shares(shuffled, 95)["action_id"].tolist() == shares(frame, 95)["action_id"].tolist()


@quick
@given(records(), campaigns, st.integers(0, 200))
def test_a_hundred_rows_of_one_are_one_row_of_a_hundred(record, others, day):
    plain = {name: value for name, value in record.items() if not name.startswith("quantity")}
    one = pd.concat([others, resolved({**plain, "action_id": "x", "quantity": 100})], ignore_index=True)
    many = resolved(*({**plain, "action_id": f"x{number}", "quantity": 1} for number in range(100)))
    parted = pd.concat([others, many], ignore_index=True)
    assert pressure(parted, shown(0, day)).total == pytest.approx(pressure(one, shown(0, day)).total, **CLOSE)
    ours = shares(parted, day)
    together = ours.loc[ours["action_id"].str.startswith("x"), "points"].sum()
    assert together == pytest.approx(shares(one, day).query("action_id == 'x'")["points"].sum(), **CLOSE)


@quick
@given(campaigns, st.integers(0, 250))
def test_shares_of_all_actions_add_up_to_the_total_of_the_day(frame, day):
    total = pressure(frame, shown(day, day)).total[0]
    assert shares(frame, day)["points"].sum() == pytest.approx(total, **CLOSE)


@quick
@given(campaigns, st.integers(0, 100))
def test_shares_list_each_begun_action_once_for_each_of_its_targets_in_the_order_of_their_ids(frame, day):
    listed = shares(frame, day)
    keys = list(zip(listed["action_id"], listed["target_id"], strict=True))
    begun = (
        (frame["date"] <= pd.Timestamp(shown(day, day)[0])) & frame["target_id"].isin(TARGETS) & (frame["share"] > 0)
    )
    due = frame[begun & ~frame["tactic"].isin(CAPACITY)]
    assert keys == sorted(zip(due["action_id"], due["target_id"], strict=True))
    assert (listed["points"] >= 0).all()


def test_an_attempt_that_reached_nobody_is_listed_with_no_points():
    listed = shares(resolved({"outcome": "busy", "quantity": 3}), 0)
    assert listed[["quantity", "points"]].to_numpy().tolist() == [[3.0, 0.0]]


@quick
@given(campaigns, st.integers(0, 120))
def test_the_parts_by_tactic_and_by_target_add_up_to_the_total(frame, day):
    found = pressure(frame, shown(0, day))
    assert found.by_tactic.sum(axis=1) == pytest.approx(found.points, **CLOSE)
    assert found.total_by_tactic.sum(axis=0) == pytest.approx(found.total, **CLOSE)
    assert found.contribution.sum(axis=0) == pytest.approx(found.total, **CLOSE)


@quick
@given(campaigns, st.integers(1, 59))
def test_a_change_of_role_moves_the_line_on_that_day_and_no_other(frame, day):
    codes = np.full((len(TARGETS), 60), OTHER, dtype=np.int8)
    before = daily(frame, TARGETS, codes, shown(0, 59), bands=False)
    codes[0, day] = HOLDER
    after = daily(frame, TARGETS, codes, shown(0, 59), bands=False)
    others = np.arange(60) != day
    assert np.array_equal(before.points, after.points)
    assert np.array_equal(before.total[others], after.total[others])
    assert after.total[day] - before.total[day] == pytest.approx(0.98 * after.points[0, day], rel=1e-9, abs=1e-12)


@quick
@given(campaigns, st.integers(0, 150))
def test_ranges_hold_the_figure_they_stand_beside(frame, day):
    found = pressure(frame, shown(0, day), bands=True)
    assert np.all((found.low <= found.contribution) & (found.contribution <= found.high))
    assert np.all((found.total_low <= found.total) & (found.total <= found.total_high))


@quick
@given(campaigns, st.integers(0, 150))
def test_asking_for_ranges_does_not_change_the_figures(frame, day):
    with_bands, without = pressure(frame, shown(0, day), bands=True), pressure(frame, shown(0, day))
    assert np.array_equal(with_bands.total, without.total)
    assert np.array_equal(with_bands.by_tactic, without.by_tactic)


def test_the_weight_of_whoever_holds_the_post_is_the_same_in_all_settings_and_never_above_one():
    frame = resolved({"tactic": "letter", "quantity": 1e15})
    prime_minister = pressure(frame.assign(target_id="leader"), shown(0, 0), bands=True)
    # So many letters give all their points; equal weights are 33 / 13, and the leader's role goes from 0.375 to 1.
    assert pressure(frame, shown(0, 0), bands=True).low[0, 0] == pytest.approx(2)
    assert prime_minister.low[1, 0] == pytest.approx(0.375 * 2)
    assert prime_minister.high[1, 0] == pytest.approx(33 / 13)


def test_targets_asked_for_keep_their_places_though_nothing_presses_them():
    found = pressure(resolved({"target_id": "member"}), shown(0, 3), bands=True)
    assert found.targets == TARGETS
    assert found.weights[:, 0].tolist() == [1, 0.75, 0.02]
    assert [bool(part.any()) for part in found.points] == [False, False, True]


def test_no_actions_no_days_and_no_targets_are_fine():
    assert pressure(resolved({}).iloc[:0], shown(0, 3), bands=True).total.tolist() == [0] * 4
    assert pressure(resolved({}), shown(0, -1), bands=True).total.shape == (0,)
    empty = daily(resolved({}), (), np.zeros((0, 4), dtype=np.int8), shown(0, 3))
    assert empty.total.tolist() == [0] * 4
    assert shares(resolved({}).iloc[:0], 3).empty


def test_arrays_made_once_give_the_same_as_the_frame_and_so_do_categories():
    frame = resolved({"quantity": 3}, {"outcome": "voicemail"}, {"tactic": "poster_office", "up_until": 6})
    expected = pressure(frame, shown(0, 9)).total
    coded = frame.astype(dict.fromkeys(("tactic", "outcome", "target_id"), "category"))
    assert np.array_equal(pressure(Rows.of(frame), shown(0, 9)).total, expected)
    assert np.array_equal(pressure(coded, shown(0, 9)).total, expected)
