"""Goals: who is meant, what counts toward them, and what is left out."""

from datetime import date

import pandas as pd
import pytest

from dashboard import snapshot
from dashboard.errors import UsageError
from dashboard.planning.goals import CABINET, Goal, goal_from_json, goal_to_json, progress
from dashboard.store import Store

DAY = date(2020, 11, 30)


@pytest.fixture(scope="module")
def of(founding_home):
    with Store.open(f"sqlite:///{founding_home / 'dashboard.sqlite'}") as store:
        yield snapshot.load(store, "renew-pgwp-2020")


def test_a_goal_comes_back_from_its_json():
    goal = Goal(date(2020, 12, 1), 2, "call", CABINET, "ON", "Liberal", "2013:35024")
    assert goal_from_json(goal_to_json(goal)) == goal


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"by": "soon"}', '{"by": "2020-12-01", "more": 1}'])
def test_what_is_no_goal_is_told(text):
    with pytest.raises(UsageError, match="can't be read"):
        goal_from_json(text)


def test_a_goal_of_no_times_is_refused():
    with pytest.raises(UsageError, match="from 1 to 1000"):
        Goal(DAY, 0)


def test_offices_where_it_was_done_are_done_and_the_rest_is_left(of):
    found = progress(of, Goal(date(2020, 12, 1), 1, "rally", CABINET), DAY)
    assert set(found.offices["target_id"][found.done]) == {"chrystia-freeland"}
    assert "justin-trudeau" in set(found.left["target_id"])
    assert set(found.offices["role"]) <= set(CABINET)
    assert (len(found.left) + 1, found.days_left) == (len(found.offices), 1)


def test_twice_asks_for_two_and_what_names_the_person_alone_counts_at_their_offices(of):
    once = progress(of, Goal(DAY, 1, "online_action"), DAY)
    assert set(once.offices["target_id"][once.done]) == {"marco-mendicino"}
    counted = once.offices.set_index("target_id")["count"]
    assert not progress(of, Goal(DAY, int(counted["marco-mendicino"]) + 1, "online_action"), DAY).done.any()


def test_who_is_meant_follows_role_province_party_and_riding(of):
    everyone = progress(of, Goal(DAY), DAY).offices
    for goal, column, value in (
        (Goal(DAY, province="ON"), "province", "ON"),
        (Goal(DAY, party="Liberal"), "party", "Liberal"),
        (Goal(DAY, roles=("holds_post",)), "role", "holds_post"),
        (Goal(DAY, riding="2013:35024"), "riding", "2013:35024"),
    ):
        expected = everyone["office_id"][everyone[column] == value]
        assert len(expected)
        pd.testing.assert_series_equal(progress(of, goal, DAY).offices["office_id"], expected)


def test_what_comes_after_the_goal_s_day_does_not_count(of):
    early = progress(of, Goal(date(2020, 3, 1)), DAY)
    assert early.done.sum() < progress(of, Goal(DAY), DAY).done.sum()
    assert early.days_left < 0


def test_offices_left_alone_are_not_counted_but_said(of):
    every = progress(of, Goal(DAY), DAY)
    one = every.left["office_id"].iloc[0]
    found = progress(of, Goal(DAY), DAY, {one, "nobody-s"})
    assert (found.avoided, len(found.offices)) == (1, len(every.offices) - 1)
    assert one not in set(found.offices["office_id"])
