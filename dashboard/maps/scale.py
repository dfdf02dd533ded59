"""Five steps from least to most, with limits a person can read."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dashboard.words import Words

STEPS = 5
_ROUND = np.array([1.0, 1.5, 2.0, 3.0, 5.0, 7.5, 10.0])
"""What a limit may begin with."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Upper limits of five classes, inclusive; class 1 begins above 0. ``whole``: only whole numbers occur."""

    limits: tuple[float, ...]
    whole: bool

    def classes(self, values: ArrayLike) -> NDArray[np.int8]:
        """The class of each value, 1 to 5; 0 for nothing (0, less or missing)."""
        numbers = np.nan_to_num(np.asarray(values, dtype=np.float64))
        found = np.searchsorted(np.array(self.limits), numbers, side="left") + 1
        return np.where(numbers > 0, np.minimum(found, STEPS), 0).astype(np.int8)

    def labels(self, words: Words) -> list[str]:
        """What each class holds, for the legend: ``1``, ``2 to 5``, or ``up to 0.5``."""
        return [self._label(step, words) for step in range(STEPS)]

    def _label(self, step: int, words: Words) -> str:
        above, limit = (0.0, *self.limits)[step], self.limits[step]
        if not self.whole:
            return words._("up to {limit}").format(limit=_written(limit, words))
        first = above + 1
        if first == limit:
            return words.number(limit)
        return words._("{first} to {last}").format(first=words.number(first), last=words.number(limit))


def scale(values: ArrayLike) -> Scale:
    """Steps that part the positive values into fifths as far as readable limits allow.

    Every value lies in a class; limits rise from step to step, also where values are few or all the same.
    """
    numbers = np.asarray(values, dtype=np.float64)
    numbers = np.sort(numbers[np.isfinite(numbers) & (numbers > 0)])
    whole = bool((numbers == np.floor(numbers)).all())
    if not len(numbers) or (whole and numbers[-1] <= STEPS):
        return Scale(tuple(float(step) for step in range(1, STEPS + 1)), whole=True)
    fifths = np.quantile(numbers, np.arange(1, STEPS + 1) / STEPS, method="higher")
    limits: list[float] = []
    for fifth in fifths:
        limit = _rounded_up(max(float(fifth), 1.0) if whole else float(fifth), whole=whole)
        limits.append(max(limit, _next(limits[-1], whole=whole)) if limits else limit)
    return Scale(tuple(limits), whole=whole)


def _rounded_up(value: float, *, whole: bool) -> float:
    """The least readable number that is not less."""
    power = 10.0 ** np.floor(np.log10(value))
    candidates = np.concatenate([_ROUND * power, _ROUND * power * 10])
    if whole:
        candidates = candidates[candidates == np.floor(candidates)]
    tolerance = 1 - 1e-12
    return float(f"{candidates[candidates >= value * tolerance].min():.6g}")


def _next(limit: float, *, whole: bool) -> float:
    """The readable number after a limit."""
    return _rounded_up(limit + 1 if whole else limit * 1.01, whole=whole)


def _written(limit: float, words: Words) -> str:
    digits = 0
    while digits < 6 and round(limit, digits) != limit:  # noqa: PLR2004 - limits have two digits that count
        digits += 1
    return words.number(limit, digits)
