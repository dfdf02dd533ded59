"""Tiny builders for the store: a file as parsed, a directory to judge it by, and all that can be read of a store."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from builders import institution, office, person, role, tables, term

from dashboard.campaign import DirectoryTables
from dashboard.directory import Directory
from dashboard.identity import Parsed, empty_problems
from dashboard.identity.parsed import ROW_TYPES
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET, OUTCOME_COLUMNS, frame

EVERYTHING = frozenset(ACTION_CONTENT + ACTION_TARGET)
RIDING = "2013:35024"
WHO_SITS = frozenset({"terms", "constituency", "legislature"})
TABLES = tables(
    people=[person("marco", "Marco Mendicino"), institution("ircc", serves_post=True)],
    terms=[term("marco", RIDING, "2015-10-19", "2021-10-26")],
    roles=[role("marco", "minister", "Minister of Immigration", "2019-11-20")],
    offices=[office("marco-office", "marco", postal_code="M6A 1A3", latitude=43.7191, longitude=-79.4352)],
)
DIRECTORY = Directory(TABLES)


def row(day="2020-11-24", **fields):
    """A usable row of a file: a call to the minister, unless it says otherwise."""
    return {
        "date": day, "date_end": day, "date_precision": "day", "tactic": "call", "quantity": 10.0, "target_id": "marco",
        **fields,
    }  # fmt: skip


def file_of(*rows, problems=(), columns=EVERYTHING):
    """A file of these rows, each its own line; rows with one source_id are one action."""
    records = [{"line": place + 2, "action": one.get("source_id") or place, **one} for place, one in enumerate(rows)]
    actions = pd.factorize(np.array([record["action"] for record in records], dtype=object))[0]
    table = frame([{**record, "action": 0} for record in records], ROW_TYPES).assign(action=actions)
    told = pd.DataFrame(list(problems), columns=empty_problems().columns) if problems else empty_problems()
    lines = sorted({*table["line"], *told["line"]})
    raw = pd.DataFrame({"what": [f"line {line}" for line in lines]}, index=lines, dtype="str")
    return Parsed.of(("what",), raw, table, told, content_columns=columns)


class Loaded(NamedTuple):
    """A list of people as its reader hands it over, or without tables a set of boundaries."""

    kind: str
    source: dict[str, Any]
    tables: DirectoryTables | None = None
    covers: frozenset[str] = WHO_SITS


def save_list(store, kind, tables, source, covers=WHO_SITS):
    """What came of one list."""
    return store.save_references([Loaded(kind, source, tables, covers)])[0]


def outcomes(*records):
    return frame(records, OUTCOME_COLUMNS)


def reads(store, slug="renew"):
    """All that can be read of a campaign and its uploads, as text."""
    directory = store.campaign_tables(slug)
    frames = [
        store.campaigns(), directory.people, directory.terms, directory.roles, directory.offices, store.actions(slug),
        store.outcomes(slug), store.uploads(),
    ]  # fmt: skip
    return repr(store.campaign(slug)) + "\n".join(frame.to_csv(index=False) for frame in frames)
