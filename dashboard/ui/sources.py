"""What the dashboard rests on: each source with its publisher, licence, contents and age."""

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard.reference.status import source_status
from dashboard.ui import ages, cached, plain_table, published, widgets
from dashboard.ui.text import _, n, words
from dashboard.words import NN_

_COUNTED = {
    "members": NN_("{count} member", "{count} members"),
    "people": NN_("{count} person", "{count} people"),
    "roles": NN_("{count} role", "{count} roles"),
    "offices": NN_("{count} office", "{count} offices"),
    "rows": NN_("{count} row read", "{count} rows read"),
    "explained": NN_("{count} row left out for a reason", "{count} rows left out for a reason"),
    "unexplained": NN_("{count} row unexplained", "{count} rows unexplained"),
}
"""What a list may hold, in the order in which it is told."""

_RIDINGS = NN_("{count} riding", "{count} ridings")
_RECORDS = NN_("{count} record", "{count} records")


def found() -> list[dict[str, Any]]:
    """Every source that is loaded, with its age; lists of people newest first, then boundaries."""
    told = source_status(cached.store().sources(), cached.today())
    never = date.max.toordinal()
    return sorted(
        told, key=lambda one: (one["kind"] == "boundaries", never if (age := one["days_old"]) is None else age)
    )


def status(listed: Sequence[Mapping[str, Any]]) -> None:
    """Each source as a card, after what is too old or missing."""
    st.subheader(_("Sources"))
    old = ages.stale(listed)
    for one in old:
        sentence = n("{what}: the newest list is {count} day old.", "{what}: the newest list is {count} days old.",
                     one["days_old"], what=published.name(one))  # fmt: skip
        widgets.note(sentence + " " + _("Refresh it, or load a newer file."))
    if not ages.has_members(listed):
        widgets.note(
            _("No list of members is loaded: press Refresh, or load the file of Represent or the House below.")
        )
    if not any(one["kind"] == "boundaries" for one in listed):
        widgets.note(_("No boundaries are loaded: the map shows tiles and centre points until they are."))
    if listed:
        st.html('<div class="sources">' + "".join(_card(one, old=one in old) for one in listed) + "</div>")


def shipped() -> None:
    """What came with the dashboard, as a small table."""
    st.subheader(_("Shipped with the dashboard"))
    rows = [[_(one.what), _(one.publisher), f"{_(one.licence)}\n{_(one.words)}"] for one in published.SHIPPED]
    plain_table.show([_("What"), _("Publisher"), _("Licence")], rows)


def _card(of: Mapping[str, Any], *, old: bool) -> str:
    """One source; every value is escaped here."""
    facts = [
        (_("What"), published.kind(of) if of.get("name") else ""),
        (_("Holds"), ", ".join(_holds(of))),
        (_("Speaks of"), _day(of["as_of"]) or _("no stated day")),
        (_("Read"), _day(of["read_on"])),
        (_("Age"), _age(of, old=old)),
        (_("Publisher"), published.term(of["publisher"])),
        (_("Licence"), published.term(of["licence"])),
    ]
    listed = "".join(
        f"<div><dt>{html.escape(head)}</dt><dd>{html.escape(fact)}</dd></div>" for head, fact in facts if fact
    )
    said = published.required(of)
    return (
        f"<article><h4>{html.escape(published.name(of))}</h4><dl>{listed}</dl>"
        + (f"<p><small>{html.escape(said)}</small></p>" if said else "")
        + "</article>"
    )


def _holds(of: Mapping[str, Any]) -> Iterable[str]:
    """What a source holds, by its counts, else by the number of its records."""
    counts = counted(of)
    told = [n(*_COUNTED[name], counts[name]) for name in _COUNTED if name in counts and _says_something(name, counts)]
    if told:
        return told
    return [n(*(_RIDINGS if of["kind"] == "boundaries" else _RECORDS), of["records"])]


def counted(of: Mapping[str, Any]) -> dict[str, int]:
    """A source's counts, which its status has among its own entries or as the store keeps them."""
    kept = of.get("counts") or {}
    kept = json.loads(kept) if isinstance(kept, str) else dict(kept)
    told = {name: of[name] for name in _COUNTED if name in of} | {name: kept[name] for name in _COUNTED if name in kept}
    return {name: int(count) for name, count in told.items() if count is not None and count == count}  # noqa: PLR0124


def _says_something(name: str, counts: Mapping[str, int]) -> bool:
    """Rows that are unexplained are told even where there are none: that none is missing is the point."""
    return counts[name] > 0 or name == "unexplained"


def _age(of: Mapping[str, Any], *, old: bool) -> str:
    days = of["days_old"]
    if days is None:
        return ""
    told = n("{count} day", "{count} days", days)
    return f"\u26a0 {told}" if old else told


def _day(text: str | None) -> str:
    return words().day(date.fromisoformat(text)) if text else ""
