"""Headers of files to our own columns, by name in English and French."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from dashboard.errors import UnusableFileError
from dashboard.identity import Mapped
from dashboard.ingest.column_words import asked_for
from dashboard.ingest.people_columns import looks_personal, personal_columns
from dashboard.names import normal_form

_NAMES: dict[str, tuple[str, ...]] = {
    "action_id": ("uuid", "_uuid", "meta/instanceID", "instanceID", "KEY"),
    "date": (
        "day", "when", "action_date", "date_of_action", "start_date", "date_start", "first_day", "timestamp",
        "submission_time", "date_contacted", "jour", "quand", "date de l'action", "date de début", "horodateur",
        "day of action", "date of the action", "date of call", "call date", "date of visit", "visit date",
        "activity date", "event date", "when was it", "date d'appel", "date de l'appel", "date de la visite",
        "date de l'activité", "quel jour",
    ),
    "date_end": ("end_date", "last_day", "end", "date de fin", "fin", "dernier jour"),
    "date_precision": ("precision", "précision", "précision de la date"),
    "tactic": (
        "type", "action", "action_type", "activity", "activity_type", "kind", "what", "method", "tactique", "moyen",
        "canal", "activité", "type d'action", "what was done", "what we did", "type of action", "kind of action",
        "action taken", "tactic used", "quoi", "ce qui a été fait", "ce qu'on a fait", "ce que nous avons fait",
        "qu'avez-vous fait", "action faite", "type d'activité", "genre d'action",
    ),
    "outcome": (
        "result", "status", "canvass_result", "call_result", "disposition", "résultat", "statut", "issue",
        "outcome of call", "call outcome", "résultat de l'appel",
    ),
    "quantity": (
        "count", "number", "qty", "n", "how_many", "amount", "total", "nombre", "quantité", "nb", "combien", "effectif",
    ),
    "quantity_low": ("low", "min", "minimum", "at_least", "quantité min", "au moins"),
    "quantity_high": ("high", "max", "maximum", "at_most", "quantité max", "au plus"),
    "target": (
        "targets", "mp", "mp_name", "name_of_mp", "decision_maker", "decision_makers", "politician", "minister",
        "member", "ministre", "député", "députée", "député·e", "cible", "cibles", "décideur", "décideuse", "élu",
        "élue", "who was called", "toward whom", "to whom", "mp called", "mp contacted", "minister_name",
        "name of minister", "member of parliament", "qui a été appelé", "à qui", "envers qui", "nom du député",
        "nom de la députée", "nom du ministre", "nom de la ministre", "député contacté", "députée contactée",
    ),
    "target_id": ("id_cible",),
    "office": ("bureau", "office_address", "mp_office", "bureau de circonscription"),
    "office_id": ("id_bureau",),
    "riding": (
        "riding_name", "constituency", "constituency_name", "district", "district_name", "electoral_district",
        "federal_riding", "circonscription", "nom de circonscription", "comté", "mp_riding",
        "federal_electoral_district", "circonscription fédérale",
    ),
    "riding_code": ("fed", "fednum", "feduid", "fed_num", "ed_code", "riding_number", "numéro de circonscription"),
    "riding_order": ("representation_order", "rep_order", "décret", "décret de représentation"),
    "province": ("prov", "province_or_territory", "province ou territoire"),
    "place": (
        "location", "where", "venue", "site", "lieu", "endroit", "où", "city", "town", "ville", "municipality",
        "municipalité",
    ),
    "latitude": ("lat",),
    "longitude": ("lon", "lng", "long"),
    "split": ("divided", "shared", "partagé", "réparti", "divisé"),
    "group": ("organization", "organisation", "organizer", "chapter", "groupe", "section"),
    "note": (
        "notes", "comment", "comments", "remarks", "remarque", "remarques", "commentaire", "commentaires", "details",
        "description", "observations", "more details", "additional comments", "détails", "commentaires additionnels",
    ),
    "evidence_url": ("evidence", "link", "url", "photo_url", "preuve", "lien"),
    "up_until": ("still_up", "last_seen", "vu jusqu'au", "encore en place le", "en place jusqu'au"),
    "private_note": ("private", "private_notes", "note privée", "notes privées"),
}  # fmt: skip
"""Our columns and what else they are called, the names nearer to ours first."""

FIELDS = tuple(_NAMES)
"""Every field that a column can be."""

IGNORED = frozenset(("upload id", "reason", "import reason"))
"""Columns of our own exports and rejects, in normal form, that say nothing new about an action."""

REQUIRED = {"date": "the day of each action", "tactic": "what was done"}
"""The fields without which no row is an action."""

_BY_FORM = {
    normal_form(name): (of, rank)
    for of, names in reversed(_NAMES.items())
    for rank, name in reversed(list(enumerate((of, *names))))
}
_SAID_TWICE = re.compile(r"\s*[/|]\s*|\s+\(|\)\s*$")
_SHOWN, _SAMPLES = 20, 3


@dataclass(frozen=True)
class ColumnPlan:
    """Which column of a file is which of our fields, and how; ``dropped`` are the others, in the file's order.

    ``personal`` are those of the dropped ones whose name or cells say that they hold people's data.
    """

    fields: dict[str, str]
    dropped: tuple[str, ...]
    notes: tuple[str, ...] = ()
    mapped: dict[str, Mapped] = field(default_factory=dict)
    personal: tuple[str, ...] = ()

    def of(self, header: Iterable[str], used: Iterable[str]) -> "ColumnPlan":
        """The same for the file's own header: columns that others were worked out of were not dropped."""
        there = set(header) - set(used)
        dropped, personal = (tuple(filter(there.__contains__, names)) for names in (self.dropped, self.personal))
        return replace(self, dropped=dropped, personal=personal)


