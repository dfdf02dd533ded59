"""Actions without an id of their own: known by what they say, and by how often the file says it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.directory import Directory, resolve
from dashboard.identity.claims import NONE, Places, claims, ids_of, numbered
from dashboard.identity.keys import DIGEST, Digests, among, arrow, digests, keys, side_by_side
from dashboard.identity.known import Known
from dashboard.identity.parsed import Parsed
from dashboard.schema import ACTION_TARGET
from dashboard.shelf import Shelf

Flags = npt.NDArray[np.bool_]
View = Callable[[pd.DataFrame], pd.DataFrame]
"""Rows as they are to be compared."""

NEEDED = (
    "date", "date_end", "tactic", "outcome", "quantity", "quantity_low", "quantity_high", "split", "latitude",
    "longitude", "note", *ACTION_TARGET,
)  # fmt: skip
"""What an action is known by, now or in another view."""


class Unnamed:
    """The actions without an id, of all pieces of a file one after another, beside the known ones they are."""

    def __init__(
        self, actions: list[Places], said: Digests, found: Places, known: "_Said", taken: pa.Array, names: pa.Array
    ) -> None:
        self._actions, self._said, self._found, self._known = actions, said, found, known
        self._ends = np.cumsum([len(one) for one in actions])
        self._new = found == NONE
        told = numbered(
            said if self._new.all() else said[self._new],
            taken,
            pa.concat_arrays([names, known.ids.take(pa.array(found[~self._new]))]),
        )
        self._numbers, self._corrected = np.zeros(len(found), dtype=np.int32), np.zeros(len(found), dtype=bool)
        self._numbers[self._new], self._corrected[self._new] = told

    @classmethod
    def of(cls, parsed: Parsed, known: Known, directory: Directory) -> Self:
        """Those of a file: the n-th of a kind is the n-th known action of the kind where there is one."""
        actions, said, file = [], [], _File()
        for rows in parsed.usable.columns(*NEEDED, "action", "source_id"):
            unnamed = file.without_names(rows)
            told = keys(unnamed, "action") if len(unnamed) else pd.Series([], dtype="str")
            actions.append(told.index.to_numpy(np.int32))
            said.append(digests(told))
        mine = np.concatenate(said) if said else np.empty((0, DIGEST), dtype=np.uint8)
        said.clear()
        there, shelf, taken = _known(known, file) if len(mine) else (_Said.nothing(), Shelf(), _no_text())
        found = claims(mine, there.said, there.ids)
        _look_again(found, _Left(actions, parsed, there, shelf), directory)
        names = pa.array(file.names() if len(mine) else (), pa.large_string())
        return cls(actions, mine, found, there, taken, names)

    def judged(self, piece: int) -> pd.DataFrame:
        """What becomes of those in one piece of the file: duplicates of known ones, or added with an id of theirs."""
        part = slice(self._ends[piece] - len(self._actions[piece]), self._ends[piece])
        found, actions = self._found[part], self._actions[piece]
        there, corrected = found != NONE, self._corrected[part]
        ids = self._known.ids.take(pa.array(found[there]))
        parts = [_judged(actions[there], "duplicate", ids, side_by_side(["Already here as action ", ids, "."], ""))]
        for mine, fate in ((corrected, "duplicate"), (~there & ~corrected, "added")):
            ids = ids_of(self._said[part][mine], self._numbers[part][mine])
            reason = side_by_side(["Already here as action ", ids, ", which was corrected since."], "")
            parts.append(_judged(actions[mine], fate, ids, reason if fate == "duplicate" else None))
        return pd.concat([one for one in parts if len(one)] or parts[:1], ignore_index=True)


class _Said(NamedTuple):
    """Ids of known actions and digests of what they say."""

    ids: pa.Array
    said: Digests

    @classmethod
    def nothing(cls) -> Self:
        return cls(_no_text(), np.empty((0, DIGEST), dtype=np.uint8))

    @classmethod
    def of(cls, parts: Iterable[pd.Series]) -> Self:
        """Of keys by id."""
        parts = [*parts]
        if not parts:
            return cls.nothing()
        ids = pa.concat_arrays([pa.array(one.index.to_numpy(dtype=object), pa.large_string()) for one in parts])
        return cls(ids, np.concatenate([digests(one) for one in parts]))


class _File:
    """What the pieces of a file have in common: the days of the actions without an id, and the ids of the others."""

    def __init__(self) -> None:
        self._days: list[npt.NDArray[np.datetime64]] = []
        self._named: list[pd.Series] = []

    def without_names(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of a piece without an id."""
        named = (rows["source_id"] != "").to_numpy(dtype=bool)
        if named.any():
            self._named.append(rows.loc[named, "source_id"])
        unnamed = rows[~named] if named.any() else rows
        self._days.append(unnamed["date"].unique().to_numpy())
        return unnamed

    def days(self) -> pd.Index:
        return pd.Index(np.unique(np.concatenate(self._days)))

    def names(self) -> set[str]:
        return {one for part in self._named for one in part.tolist()}


