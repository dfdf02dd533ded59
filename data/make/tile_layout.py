"""A place on a hexagon grid for every riding: provinces together, neighbours near, directions kept.

Two steps. First the ridings are spread out: from the map of who borders whom, positions are found in which every
border is about one step long and points where it points on the ground (a sparse least-squares problem); crowded places
are then pushed apart. Second the positions are put on the grid, each riding on a hexagon of its own with the least
moving in all (linear assignment), and then improved by exchanging two ridings or moving one to an empty place, at
random with a fixed seed and slowly stricter (simulated annealing).

Grid positions are (x, y) in doubled coordinates: x counts half hexagons to the right, y rows downward, and x + y is
even. The six neighbours are ``STEPS`` away.
"""

import math
import random
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment
from tile_spread import Links, spread

Place = tuple[int, int]
STEPS: tuple[Place, ...] = ((2, 0), (1, 1), (-1, 1), (-2, 0), (-1, -1), (1, -1))
ROW = math.sqrt(3) / 2
"""Height of a row where a hexagon is 1 wide."""
HOPELESS = 6.0
"""A change that is worse by this many times the heat is refused without counting parts of provinces."""
REACH = 2.0
"""How far from its nearest riding, in steps, a place may lie to be given out."""


@dataclass(frozen=True)
class Weights:
    """What a bad place costs, in squares of a step."""

    stretch: float = 1.2
    home: float = 0.05
    coast: float = 0.45
    border: float = 0.5
    split: float = 40.0
    hole: float = 4.0


def layout(provinces: np.ndarray, links: Links, *, rounds: int, seeds: range) -> list[Place]:
    """A grid place for every riding, in the order of ``provinces`` (the province of each).

    The cheapest of one layout a seed: the same seeds give the same places.
    """
    home = spread(provinces, links)
    start = on_grid(home)
    boards = []
    for seed in seeds:
        board = Board(provinces.tolist(), links, home, list(start))
        board.anneal(rounds, random.Random(seed))  # noqa: S311 - a layout, not a secret
        boards.append(board)
    return min(boards, key=Board.total).places


def on_grid(at: np.ndarray) -> list[Place]:
    """The grid places nearest to the positions, no two the same, with the least squared moving in all."""
    reach = int(np.abs(at).max()) + 3
    grid = [(x, y) for y in range(-2 * reach, 2 * reach) for x in range(-2 * reach, 2 * reach) if (x + y) % 2 == 0]
    centres = np.array([centre(place) for place in grid])
    squares = ((at[:, None] - centres[None]) ** 2).sum(axis=2)
    near = np.flatnonzero(squares.min(axis=0) < REACH**2)
    _, chosen = linear_sum_assignment(squares[:, near])
    return [grid[near[k]] for k in chosen]


def centre(place: Place) -> tuple[float, float]:
    """Middle of a hexagon (y upward), where a hexagon is 1 wide."""
    return place[0] / 2, -place[1] * ROW


def around(place: Place) -> list[Place]:
    """The six places beside a place."""
    return [(place[0] + dx, place[1] + dy) for dx, dy in STEPS]


