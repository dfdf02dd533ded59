"""What a reference file is, told by its content and never by its name."""

import json
from dataclasses import dataclass
from typing import Any

from dashboard.errors import UnusableFileError
from dashboard.reference.packed import is_zip_of_shapefile
from dashboard.sources import REPRESENT

GEOPARQUET = "GeoParquet"
GEOJSON = "GeoJSON"
TOPOJSON = "TopoJSON"
SHAPEFILE = "zipped shapefile"
GEOPACKAGE = "GeoPackage"
REPRESENT_JSON = "Represent JSON"

_MOST_BYTES = 600_000_000
_SQLITE = b"SQLite format 3\x00"
_GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")
_MAGIC = {
    b"PK\x03\x04": "a zip archive or spreadsheet",
    b"SQLite format 3": "a database",
    b"%PDF": "a PDF",
    b"<": "XML or HTML",
}


@dataclass(frozen=True, slots=True)
class Detected:
    """A file's format and, for JSON, its parsed content."""

    format: str
    content: Any = None


def detect(data: bytes, name: str) -> Detected:
    """The format of a file's bytes; raises UnusableFileError for what is none of the formats known.

    ``name`` is only told to the reader of the sentence.
    """
    if len(data) > _MOST_BYTES:
        message = f"{name} is larger than 600 MB: load a generalised copy."
        raise UnusableFileError(message)
    if not data.strip():
        message = f"{name} is empty: export or download it again."
        raise UnusableFileError(message)
    if data[:4] == b"PAR1":
        return Detected(GEOPARQUET)
    if data[:4] == b"PK\x03\x04" and is_zip_of_shapefile(data):
        return Detected(SHAPEFILE)
    if data[: len(_SQLITE)] == _SQLITE and data[68:72] in _GEOPACKAGE_IDS:
        return Detected(GEOPACKAGE)
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return _json(data, name)
    what = next(
        (said for magic, said in _MAGIC.items() if data.lstrip().startswith(magic)), "in a format unknown to us"
    )
    raise _refusal(name, what)


def _json(data: bytes, name: str) -> Detected:
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        message = f"{name} begins like JSON but can't be read, perhaps because it was cut off: download it again."
        raise UnusableFileError(message) from error
    if isinstance(content, dict) and content.get("type") == "FeatureCollection":
        return Detected(GEOJSON, content)
    if isinstance(content, dict) and content.get("type") == "Topology":
        return Detected(TOPOJSON, content)
    records = content.get("objects") if isinstance(content, dict) else content
    if isinstance(records, list) and records and all(_is_representative(record) for record in records):
        return Detected(REPRESENT_JSON, content)
    raise _refusal(name, "JSON of another kind")


def _is_representative(record: Any) -> bool:  # noqa: ANN401 - parsed JSON
    return isinstance(record, dict) and record.keys() >= REPRESENT.known_by


def _refusal(name: str, what: str) -> UnusableFileError:
    message = (
        f"{name} is {what}: load riding boundaries (zipped shapefile, GeoPackage, GeoParquet, GeoJSON) "
        "or Represent's JSON of members."
    )
    return UnusableFileError(message)
