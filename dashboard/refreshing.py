"""A refresh from the network into the store: for the command and for the Data page."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.reference import lookup
from dashboard.reference.load import Loaded
from dashboard.reference.refresh import OFFICIAL, Step, no_one, refresh
from dashboard.schema import ORDERS
from dashboard.sources import ADDRESSES, BOUNDARIES, PARTS
from dashboard.store import Store
from dashboard.store.references import Saved

__all__ = ["Refreshed", "Step", "run"]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh has brought."""

    loaded: list[Loaded]
    saved: list[Saved]
    """What came of each that was loaded: what was added, changed, closed, and who moved to another riding."""
    kept: list[int]
    """Orders whose boundaries were there already and were not fetched again."""

    @property
    def changes(self) -> list[dict[str, Any]]:
        """For each that was loaded its ``counts`` beside what changed, by sort."""
        return [{"counts": one.counts, **one.changes} for one in self.saved]


def run(
    store: Store,
    *,
    home: Path,
    today: date,
    tell: Callable[[Step], None] = no_one,
    parts: Collection[str] = PARTS,
    again: bool = False,
    who: str = "",
) -> Refreshed:
    """Fetches the parts asked for and stores them in one transaction; raises a DashboardError with nothing changed.

    Boundaries are large and stay as they are: those that are loaded are fetched only ``again`` when asked.
    """
    kept = [] if again or BOUNDARIES not in parts else _loaded_orders(store, home)
    loaded = refresh(home=home, today=today, tell=tell, parts=parts, kept=kept, addresses=ADDRESSES, network=OFFICIAL)
    return Refreshed(loaded, store.save_references(loaded, who=who) if loaded else [], kept)


def _loaded_orders(store: Store, home: Path) -> list[int]:
    """Orders whose boundaries the store knows and the home folder holds."""
    listed = store.sources()
    known = set(listed.loc[listed["kind"] == BOUNDARIES, "riding_order"].dropna().astype(int))
    return [order for order in ORDERS if order in known and lookup.current(order, home)]
