"""Seats in the House of Commons: the riding that a published name means, the party, the term."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.directory.parties import party_form
from dashboard.reference.orders import names_by_code, order_of_names
from dashboard.schema import LAST_DAY_OF_2013_ORDER, ORDERS, order_on

LAST_OF_2013 = date.fromisoformat(LAST_DAY_OF_2013_ORDER)
_FEWEST = 0.9
_PARTIES = {party_form(short): short for short in ("Liberal", "Conservative", "NDP", "Green Party", "Independent")}


def party(name: str) -> str:
    """A party as the House of Commons calls it in English, so that lists agree; another name as it is."""
    return _PARTIES.get(party_form(name), name)


def order_of_list(ridings: Sequence[str], day: date | None) -> int:
    """The order whose names these are; where that does not tell, the order of the day."""
    return order_of_names(ridings) or (order_on(day) if day else ORDERS[0])


def codes_by_name(order: int) -> dict[str, str]:
    """Every riding's code by the normal form of its names, English and French."""
    return {name: code for code, names in names_by_code(order).items() for name in names}


def term(key: str, order: int, code: str, of_party: str, days: tuple[date | None, date | None]) -> dict[str, Any]:
    """A term for a riding; it ends with the riding's order at the latest and never begins after its end."""
    first, last = days
    if order == ORDERS[0]:
        last = min(last or LAST_OF_2013, LAST_OF_2013)
    if first and last and first > last:
        first = None
    return {"target_id": key, "riding": f"{order}:{code}", "party": of_party, "from": first, "to": last}


def doubts_of_seats(seats: Sequence[tuple[str, str]], order: int, stated: int = 0) -> list[str]:
    """Doubts about a list of who sits where, given as (person, code): too few people, or several for one riding."""
    people, all_seats = {key for key, _ in seats}, len(names_by_code(order))
    doubts = []
    if stated > len(people) or len(people) < _FEWEST * all_seats:
        doubt = f"The list holds {len(people)} of {max(stated, all_seats)} members: load all of it together."
        doubts.append(doubt)
    for code, count in sorted(Counter(code for _, code in set(seats) if code).items()):
        if count > 1:
            doubt = f"{count} members are listed for the riding {order}:{code}."
            doubts.append(doubt)
    return doubts


def doubt_of_order(order: int, day: date) -> list[str]:
    """A doubt where members of the 2013 order are told to have sat after it."""
    if order == ORDERS[0] and day > LAST_OF_2013:
        return [f"The members sat for ridings of the 2013 order, which ended on {LAST_DAY_OF_2013_ORDER}."]
    return []
