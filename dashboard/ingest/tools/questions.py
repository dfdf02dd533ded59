"""The columns of a form's export, named by us or by a question, to our fields."""

from collections.abc import Iterable, Mapping

from dashboard.ingest.column_words import asked_for
from dashboard.ingest.columns import FIELDS, named_field


def fields_of(columns: Iterable[str], spoken: Mapping[str, str] | None = None) -> dict[str, str]:
    """For every one of our fields the column that is it, "" for none: by its name, else by a question in words.

    ``spoken`` has the part of a column's name that says what it is, where that is not all of it. Of several columns
    named alike the nearest to our own name counts; a question counts only where no other asks for the same.
    """
    said = {name: (spoken or {}).get(name, name) for name in columns}
    ranked: dict[str, list[tuple[int, int, str]]] = {}
    for place, (name, part) in enumerate(said.items()):
        of, rank = named_field(part)
        if of:
            ranked.setdefault(of, []).append((rank, place, name))
    found = {of: min(those)[2] for of, those in ranked.items()}
    open_ = [name for name in said if name not in {column for those in ranked.values() for *_, column in those}]
    asked: dict[str, list[str]] = {}
    for name in open_:
        if of := asked_for(said[name]):
            asked.setdefault(of, []).append(name)
    found |= {of: those[0] for of, those in asked.items() if of not in found and len(those) == 1}
    return {of: found.get(of, "") for of in FIELDS}
