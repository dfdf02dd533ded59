"""Posterings whose posters are not up any more, at the places where they were counted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from dashboard.coverage.places import counted_at
from dashboard.coverage.touches import first_at
from dashboard.pressure.codes import Flags, Ints
from dashboard.pressure.rows import NEVER, Rows, firsts
from dashboard.schema import POSTERS


@dataclass(frozen=True, eq=False)
class Removed:
    """Some posterings, each once at each of its places; ``place`` is a row of the places of an index."""

    rows: Rows
    place: Ints
    once: Flags

    @classmethod
    def of(cls, rows: Rows, places: pd.DataFrame) -> Self:
        """These actions of posters at the places of an index, which has them too."""
        kinds = places["kind"].where(places["kind"].isin(["target", "riding"]), "office")
        ids = (
            places["office_id"].where(kinds == "office", places["target_id"]).where(kinds != "riding", places["riding"])
        )
        known = {pair: place for place, pair in enumerate(zip(kinds, ids, strict=True))}
        place = np.full(len(rows), -1)
        for kind, (codes, chosen) in counted_at(rows).items():
            for row in np.flatnonzero(chosen).tolist():
                place[row] = known.get((kind, codes.names[codes.codes[row]]), -1)
        return cls(rows, place, (place >= 0) & first_at(rows, place))

    def between(self, first: int | None, last: int, tactics: Collection[str] | None, size: int) -> Mapping[str, Ints]:
        """How many there are at each of ``size`` places between two days, inclusive, by their tactic."""
        shown = self.once & (self.rows.first <= last) & (self.rows.last >= (NEVER if first is None else first))
        found = {}
        for tactic in POSTERS:
            chosen = shown & self.rows.tactic.equals(tactic) & (tactics is None or tactic in tactics)
            found[tactic] = np.bincount(self.place[chosen], minlength=size).astype(np.int64)
        return found

    def posters(self, keep: Flags) -> float:
        """How many posters these rows stand for, each action once; see ``quantity.whole_quantities``."""
        return float((self.rows.whole[keep] * firsts(self.rows.action[keep])).sum())
