"""Who sits in the House of Commons, from its own lists (ourcommons.ca), XML and CSV, with exact days."""

from datetime import date
from typing import Any

from dashboard.campaign import DirectoryTables
from dashboard.errors import UnusableFileError
from dashboard.names import normal_form
from dashboard.reference.days import day_of
from dashboard.reference.listing import TERMS, Given, Listing, Tally
from dashboard.reference.orders import order_of_names
from dashboard.reference.seats import codes_by_name, doubt_of_order, doubts_of_seats, party, term
from dashboard.reference.tables import Table
from dashboard.schema import ORDERS, order_on
from dashboard.sources import HOUSE_MEMBERS

Record = dict[str, str]


def key_of(record: Record) -> str:
    """A person's key in a list of the House: the House's id, else the name (and riding) in normal form."""
    if record["id"]:
        return f"hoc:{record['id']}"
    return " ".join(normal_form(record[name]) for name in ("first", "last", "riding") if record[name])


def person_of(record: Record) -> dict[str, Any]:
    """A person as a list of the House names them; "" as ``name`` where it does not."""
    name = f"{record['first']} {record['last']}".strip()
    return {"target_id": key_of(record), "name": name, "kind": "person", "external_ids": _identity(record)}


def read_members(table: Table, given: Given) -> Listing:
    """The listing of members; raises UnusableFileError where hardly any of their ridings is known."""
    tally = Tally(len(table.rows))
    records = table.records(HOUSE_MEMBERS)
    days = [day_of(record["start"]) for record in records]
    day, doubts = given.day([*days, *(day_of(record["end"]) for record in records)])
    terms, seats = _terms(records, tally, given)
    people = {row["target_id"]: row for row in map(person_of, records) if row["name"]}
    order = int(max(terms, key=lambda one: one["from"] or date.min)["riding"].partition(":")[0])
    tables = DirectoryTables.of(people=[people[key] for key in {one["target_id"]: 0 for one in terms}], terms=terms)
    doubts += [*doubt_of_order(order, day), *doubts_of_seats(seats[order], order), *tally.doubts]
    counts = tally.counts | {"members": len(tables.people), "terms": len(terms)}
    return Listing(HOUSE_MEMBERS, order, day, tables, frozenset({TERMS}), counts, tuple(doubts))


def _terms(
    records: list[Record], tally: Tally, given: Given
) -> tuple[list[dict[str, Any]], dict[int, list[tuple[str, str]]]]:
    """Terms, and who sits where now by order; a row is used where its name, day and riding are known."""
    codes = {order: codes_by_name(order) for order in ORDERS}
    alone = order_of_names([record["riding"] for record in records])
    terms, seats = {}, {order: [] for order in ORDERS}  # type: tuple[dict[Any, Any], dict[int, list[tuple[str, str]]]]
    for row, record in enumerate(records):
        first, last = day_of(record["start"]), day_of(record["end"])
        order = _order(first, alone)
        code = codes[order].get(normal_form(record["riding"]), "")
        if not code:
            tally.explain(row, f"their riding is not in our list of the {order} order")
        elif first and (record["first"] or record["last"]):
            tally.use(row)
            key = key_of(record)
            terms[key, code, first] = term(key, order, code, party(record["party"]), (first, last))
            if not last or last >= (given.as_of or given.today):
                seats[order].append((key, code))
    if not terms:
        message = f"No member in {given.name} sits for a riding of ours from a day we can read: download it again."
        raise UnusableFileError(message)
    return list(terms.values()), seats


def _order(first: date | None, alone: int | None) -> int:
    """The order of a term: that of its first day, which names can't tell where they stayed the same."""
    return order_on(first) if first else alone or ORDERS[0]


def _identity(record: Record) -> str:
    return f"hoc:{record['id']}" if record["id"] else ""
