"""Lives of posters: the last word on each, which to look at first, and offices where all are gone."""

from datetime import date

import pandas as pd
import pytest
from builders import actions

from dashboard.planning import poster_lives, removed, removed_offices, to_recheck

DAY = date(2020, 12, 10)
NAN = float("nan")


def poster(name, day="2020-12-01", **more):
    return {"action_id": name, "tactic": "poster_office", "office_id": f"office-{name}", "date": day, **more}


def seen(*told):
    rows = pd.DataFrame(list(told), columns=["action_id", "date", "state"])
    return rows.assign(date=rows["date"].astype("datetime64[s]"))


def lives(log, sightings):
    return poster_lives(log, sightings, DAY).set_index("action_id")


def test_nobody_went_back_to_them_they_were_seen_when_they_went_up():
    found = lives(actions(poster("a", quantity_low=24.0, quantity_high=99.0)), seen()).loc["a"]
    assert (found["state"], found["days"], found["count"]) == ("hung", 9, 61.5)


@pytest.mark.parametrize(("until", "state", "days"), [("2020-12-04", "removed", 6), ("2020-12-08", "seen", 2)])
def test_the_later_of_the_log_and_the_last_sighting_is_the_last_word(until, state, days):
    found = lives(actions(poster("a", up_until=until)), seen(("a", "2020-12-05", "removed"))).loc["a"]
    assert (found["state"], found["days"]) == (state, days)


def test_posters_not_up_yet_are_not_there_and_an_action_at_two_targets_is_one():
    log = actions(poster("a"), {**poster("a"), "office_id": "other"}, poster("late", "2020-12-11"))
    found = poster_lives(log, seen(), DAY)
    assert found[["action_id", "targets"]].to_numpy().tolist() == [["a", 2]]


@pytest.mark.parametrize(("day", "state", "days"), [(4, "hung", 3), (5, "removed", 4), (8, "seen", 0), (9, "seen", 1)])
def test_on_an_earlier_day_nothing_is_known_of_what_was_found_later(day, state, days):
    told = seen(("a", "2020-12-05", "removed"), ("a", "2020-12-08", "seen"))
    found = poster_lives(actions(poster("a", up_until="2020-12-08")), told, date(2020, 12, day))
    assert found[["state", "days"]].to_numpy().tolist() == [[state, days]]


def test_posters_put_up_some_day_of_a_month_were_up_when_somebody_looked_at_them():
    log = actions(poster("a", date_end="2020-12-31", date_precision="month"))
    found = lives(log, seen(("a", "2020-12-05", "removed"))).loc["a"]
    assert (found["state"], found["days"]) == ("removed", 5)


def test_removed_are_the_actions_whose_last_word_is_that_with_all_their_targets():
    log = actions(poster("a"), {**poster("a"), "office_id": "other"}, poster("b"), poster("c"))
    told = [("a", "2020-12-05", "removed"), ("b", "2020-12-05", "removed"), ("b", "2020-12-06", "hung")]
    assert removed(log, seen(*told), DAY)["office_id"].tolist() == ["office-a", "other"]
    assert removed(log, seen(*told), date(2020, 12, 5))["action_id"].tolist() == ["a", "a", "b"]


def test_due_ones_first_then_the_nearest_then_the_longest_unseen_and_removed_ones_last():
    days = {"near": "2020-12-02", "far": "2020-12-01", "old": "2020-11-01", "fresh": "2020-12-09", "gone": "2020-11-01"}
    log = actions(*(poster(name, day) for name, day in days.items()))
    found = poster_lives(log, seen(("gone", "2020-12-09", "removed")), DAY)
    km = found["action_id"].map({"near": 1.0, "far": 9.0, "old": NAN, "fresh": 0.1, "gone": 0.0})
    rows = to_recheck(found, km, 7)
    assert rows["action_id"].tolist() == ["near", "far", "old", "fresh", "gone"]
    assert rows["due"].tolist() == [True, True, True, False, False]
    assert to_recheck(found, [NAN] * len(found), 7)["action_id"].tolist() == ["old", "far", "near", "fresh", "gone"]


def test_an_office_is_bare_when_all_its_posters_are_gone_and_not_before():
    log = actions(poster("a"), poster("b", office_id="office-a"), poster("c"))
    told = [("a", "2020-12-05", "removed"), ("c", "2020-12-06", "damaged")]
    assert removed_offices(log, poster_lives(log, seen(*told), DAY)) == {}
    told.append(("b", "2020-12-07", "removed"))
    assert removed_offices(log, poster_lives(log, seen(*told), DAY)) == {"office-a": pd.Timestamp("2020-12-07")}
