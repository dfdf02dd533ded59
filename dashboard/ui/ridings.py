"""Ridings as pages name them, and the riding of the same name in the other representation order."""

from collections.abc import Iterable
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.names import normal_form
from dashboard.reference.namesakes import namesakes, same_named
from dashboard.reference.ridings import ridings
from dashboard.words import words

__all__ = ["choices", "names", "onto", "options", "places", "same_named"]


@cache
def names(language: str) -> MappingProxyType[str, str]:
    """The name of every riding of both orders by its key."""
    listed = ridings()
    column = "name_fr" if language == "fr" else "name_en"
    return MappingProxyType(dict(zip(listed["riding"], listed[column], strict=True)))


@cache
def choices(language: str) -> MappingProxyType[str, str]:
    """The same names, with "" for all of them."""
    return MappingProxyType({"": words(language)._("All ridings")} | names(language))


@cache
def options(order: int, language: str) -> tuple[str, ...]:
    """The keys of one order's ridings by name, as a list to choose from."""
    named = names(language)
    return tuple(sorted((key for key in named if key.startswith(f"{order}:")), key=lambda key: normal_form(named[key])))


@cache
def places(order: int) -> pd.DataFrame:
    """One order's ridings in the order of their keys: riding, province."""
    listed = ridings()
    return listed.loc[listed["order"] == order, ["riding", "province"]].sort_values("riding", ignore_index=True)


def onto(order: int, keys: Iterable[str]) -> "npt.NDArray[np.int64]":
    """Where each riding stands in ``places``: its own place, that of the riding of the same name, or -1 for none.

    A riding of one order is never drawn as the other's of the same number.
    """
    wanted = _places_onto(order)
    return np.array([wanted.get(key, -1) for key in keys], dtype=np.int64)


@cache
def _places_onto(order: int) -> dict[str, int]:
    place = {key: number for number, key in enumerate(places(order)["riding"])}
    return {key: place.get(other, -1) for key, other in namesakes(order).items()}
