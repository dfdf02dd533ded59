"""Spells of time: who held what from which day to which, and looking them up for whole columns at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Texts = npt.NDArray[np.object_]
Days = npt.NDArray[np.datetime64]

FIRST_OF_ALL, LAST_OF_ALL = np.datetime64("0001-01-01", "D"), np.datetime64("9999-12-31", "D")


@dataclass(frozen=True, slots=True)
class Spell:
    """Someone's term or role from its first to its last day, both inclusive."""

    target_id: str
    what: str
    first: np.datetime64
    last: np.datetime64


def spells_by(table: pd.DataFrame, what: str, by: str) -> dict[str, list[Spell]]:
    """Spells of a table grouped by one column, each group by first day so that a later one overrides."""
    groups: dict[str, list[Spell]] = {}
    ordered = table.sort_values("from", na_position="first", kind="stable")
    columns = (ordered["target_id"], ordered[what], ordered[by], ordered["from"], ordered["to"])
    for target_id, held, key, first, last in zip(*columns, strict=True):
        groups.setdefault(key, []).append(Spell(target_id, held, *bounds(first, last)))
    return groups


def succeeded(spells: list[Spell]) -> list[Spell]:
    """The same spells, one that another person takes over on its last day ending the day before."""
    cut = []
    for spell in spells:
        taken = any(
            other.first == spell.last and other.target_id != spell.target_id and spell.first < other.first
            for other in spells
        )
        last = spell.last - np.timedelta64(1, "D") if taken else spell.last
        cut.append(Spell(spell.target_id, spell.what, spell.first, last))
    return cut


def look_up(groups: Mapping[str, list[Spell]], keys: npt.ArrayLike, on: npt.ArrayLike) -> Texts:
    """For each key and day the ``what`` of the last spell of that key that holds the day, "" where none does."""
    day = np.asarray(on).astype("datetime64[D]")
    codes, unique = _coded(keys)
    found = np.full(len(codes), "", dtype=object)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(unique) + 1))
    for place, key in enumerate(unique):
        rows = order[starts[place] : starts[place + 1]]
        for spell in groups.get(key, ()):
            found[rows[(spell.first <= day[rows]) & (day[rows] <= spell.last)]] = spell.what
    return found


def bounds(first: object, last: object) -> tuple[np.datetime64, np.datetime64]:
    """First and last day of a spell; one that is not known is the beginning or the end of time."""
    return (
        FIRST_OF_ALL if pd.isna(first) else np.datetime64(first, "D"),  # type: ignore[call-overload]
        LAST_OF_ALL if pd.isna(last) else np.datetime64(last, "D"),  # type: ignore[call-overload]
    )


def texts(values: npt.ArrayLike) -> Texts:
    """A column's texts as an array of Python strings."""
    return np.asarray(values, dtype=object)


def _coded(values: npt.ArrayLike) -> tuple[npt.NDArray[np.intp], Texts]:
    """Which of the distinct texts each value is; a column of text is not made objects for it."""
    codes, unique = pd.factorize(values if isinstance(values, pd.Series) else texts(values))
    return codes, texts(unique)


def by_unique(values: npt.ArrayLike, function: Callable[[str], str]) -> Texts:
    """The function's text for each value, called once for each distinct one."""
    codes, unique = _coded(values)
    told = np.array([function(value) for value in unique] + [""], dtype=object)
    return told[codes]
