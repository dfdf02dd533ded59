"""Airtable: a table's view as CSV; several choices in a cell, ticks as "checked", attachments with their links."""

import re

import pandas as pd

from dashboard.ingest.raw import RawTable
from dashboard.ingest.tools.questions import fields_of
from dashboard.ingest.tools.tool import Adapted, Around, Tool, added
from dashboard.names import normal_form

_RECORD = re.compile(r"rec[A-Za-z0-9]{14}")
_ATTACHED = re.compile(r"\S.*? \(https://[\w.-]*airtable[\w.-]*/\S+\)(?:,.*)?")
_OWN = frozenset((
    "record id", "recordid", "airtable id", "created", "created time", "date created", "last modified",
    "last modified time", "created by", "last modified by", "autonumber",
))  # fmt: skip
_MADE = ("created", "created time", "date created")
_COMMA = re.compile(r",\s*(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")


def _knows(raw: RawTable) -> bool:
    return any(_filled(raw.cells[name], _RECORD) or _filled(raw.cells[name], _ATTACHED) for name in raw.header) or any(
        normal_form(name) in ("record id", "airtable id") for name in raw.header
    )


def _adapt(raw: RawTable, around: Around) -> Adapted:
    cells, notes = raw.cells, []
    ids = [name for name in raw.header if _filled(cells[name], _RECORD)]
    files = [name for name in raw.header if _filled(cells[name], _ATTACHED)]
    own = {name for name in raw.header if normal_form(name) in _OWN}
    fields = fields_of([name for name in raw.header if name not in {*ids, *files, *own}])
    made = [name for name in raw.header if normal_form(name) in _MADE]
    fields["date"] = fields["date"] or (made[0] if made else "")
    records = [name for name in ids if normal_form(name) in _OWN] or ids
    fields["action_id"] = fields["action_id"] or (records[0] if records else "")
    used = {fields["target"], fields["split"]}
    if fields["target"]:
        parted = [_parted(text, around) for text in cells[fields["target"]]]
        cells, fields["target"] = added(cells, "target", parted)
    if fields["split"]:
        ticks = ["yes" if text.strip().lower() == "checked" else text for text in cells[fields["split"]]]
        cells, fields["split"] = added(cells, "split", ticks)
    if files:
        notes.append(f"Attachments are not loaded: {', '.join(map(repr, files))}.")
    return Adapted(cells, fields, tuple(notes), used=frozenset(filter(None, used)))


TOOL = Tool("airtable", "Airtable", _knows, _adapt)


def _filled(column: pd.Series, pattern: re.Pattern[str]) -> bool:
    texts = [text.strip() for text in column.head(200) if text.strip()]
    return bool(texts) and all(pattern.fullmatch(text) for text in texts)


def _parted(text: str, around: Around) -> str:
    """Several linked people in a cell parted as ours are, where each is known: "Last, First" stays whole."""
    parts = [part.strip().strip('"') for part in _COMMA.split(text)]
    return "; ".join(parts) if len(parts) > 1 and all(normal_form(part) in around.names for part in parts) else text
