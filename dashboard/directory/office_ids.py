"""Ids of offices: whose, of which kind and where, so that an office keeps its id through every refresh."""

from collections import Counter
from typing import Any

from dashboard.addresses import street_number


def office_id(target_id: str, kind: str, code: str, address: str) -> str:
    """The id an office keeps through every refresh: whose, of which kind, at which postal code and street number."""
    place = code.replace(" ", "").lower() or "unplaced"
    return "-".join(part for part in (target_id, kind, place, street_number(address)) if part)


def distinct(offices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The offices in the order of their ids, told apart by a number where ids are equal.

    The same numbers go to the same offices whatever the order they come in; what is the same in all is kept once.
    """
    ordered = sorted(offices, key=lambda office: (office["office_id"], office["address"], office["phone"]))
    unique = {(office["office_id"], office["address"], office["phone"]): office for office in ordered}
    seen: Counter[str] = Counter()
    numbered = []
    for (identity, _address, _phone), office in unique.items():
        seen[identity] += 1
        numbered.append(office | {"office_id": f"{identity}-{seen[identity]}"} if seen[identity] > 1 else office)
    return numbered
