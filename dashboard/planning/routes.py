"""In which order to go to places, alone or in several groups: OR-Tools' routing solver on a matrix of costs.

Costs are whatever is to be small, km or minutes; the solver has whole numbers, so they are scaled to a millionth of the
largest. The same matrix gives the same routes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.errors import UsageError

Floats = npt.NDArray[np.float64]
Orders = list[list[int]]

MOST_STOPS = 60
MOST_GROUPS = 6
_SCALE = 1_000_000
_SECONDS = 0.25
_FIRST = ("PARALLEL_CHEAPEST_INSERTION", "PATH_CHEAPEST_ARC", "SAVINGS", "CHRISTOFIDES")
"""Ways to find a first route, for so many seconds each: the best of several is seldom far from the best there is."""
_UNEVEN = 0.93
"""No group gets less than so much of the longest, as far as the places allow it."""


@dataclass(frozen=True)
class Routes:
    """The stops of each group in their order, as places in the matrix without its first row, and each route's cost."""

    orders: tuple[tuple[int, ...], ...]
    costs: tuple[float, ...]

    @property
    def total(self) -> float:
        """What all routes cost together."""
        return float(sum(self.costs))


def routes(costs: Floats, *, returns: bool = False, started: bool = True, groups: int = 1) -> Routes:
    """Short routes through all stops, the longest of several groups as short as can be and the others near it.

    Args:
        costs: From place to place [1 + stops, 1 + stops], what is spent at a stop added to the way to it; the first
            place is where everybody begins.
        returns: Whether everybody comes back there.
        started: Whether the beginning counts; else a route may begin at any stop, and the first place is not read.
        groups: How many routes; each has a stop at least.

    Raises:
        UsageError: for no stops or too many, or more groups than stops.
    """
    stops = len(costs) - 1
    if not 1 <= stops <= MOST_STOPS:
        message = f"Choose 1 to {MOST_STOPS} offices for a run, not {stops}."
        raise UsageError(message)
    if not 1 <= groups <= min(MOST_GROUPS, stops):
        message = f"Divide {stops} offices among 1 to {min(MOST_GROUPS, stops)} groups, not {groups}."
        raise UsageError(message)
    full = _with_ends(costs, returns=returns, started=started)
    found = _solved(full, groups)
    if groups > 1:
        fairer = _solved(full, groups, least=max(_costs(full, found)), begin=found)
        found = min((found, fairer), key=lambda orders: _spread(full, orders))
    orders = tuple(tuple(place - 1 for place in order) for order in found)
    return Routes(orders, tuple(_costs(full, found)))


def best_within(costs: Floats, values: Sequence[float], most: float, *, stops: int, returns: bool = False) -> Routes:
    """The route that collects the most value from at most so many stops within a cost, and among those a short one.

    ``values`` are the stops' own. A route without a stop where none fits. Raises UsageError as ``routes`` does.
    """
    count = len(costs) - 1
    if not 1 <= count <= MOST_STOPS or stops < 1:
        message = f"Choose 1 to {MOST_STOPS} offices for a run, not {min(count, stops)}."
        raise UsageError(message)
    full = _with_ends(costs, returns=returns, started=True)
    (order,) = _solved(full, 1, chosen=(np.asarray(values, dtype=np.float64), most, stops))
    return Routes((tuple(place - 1 for place in order),), tuple(_costs(full, [order])))


def _with_ends(costs: Floats, *, returns: bool, started: bool) -> Floats:
    """The matrix with a last place for the end, free to reach unless all return; the first may be free too."""
    places = len(costs)
    full = np.zeros((places + 1, places + 1))
    full[:places, :places] = costs
    if not started:
        full[0, :] = full[:, 0] = 0
    if returns:
        full[:places, places] = full[:places, 0]
    return full


