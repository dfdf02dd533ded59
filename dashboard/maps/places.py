"""Where ridings and offices are drawn, and what each place is called: published once, then referred to by number."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard import geometry
from dashboard.projection import to_map
from dashboard.words import Words

_SAME_SPOT = 4
"""Decimals of a degree to which two offices are on one spot: about 10 m."""


@dataclass(frozen=True, eq=False)
class Places:
    """Places on the map, numbered from 0, and what is at each of them.

    ``keys`` name the places, ``url`` is where their names and positions are published. ``ids`` are the ridings or
    offices and ``place`` the number of each one's place, -1 for those with no position.
    """

    keys: tuple[str, ...]
    url: str
    ids: tuple[str, ...]
    place: npt.NDArray[np.intp]

    @property
    def unplaced(self) -> int:
        """How many have no position and are on no map."""
        return int((self.place < 0).sum())

    @cached_property
    def _number(self) -> dict[str, int]:
        return dict(zip(self.ids, self.place.tolist(), strict=True))

    def numbers(self, ids: Iterable[str]) -> npt.NDArray[np.intp]:
        """The number of each one's place, -1 for what is unknown or has no position."""
        return np.array([self._number.get(name, -1) for name in ids], dtype=np.intp)

    def keys_of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The keys of the places where these are, or of which these are the keys; the rest is left out."""
        found = (self.keys[place] if (place := self._number.get(name, -1)) >= 0 else name for name in ids)
        known = frozenset(self.keys)
        return tuple(dict.fromkeys(key for key in found if key in known))

    def ids_at(self, key: str) -> list[str]:
        """Who is at a place, for its list; empty where there is no such place."""
        if key not in self.keys:
            return []
        here = np.flatnonzero(self.place == self.keys.index(key))
        return [self.ids[number] for number in here]


def riding_places(ridings: pd.DataFrame, order: int, words: Words) -> Places:
    """The ridings of one order at their centres, from the list of ridings."""
    listed = ridings[ridings["order"] == order]
    keys = tuple(listed["riding"].astype("str"))
    x, y = to_map(listed["longitude"], listed["latitude"])
    names = listed["name_fr" if words.language == "fr" else "name_en"]
    url = _published(f"ridings-{order}-{words.language}", keys, names, x, y, [1] * len(keys))
    return Places(keys, url, keys, np.arange(len(keys)))


def office_places(offices: pd.DataFrame, names: Mapping[str, str], words: Words) -> Places:
    """Offices where they are, those on one spot as one place whose key is the spot; a place of one has the office's id.

    ``offices`` have office_id, target_id, kind, address, latitude and longitude; ``names`` are of the target_ids.
    """
    offices = offices.reset_index(drop=True)
    placed = offices[offices["latitude"].notna() & offices["longitude"].notna()]
    spots = placed[["latitude", "longitude"]].round(_SAME_SPOT)
    numbers, _ = pd.factorize(pd.MultiIndex.from_frame(spots))
    place = np.full(len(offices), -1, dtype=np.intp)
    place[placed.index] = numbers
    firsts = ~pd.Series(numbers).duplicated().to_numpy()
    first, counts = placed[firsts], np.bincount(numbers, minlength=int(firsts.sum()))
    keys = np.where(counts > 1, _spot_keys(spots[firsts]), first["office_id"].astype(object))
    hill = np.bincount(numbers[(placed["kind"] == "legislature").to_numpy()], minlength=len(first))
    labels = [
        _label(row, names, int(count), bool(2 * legislature > count), words)
        for row, count, legislature in zip(first.itertuples(), counts, hill, strict=True)
    ]
    x, y = to_map(first["longitude"], first["latitude"])
    url = _published(f"offices-{words.language}", keys, labels, x, y, counts.tolist())
    return Places(tuple(keys), url, tuple(offices["office_id"].astype("str")), place)


def _spot_keys(spots: pd.DataFrame) -> list[str]:
    pairs = zip(spots["latitude"], spots["longitude"], strict=True)
    return [f"{latitude:.{_SAME_SPOT}f},{longitude:.{_SAME_SPOT}f}" for latitude, longitude in pairs]


def _label(office: "tuple[object, ...]", names: Mapping[str, str], count: int, hill: bool, words: Words) -> str:  # noqa: FBT001 - a column's value
    address = str(getattr(office, "address", ""))
    if count == 1:
        return ", ".join(text for text in (names.get(str(getattr(office, "target_id", "")), ""), address) if text)
    where = words._("House of Commons") if hill else address
    return ", ".join(text for text in (where, words.n("{count} office", "{count} offices", count)) if text)


def _published(
    name: str, keys: Iterable[str], labels: Iterable[str], x: npt.ArrayLike, y: npt.ArrayLike, counts: list[int]
) -> str:
    content = {
        "keys": list(keys),
        "names": list(labels),
        "x": np.round(np.asarray(x, dtype=float), 5).tolist(),
        "y": np.round(np.asarray(y, dtype=float), 5).tolist(),
        "counts": counts,
    }
    return geometry.publish(name, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
