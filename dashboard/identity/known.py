"""What is known already, as a file is judged beside it."""

from collections.abc import Collection, Iterator
from typing import Protocol

import pandas as pd

from dashboard.identity.keys import among


class Known(Protocol):
    """A campaign's active actions as stated, one row per action and target, however many they are."""

    def of(self, ids: Collection[str]) -> pd.DataFrame:
        """Those with these ids."""

    def pieces(self) -> Iterator[pd.DataFrame]:
        """All, piece by piece, the rows of each action in one of them."""


class KnownFrame:
    """Known actions that stand in a frame."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows

    def of(self, ids: Collection[str]) -> pd.DataFrame:
        """Those with these ids."""
        return self.rows[among(self.rows["action_id"], set(ids))]

    def pieces(self) -> Iterator[pd.DataFrame]:
        """All in one piece, or none."""
        if len(self.rows):
            yield self.rows
