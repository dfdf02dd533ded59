"""What a reference file is, told by its content and never by its name."""

import json
from dataclasses import dataclass
from typing import Any

from dashboard.errors import UnusableFileError
from dashboard.reference.packed import is_zip_of_shapefile
from dashboard.reference.tables import Table, table_of_csv, table_of_xml, text_of
from dashboard.sources import REPRESENT, TABLE_SOURCES

GEOPARQUET = "GeoParquet"
GEOJSON = "GeoJSON"
TOPOJSON = "TopoJSON"
SHAPEFILE = "zipped shapefile"
GEOPACKAGE = "GeoPackage"

_MOST_BYTES = 600_000_000
_SQLITE = b"SQLite format 3\x00"
_GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")
_MAGIC = {
    b"PK\x03\x04": "a zip archive or spreadsheet",
    b"SQLite format 3": "a database",
    b"%PDF": "a PDF",
}


@dataclass(frozen=True, slots=True)
class Detected:
    """A file's format and, where that took parsing, its content: parsed JSON or a table.

    Boundaries have one of the formats above, lists of people the name of their record in ``dashboard.sources``.
    """

    format: str
    content: Any = None


def detect(data: bytes, name: str) -> Detected:
    """The format of a file's bytes; raises UnusableFileError for what is none of the formats known.

    ``name`` is only told to the reader of the sentence.
    """
    if len(data) > _MOST_BYTES:
        message = f"{name} is larger than 600 MB: load a generalised copy."
        raise UnusableFileError(message)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        message = f"{name} is empty: export or download it again."
        raise UnusableFileError(message)
    if data[:4] == b"PAR1":
        return Detected(GEOPARQUET)
    if data[:4] == b"PK\x03\x04" and is_zip_of_shapefile(data):
        return Detected(SHAPEFILE)
    if data[: len(_SQLITE)] == _SQLITE and data[68:72] in _GEOPACKAGE_IDS:
        return Detected(GEOPACKAGE)
    what = next((said for magic, said in _MAGIC.items() if data.lstrip().startswith(magic)), "")
    text = "" if what else text_of(data).lstrip()
    if text[:1] in ("{", "["):
        return _json(text, name)
    if text[:1] == "<":
        return _listed(table_of_xml(text, name), name, "XML of another kind")
    if table := table_of_csv(text) if text else None:
        return _listed(table, name, "a table with other columns")
    raise _refusal(name, what or "in a format unknown to us")


def _json(text: str, name: str) -> Detected:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"{name} begins like JSON but can't be read, perhaps because it was cut off: download it again."
        raise UnusableFileError(message) from error
    if isinstance(content, dict) and content.get("type") == "FeatureCollection":
        return Detected(GEOJSON, content)
    if isinstance(content, dict) and content.get("type") == "Topology":
        return Detected(TOPOJSON, content)
    records = content.get("objects") if isinstance(content, dict) else content
    if isinstance(records, list) and not records:
        raise _empty(name)
    if isinstance(records, list) and all(_is_representative(record) for record in records) and _is_text(content):
        return Detected(REPRESENT.name, content)
    raise _refusal(name, "JSON of another kind")


def _is_text(content: Any) -> bool:  # noqa: ANN401 - parsed JSON
    """Whether all of it can be written down: JSON can hold halves of characters that no text can."""
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except ValueError:
        return False
    return True


def _is_representative(record: Any) -> bool:  # noqa: ANN401 - parsed JSON
    return isinstance(record, dict) and record.keys() >= REPRESENT.known_by


def _listed(table: Table, name: str, otherwise: str) -> Detected:
    """The published list that a table is; raises UnusableFileError for none and for an empty one."""
    source = next((source for source in TABLE_SOURCES if table.is_of(source)), None)
    if source and table.cut_off:
        message = f"{name} ends in the middle of a row, perhaps because it was cut off: download it again."
        raise UnusableFileError(message)
    if source and table.rows:
        return Detected(source.name, table)
    if source or any(table.element and table.element in one.elements for one in TABLE_SOURCES if not table.rows):
        raise _empty(name)
    raise _refusal(name, otherwise)


def _empty(name: str) -> UnusableFileError:
    return UnusableFileError(f"{name} is a list that names nobody: download it again.")


def _refusal(name: str, what: str) -> UnusableFileError:
    message = (
        f"{name} is {what}: load riding boundaries (zipped shapefile, GeoPackage, GeoParquet, GeoJSON, TopoJSON) or "
        "a list of members, offices, ministers or roles from Represent, ourcommons.ca or ParlInfo."
    )
    return UnusableFileError(message)
