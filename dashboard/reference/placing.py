"""Published offices put on the map, and the doubts about where they lie."""

from pathlib import Path
from typing import Any

import numpy as np

from dashboard.campaign import DirectoryTables
from dashboard.reference.lookup import locate
from dashboard.reference.offices import placed

_MOST_OUTSIDE = 25
"""Offices outside their riding that are told one by one; the rest as a number."""
_IDENTITY = ("target_id", "kind", "postal_code", "address", "phone")


def placed_once(offices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The offices with points, in an order of their own, each once however often and wherever the list names it."""
    unique = {tuple(str(office[name]) for name in _IDENTITY): office for office in offices}
    return placed([unique[identity] for identity in sorted(unique)])


def doubts_of_position(tables: DirectoryTables) -> list[str]:
    """Offices that are not on the map, or only by their city, and why."""
    names = tables.people.set_index("target_id")["name"]
    doubts = []
    for office in tables.offices[tables.offices["position"] != "postal_code"].itertuples():
        whose, where, code = names[office.target_id], office.address or "an unknown address", office.postal_code
        missing = f"its postal code {code} is not in our list" if code else "it has no postal code"
        on_map = "is placed by its city" if office.position == "city" else "is not on the map"
        doubt = f"The office of {whose} at {where} {on_map}: {missing}."
        doubts.append(doubt)
    return doubts


def doubts_of_place(tables: DirectoryTables, order: int, home: Path) -> list[str]:
    """Constituency offices that lie outside their member's riding by the polygons loaded; they are not moved."""
    ridings = dict(zip(tables.terms["target_id"], tables.terms["riding"], strict=True))
    names = tables.people.set_index("target_id")["name"]
    offices = tables.offices[(tables.offices["kind"] == "constituency") & (tables.offices["position"] != "city")]
    lies_in = locate(offices["longitude"], offices["latitude"], order, home)
    own = np.array([ridings.get(target_id, "") for target_id in offices["target_id"]], dtype=object)
    placed_where_known = offices["longitude"].notna().to_numpy() & (lies_in != "").any()
    outside = offices[placed_where_known & (own != "") & (lies_in != own)]
    doubts = []
    for target_id, address in zip(outside["target_id"], outside["address"][:_MOST_OUTSIDE], strict=False):
        doubt = f"The office of {names[target_id]} at {address} lies outside their riding by its postal code."
        doubts.append(doubt)
    if len(outside) > _MOST_OUTSIDE:
        doubt = f"{len(outside) - _MOST_OUTSIDE} more offices lie outside their member's riding by their postal code."
        doubts.append(doubt)
    return doubts