@dataclass(frozen=True)
class Unmapped:
    """What a person needs to say which columns are which: those there are with their first values, and our guesses."""

    samples: dict[str, tuple[str, ...]]
    mapped: dict[str, Mapped]
    missing: tuple[str, ...]
    header_key: str = ""
    sheets: tuple[str, ...] = ()


class UnmappedFileError(UnusableFileError):
    """A file of which nobody has said yet which column is the day, or what was done."""

    def __init__(self, message: str, found: Unmapped | None = None) -> None:
        super().__init__(message)
        self.found = found


def field_of(name: str) -> str:
    """Which of our fields a column of this name is, "" for none."""
    return named_field(name)[0]


def named_field(name: str) -> tuple[str, int]:
    """Which of our fields a column of this name is and how near it is to our own name; ("", 0) for none.

    A name may be said twice, as "Député / MP" is.
    """
    if found := _BY_FORM.get(normal_form(name)):
        return found
    twice = [_BY_FORM.get(normal_form(part), ("", 0)) for part in _SAID_TWICE.split(name) if part]
    return max(twice) if len({of for of, _ in twice}) == 1 else ("", 0)


def recognised(names: Iterable[str]) -> int:
    """How many of these column names we know."""
    return len({field_of(name) for name in names} - {""})


def planned(cells: pd.DataFrame, wishes: Mapping[str, tuple[str, str]] | None = None) -> ColumnPlan:
    """The columns of a file matched to our fields: as wished (column and how), else by name.

    Raises UnmappedFileError where date or tactic has none, and UnusableFileError where a wish names a column that the
    file does not have.
    """
    mapped = {of: Mapped(_there(column, cells, of), how) for of, (column, how) in (wishes or {}).items()}
    wished = {one.column for one in mapped.values()}
    ranked: dict[str, list[tuple[int, str]]] = {}
    for name in cells.columns:
        of, rank = named_field(name)
        if of and name not in wished and of not in mapped and not _numbers_of_people(of, rank, cells[name]):
            ranked.setdefault(of, []).append((rank, name))
    for of, found in ranked.items():
        rank, name = min(found)
        mapped[of] = Mapped(name, "synonym" if rank else "name")
    mapped |= _worded(cells, mapped)
    fields = {of: one.column for of, one in mapped.items() if one.column}
    doubles = [(name, of) for of, found in ranked.items() for _, name in found if name != fields[of]]
    notes = [
        f"The columns {fields[of]!r} and {name!r} both say {of}: the first is used." for name, of in doubles
    ] + _recalled(mapped)
    _check_required(fields, cells, mapped)
    taken = set(fields.values())
    dropped = tuple(name for name in cells.columns if name not in taken and not _says_nothing(name, cells))
    return ColumnPlan(fields, dropped, tuple(notes), mapped, personal_columns(cells, dropped))


def _worded(cells: pd.DataFrame, mapped: Mapping[str, Mapped]) -> dict[str, Mapped]:
    """What must be there and no name says: the one column whose words ask for it."""
    taken = {one.column for one in mapped.values()}
    asking = {of: [name for name in cells.columns if name not in taken and asked_for(name) == of] for of in REQUIRED}
    return {of: Mapped(names[0], "synonym") for of, names in asking.items() if of not in mapped and len(names) == 1}


def _numbers_of_people(of: str, rank: int, column: pd.Series) -> bool:
    """Whether a column that is called "number" or the like holds phones and not how many."""
    return of == "quantity" and rank > 0 and looks_personal(column)


def _there(column: str, cells: pd.DataFrame, of: str) -> str:
    """The file's own name of a column that was wished for."""
    if not column or column in cells.columns:
        return column
    same = [name for name in cells.columns if normal_form(name) == normal_form(column)]
    if len(same) != 1:
        message = f"No column of the file is named {column!r}, which was to be {of}: name one of {_listed(cells)}."
        raise UnusableFileError(message)
    return str(same[0])


def _recalled(mapped: Mapping[str, Mapped]) -> list[str]:
    """One sentence on the columns that were mapped by an earlier file's."""
    told = ", ".join(f"{one.column!r} ({of})" for of, one in mapped.items() if one.how == "remembered" and one.column)
    return [f"Columns taken as in an earlier file like this one: {told}."] if told else []


def _check_required(fields: dict[str, str], cells: pd.DataFrame, mapped: dict[str, Mapped]) -> None:
    missing = tuple(of for of in REQUIRED if of not in fields)
    if missing:
        message = (
            f"No column says {REQUIRED[missing[0]]} (the file has {_listed(cells)}): name one of them "
            f"{missing[0]!r} and load the file again."
        )
        raise UnmappedFileError(message, Unmapped(samples(cells), mapped, missing))


def samples(cells: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """The first different values of every column, to know it by."""
    return {
        name: tuple(dict.fromkeys(text.strip() for text in cells[name].head(200) if text.strip()))[:_SAMPLES]
        for name in cells.columns
    }


def _listed(cells: pd.DataFrame) -> str:
    header = list(cells.columns)
    return ", ".join(repr(name) for name in header[:_SHOWN]) + (", ..." if len(header) > _SHOWN else "")


def _says_nothing(name: str, cells: pd.DataFrame) -> bool:
    """Whether nobody misses a column: one of ours, or one without name and content."""
    place = list(cells.columns).index(name) + 1
    return normal_form(name) in IGNORED or (name == f"column {place}" and not cells[name].str.strip().any())
