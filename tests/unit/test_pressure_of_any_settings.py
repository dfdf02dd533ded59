"""The fast formula and the slow one agree whatever a campaign sets: numbers, tactics and roles of its own."""

from dataclasses import replace
from datetime import timedelta

import pytest
import slow_pressure
from formulas import LAST, OWN_TACTICS, Formula, formulas
from hypothesis import given
from hypothesis import strategies as st
from pressed import START, TARGETS, plainly, records, resolved, shown
from tries import examples

from dashboard.own_names import OwnName
from dashboard.pressure import (
    DEFAULTS,
    Held,
    OwnRole,
    Tactic,
    contributions,
    daily,
    one_at_a_time,
    variations_on,
)

CLOSE = {"rel": 1e-9, "abs": 1e-300}
campaigns = st.lists(records(OWN_TACTICS), min_size=1, max_size=8).map(lambda rows: resolved(*rows))
some_day = st.integers(0, LAST)


def roles_on(formula, day):
    """Target -> role code by the slow rule."""
    given_then = formula.after if day >= formula.shuffle else formula.before
    weights, own, now = formula.plainly()["weights"], formula.own_roles(), START + timedelta(days=day)
    return {
        target: slow_pressure.role_with_own(code, weights, own, target, now)
        for target, code in zip(TARGETS, given_then, strict=True)
    }


def same_values(frame, formula, day):
    """Points, totals and the shares of single rows on a day, in a period that begins and ends elsewhere."""
    days = shown(max(0, day - 40), day + 3)
    fast = daily(frame, TARGETS, formula.codes(days), days, formula.settings, bands=False)
    place, numbers, rows = day - max(0, day - 40), formula.plainly(), plainly(frame)
    now, roles = START + timedelta(days=day), roles_on(formula, day)
    for row, target in enumerate(TARGETS):
        slow = slow_pressure.on_target(rows, target, now, numbers["table"], numbers["outcomes"])
        assert fast.points[row, place] == pytest.approx(slow, **CLOSE)
        assert fast.weights[row, place] == numbers["weights"][roles[target]]
    assert fast.total[place] == pytest.approx(slow_pressure.total(rows, roles, now, **numbers), **CLOSE)
    codes = formula.codes(days)[:, place]
    parts = contributions(frame, TARGETS, codes, days[place], formula.settings)
    found = parts.set_index("action_id")["points"]
    for one in rows:
        slow = slow_pressure.share(one, rows, roles, now, **numbers)
        assert found.get(one["action_id"], 0.0) == pytest.approx(slow, **CLOSE)
    assert parts["points"].sum() == pytest.approx(fast.total[place], **CLOSE)


def same_variations(frame, formula, day):
    """Each of the 81 settings and the ranges over them, and T with one assumption alone at its ends."""
    days, numbers, rows = shown(day, day), formula.plainly(), plainly(frame)
    now, roles = START + timedelta(days=day), roles_on(formula, day)
    slow = slow_pressure.all_variations(rows, roles, now, **numbers)
    codes = formula.codes(days)
    varied = variations_on(frame, TARGETS, codes[:, 0], days[0], formula.settings)
    for fast_row, slow_row in zip(varied, slow, strict=True):
        assert fast_row == pytest.approx([slow_row[target] for target in TARGETS], **CLOSE)
    fast = daily(frame, TARGETS, codes, days, formula.settings)
    for place, target in enumerate(TARGETS):
        each = [row[target] for row in slow]
        assert (fast.low[place, 0], fast.high[place, 0]) == pytest.approx((min(each), max(each)), **CLOSE)
    totals = [sum(row.values()) for row in slow]
    assert (fast.total_low[0], fast.total_high[0]) == pytest.approx((min(totals), max(totals)), **CLOSE)
    alone = one_at_a_time(varied).set_index("assumption")
    # By the order of the 81: half-lives in steps of 27, half-points of 9, roles of 3, weights of 1, from -1 to 1.
    middle = 27 + 9 + 3
    for name, less, more in (("half_life", -27, 27), ("saturation", -9, 9), ("roles", -3, 3), ("weights", 1, 2)):
        ends = (totals[middle + less], totals[middle + more])
        assert tuple(alone.loc[name, ["less", "more"]]) == pytest.approx(ends, **CLOSE)
        assert alone.loc[name, "total"] == pytest.approx(totals[middle], **CLOSE)


