"""The outside world's files as data: for each format how to know it, its columns, who publishes it and on what terms.

A column is known by its lower-case name, whichever edition of the file it comes from. Nothing here reads a file.
"""

from dataclasses import dataclass, field

BOUNDARIES = "boundaries"
REPRESENTATIVES = "representatives"
KINDS = (BOUNDARIES, REPRESENTATIVES)
"""What a reference file holds; the store keeps one set of records a kind (and, for boundaries, an order)."""


@dataclass(frozen=True, slots=True)
class Source:
    """One published format. ``columns`` gives, for each field of ours, the names it goes by, best first."""

    name: str
    kind: str
    publisher: str
    licence: str
    words: str
    """What must be said wherever the data is shown."""
    known_by: frozenset[str]
    """Lower-case columns, or keys of JSON records, that all have to be there."""
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)


_OPEN_GOVERNMENT = "Open Government Licence - Canada"

_BOUNDARY_COLUMNS = {
    "code": ("fed_num", "feduid", "fednum", "riding_code", "fed_code", "fedcode", "code"),
    "name_en": ("ed_namee", "fedename", "enname", "name_en", "en", "fedname"),
    "name_fr": ("ed_namef", "fedfname", "frname", "name_fr", "fr"),
    "order": ("rep_order", "reporder", "riding_order", "representation_order", "order"),
}
"""Shared by all boundary files: whoever converts one keeps some of its columns."""

ELECTIONS_CANADA_2023 = Source(
    name="Elections Canada, federal electoral districts of the 2023 order",
    kind=BOUNDARIES,
    publisher="Elections Canada",
    licence=_OPEN_GOVERNMENT,
    words="Contains information licensed under the Open Government Licence - Canada.",
    known_by=frozenset({"fed_num", "ed_namee"}),
    columns=_BOUNDARY_COLUMNS,
)
STATISTICS_CANADA_2013 = Source(
    name="Statistics Canada, federal electoral districts of the 2013 order",
    kind=BOUNDARIES,
    publisher="Statistics Canada",
    licence="Statistics Canada Open Licence",
    words="Adapted from Statistics Canada, boundary files of federal electoral districts. "
    "This does not constitute an endorsement by Statistics Canada of this product.",
    known_by=frozenset({"feduid"}),
    columns=_BOUNDARY_COLUMNS,
)
ELECTIONS_CANADA_2013 = Source(
    name="Elections Canada, federal electoral districts of the 2013 order",
    kind=BOUNDARIES,
    publisher="Elections Canada",
    licence=_OPEN_GOVERNMENT,
    words="Contains information licensed under the Open Government Licence - Canada.",
    known_by=frozenset({"fednum", "enname"}),
    columns=_BOUNDARY_COLUMNS,
)
CONVERTED_BOUNDARIES = Source(
    name="Federal electoral districts, converted from a published file",
    kind=BOUNDARIES,
    publisher="Elections Canada and Statistics Canada, converted by others",
    licence=_OPEN_GOVERNMENT,
    words="Contains information licensed under the Open Government Licence - Canada.",
    known_by=frozenset(),
    columns=_BOUNDARY_COLUMNS,
)
BOUNDARY_SOURCES = (ELECTIONS_CANADA_2023, STATISTICS_CANADA_2013, ELECTIONS_CANADA_2013, CONVERTED_BOUNDARIES)
"""Formats of boundaries in the order in which they are tried; the last takes what the others leave."""

REPRESENT = Source(
    name="Represent, members of the House of Commons and their offices",
    kind=REPRESENTATIVES,
    publisher="Open North (Represent), from the House of Commons",
    licence="House of Commons, Speaker's permission",
    words="Names and offices of members from the House of Commons by way of Represent (Open North).",
    known_by=frozenset({"name", "district_name", "offices"}),
)


BOUNDARY_CODE_COLUMNS = _BOUNDARY_COLUMNS["code"]
"""Lower-case names under which files keep the ridings' codes."""


def boundary_source(columns: list[str]) -> Source:
    """The published format that a boundary file with these columns comes from."""
    present = {column.lower() for column in columns}
    return next(source for source in BOUNDARY_SOURCES if source.known_by <= present)


def column_for(name: str, columns: list[str]) -> str | None:
    """Which of a boundary file's columns holds our field ``name``, None when none does."""
    by_name = {column.lower(): column for column in columns}
    return next((by_name[alias] for alias in _BOUNDARY_COLUMNS[name] if alias in by_name), None)
