"""The outside world's files as data: for each format how to know it, its columns, who publishes it and on what terms.

A column is known by its lower-case name, whichever edition of the file it comes from. Nothing here reads a file.
"""

from dataclasses import dataclass, field

BOUNDARIES = "boundaries"
REPRESENTATIVES = "representatives"
MEMBERS = "members"
MINISTERS = "ministers"
PARLINFO_OFFICES = "parlinfo_offices"
PARLINFO_ROLES = "parlinfo_roles"
KINDS = (BOUNDARIES, REPRESENTATIVES, MEMBERS, MINISTERS, PARLINFO_OFFICES, PARLINFO_ROLES)
"""What a reference file holds; the store keeps one set of records a kind and day (for boundaries, an order)."""


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
    """Lower-case columns, keys of JSON records, or fields of ``columns`` that all have to be there."""
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    elements: frozenset[str] = frozenset()
    """Lower-case names of the elements that are its records in XML."""


_OPEN_GOVERNMENT = "Open Government Licence - Canada"
_OPEN_WORDS = "Contains information licensed under the Open Government Licence - Canada."

_BOUNDARY_COLUMNS = {
    "code": ("fed_num", "feduid", "fednum", "riding_code", "fed_code", "fedcode", "code"),
    "name_en": ("ed_namee", "fedename", "enname", "name_en", "en", "fedname"),
    "name_fr": ("ed_namef", "fedfname", "frname", "name_fr", "fr"),
    "order": ("rep_order", "reporder", "riding_order", "representation_order", "order"),
}
"""Shared by all boundary files: whoever converts one keeps some of its columns."""

ELECTIONS_CANADA_2023 = Source(
    "Elections Canada, federal electoral districts of the 2023 order", BOUNDARIES, "Elections Canada",
    _OPEN_GOVERNMENT, _OPEN_WORDS, frozenset({"fed_num", "ed_namee"}), _BOUNDARY_COLUMNS,
)  # fmt: skip
STATISTICS_CANADA_2013 = Source(
    "Statistics Canada, federal electoral districts of the 2013 order", BOUNDARIES, "Statistics Canada",
    "Statistics Canada Open Licence",
    "Adapted from Statistics Canada, boundary files of federal electoral districts. "
    "This does not constitute an endorsement by Statistics Canada of this product.",
    frozenset({"feduid"}), _BOUNDARY_COLUMNS,
)  # fmt: skip
ELECTIONS_CANADA_2013 = Source(
    "Elections Canada, federal electoral districts of the 2013 order", BOUNDARIES, "Elections Canada",
    _OPEN_GOVERNMENT, _OPEN_WORDS, frozenset({"fednum", "enname"}), _BOUNDARY_COLUMNS,
)  # fmt: skip
CONVERTED_BOUNDARIES = Source(
    "Federal electoral districts, converted from a published file", BOUNDARIES,
    "Elections Canada and Statistics Canada, converted by others",
    _OPEN_GOVERNMENT, _OPEN_WORDS, frozenset(), _BOUNDARY_COLUMNS,
)  # fmt: skip
BOUNDARY_SOURCES = (ELECTIONS_CANADA_2023, STATISTICS_CANADA_2013, ELECTIONS_CANADA_2013, CONVERTED_BOUNDARIES)
"""Formats of boundaries in the order in which they are tried; the last takes what the others leave."""

_HOUSE = ("House of Commons", "House of Commons, Speaker's permission", "Names and posts from the House of Commons.")
_OPEN_NORTH = (
    "Open North (Represent), from the House of Commons", _HOUSE[1],
    "Names and offices of members from the House of Commons by way of Represent (Open North).",
)  # fmt: skip
_LIBRARY = ("Library of Parliament (ParlInfo)", _OPEN_GOVERNMENT, _OPEN_WORDS)

REPRESENT = Source(
    "Represent, members of the House of Commons and their offices", REPRESENTATIVES, *_OPEN_NORTH,
    known_by=frozenset({"name", "district_name", "offices"}),
)  # fmt: skip
REPRESENT_CSV = Source(
    "Represent, members of the House of Commons and their offices in bulk", REPRESENTATIVES, *_OPEN_NORTH,
    known_by=frozenset({"district name", "primary role"}),
)  # fmt: skip

_HOUSE_COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("personid",),
    "first": ("first name", "personofficialfirstname", "prenom"),
    "last": ("last name", "personofficiallastname", "nom", "nom de famille"),
    "riding": ("constituency", "constituencyname", "circonscription"),
    "party": ("political affiliation", "caucusshortname", "affiliation politique", "appartenance politique"),
    "title": ("title",),
    "title_fr": ("titre", "titlefr"),
    "start": ("start date", "fromdatetime", "date de debut"),
    "end": ("end date", "todatetime", "date de fin"),
}
"""Columns of the lists of ourcommons.ca in the normal form of names: CSV in English, XML, CSV in French."""

HOUSE_MEMBERS = Source(
    "House of Commons, members", MEMBERS, *_HOUSE, frozenset({"first", "last", "riding", "start"}),
    _HOUSE_COLUMNS, frozenset({"memberofparliament"}),
)  # fmt: skip
HOUSE_MINISTERS = Source(
    "House of Commons, ministers", MINISTERS, *_HOUSE, frozenset({"first", "last", "any_title", "start"}),
    _HOUSE_COLUMNS | {"any_title": ("title", "titre", "titlefr")}, frozenset({"minister", "cabinetmember"}),
)  # fmt: skip
HOUSE_SECRETARIES = Source(
    "House of Commons, parliamentary secretaries", MINISTERS, *_HOUSE,
    frozenset({"first", "last", "any_title", "riding"}), HOUSE_MINISTERS.columns, frozenset({"parliamentarysecretary"}),
)  # fmt: skip

