"""Headers of files to our own columns, by name in English and French."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.errors import UnusableFileError
from dashboard.names import normal_form

_NAMES: dict[str, tuple[str, ...]] = {
    "action_id": ("uuid", "_uuid", "meta/instanceID", "instanceID", "KEY"),
    "date": (
        "day", "when", "action_date", "date_of_action", "start_date", "date_start", "first_day", "timestamp",
        "submission_time", "date_contacted", "jour", "quand", "date de l'action", "date de début", "horodateur",
    ),
    "date_end": ("end_date", "last_day", "end", "date de fin", "fin", "dernier jour"),
    "date_precision": ("precision", "précision", "précision de la date"),
    "tactic": (
        "type", "action", "action_type", "activity", "activity_type", "kind", "what", "method", "tactique", "moyen",
        "canal", "activité", "type d'action",
    ),
    "outcome": (
        "result", "status", "canvass_result", "call_result", "disposition", "résultat", "statut", "issue",
    ),
    "quantity": (
        "count", "number", "qty", "n", "how_many", "amount", "total", "nombre", "quantité", "nb", "combien", "effectif",
    ),
    "quantity_low": ("low", "min", "minimum", "at_least", "quantité min", "au moins"),
    "quantity_high": ("high", "max", "maximum", "at_most", "quantité max", "au plus"),
    "target": (
        "targets", "mp", "mp_name", "name_of_mp", "decision_maker", "decision_makers", "politician", "minister",
        "member", "ministre", "député", "députée", "député·e", "cible", "cibles", "décideur", "décideuse",
        "élu", "élue",
    ),
    "target_id": ("id_cible",),
    "office": ("bureau", "office_address", "mp_office", "bureau de circonscription"),
    "office_id": ("id_bureau",),
    "riding": (
        "riding_name", "constituency", "constituency_name", "district", "district_name", "electoral_district",
        "federal_riding", "circonscription", "nom de circonscription", "comté",
    ),
    "riding_code": ("fed", "fednum", "feduid", "fed_num", "ed_code", "riding_number", "numéro de circonscription"),
    "riding_order": ("representation_order", "rep_order", "décret", "décret de représentation"),
    "province": ("prov", "province_or_territory", "province ou territoire"),
    "place": ("location", "where", "venue", "site", "lieu", "endroit", "où"),
    "latitude": ("lat",),
    "longitude": ("lon", "lng", "long"),
    "split": ("divided", "shared", "partagé", "réparti", "divisé"),
    "group": ("organization", "organisation", "organizer", "chapter", "groupe", "section"),
    "note": ("notes", "comment", "comments", "remarks", "remarque", "remarques", "commentaire", "commentaires"),
    "evidence_url": ("evidence", "link", "url", "photo_url", "preuve", "lien"),
    "up_until": ("still_up", "last_seen", "vu jusqu'au", "encore en place le", "en place jusqu'au"),
    "private_note": ("private", "private_notes", "note privée", "notes privées"),
}  # fmt: skip
"""Our columns and what else they are called, the names nearer to ours first."""

FIELDS = tuple(_NAMES)
"""Every field that a column can be."""

_OURS = ("upload_id", "reason")
"""Columns of our own exports and rejects that say nothing new about an action."""

_BY_FORM = {
    normal_form(name): (field, rank)
    for field, names in reversed(_NAMES.items())
    for rank, name in reversed(list(enumerate((field, *names))))
}


@dataclass(frozen=True)
class ColumnPlan:
    """Which column of a file is which of our fields; ``dropped`` are the others, in the file's order."""

    fields: dict[str, str]
    dropped: tuple[str, ...]
    notes: tuple[str, ...] = ()


def field_of(name: str) -> str:
    """Which of our fields a column of this name is, "" for none."""
    return _BY_FORM.get(normal_form(name), ("", 0))[0]


def recognised(names: Iterable[str]) -> int:
    """How many of these column names we know."""
    return len({_BY_FORM[form][0] for form in map(normal_form, names) if form in _BY_FORM})


def planned(cells: pd.DataFrame) -> ColumnPlan:
    """The columns of a file matched to our fields; raises UnusableFileError where date or tactic has none."""
    ranked: dict[str, list[tuple[int, str]]] = {}
    dropped = []
    for name in cells.columns:
        field, rank = _BY_FORM.get(normal_form(name), ("", 0))
        if field:
            ranked.setdefault(field, []).append((rank, name))
        elif name not in _OURS and not _unnamed_and_blank(name, cells):
            dropped.append(name)
    fields = {field: min(found)[1] for field, found in ranked.items()}
    taken = set(fields.values())
    doubles = [(name, field) for field, found in ranked.items() for _, name in found if name not in taken]
    notes = [
        f"The columns {fields[field]!r} and {name!r} both say {field}: the first is used." for name, field in doubles
    ]
    out = {*dropped, *(name for name, _ in doubles)}
    _check_required(fields, tuple(cells.columns))
    return ColumnPlan(fields, tuple(name for name in cells.columns if name in out), tuple(notes))


def _check_required(fields: dict[str, str], header: tuple[str, ...]) -> None:
    for field, what in (("date", "the day of each action"), ("tactic", "what was done")):
        if field not in fields:
            told = ", ".join(repr(name) for name in header[:20]) + (", ..." if len(header) > 20 else "")  # noqa: PLR2004
            message = (
                f"No column says {what} (the file has {told}): name one of them {field!r} and load the file again."
            )
            raise UnusableFileError(message)


def _unnamed_and_blank(name: str, cells: pd.DataFrame) -> bool:
    place = list(cells.columns).index(name) + 1
    return name == f"column {place}" and not cells[name].str.strip().any()