def _costs(full: Floats, orders: Sequence[Sequence[int]]) -> list[float]:
    end = len(full) - 1
    found = []
    for order in orders:
        path = [0, *order, end]
        found.append(float(full[path[:-1], path[1:]].sum()) if order else 0.0)
    return found


def _spread(full: Floats, orders: Sequence[Sequence[int]]) -> float:
    """How far apart the costs are, in parts of the longest, and how long that is: fairness goes first."""
    costs = _costs(full, orders)
    longest = max(*costs, 1e-12)
    return (longest - min(costs)) / longest + longest * 1e-9


def _solved(
    full: Floats,
    groups: int,
    *,
    least: float = 0,
    begin: Orders | None = None,
    chosen: tuple[Floats, float, int] | None = None,
) -> Orders:
    """The solver's routes through the full matrix; each group is to have ``least``; ``begin`` are known routes."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2  # noqa: PLC0415 - most pages need no routes

    end = len(full) - 1
    scale = _SCALE / max(float(full.max()), 1e-12)
    whole = np.rint(full * scale).astype(np.int64)
    manager = pywrapcp.RoutingIndexManager(end + 1, groups, [0] * groups, [end] * groups)
    model = pywrapcp.RoutingModel(manager)
    way = model.RegisterTransitMatrix(whole.tolist())
    model.SetArcCostEvaluatorOfAllVehicles(way)
    bound = int(chosen[1] * scale) if chosen else int(whole.max()) * (end + 1) + 1
    model.AddDimension(way, 0, bound, True, "cost")  # noqa: FBT003 - the solver's own order of arguments
    if chosen:
        _choose(model, manager, chosen, bound)
    elif groups > 1:
        _even(model, model.GetDimensionOrDie("cost"), groups, int(least * scale * _UNEVEN))
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromMilliseconds(int(_SECONDS * 1000))
    if begin:
        model.CloseModelWithParameters(search)
        known = model.ReadAssignmentFromRoutes(begin, True)  # noqa: FBT003 - the solver's own order of arguments
        found = [model.SolveFromAssignmentWithParameters(known, search)]
    else:
        found = []
        for strategy in _FIRST:
            search.first_solution_strategy = getattr(routing_enums_pb2.FirstSolutionStrategy, strategy)
            found.append(model.SolveWithParameters(search))
    best = min(filter(None, found), key=lambda one: one.ObjectiveValue(), default=None)
    return [_order(model, manager, best, group) if best else [] for group in range(groups)]


def _even(model: Any, dimension: Any, groups: int, least: int) -> None:  # noqa: ANN401 - the solver's types
    """The longest route as short as can be; once it is known, none much shorter than it."""
    dimension.SetGlobalSpanCostCoefficient(100)
    for group in range(groups):
        model.SetVehicleUsedWhenEmpty(True, group)  # noqa: FBT003 - the solver's own order of arguments
        if least:
            dimension.SetCumulVarSoftLowerBound(model.End(group), least, 1_000)


def _choose(model: Any, manager: Any, chosen: tuple[Floats, float, int], bound: int) -> None:  # noqa: ANN401 - as above
    """Every stop may be left out for the price of its value, which outweighs every way; so many at most are taken."""
    values, _most, stops = chosen
    worth = np.rint(values / max(float(values.max()), 1e-12) * 1_000).astype(np.int64)
    for place, value in enumerate(worth.tolist(), start=1):
        model.AddDisjunction([manager.NodeToIndex(place)], max(value, 1) * max(bound, 1))
    one = model.RegisterUnaryTransitCallback(lambda index: int(not model.IsStart(index)))
    model.AddDimension(one, 0, stops, True, "stops")  # noqa: FBT003 - the solver's own order of arguments


def _order(model: Any, manager: Any, solution: Any, group: int) -> list[int]:  # noqa: ANN401 - as above
    order, index = [], solution.Value(model.NextVar(model.Start(group)))
    while not model.IsEnd(index):
        order.append(manager.IndexToNode(index))
        index = solution.Value(model.NextVar(index))
    return order
