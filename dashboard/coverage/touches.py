"""What each place has had of each tactic, kept so that the sums between any two days cost the same for any log.

Single days are added up once, with a mark every so many rows; what lasts longer is added up when it is asked for.
Quantities are added as whole millionths: a difference of two sums is then as exact as a sum.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.pressure.codes import Flags, Ints
from dashboard.pressure.rows import NEVER, Floats, Rows
from dashboard.pressure.settings import Settings
from dashboard.quantity import MILLIONTHS

_STEP = 32_768
"""Rows from one mark to the next."""

Amounts = npt.NDArray[np.float64]
"""By row or spot: actions, attempts and contacts of calls in millionths, calls whose quantity is a range."""


@dataclass(frozen=True, eq=False)
class Spots:
    """What places have had, an entry for each place and tactic, in the order of their latest touches.

    ``last`` is the last day (since 1970) of the latest touch; it may be later than the days asked for.
    """

    place: Ints
    tactic: Ints
    last: Ints
    counted: Floats
    attempts: Floats
    contacts: Floats
    estimated: Floats


@dataclass(frozen=True, eq=False)
class Touches:
    """Rows at places, in the order of their last days; ``spot`` is a number of place and tactic together."""

    place: Ints
    tactic: Ints
    spot: Ints
    first: Ints
    last: Ints
    amounts: Amounts
    marked: "_Marked"
    others: Ints

    @classmethod
    def of(cls, rows: Rows, place: Ints, ordered: Ints, settings: Settings) -> "Touches":
        """Touches of the rows ``ordered`` by their last days; ``place`` is the place of each of all rows."""
        amounts = _amounts(rows, place, settings)[:, ordered]
        last, first = rows.last[ordered], rows.first[ordered]
        tactics = len(rows.tactic.names)
        spot, different = pd.factorize(place[ordered] * tactics + rows.tactic.codes[ordered], sort=True)
        # Amounts that are no whole millionths can't be taken apart again exactly: they are added up as spans are.
        once = (first == last) & (amounts == np.rint(amounts)).all(axis=0)
        marked = _Marked.of(np.flatnonzero(once), last, spot, amounts, len(different))
        place_of, tactic_of = np.divmod(different, max(tactics, 1))
        return cls(place_of, tactic_of, spot, first, last, amounts, marked, np.flatnonzero(~once))

    def between(self, first: int | None, last: int, tactics: Flags) -> Spots:
        """What was touched between two days, inclusive, by the tactics chosen, from the beginning without a first."""
        sums, latest = self.marked.between(NEVER if first is None else first, last)
        seen = self.others[self.first[self.others] <= last]
        if first is not None:
            seen = seen[self.last[seen] >= first]
        spot = self.spot[seen]
        sums += [np.bincount(spot, amount, sums.shape[1]) for amount in self.amounts[:, seen]]
        np.maximum.at(latest, spot, seen)
        found = np.flatnonzero((latest >= 0) & tactics[self.tactic])
        found = found[np.argsort(latest[found])]
        counted, attempts, contacts, estimated = sums[:, found]
        return Spots(
            *(self.place[found], self.tactic[found], self.last[latest[found]], counted),
            *(attempts / MILLIONTHS, contacts / MILLIONTHS, estimated),
        )


@dataclass(frozen=True, eq=False)
class _Marked:
    """Rows of single days with their sums by spot at every mark, and the latest of each spot until there."""

    rows: Ints
    day: Ints
    spot: Ints
    amounts: Amounts
    sums: Amounts
    latest: Ints

    @classmethod
    def of(cls, rows: Ints, last: Ints, spots: Ints, amounts: Amounts, size: int) -> "_Marked":
        day, spot, added = last[rows], spots[rows], amounts[:, rows]
        marks = len(rows) // _STEP + 1
        sums = np.zeros((marks, len(amounts), size))
        latest = np.full((marks, size), -1)
        for mark in range(1, marks):
            part = slice((mark - 1) * _STEP, mark * _STEP)
            sums[mark] = sums[mark - 1] + [np.bincount(spot[part], amount[part], size) for amount in added]
            latest[mark] = latest[mark - 1]
            latest[mark][spot[part]] = rows[part]
        return cls(rows, day, spot, added, sums, latest)

    def between(self, first: int, last: int) -> tuple[Amounts, Ints]:
        """Sums by spot of the rows between two days, inclusive, and the latest of them at each spot, -1 for none."""
        begin, end = np.searchsorted(self.day, (first, last + 1))
        sums, latest = self._until(int(end))
        if begin:
            sums -= self._until(int(begin))[0]
            latest[latest < (self.rows[begin] if begin < len(self.rows) else np.inf)] = -1
        return sums, latest

    def _until(self, end: int) -> tuple[Amounts, Ints]:
        mark = end // _STEP
        part = slice(mark * _STEP, end)
        spot, size = self.spot[part], self.sums.shape[2]
        added = [np.bincount(spot, amount[part], size) for amount in self.amounts]
        latest = self.latest[mark].copy()
        latest[spot] = self.rows[part]
        return self.sums[mark] + added, latest


def _amounts(rows: Rows, place: Ints, settings: Settings) -> Amounts:
    calls, first = rows.tactic.equals("call"), first_at(rows, place)
    # Two offices of one person in one action are two places, both of them called, though they press one person once.
    part = np.where(rows.split, rows.share, first)
    attempts = np.where(calls, _millionths(rows.whole) * part, 0.0)
    contacts = np.where(rows.factors(settings) > 0, attempts, 0.0)
    return np.stack([first * rows.n, attempts, contacts, (calls & first & rows.estimated) * rows.n])


def _millionths(whole: Floats) -> Floats:
    """Quantities in millionths; those that are whole numbers of them exactly so."""
    near = np.rint(whole * MILLIONTHS)
    return np.where(near / MILLIONTHS == whole, near, whole * MILLIONTHS)


def first_at(rows: Rows, place: Ints) -> Flags:
    """Which rows are the first of their action at their place."""
    pairs = rows.action * (place.max(initial=-1) + 2) + place
    several = rows.action >= 0
    first = np.ones(len(rows), dtype=bool)
    first[several] = ~pd.Series(pairs[several]).duplicated().to_numpy()
    return first
