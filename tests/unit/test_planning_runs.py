"""Runs from office to office: order, legs, times, groups, and what cannot be placed."""

import numpy as np
import pandas as pd
import pytest

from dashboard.errors import UsageError
from dashboard.planning.runs import Manner, as_given, best, on_paper, run
from dashboard.planning.travel import DRIVING, WALKING
from dashboard.reference.places import distances_km

HERE = (43.7, -79.4)


def offices(*east, position="postal_code"):
    """Offices on a line east of the start, by km."""
    degree = float(distances_km([HERE[0]], [HERE[1] + 1], *HERE)[0])
    rows = [
        {"office_id": f"o{place}", "latitude": HERE[0], "longitude": HERE[1] + km / degree, "position": position}
        for place, km in enumerate(east)
    ]
    return pd.DataFrame(rows)


def test_stops_come_in_a_short_order_with_legs_times_and_totals_that_add_up():
    (one,) = run(offices(6, 2, 4), Manner(HERE, DRIVING, stay=20)).rounds
    assert one.offices == ("o1", "o2", "o0")
    assert [stop.km for stop in one.stops] == pytest.approx([2 * 1.4] * 3, rel=1e-3)
    way = 2 * 1.4 / 35 * 60
    assert [stop.at for stop in one.stops] == pytest.approx([way, 2 * way + 25, 3 * way + 50], rel=1e-3)
    assert one.minutes == pytest.approx(3 * (way + 25), rel=1e-3)
    assert one.km == pytest.approx(sum(stop.km for stop in one.stops))


def test_the_way_back_counts_only_when_one_returns():
    there = run(offices(2, 4), Manner(HERE, WALKING, stay=10)).rounds[0]
    back = run(offices(2, 4), Manner(HERE, WALKING, stay=10, returns=True)).rounds[0]
    assert there.back_km == 0
    assert back.back_km > 0
    assert back.km == pytest.approx(8 * 1.3, rel=1e-2)
    assert back.minutes == pytest.approx(there.minutes + 4 * 1.3 / 4.5 * 60, rel=1e-2)


def test_without_a_start_a_run_begins_at_one_of_its_ends():
    (one,) = run(offices(4, 0, 2), Manner(None, stay=0, returns=True)).rounds
    assert one.offices in {("o1", "o2", "o0"), ("o0", "o2", "o1")}
    assert one.stops[0].km == one.stops[0].at == one.back_km == 0


def test_several_groups_share_all_offices_evenly():
    found = run(offices(-3, -2, -1, 1, 2, 3), Manner(HERE, stay=15), groups=2)
    assert sorted(office for one in found.rounds for office in one.offices) == [f"o{n}" for n in range(6)]
    first, second = (one.minutes for one in found.rounds)
    assert abs(first - second) <= 0.2 * max(first, second)
    assert len(run(offices(1), Manner(HERE), groups=3).rounds) == 1


def test_offices_without_a_point_are_left_out_and_those_of_a_city_are_told():
    table = pd.concat([offices(1, 2), offices(3, position="city").assign(office_id="far")], ignore_index=True)
    table.loc[0, "latitude"] = np.nan
    found = run(table, Manner(HERE))
    assert found.placeless == ("o0",)
    assert found.coarse == ("far",)
    assert found.rounds[0].offices == ("o1", "far")
    assert run(table.iloc[:1], Manner(HERE)).rounds == ()


def test_the_order_given_is_kept_where_it_is_wanted():
    assert as_given(offices(3, 1, 2), Manner(HERE)).rounds[0].offices == ("o0", "o1", "o2")


def test_the_best_within_some_hours_are_worth_most_and_can_be_done():
    ranked = offices(1, 2, 3, 400).assign(target_id=["a", "b", "a", "d"], gain=[1.0, 3.0, 5.0, 90.0])
    ranked = ranked.sort_values("gain", ascending=False)
    manner = Manner(HERE, stay=30)
    assert set(best(ranked, manner, most=8, hours=2)) == {"o1", "o2"}, "a person's second office and one out of reach"
    assert best(ranked, manner, most=1, hours=2) == ("o2",)
    assert best(ranked, manner, most=8, hours=0.1) == ()
    assert best(ranked, Manner(None), most=8, hours=2) == ()
    done = run(ranked[ranked["office_id"].isin(best(ranked, manner, most=8, hours=2))], manner).rounds[0]
    assert done.minutes <= 120


def test_a_run_of_too_many_offices_is_refused_in_a_sentence():
    with pytest.raises(UsageError, match="Choose 1 to 60 offices"):
        run(offices(*range(61)), Manner(HERE))


def test_points_lie_east_and_north_of_the_middle_in_km():
    ((east, north),) = on_paper([(HERE[0] + 0.1, HERE[1] + 0.1)], HERE)
    assert north == pytest.approx(float(distances_km([HERE[0] + 0.1], [HERE[1]], *HERE)[0]), rel=1e-3)
    assert east == pytest.approx(float(distances_km([HERE[0]], [HERE[1] + 0.1], *HERE)[0]), rel=1e-3)