_PARLINFO_COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("personid",), "house_id": ("hocpersonid",), "name": ("displayname",),
    "start": ("startdate",), "end": ("enddate",),
    "riding": ("constituencyen",), "riding_fr": ("constituencyfr",), "party": ("partyen",),
    "street": ("streeten",), "city": ("cityen",), "province": ("provinceen",), "code": ("postalcode",),
    "phone": ("phone",), "toll_free": ("tollfree",), "email": ("email",),
    "role": ("roleen",), "role_fr": ("rolefr",), "portfolio": ("portfolioen",), "portfolio_fr": ("portfoliofr",),
    "body": ("organizationen",), "body_fr": ("organizationfr",), "group": ("groupingtitleen",), "type": ("orgtype",),
}  # fmt: skip

LIBRARY_OFFICES = Source(
    "ParlInfo, constituency offices", PARLINFO_OFFICES, *_LIBRARY,
    frozenset({"id", "name", "officeid", "street", "riding"}), _PARLINFO_COLUMNS,
)  # fmt: skip
LIBRARY_ROLES = Source(
    "ParlInfo, roles", PARLINFO_ROLES, *_LIBRARY, frozenset({"id", "name", "role", "portfolio"}), _PARLINFO_COLUMNS
)
TABLE_SOURCES = (
    LIBRARY_OFFICES, LIBRARY_ROLES, REPRESENT_CSV, HOUSE_SECRETARIES, HOUSE_MINISTERS, HOUSE_MEMBERS,
)  # fmt: skip
"""Formats of lists in tables and XML, in the order in which they are tried."""


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


@dataclass(frozen=True, slots=True)
class Form:
    """What an answer is: the media types under which servers send it, and what its bytes begin with."""

    media_types: frozenset[str]
    begins: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """An official address, and what a good answer from it looks like."""

    part: str
    """``boundaries`` or ``people``: what is asked for together."""
    url: str
    publisher: str
    step: str
    """What is being done, for whoever waits."""
    form: Form
    most_bytes: int
    order: int | None = None
    """The representation order of boundaries."""
    paged: bool = False
    """Whether ``meta.next`` leads from page to page."""


PEOPLE = "people"
PARTS = (BOUNDARIES, PEOPLE)

_ZIP = Form(
    frozenset({"application/zip", "application/x-zip-compressed", "application/octet-stream"}), (b"PK\x03\x04",)
)
_XML = Form(frozenset({"application/xml", "text/xml"}), (b"<?xml", b"<ArrayOf"))
_JSON = Form(frozenset({"application/json"}), (b"{", b"["))

ADDRESSES = (
    # Given as the address of the data in opennorth/represent-canada-data (country:ca/2013/definition.py).
    Address(
        BOUNDARIES,
        "https://www12.statcan.gc.ca/census-recensement/2011/geo/bound-limit/files-fichiers/2016/lfed000a16a_e.zip",
        "Statistics Canada", "Fetching the boundaries of the 2013 order from Statistics Canada.",
        _ZIP, most_bytes=200_000_000, order=2013,
    ),
    # Given as the address of the data in opennorth/represent-canada-data (country:ca/2023/definition.py).
    Address(
        BOUNDARIES,
        "https://ftp.maps.canada.ca/pub/elections_elections/Electoral-districts_Circonscription-electorale/"
        "federal_electoral_districts_boundaries_2023/FED_CA_2023_EN-SHP.zip",
        "Elections Canada", "Fetching the boundaries of the 2023 order from Elections Canada.",
        _ZIP, most_bytes=200_000_000, order=2023,
    ),
    # Represent's own page about its API; it also tells of limit, of meta.next and of 60 requests a minute.
    Address(
        PEOPLE, "https://represent.opennorth.ca/representatives/house-of-commons/?limit=1000",
        "Represent (Open North)", "Fetching members and their offices from Represent (Open North).",
        _JSON, most_bytes=20_000_000, paged=True,
    ),
    # Given as the House's open data in opensanctions/opensanctions (datasets/ca/commons/ca_commons.yml).
    Address(
        PEOPLE, "https://www.ourcommons.ca/Members/en/search/XML",
        "House of Commons", "Fetching members from the House of Commons.", _XML, most_bytes=20_000_000,
    ),
    # Used by opensanctions/opensanctions (datasets/ca/commons/crawler.py).
    Address(
        PEOPLE, "https://www.ourcommons.ca/Members/en/ministries/XML",
        "House of Commons", "Fetching ministers from the House of Commons.", _XML, most_bytes=20_000_000,
    ),
    # Used, with the one before, by PatLittle/sandbox_ATIA-data-pipelines (refresh_ministers_json.py).
    Address(
        PEOPLE, "https://www.ourcommons.ca/Members/fr/ministries/XML",
        "House of Commons", "Fetching ministers' titles in French from the House of Commons.",
        _XML, most_bytes=20_000_000,
    ),
    # Given as the House's open data by the client of government roles in northernvariables/FedMCP.
    Address(
        PEOPLE, "https://www.ourcommons.ca/Members/en/parliamentary-secretaries/XML",
        "House of Commons", "Fetching parliamentary secretaries from the House of Commons.",
        _XML, most_bytes=20_000_000,
    ),
)  # fmt: skip
"""Where reference data is fetched from, and nowhere else; beside each, where the address was found."""
