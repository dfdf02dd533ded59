"""Routes beside the best there are: by trying all of them for few stops, by a proof of another solver for many."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from dashboard.errors import UsageError
from dashboard.planning.routes import best_within, routes


def scattered(stops, seed):
    """Costs between random points in a square, the first the beginning."""
    points = np.random.default_rng(seed).random((stops + 1, 2))
    return np.linalg.norm(points[:, None] - points[None], axis=2)


def shortest(costs, *, returns):
    """The cost of the shortest route, by the table of Held and Karp over all sets of stops."""
    stops = len(costs) - 1
    best = np.full((1 << stops, stops), np.inf)
    best[1 << np.arange(stops), np.arange(stops)] = costs[0, 1:]
    for visited in range(1, 1 << stops):
        for last in range(stops):
            if best[visited, last] < np.inf:
                for to in range(stops):
                    if not visited >> to & 1:
                        further = best[visited, last] + costs[last + 1, to + 1]
                        wider = visited | 1 << to
                        best[wider, to] = min(best[wider, to], further)
    return (best[-1] + (costs[1:, 0] if returns else 0)).min()


def proved(costs):
    """The least cost of a round trip, by a solver of integer programs that is given the broken circles one by one."""
    places = len(costs)
    pairs = [(a, b) for a in range(places) for b in range(a)]
    value = np.array([costs[pair] for pair in pairs])
    rows = [[float(place in pair) for pair in pairs] for place in range(places)]
    least, most = [2.0] * places, [2.0] * places
    while True:
        matrix = sparse.csr_array(np.array(rows))
        found = milp(
            value,
            integrality=np.ones(len(pairs)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, least, most),
        )
        graph = sparse.coo_array(
            (np.ones(places), np.array([pairs[one] for one in np.flatnonzero(found.x > 0.5)]).T), shape=(places, places)
        )
        count, part = sparse.csgraph.connected_components(graph, directed=False)
        if count == 1:
            return found.fun
        for number in range(count):
            inside = part == number
            rows.append([float(inside[a] != inside[b]) for a, b in pairs])
            least.append(2.0)
            most.append(np.inf)


@pytest.mark.parametrize(("stops", "returns", "seed"), [(8, False, 1), (8, True, 2), (10, False, 3)])
def test_few_stops_are_in_the_best_order(stops, returns, seed):
    costs = scattered(stops, seed)
    found = routes(costs, returns=returns)
    assert sorted(found.orders[0]) == list(range(stops))
    assert found.total <= 1.01 * shortest(costs, returns=returns)


@pytest.mark.stress
@pytest.mark.parametrize("returns", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_twelve_stops_are_within_a_hundredth_of_the_best_order(returns, seed):
    costs = scattered(12, seed)
    assert routes(costs, returns=returns).total <= 1.01 * shortest(costs, returns=returns)


@pytest.mark.parametrize("seed", [1, *[pytest.param(seed, marks=pytest.mark.stress) for seed in range(2, 8)]])
def test_thirty_stops_are_within_three_hundredths_of_what_is_proved_best(seed):
    costs = scattered(30, seed)
    assert routes(costs, returns=True).total <= 1.03 * proved(costs)


def test_the_cost_that_is_told_is_that_of_the_order_that_is_told():
    costs = scattered(9, 4)
    for returns in (False, True):
        (order,), (cost,) = (found := routes(costs, returns=returns)).orders, found.costs
        path = [0, *[place + 1 for place in order], *([0] if returns else [])]
        assert cost == pytest.approx(sum(costs[a, b] for a, b in pairwise(path)))


def test_without_a_beginning_the_route_starts_at_any_stop():
    costs = np.abs(np.subtract.outer([50.0, 3, 1, 2, 0], [50.0, 3, 1, 2, 0]))
    found = routes(costs, started=False)
    assert found.total == pytest.approx(3)
    assert found.orders[0] in {(3, 1, 2, 0), (0, 2, 1, 3)}


@pytest.mark.parametrize(
    ("stops", "groups", "returns"),
    [(12, 2, False), (30, 3, True), *[pytest.param(n, g, r, marks=pytest.mark.stress)
     for n, g in ((12, 3), (30, 2), (30, 4)) for r in (False, True)]],
)  # fmt: skip
def test_several_groups_share_the_time_evenly(stops, groups, returns):
    costs = scattered(stops, stops + groups)
    found = routes(costs + 0.1 * (1 - np.eye(stops + 1)), groups=groups, returns=returns)
    assert sorted(stop for order in found.orders for stop in order) == list(range(stops))
    assert max(found.costs) <= 1.2 * min(found.costs)


def test_the_best_stops_within_a_bound_are_worth_as_much_as_can_be():
    costs, values = scattered(8, 5), [5, 1, 1, 8, 1, 2, 9, 1]
    for most in (0.8, 1.2, 2.0):
        found = best_within(costs, values, most, stops=3)
        assert found.total <= most + 1e-6
        assert len(found.orders[0]) <= 3
        tried = _tried(costs, values, most, 3)
        assert sum(values[stop] for stop in found.orders[0]) == tried


def _tried(costs, values, most, stops, at=0, left=None):
    """The most value of any order of at most so many stops."""
    left = frozenset(range(len(values))) if left is None else left
    if not stops:
        return 0
    return max(
        (
            values[stop] + _tried(costs, values, most - costs[at, stop + 1], stops - 1, stop + 1, left - {stop})
            for stop in left
            if costs[at, stop + 1] <= most
        ),
        default=0,
    )


def test_where_nothing_is_near_enough_there_is_no_stop():
    assert best_within(scattered(5, 1), [1] * 5, 0.0001, stops=3).orders == ((),)


@pytest.mark.parametrize(("stops", "groups"), [(0, 1), (61, 1), (3, 4), (3, 0)])
def test_runs_of_nothing_or_too_much_are_refused(stops, groups):
    with pytest.raises(UsageError):
        routes(scattered(stops, 1), groups=groups)


def test_stops_on_one_spot_cost_nothing_to_order():
    assert routes(np.zeros((5, 5))).total == 0