def steps_apart(one: Place, other: Place) -> int:
    """Number of steps from hexagon to hexagon."""
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    return down + max(0, (across - down) // 2)


class Board:
    """The grid while it is being improved: who is where, and what a change would cost."""

    def __init__(
        self, provinces: list[str], links: Links, home: np.ndarray, places: list[Place], weights: Weights | None = None
    ) -> None:
        self.provinces = provinces
        self.home = home.tolist()
        self.places = places
        self.weights = weights or Weights()
        self.holder = {place: riding for riding, place in enumerate(places)}
        self.near: list[list[tuple[int, float, float, float, float]]] = [[] for _ in provinces]
        columns = zip(
            links.first.tolist(), links.second.tolist(), links.step.tolist(), links.weight.tolist(), strict=True
        )
        for first, second, (dx, dy), weight in columns:
            length = math.hypot(dx, dy)
            self.near[first].append((second, dx, dy, length, weight))
            self.near[second].append((first, -dx, -dy, length, weight))
        self.parts = {province: self._parts(province) for province in sorted(set(provinces))}

    def anneal(self, rounds: int, chance: random.Random, hot: float = 2.0, cold: float = 0.03) -> None:
        """Try so many exchanges; worse ones are taken less and less."""
        for turn in range(rounds):
            heat = hot * (cold / hot) ** (turn / rounds)
            riding = chance.randrange(len(self.places))
            self._try(riding, self._aim(riding, chance), heat, chance)

    def total(self) -> float:
        """What the whole layout costs, lower is better; links count from both ends."""
        splits = sum(parts - 1 for parts in self.parts.values())
        rows = sum(self._cost([riding], ()) for riding in range(len(self.places)))
        return rows + self._edges(tuple(self.places)) + self.weights.split * splits

    def _aim(self, riding: int, chance: random.Random) -> Place:
        near = self.near[riding]
        if near and chance.random() < 0.6:  # noqa: PLR2004 - more often beside a neighbour than one step on
            return chance.choice(around(self.places[near[chance.randrange(len(near))][0]]))
        return chance.choice(around(self.places[riding]))

    def _try(self, riding: int, aim: Place, heat: float, chance: random.Random) -> None:
        start = self.places[riding]
        other = self.holder.get(aim)
        if other == riding:
            return
        moved = [riding] if other is None else [riding, other]
        touched = () if other is not None and self.provinces[other] == self.provinces[riding] else (start, aim)
        before = self._cost(moved, touched)
        self._exchange(riding, aim)
        worse = self._cost(moved, touched) - before
        parts: dict[str, int] = {}
        names = {self.provinces[k] for k in moved} if touched else set()
        if worse < HOPELESS * heat or any(self.parts[name] > 1 for name in names):
            parts = {name: self._parts(name) for name in names}
        worse += self.weights.split * sum(parts[name] - self.parts[name] for name in parts)
        if worse <= 0 or chance.random() < math.exp(-worse / heat):
            self.parts.update(parts)
        else:
            self._exchange(riding, start)

    def _exchange(self, riding: int, aim: Place) -> None:
        start, other = self.places[riding], self.holder.get(aim)
        self.places[riding], self.holder[aim] = aim, riding
        if other is None:
            del self.holder[start]
        else:
            self.places[other], self.holder[start] = start, other

    def _cost(self, moved: list[int], touched: tuple[Place, ...]) -> float:
        both = 0.5 if len(moved) > 1 else 1.0
        total = 0.0
        for riding in moved:
            x, y = centre(self.places[riding])
            home_x, home_y = self.home[riding]
            total += self.weights.home * ((x - home_x) ** 2 + (y - home_y) ** 2)
            for other, dx, dy, length, weight in self.near[riding]:
                other_x, other_y = centre(self.places[other])
                off = math.hypot(other_x - x - dx, other_y - y - dy)
                over = math.hypot(other_x - x, other_y - y) - length - 0.01
                cost = off * off / (1 + 0.15 * off) + self.weights.stretch * max(0.0, over)
                total += cost * weight * (both if other in moved else 1.0)
        return total + self._edges(touched)

    def _edges(self, touched: tuple[Place, ...]) -> float:
        total = 0.0
        for place in touched:
            mine = self._province(place)
            for beside in around(place):
                other = self._province(beside)
                if other != mine:
                    total += self.weights.border if mine and other else self.weights.coast
        return total + self.weights.hole * self._holes(touched)

    def _holes(self, touched: tuple[Place, ...]) -> int:
        """Empty places at or beside those touched that have ridings on five or six sides."""
        close = {beside for place in touched for beside in around(place)}.union(touched)
        return sum(
            sum(beside in self.holder for beside in around(place)) > 4  # noqa: PLR2004 - five or six of six
            for place in close
            if place not in self.holder
        )

    def _province(self, place: Place) -> str:
        riding = self.holder.get(place)
        return "" if riding is None else self.provinces[riding]

    def _parts(self, province: str) -> int:
        left = {self.places[k] for k, name in enumerate(self.provinces) if name == province}
        parts = 0
        while left:
            parts += 1
            edge = [left.pop()]
            while edge:
                found = left.intersection(around(edge.pop()))
                left -= found
                edge.extend(found)
        return parts
