"""The tables that leave the dashboard: the same rows for pages, downloads and the command line."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.exports.files import FORMATS, TYPES, csv_parts, sidecar, write
from dashboard.exports.known import refuse_unknown
from dashboard.exports.places import Shape, geometry
from dashboard.exports.tables import TABLES, meta, table
from dashboard.filters import Filters
from dashboard.snapshot import Snapshot

__all__ = ["FORMATS", "TABLES", "TYPES", "csv_parts", "file", "meta", "refuse_unknown", "sidecar", "table", "write"]


def file(
    name: str,
    snapshot: Snapshot,
    filters: Filters,
    today: date,
    file_format: str,
    *,
    private: bool = False,
    polygons: Mapping[str, Shape] | None = None,
) -> tuple[bytes, dict[str, Any]]:
    """One table as the bytes of a file, and what its sidecar says; ``polygons`` are shapes by riding key."""
    rows = table(name, snapshot, filters, today, private=private)
    if file_format == "geojson":
        rows = rows.assign(geometry=geometry(name, rows, snapshot, polygons or {}))
    about = meta(name, snapshot, filters, today)
    return write(rows, file_format, about), about
