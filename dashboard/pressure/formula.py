"""Pressure by day: points of each target and tactic, contributions to the campaign, and their ranges."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.rows import Floats, Rows, day_number
from dashboard.pressure.settings import DEFAULTS, Settings
from dashboard.pressure.stocks import Basis, Flow, flow_of, stocks
from dashboard.pressure.variations import (
    HALF_LIFE_FACTORS,
    ROLE_FACTORS,
    SATURATION_FACTORS,
    WEIGHT_MOVES,
)

_MIDDLE = HALF_LIFE_FACTORS.index(1.0)


@dataclass(frozen=True, eq=False)
class Daily:
    """Pressure at the end of each day; arrays are [targets x days], ``by_tactic`` [targets x tactics x days].

    ``by_tactic`` holds points P_jk, ``points`` their sums P_j, ``weights`` the role weights r_j, ``contribution``
    r_j * P_j; ``low`` to ``high`` is the contribution's range over the 81 settings (the contribution itself where
    no bands were asked for). ``total`` is T by day with its own range, ``total_by_tactic`` its parts [tactics x days].
    """

    targets: tuple[str, ...]
    tactics: tuple[str, ...]
    days: npt.NDArray[np.datetime64]
    by_tactic: Floats
    points: Floats
    weights: Floats
    contribution: Floats
    low: Floats
    high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats
    total_by_tactic: Floats


def daily(
    actions: pd.DataFrame | Rows | Basis,
    targets: Sequence[str],
    role_codes: npt.NDArray[np.int8],
    days: npt.NDArray[np.datetime64],
    settings: Settings = DEFAULTS,
    *,
    bands: bool = True,
) -> Daily:
    """Pressure of resolved actions on each target on consecutive ``days``, by the formula of the project.

    Args:
        actions: Resolved actions, totals of them or their basis, those before the first day included: they still
            count on the days shown.
        targets: Whom to measure; the campaign's total is the sum over them.
        role_codes: Places in ``settings.role_names`` [targets x days]: the role each target has on each day.
        days: The days shown, one after the other.
        settings: Weights, half-lives and factors.
        bands: Whether to give the ranges over the 81 settings too.
    """
    flow = flow_of(actions, targets, settings)
    sums = _Sums.empty(flow, role_codes, settings, bands=bands)
    lives = half_lives(flow, settings, HALF_LIFE_FACTORS if bands else (1.0,))
    if len(days):
        for shown, stock in stocks(flow, lives, day_number(days[0]), day_number(days[-1])):
            sums.add(shown, stock)
    return sums.finished(tuple(targets), days)


def half_lives(flow: Flow, settings: Settings, factors: Sequence[float]) -> Floats:
    """Half-lives [factors x tactics] in days."""
    return np.outer(factors, [settings.tactics[name].h for name in flow.tactics])


def half_points(flow: Flow, settings: Settings) -> Floats:
    """The quantities giving half the points [tactics x 1]."""
    return np.array([[settings.tactics[name].u] for name in flow.tactics]).reshape(-1, 1)


def tactic_weights(flow: Flow, settings: Settings) -> Floats:
    """The most points of each tactic [moves toward equal weights x tactics], as set first."""
    weights = np.array([settings.tactics[name].w for name in flow.tactics]).reshape(-1)
    return weights + np.array(WEIGHT_MOVES)[:, None] * (settings.mean_weight - weights)


def role_weights(settings: Settings, role_codes: npt.NDArray[np.int8], factor: float = 1.0) -> Floats:
    """The weight r of each role code, with roles below 1 scaled."""
    weights = np.array(settings.role_weights)
    table = np.where(weights < 1, np.minimum(1.0, weights * factor), weights)
    taken: Floats = table[role_codes]
    return taken


def points_in_variations(stock: Floats, flow: Flow, settings: Settings, saturation: float) -> Floats:
    """P_j for each move of the weights [..., moves, targets] from stocks [..., tactics, targets]."""
    share = stock / (stock + half_points(flow, settings) * saturation)
    return np.matmul(tactic_weights(flow, settings), share)


@dataclass(frozen=True, eq=False)
class _Sums:
    """Results in the making, days first, for the targets that are pressed at all."""

    flow: Flow
    settings: Settings
    bands: bool
    weights: Floats
    varied: Floats
    by_tactic: Floats
    low: Floats
    high: Floats
    total_low: Floats
    total_high: Floats

    @classmethod
    def empty(cls, flow: Flow, role_codes: npt.NDArray[np.int8], settings: Settings, *, bands: bool) -> "_Sums":
        codes = np.asarray(role_codes).T
        used = codes[:, list(flow.targets)]
        shape = used.shape
        return cls(
            flow=flow,
            settings=settings,
            bands=bands,
            weights=role_weights(settings, codes),
            varied=np.stack([role_weights(settings, used, factor) for factor in ROLE_FACTORS]),
            by_tactic=np.zeros((shape[0], len(flow.tactics), shape[1])),
            low=np.zeros(shape),
            high=np.zeros(shape),
            total_low=np.zeros(shape[0]),
            total_high=np.zeros(shape[0]),
        )

    def add(self, shown: slice, stock: Floats) -> None:
        """Fills in the days shown from their stocks [days, half-lives, tactics, targets]."""
        weights = tactic_weights(self.flow, self.settings)[0][:, None]
        middle = stock[:, _MIDDLE if self.bands else 0]
        np.divide(middle, middle + half_points(self.flow, self.settings), out=self.by_tactic[shown])
        self.by_tactic[shown] *= weights
        if self.bands:
            self._add_bands(shown, stock)

    def _add_bands(self, shown: slice, stock: Floats) -> None:
        roles = self.varied[:, shown]
        by_role = roles.transpose(1, 2, 0)
        least, most, totals = [], [], []
        for saturation in SATURATION_FACTORS:
            for variant in range(stock.shape[1]):
                points = points_in_variations(stock[:, variant], self.flow, self.settings, saturation)
                least.append(points.min(axis=1))
                most.append(points.max(axis=1))
                totals.append(np.matmul(points, by_role).reshape(len(points), -1))
        # Contributions are products of two numbers that are never below 0: the ends of one are products of ends.
        self.low[shown] = np.minimum.reduce(least) * roles.min(axis=0)
        self.high[shown] = np.maximum.reduce(most) * roles.max(axis=0)
        self.total_low[shown] = np.min(np.concatenate(totals, axis=1), axis=1)
        self.total_high[shown] = np.max(np.concatenate(totals, axis=1), axis=1)

    def finished(self, targets: tuple[str, ...], days: npt.NDArray[np.datetime64]) -> Daily:
        """The result for all targets; ranges hold the figure itself also where rounding would have it beside them."""
        wide = self._on_all(len(targets))
        points = wide["by_tactic"].sum(axis=1)
        contribution = points * self.weights
        total = contribution.sum(axis=1)
        used = self.weights[:, list(self.flow.targets)]
        by_tactic = np.matmul(self.by_tactic, used[:, :, None])[:, :, 0]
        banded = self.bands
        return Daily(
            targets=targets,
            tactics=self.flow.tactics,
            days=days,
            by_tactic=wide["by_tactic"].transpose(2, 1, 0),
            points=points.T,
            weights=self.weights.T,
            contribution=contribution.T,
            low=np.minimum(wide["low"], contribution).T if banded else contribution.T,
            high=np.maximum(wide["high"], contribution).T if banded else contribution.T,
            total=total,
            total_low=np.minimum(self.total_low, total) if banded else total,
            total_high=np.maximum(self.total_high, total) if banded else total,
            total_by_tactic=by_tactic.T,
        )

    def _on_all(self, targets: int) -> dict[str, Any]:
        names = ("by_tactic", "low", "high")
        if len(self.flow.targets) == targets:
            return {name: getattr(self, name) for name in names}
        wide = {}
        for name in names:
            narrow = getattr(self, name)
            wide[name] = np.zeros((*narrow.shape[:-1], targets))
            wide[name][..., list(self.flow.targets)] = narrow
        return wide