@examples(12)
@given(campaigns, formulas(), some_day)
def test_values_and_shares_agree_with_the_slow_formula_under_any_settings(frame, formula, day):
    same_values(frame, formula, day)


@examples(4)
@given(campaigns, formulas(), some_day)
def test_all_81_variations_and_their_ranges_agree_with_the_slow_formula_under_any_settings(frame, formula, day):
    same_variations(frame, formula, day)


@pytest.mark.stress
@examples(80)
@given(campaigns, formulas(), some_day)
def test_two_thousand_campaigns_agree_with_the_slow_formula_in_all_there_is(frame, formula, day):
    same_values(frame, formula, day)
    same_variations(frame, formula, day)


@examples(8)
@given(campaigns, formulas())
def test_a_shuffle_moves_the_lines_from_its_day_on_and_on_no_day_before(frame, formula):
    day = formula.shuffle
    days = shown(0, LAST)
    still = Formula(formula.settings, day, formula.before, formula.before)
    moved = daily(frame, TARGETS, formula.codes(days), days, formula.settings)
    stayed = daily(frame, TARGETS, still.codes(days), days, formula.settings)
    assert (moved.points == stayed.points).all()
    for name in ("weights", "contribution", "low", "high"):
        assert (getattr(moved, name)[:, :day] == getattr(stayed, name)[:, :day]).all()
    for name in ("total", "total_low", "total_high"):
        assert (getattr(moved, name)[:day] == getattr(stayed, name)[:day]).all()
    # From that day on it is the new roles' line, the same as if they had been held all along.
    always = Formula(formula.settings, day, formula.after, formula.after)
    anew = daily(frame, TARGETS, always.codes(days), days, formula.settings)
    assert (moved.contribution[:, day:] == anew.contribution[:, day:]).all()
    assert (moved.total[day:] == anew.total[day:]).all()


def test_a_role_of_ones_own_counts_from_its_first_day_to_its_last_where_it_weighs_more():
    formula = Formula(settings_with_adviser(weight=0.6, first=10, last=12), 500, (6, 0, 1), (6, 0, 1))
    weights = daily(resolved({}), TARGETS, formula.codes(shown(8, 14)), shown(8, 14), formula.settings).weights
    assert weights[0].tolist() == [0.02, 0.02, 0.6, 0.6, 0.6, 0.02, 0.02]
    assert set(weights[1]) == {1.0}  # the holder of the post stays what she is
    assert set(weights[2]) == {0.75}  # as does the prime minister, who weighs more


def test_equal_weights_are_the_mean_over_own_tactics_too():
    settings = settings_with_adviser(weight=0.6, first=0, last=1)
    assert settings.scaled(weights=1).tactics["own-vigil"].w == pytest.approx((33 + 9) / 14)
    assert settings.scaled(roles=0.5).roles["own-adviser"] == 0.3
    assert settings.most_points == 42


def settings_with_adviser(*, weight, first, last):
    begin, end = (START + timedelta(days=day) for day in (first, last))
    held = tuple(Held(who, begin, end) for who in TARGETS)
    return replace(
        DEFAULTS,
        tactics={**DEFAULTS.tactics, "own-vigil": Tactic("vigils", 9, 1, 7)},
        roles={**DEFAULTS.roles, "own-adviser": weight},
        own_tactics={"own-vigil": OwnName("Vigil", "Veille", "vigils", "veilles")},
        own_roles={"own-adviser": OwnRole(OwnName("Adviser", "Conseil"), held)},
    )
