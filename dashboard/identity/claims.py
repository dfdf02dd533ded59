"""Which known action each new one is: the n-th of a kind is the n-th known one. Numbers for those that are new.

Kinds are compared by the digests of their keys, so that millions of them need little room.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.identity.keys import DIGEST, Digests, side_by_side

Places = npt.NDArray[np.int32]
"""Places in a list, or numbers, of as many actions as a store can hold."""

Kinds = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
NONE = -1
_STEM = 2 * DIGEST
_OURS = rf"^[0-9a-f]{{{_STEM}}}-[1-9][0-9]*$"


def claims(wanted: Digests, present: Digests, ids: pa.Array) -> Places:
    """Per wanted action the place of the known action of the same key and count, by the known ones' ids; else -1."""
    found = np.full(len(wanted), NONE, dtype=np.int32)
    if not len(wanted) or not len(present):
        return found
    mine, theirs = _kinds(wanted), _kinds(present)
    table = pa.table({"kind": theirs, "id": ids})
    order = pc.sort_indices(table, sort_keys=[("kind", "ascending"), ("id", "ascending")]).to_numpy()
    sorted_ = theirs[order]
    at = np.searchsorted(sorted_, mine, "left") + _nth(mine)
    there = np.flatnonzero(at < np.searchsorted(sorted_, mine, "right"))
    places = order[at[there]]
    same = (wanted[there] == present[places]).all(axis=1)
    found[there[same]] = places[same]
    return found


class Numbered(NamedTuple):
    """The number behind the stem of each new action's id, and which of them are there: they were corrected since."""

    numbers: Places
    corrected: Flags


def numbered(new: Digests, known: pa.Array, used: pa.Array) -> Numbered:
    """For each new action the lowest number of which the id is not ``used``.

    One that is ``known`` and not used was made of this very content, and says something else only since it was
    corrected.
    """
    kinds = _kinds(new)
    found = Numbered(_nth(kinds) + 1, np.zeros(len(new), dtype=bool))
    there, in_use = (_of_kinds(ids, kinds) for ids in (known, used))
    free = {stem: _free(in_use.get(stem, set())) for stem in {*there, *in_use}}
    stems = _are_among(kinds, _kinds(_digests(free))) if free else found.corrected
    for place in np.flatnonzero(stems).tolist():
        stem = new[place].tobytes().hex()
        if stem in free:
            found.numbers[place] = number = next(free[stem])
            found.corrected[place] = number in there.get(stem, ())
    return found


def _of_kinds(ids: pa.Array, kinds: Kinds) -> dict[str, set[int]]:
    """The numbers of ids made here, by their stems, where these are of one of the kinds."""
    ours = ids.filter(pc.match_substring_regex(ids, _OURS))
    stems = _kinds(_digests(pc.utf8_slice_codeunits(ours, 0, _STEM).to_pylist()))
    found: defaultdict[str, set[int]] = defaultdict(set)
    for one in ours.filter(pa.array(_are_among(stems, kinds))).to_pylist():
        stem, _, number = one.partition("-")
        found[stem].add(int(number))
    return found


def _free(in_use: set[int]) -> Iterator[int]:
    return (number for number in count(1) if number not in in_use)


def ids_of(digests: Digests, numbers: Places) -> pa.Array:
    """Ids made of the digest of what an action says, and its number among those that say the same."""
    stems = pa.Array.from_buffers(
        pa.large_string(),
        len(digests),
        [None, pa.py_buffer(np.arange(len(digests) + 1, dtype=np.int64) * _STEM), pa.py_buffer(_hex(digests))],
    )
    return side_by_side([stems, pa.array(numbers).cast(pa.large_string())], "-")


def _hex(digests: Digests) -> bytes:
    return np.ascontiguousarray(digests).tobytes().hex().encode()


def _digests(stems: Iterable[str]) -> Digests:
    return np.frombuffer(bytes.fromhex("".join(stems)), dtype=np.uint8).reshape(-1, DIGEST)


def _kinds(digests: Digests) -> Kinds:
    """A number for each digest, to sort and look up by."""
    return np.ascontiguousarray(digests[:, :8]).view(">u8").ravel().astype(np.uint64)


def _are_among(some: Kinds, others: Kinds) -> Flags:
    """Which of some kinds are among the others."""
    if not len(some) or not len(others):
        return np.zeros(len(some), dtype=bool)
    sorted_ = np.sort(others)
    at = np.searchsorted(sorted_, some)
    found: Flags = sorted_[np.minimum(at, len(sorted_) - 1)] == some
    return found


def _nth(kinds: Kinds) -> Places:
    """How many of the same kind come before each."""
    found = np.zeros(len(kinds), dtype=np.int32)
    order = np.argsort(kinds, kind="stable")
    sorted_ = kinds[order]
    again = np.r_[False, sorted_[1:] == sorted_[:-1]][: len(kinds)]
    del sorted_
    if again.any():
        places = np.arange(len(kinds), dtype=np.int32)
        found[order] = places - np.maximum.accumulate(np.where(again, np.int32(0), places))
    return found
