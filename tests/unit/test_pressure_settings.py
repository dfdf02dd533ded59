"""The table of assumptions: what it says, how it varies, and which numbers can't be used."""

from dataclasses import replace

import pytest
import slow_pressure

from dashboard.errors import UsageError
from dashboard.pressure import CAPACITY, DEFAULTS, STILL_TO_DO, VARIATIONS, Settings, Variation
from dashboard.schema import CALL_OUTCOMES, ROLES, TACTICS


def with_tactic(name, **changes):
    tactics = {**DEFAULTS.tactics, name: replace(DEFAULTS.tactics[name], **changes)}
    return Settings(tactics, DEFAULTS.outcomes, DEFAULTS.roles)


def test_the_defaults_are_those_of_the_formulas_table():
    assert {name: (t.w, t.u, t.h) for name, t in DEFAULTS.tactics.items()} == slow_pressure.TACTICS
    assert {**DEFAULTS.outcomes, "": DEFAULTS.outcome_factor("")} == slow_pressure.OUTCOMES
    assert tuple(DEFAULTS.roles[name] for name in ROLES) == slow_pressure.ROLES


def test_the_table_names_every_tactic_outcome_and_role_and_no_other():
    assert tuple(DEFAULTS.tactics) == TACTICS
    assert tuple(DEFAULTS.outcomes) == CALL_OUTCOMES
    assert tuple(DEFAULTS.roles) == ROLES


def test_a_target_can_have_33_points():
    assert DEFAULTS.most_points == 33


def test_capacity_tactics_are_those_that_give_no_points():
    assert tuple(name for name in TACTICS if name not in DEFAULTS.pressing) == CAPACITY


def test_calls_still_to_do_are_those_that_were_no_contact():
    assert tuple(name for name, factor in DEFAULTS.outcomes.items() if factor == 0) == STILL_TO_DO


def test_there_are_81_different_variations_and_the_settings_themselves_are_one():
    hashes = {DEFAULTS.scaled(**variation._asdict()).hash for variation in VARIATIONS}
    assert len(VARIATIONS) == len(hashes) == 81
    assert DEFAULTS.scaled(**Variation()._asdict()).hash == DEFAULTS.hash


def test_scaling_leaves_full_roles_alone_and_stops_at_one():
    weights = DEFAULTS.scaled(roles=1.5).roles
    assert (weights["holds_post"], weights["prime_minister"], weights["other_cabinet"]) == (1, 1, 0.75)
    assert DEFAULTS.scaled(roles=0.5).roles["holds_post"] == 1


def test_equal_weights_are_the_mean_of_those_above_zero_and_zero_stays_zero():
    weights = {name: tactic.w for name, tactic in DEFAULTS.scaled(weights=1).tactics.items()}
    assert weights["meeting"] == weights["email_form"] == pytest.approx(33 / 13)
    assert weights["training"] == 0
    assert DEFAULTS.scaled(weights=0.5).tactics["meeting"].w == pytest.approx((5 + 33 / 13) / 2)


def test_the_hash_follows_every_number_and_only_them():
    assert with_tactic("call", h=8).hash != DEFAULTS.hash
    assert with_tactic("call", h=7.0).hash == DEFAULTS.hash
    assert len(DEFAULTS.hash) == 10


def test_settings_written_and_read_are_the_same_with_tactics_in_their_order():
    read = Settings.from_json(DEFAULTS.as_json())
    assert read == DEFAULTS
    assert tuple(read.tactics) == TACTICS
    assert read.hash == DEFAULTS.hash


def test_tactics_of_a_campaigns_own_are_kept():
    own = Settings({**DEFAULTS.tactics, "banner": DEFAULTS.tactics["rally"]}, DEFAULTS.outcomes, DEFAULTS.roles)
    assert Settings.from_json(own.as_json()) == own


@pytest.mark.parametrize(
    "changes", [{"u": 0}, {"h": 0}, {"h": float("inf")}, {"w": -1}, {"w": float("nan")}, {"u": "20"}]
)
def test_numbers_that_cannot_be_used_are_refused_with_a_sentence(changes):
    with pytest.raises(UsageError, match=r"^Set the .* of call to a number of "):
        with_tactic("call", **changes)


@pytest.mark.parametrize("role", [-0.1, 1.5])
def test_roles_weigh_from_nothing_to_one(role):
    with pytest.raises(UsageError, match="0 to 1"):
        Settings(DEFAULTS.tactics, DEFAULTS.outcomes, {**DEFAULTS.roles, "other_cabinet": role})


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"tactics": {"call": {"w": 1}}, "outcomes": {}, "roles": {}}'])
def test_a_text_that_is_no_settings_is_refused(text):
    with pytest.raises(UsageError, match="can't be read"):
        Settings.from_json(text)
