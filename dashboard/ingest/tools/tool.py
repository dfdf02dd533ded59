"""What every tool's export is told by: how it is known, and how its columns and rows become ours."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.addresses import phones
from dashboard.campaign import Campaign
from dashboard.directory import Directory
from dashboard.ingest.places import Locate
from dashboard.ingest.raw import RawTable
from dashboard.names import normal_form
from dashboard.schema import orders_on

Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Around:
    """What an export is read beside: the names and phones that are public, and the ridings of postal codes.

    ``ridings`` answers postal codes and days with riding keys, "" where none is known; it is None where no
    boundaries are loaded.
    """

    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    ridings: Callable[[list[str], npt.NDArray[np.datetime64]], Texts] | None = None

    @classmethod
    def of(cls, directory: Directory, campaign: Campaign, locate: Locate) -> Self:
        """What a campaign's directory knows; ``locate`` may know the points of postal codes too."""
        names = frozenset(map(normal_form, directory.people["name"].astype("str"))) - {""}
        listed = (phone for text in directory.office_records["phone"].unique() for phone in phones(str(text)))
        points = getattr(locate, "points", None)  # only where the polygons' folder is known
        if points is None:
            return cls(names, frozenset(listed))

        def ridings(codes: list[str], days: npt.NDArray[np.datetime64]) -> Texts:
            latitude, longitude = points(codes)
            orders = orders_on(days) if campaign.riding_order is None else np.full(len(days), campaign.riding_order)
            found = np.full(len(codes), "", dtype=object)
            for order in np.unique(orders):
                mine = orders == order
                found[mine] = locate(longitude[mine], latitude[mine], int(order))
            return found

        return cls(names, frozenset(listed), ridings)


@dataclass(frozen=True, eq=False)
class Adapted:
    """An export as a log: its rows, maybe with columns worked out, and which column is which of our fields.

    ``fields`` names a column of ``cells`` for each of our fields, "" for none; ``refused`` has the reason for each
    line that its tool took back; ``counted`` has, for each line whose person is counted with others, the line that
    stands for all of them. ``used`` are the file's columns that others were worked out of.
    """

    cells: pd.DataFrame
    fields: Mapping[str, str]
    notes: tuple[str, ...] = ()
    refused: Mapping[int, str] = field(default_factory=dict)
    counted: Mapping[int, int] = field(default_factory=dict)
    used: frozenset[str] = frozenset()

    def wishes(self) -> dict[str, tuple[str, str]]:
        """Our fields with the column for each, as ``planned`` takes them."""
        return {of: (column, "synonym") for of, column in self.fields.items()}

    def table(self, raw: RawTable) -> RawTable:
        """The file with these rows in place of its own."""
        lines = set(self.cells.index)
        broken = {line: reason for line, reason in (raw.broken | dict(self.refused)).items() if line in lines}
        short = {line: count for line, count in raw.short.items() if line in lines}
        return replace(raw, cells=self.cells, broken=broken, short=short, notes=(*raw.notes, *self.notes))


@dataclass(frozen=True)
class Tool:
    """A program whose exports load as they are."""

    key: str
    name: str
    knows: Callable[[RawTable], bool]
    adapt: Callable[[RawTable, Around], Adapted]


def added(cells: pd.DataFrame, name: str, values: Iterable[str]) -> tuple[pd.DataFrame, str]:
    """The rows with one more column, and what it is called: ``name``, or that with a number where it is taken."""
    taken, number = {normal_form(one) for one in cells.columns}, 1
    free = name
    while normal_form(free) in taken:
        number += 1
        free = f"{name} {number}"
    column = pd.Series(list(values), index=cells.index, dtype="str")
    return cells.assign(**{free: column}), free


def forms(raw: RawTable) -> dict[str, str]:
    """The normal form of each column's name, with the column."""
    return {normal_form(name): name for name in reversed(raw.header)}


def column_of(known: Mapping[str, str], *names: str) -> str:
    """The first of these columns (in normal form) that is there, "" for none."""
    return next((known[name] for name in names if name in known), "")
