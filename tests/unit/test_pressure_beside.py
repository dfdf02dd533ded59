"""Figures beside the pressure: counted, never decayed, never weighted."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pressed import HOLDER, OTHER, TARGETS, campaigns, pressure, resolved, shown
from tries import examples

from dashboard.pressure import (
    CAPACITY,
    Window,
    breadth,
    effort_by_tactic,
    evidence_share,
    first_uses,
    places_held,
    reachability,
    still_to_do,
    variations_on,
    window_before,
)


def day(number):
    return shown(number, number)[0]


def effort(*records, days=(0, 10)):
    return effort_by_tactic(resolved(*records), shown(*days))


def test_effort_counts_every_attempt_whatever_came_of_it_and_whomever_it_was_toward():
    counted = effort(
        {"quantity": 5, "outcome": "no_answer"},
        {"quantity": 7, "target_id": "member"},
        {"quantity": 2, "target_id": ""},
    )
    assert counted["call"].tolist() == [14.0] + [0.0] * 10


def test_effort_of_several_days_is_spread_over_them_and_does_not_decay():
    assert effort({"date": 1, "date_end": 4, "quantity": 8})["call"].tolist() == [0, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0]


def test_effort_counts_an_action_once_however_many_it_is_toward():
    action = {"action_id": "a", "quantity": 30}
    assert effort(action, {**action, "target_id": "leader"})["call"].sum() == 30
    split = {**action, "split": True, "share": 0.5}
    assert effort(split, {**split, "target_id": "leader"})["call"].sum() == 30


def test_effort_shows_the_capacity_a_campaign_builds():
    counted = effort(*({"tactic": tactic, "quantity": 2300, "target_id": ""} for tactic in CAPACITY))
    assert counted[list(CAPACITY)].sum().tolist() == [2300.0] * 3


def test_effort_counts_tactics_of_a_campaigns_own():
    assert effort({"tactic": "banner", "quantity": 2})["banner"].sum() == 2


@examples(20)
@given(campaigns, st.integers(-30, 100), st.integers(0, 200))
def test_effort_adds_up_to_all_quantities_and_days_shown_only_choose(frame, first, length):
    whole = effort_by_tactic(frame, shown(-40, 320))
    middle = ((frame["quantity_low"] + frame["quantity_high"]) / 2).fillna(frame["quantity_low"])
    quantities = frame["quantity"].fillna(middle).fillna(frame["quantity_high"]).fillna(1)
    assert whole.to_numpy().sum() == pytest.approx(quantities.sum())
    part = effort_by_tactic(frame, shown(first, first + length))
    assert part.equals(whole.loc[part.index])


def test_reachability_is_contacts_over_all_calls():
    calls = resolved(
        {"quantity": 6, "outcome": "reached"}, {"quantity": 2, "outcome": "voicemail"},
        {"quantity": 8, "outcome": "busy"}, {"tactic": "letter", "quantity": 100},
    )  # fmt: skip
    assert reachability(calls) == 0.5
    assert math.isnan(reachability(resolved({"tactic": "letter"})))


def test_calls_that_reached_nobody_are_still_to_do():
    frame = resolved({"outcome": "busy"}, {"outcome": "voicemail"}, {}, {"tactic": "letter", "outcome": "busy"})
    assert still_to_do(frame).tolist() == [True, False, False, False]


def test_breadth_counts_offices_and_ridings_touched_in_the_last_28_days():
    frame = resolved(
        {"date": 0, "office_id": "long ago", "riding": "2013:35001"},
        {"date": 0, "date_end": 2, "office_id": "a", "riding": "2013:35024"},
        {"date": 29, "office_id": "b", "riding": "2013:35024"},
        {"date": 29, "target_id": ""},
        {"date": 30, "office_id": "to come", "riding": "2013:35003"},
    )
    touched = breadth(frame, day(29))
    assert (touched.offices, touched.ridings) == (2, 1)


def test_first_uses_are_tactics_never_used_before_the_last_28_days():
    frame = resolved(
        {"tactic": "call", "date": 0}, {"tactic": "call", "date": 20}, {"tactic": "training", "date": 28},
        {"tactic": "rally", "date": 1}, {"tactic": "letter", "date": 29}, {"tactic": "banner", "date": 5},
    )  # fmt: skip
    assert first_uses(frame, day(28)) == ("rally", "training", "banner")


def test_evidence_is_the_share_of_points_from_actions_with_a_link():
    frame = resolved(
        {"tactic": "letter", "quantity": 10, "evidence_url": "https://example.org/photo"},
        {"tactic": "letter", "quantity": 30},
    )
    roles = np.zeros(len(TARGETS), dtype=np.int8)
    assert evidence_share(frame, TARGETS, roles, day(0)) == pytest.approx(0.25)
    assert math.isnan(evidence_share(frame, TARGETS, roles, day(-1)))


def test_the_window_before_an_outcome_has_its_place_among_the_others():
    total, days = np.repeat([1.0, 3.0, 2.0, 0.5], [20, 28, 28, 28]), shown(0, 103)
    assert window_before(total, days, day(48)) == Window(mean=3.0, place=1, of=3)
    assert window_before(total, days, day(76)) == Window(mean=2.0, place=2, of=3)


def test_windows_beside_an_outcomes_that_are_not_whole_do_not_count():
    assert window_before(np.ones(40), shown(0, 39), day(30)) == Window(mean=1.0, place=1, of=1)


@pytest.mark.parametrize("outcome", [10, 27, 41, 400])
def test_an_outcome_whose_window_is_not_all_shown_has_none(outcome):
    assert window_before(np.ones(40), shown(0, 39), day(outcome)) is None


def test_an_order_says_in_how_many_settings_each_place_holds():
    frame = resolved(
        {"tactic": "meeting"},
        {"tactic": "meeting", "target_id": "leader"},
        {"tactic": "email_form", "quantity": 1000, "target_id": "member"},
    )
    codes = np.array([HOLDER, OTHER, OTHER], dtype=np.int8)
    order = places_held(variations_on(frame, TARGETS, codes, day(0)), TARGETS)
    assert order["target_id"].tolist() == ["minister", "leader", "member"]
    assert order["place"].tolist() == [1, 2, 3]
    # With all weights equal a thousand messages outweigh one meeting: in 27 of the 81.
    assert order["held"].tolist() == [81, 54, 54]


def test_equal_targets_share_the_better_place_in_every_setting():
    frame = resolved({"target_id": "leader"}, {"target_id": "member"})
    codes = np.array([HOLDER, OTHER, OTHER], dtype=np.int8)
    order = places_held(variations_on(frame, TARGETS, codes, day(0)), TARGETS)
    assert order["place"].tolist() == [1, 1, 3]
    assert order["held"].tolist() == [81, 81, 81]


@examples(8)
@given(campaigns, st.integers(0, 120))
def test_the_ranges_of_an_order_are_those_of_the_days_figures(frame, number):
    codes = np.array([HOLDER, 1, OTHER], dtype=np.int8)
    order = places_held(variations_on(frame, TARGETS, codes, day(number)), TARGETS).set_index("target_id")
    shown_ = pressure(frame, shown(number, number), bands=True)
    for name in ("contribution", "low", "high"):
        assert order.loc[list(TARGETS), name].to_numpy() == pytest.approx(getattr(shown_, name)[:, 0], rel=1e-9)
