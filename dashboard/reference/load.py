"""Reference files from bytes to records that the store can take: nothing is written until every file is found good."""

import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from dashboard.campaign import DirectoryTables
from dashboard.errors import UnusableFileError, UsageError
from dashboard.reference import members, ministers, parlinfo, represent
from dashboard.reference.boundaries import Written, write_boundaries
from dashboard.reference.coverage import Coverage, coverage_of
from dashboard.reference.detect import GEOJSON, GEOPACKAGE, GEOPARQUET, SHAPEFILE, TOPOJSON, Detected, detect
from dashboard.reference.features import Features, features_of_geojson, features_of_geoparquet
from dashboard.reference.listing import Given, Listing
from dashboard.reference.packed import features_of_geopackage, features_of_shapefile
from dashboard.reference.placing import doubts_of_place
from dashboard.reference.topojson import as_geojson
from dashboard.schema import ORDERS
from dashboard.sources import (
    HOUSE_MEMBERS,
    HOUSE_MINISTERS,
    HOUSE_SECRETARIES,
    LIBRARY_OFFICES,
    LIBRARY_ROLES,
    REPRESENT,
    REPRESENT_CSV,
    Source,
    boundary_source,
)


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
    """What the store keeps in its sources: name, publisher, licence, order, records, days, doubts, counts, hash."""
    summary: dict[str, Any]
    """What the command tells, ready for JSON."""
    tables: DirectoryTables | None = None
    covers: frozenset[str] = frozenset()
    """What a whole list of its kind names all of; see ``dashboard.reference.listing``."""
    boundaries: Written | None = None


@dataclass(frozen=True, slots=True)
class _Polygons:
    """A checked set of boundaries, not yet written."""

    file: File
    source: Source
    coverage: Coverage


_FEATURES: dict[str, Callable[[File, Detected], Features]] = {
    GEOJSON: lambda file, found: features_of_geojson(found.content, file.name),
    TOPOJSON: lambda file, found: features_of_geojson(as_geojson(found.content, file.name), file.name),
    GEOPARQUET: lambda file, _: features_of_geoparquet(file.data, file.name),
    SHAPEFILE: lambda file, _: features_of_shapefile(file.data, file.name),
    GEOPACKAGE: lambda file, _: features_of_geopackage(file.data, file.name),
}
_LISTS: dict[str, Callable[[Any, Given], Listing]] = {
    REPRESENT.name: represent.read_pages,
    REPRESENT_CSV.name: represent.read_bulk,
    HOUSE_MEMBERS.name: members.read_members,
    HOUSE_MINISTERS.name: ministers.read_ministers,
    HOUSE_SECRETARIES.name: ministers.read_secretaries,
    LIBRARY_OFFICES.name: parlinfo.read_offices,
    LIBRARY_ROLES.name: parlinfo.read_roles,
}
"""Readers of lists of people by the name of their format; that of Represent's JSON takes all its pages at once."""


def load_files(
    files: Sequence[File], *, home: Path, today: date, as_of: date | None = None, accept_damaged: bool = False
) -> list[Loaded]:
    """What the files hold, boundaries first; raises UnusableFileError for the first bad one, with nothing written.

    All pages of Represent's list that come together are one list, every other file is one by itself; of several
    boundaries of one order the last counts. Boundaries are written to the ``home`` folder, and offices are then checked
    against them (or those loaded before); storing the tables is left to the caller.
    """
    if as_of and as_of > today:
        message = f"The files can't speak of {as_of}, which lies after today ({today}): give their own day."
        raise UsageError(message)
    detected = [(file, detect(file.data, file.name)) for file in files]
    lists = _lists([one for one in detected if one[1].format in _LISTS], as_of, today)
    polygons = [one for one in detected if one[1].format in _FEATURES]
    with ThreadPoolExecutor(len(ORDERS)) as side_by_side:  # most of the time goes by in libraries that run in threads
        sets = list(side_by_side.map(lambda one: _polygons(one[0], one[1], accept_damaged), polygons))
        last = [one for one in sets if one is _last(sets, one.coverage.order)]
        loaded = list(side_by_side.map(lambda one: _boundaries(one, sets, home, as_of, today), last))
    return loaded + [_people(of, listing, home, today) for of, listing in lists]


def _lists(detected: list[tuple[File, Detected]], as_of: date | None, today: date) -> list[tuple[list[File], Listing]]:
    """Each list with the files it was in."""
    pages = [(file, found) for file, found in detected if found.format == REPRESENT.name]
    found_in: list[tuple[list[File], Listing]] = []
    if pages:
        given = Given(pages[0][0].name, today, as_of)
        found_in.append(
            ([file for file, _ in pages], represent.read_pages([found.content for _, found in pages], given))
        )
    for file, found in detected:
        if found.format != REPRESENT.name:
            found_in.append(([file], _LISTS[found.format](found.content, Given(file.name, today, as_of))))
    return ministers.in_both_languages(found_in)


def _polygons(file: File, found: Detected, accept_damaged: bool) -> _Polygons:  # noqa: FBT001 - passed on
    features = _FEATURES[found.format](file, found)
    coverage = coverage_of(features, file.name, accept_damaged=accept_damaged)
    return _Polygons(file, boundary_source(list(features.columns)), coverage)


def _last(sets: list[_Polygons], order: int) -> _Polygons:
    return next(one for one in reversed(sets) if one.coverage.order == order)


def _boundaries(one: _Polygons, sets: list[_Polygons], home: Path, as_of: date | None, today: date) -> Loaded:
    written = write_boundaries(one.coverage, home)
    measured = {
        "lookup": written.files.lookup,
        "geometry": written.files.geometry,
        "geometry_bytes": written.geometry_bytes,
        "gzipped_bytes": written.gzipped_bytes,
        "overlap_least": round(float(written.overlap.min()), 4),
        "overlap_5th_percentile": round(float(np.percentile(written.overlap, 5)), 4),
    }
    others = [other.file.name for other in sets if other.coverage.order == one.coverage.order and other is not one]
    passed = [f"The boundaries of the same order in {name} were checked and passed over." for name in others]
    record = _record([one.file], one.source, today) | {
        "riding_order": one.coverage.order,
        "records": len(one.coverage.codes),
        "as_of": as_of.isoformat() if as_of else "",
    }
    loaded = _loaded([one.file], record, (*one.coverage.doubts, *passed), {})
    return replace(loaded, summary=loaded.summary | measured, boundaries=written)


def _people(files: list[File], listing: Listing, home: Path, today: date) -> Loaded:
    outside = doubts_of_place(listing.tables, listing.order, home) if listing.order else []
    counts = listing.counts
    record = _record(files, listing.source, today) | {
        "riding_order": listing.order,
        "records": counts.get("members", counts.get("roles", 0)),
        "as_of": listing.day.isoformat() if listing.day else "",
    }
    loaded = _loaded(files, record, (*listing.doubts, *outside), counts)
    return replace(loaded, tables=listing.tables, covers=listing.covers)


def _record(files: list[File], source: Source, today: date) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "name": source.name,
        "publisher": source.publisher,
        "licence": source.licence,
        "read_on": today.isoformat(),
        "content_hash": hashlib.sha256(b"".join(file.data for file in files)).hexdigest(),
    }


def _loaded(files: list[File], record: dict[str, Any], doubts: Sequence[str], counts: dict[str, int]) -> Loaded:
    told = {"files": [file.name for file in files]} | record | {"doubts": list(doubts)} | counts
    stored = {"doubts": json.dumps(list(doubts), ensure_ascii=False), "counts": json.dumps(counts)}
    return Loaded(record["kind"], record | stored, told)