def _known(known: Known, file: _File) -> tuple[_Said, Shelf, pa.Array]:
    """Known actions that those of the file may be: what they say and their rows; and all ids that are taken."""
    days, names = file.days(), file.names()
    shelf, taken, said = Shelf(), [_no_text()], []
    for rows in known.pieces():
        taken.append(arrow(rows["action_id"].drop_duplicates()))
        near = rows["date"].isin(days).to_numpy(dtype=bool)
        if names:
            near = near & ~among(rows["action_id"], names)
        if near.any():
            part = rows[near] if not near.all() else rows
            shelf.put(part)
            said.append(keys(part, "action_id"))
    return _Said.of(said), shelf, pa.concat_arrays(taken)


def _look_again(found: Places, left: "_Left", directory: Directory) -> None:
    """Claims known actions for those left over that are the same once both sides are seen in another way."""
    if not (found == NONE).any() or not len(left.known.ids):
        return
    mine, theirs = left.rows(found)
    for view in (_resolver(directory), _at_points):
        free = np.ones(len(left.known.ids), dtype=bool)
        free[found[found != NONE]] = False
        places, said = _seen(mine, view, "place")
        others, there = _seen(theirs, view, "known")
        open_, unclaimed = found[places] == NONE, free[others]
        if open_.any() and unclaimed.any():
            ids = left.known.ids.take(pa.array(others[unclaimed]))
            claimed = claims(said[open_], there[unclaimed], ids)
            hit = claimed != NONE
            found[places[open_][hit]] = others[unclaimed][claimed[hit]]


def _seen(shelf: Shelf, view: View, by: str) -> tuple[Places, Digests]:
    """Places of the actions of these rows, and digests of what they say as a view shows them."""
    told = [keys(view(rows), by) for rows in shelf]
    if not told:
        return np.empty(0, dtype=np.int32), np.empty((0, DIGEST), dtype=np.uint8)
    places = np.concatenate([one.index.to_numpy(np.int32) for one in told])
    return places, np.concatenate([digests(one) for one in told])


class _Left(NamedTuple):
    """What actions that no known one was claimed for are looked up in."""

    actions: list[Places]
    parsed: Parsed
    known: "_Said"
    shelf: Shelf

    def rows(self, found: Places) -> tuple[Shelf, Shelf]:
        """Rows of the file that are left with their ``place``, and known ones that are free with theirs as ``known``.

        Only those are given that have a day and a quantity in common with one of the other side.
        """
        free = np.ones(len(self.known.ids), dtype=bool)
        free[found[found != NONE]] = False
        number, theirs = pd.Index(self.known.ids.to_pandas()), Shelf()
        for rows in self.shelf:
            known = number.get_indexer(pd.Index(rows["action_id"]))
            if free[known].any():
                theirs.put(rows.assign(known=known)[free[known]])
        return self._near(found, theirs), theirs

    def _near(self, found: Places, theirs: Shelf) -> Shelf:
        mine, start = Shelf(), 0
        if not len(theirs):
            return mine
        days, amounts = (np.unique(np.concatenate([rows[name].unique() for rows in theirs]))
                         for name in ("date", "quantity"))  # fmt: skip
        for actions, rows in zip(self.actions, self.parsed.usable.columns(*NEEDED, "action"), strict=True):
            near = rows[rows["date"].isin(days) & rows["quantity"].isin(amounts) & rows["action"].isin(actions)]
            near = near.assign(place=start + pd.Index(actions).get_indexer(near["action"]))
            start += len(actions)
            near = near[found[near["place"].to_numpy()] == NONE]
            if len(near):
                mine.put(near)
        return mine


def _resolver(directory: Directory) -> View:
    def view(rows: pd.DataFrame) -> pd.DataFrame:
        return resolve(rows if "action_id" in rows else rows.assign(action_id=rows["action"].astype("str")), directory)

    return view


def _at_points(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows toward a riding alone with their point in its stead: which riding holds it depends on what was loaded."""
    toward = (rows["target_id"] == "") & (rows["office_id"] == "") & rows["latitude"].notna()
    point = rows["latitude"].map(repr) + " " + rows["longitude"].map(repr)
    return rows.assign(riding=point.where(toward, rows["riding"]))


def _no_text() -> pa.Array:
    return pa.array([], pa.large_string())


def _judged(actions: Places, fate: str, ids: pa.Array, reasons: pa.Array | None) -> pd.DataFrame:
    told = "" if reasons is None else _column(reasons)
    return pd.DataFrame(
        {"action": actions.astype(np.int64), "fate": fate, "action_id": _column(ids), "reason": told, "changed": ""}
    )


def _column(words: pa.Array) -> "pd.api.extensions.ExtensionArray":
    return pd.array(words, dtype="str")
