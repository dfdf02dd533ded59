"""Reference files from bytes to records that the store can take: nothing is written until every file is found good."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from dashboard.campaign import DirectoryTables
from dashboard.errors import UnusableFileError
from dashboard.reference.boundaries import Written, write_boundaries
from dashboard.reference.coverage import Coverage, coverage_of
from dashboard.reference.detect import (
    GEOJSON,
    GEOPACKAGE,
    GEOPARQUET,
    REPRESENT_JSON,
    SHAPEFILE,
    TOPOJSON,
    Detected,
    detect,
)
from dashboard.reference.features import Features, features_of_geojson, features_of_geoparquet
from dashboard.reference.lookup import locate
from dashboard.reference.packed import features_of_geopackage, features_of_shapefile
from dashboard.reference.represent import Representatives, read_members
from dashboard.reference.topojson import as_geojson
from dashboard.sources import REPRESENT, Source, boundary_source

_BINARY = {
    GEOPARQUET: features_of_geoparquet,
    SHAPEFILE: features_of_shapefile,
    GEOPACKAGE: features_of_geopackage,
}
_MOST_OUTSIDE = 25
"""Offices outside their riding that are told one by one; the rest as a number."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to load: its name, for sentences only, and its bytes."""

    name: str
    data: bytes

    @classmethod
    def read(cls, path: Path) -> "File":
        """The file at a path; raises UnusableFileError when it can't be read."""
        try:
            return cls(path.name, path.read_bytes())
        except OSError as error:
            message = f"{path} can't be read: check the name and that it is a file you may read."
            raise UnusableFileError(message) from error


@dataclass(frozen=True, slots=True)
class Loaded:
    """One set of reference records: boundaries (already in the home folder), or tables for the store to take."""

    kind: str
    source: dict[str, Any]
    """What the store keeps in its sources: publisher, licence, order, records, days, doubts, hash of the bytes."""
    summary: dict[str, Any]
    """What the command tells, ready for JSON."""
    tables: DirectoryTables | None = None
    boundaries: Written | None = None


def load_files(
    files: Sequence[File], *, home: Path, today: date, as_of: date | None = None, accept_damaged: bool = False
) -> list[Loaded]:
    """What the files hold, boundaries first; raises UnusableFileError for the first bad one, with nothing written.

    All pages of Represent's list that come together are one list. Boundaries are written to the ``home`` folder, and
    offices are then checked against them (or those loaded before); storing the tables is left to the caller.
    """
    detected = [(file, detect(file.data, file.name)) for file in files]
    lists = [(file, found) for file, found in detected if found.format == REPRESENT_JSON]
    sets = [
        _coverage(file, found, accept_damaged=accept_damaged)
        for file, found in detected
        if found.format != REPRESENT_JSON
    ]
    people = _members(lists, as_of, today) if lists else None
    loaded = [_boundaries(file, source, coverage, home, as_of, today) for file, source, coverage in sets]
    if people:
        loaded.append(_people([file for file, _ in lists], people, home, as_of, today))
    return loaded


def _coverage(file: File, found: Detected, *, accept_damaged: bool) -> tuple[File, Source, Coverage]:
    features = _features(file, found)
    coverage = coverage_of(features, file.name, accept_damaged=accept_damaged)
    return file, boundary_source(list(features.columns)), coverage


def _features(file: File, found: Detected) -> Features:
    if found.format == GEOJSON:
        return features_of_geojson(found.content, file.name)
    if found.format == TOPOJSON:
        return features_of_geojson(as_geojson(found.content, file.name), file.name)
    return _BINARY[found.format](file.data, file.name)


def _members(lists: list[tuple[File, Detected]], as_of: date | None, today: date) -> Representatives:
    contents = [found.content for _, found in lists]
    return read_members(contents, lists[0][0].name, as_of=as_of, read_on=today)


def _boundaries(file: File, source: Source, coverage: Coverage, home: Path, as_of: date | None, today: date) -> Loaded:
    written = write_boundaries(coverage, home)
    measured = {
        "lookup": written.files.lookup,
        "geometry": written.files.geometry,
        "geometry_bytes": written.geometry_bytes,
        "gzipped_bytes": written.gzipped_bytes,
        "overlap_least": round(float(written.overlap.min()), 4),
        "overlap_5th_percentile": round(float(np.percentile(written.overlap, 5)), 4),
    }
    record = _record([file], source, coverage.order, len(coverage.codes), coverage.doubts, as_of, today)
    return Loaded(source.kind, record, _summary([file], record, coverage.doubts) | measured, boundaries=written)


def _people(files: list[File], people: Representatives, home: Path, as_of: date | None, today: date) -> Loaded:
    people = replace(people, doubts=(*people.doubts, *_doubts_of_place(people, home)))
    offices = people.tables.offices
    record = _record(files, REPRESENT, people.order, len(people.tables.people), people.doubts, as_of, today)
    counts = {"members": len(people.tables.people), "offices": len(offices), "placed": people.placed}
    return Loaded(REPRESENT.kind, record, _summary(files, record, people.doubts) | counts, tables=people.tables)


def _doubts_of_place(people: Representatives, home: Path) -> list[str]:
    """Constituency offices that lie outside their member's riding by the polygons loaded; they are not moved."""
    tables = people.tables
    ridings = tables.terms.drop_duplicates("target_id").set_index("target_id")["riding"]
    names = tables.people.set_index("target_id")["name"]
    offices = tables.offices[tables.offices["kind"] == "constituency"]
    lies_in = locate(offices["longitude"], offices["latitude"], people.order, home)
    own = offices["target_id"].map(ridings).fillna("").to_numpy(dtype=object)
    outside = offices[(lies_in != "") & (own != "") & (lies_in != own)]
    doubts = []
    for target_id, address in zip(outside["target_id"], outside["address"][:_MOST_OUTSIDE], strict=False):
        doubt = f"The office of {names[target_id]} at {address} lies outside their riding by its postal code."
        doubts.append(doubt)
    if len(outside) > _MOST_OUTSIDE:
        doubt = f"{len(outside) - _MOST_OUTSIDE} more offices lie outside their member's riding by their postal code."
        doubts.append(doubt)
    return doubts


def _record(
    files: list[File],
    source: Source,
    order: int,
    records: int,
    doubts: Sequence[str],
    as_of: date | None,
    today: date,
) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "publisher": source.publisher,
        "licence": source.licence,
        "riding_order": order,
        "records": records,
        "as_of": as_of.isoformat() if as_of else "",
        "read_on": today.isoformat(),
        "doubts": json.dumps(list(doubts), ensure_ascii=False),
        "content_hash": hashlib.sha256(b"".join(file.data for file in files)).hexdigest(),
    }


def _summary(files: list[File], record: dict[str, Any], doubts: Sequence[str]) -> dict[str, Any]:
    return {"files": [file.name for file in files]} | record | {"doubts": list(doubts)}
