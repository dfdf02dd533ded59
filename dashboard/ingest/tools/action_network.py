"""Action Network: people, of whom nothing is kept but how many they were by riding, day and action."""

import hashlib
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.addresses import postal_code
from dashboard.identity.judge import PEOPLE
from dashboard.ingest.cells import CellProblem
from dashboard.ingest.columns import FIELDS, named_field
from dashboard.ingest.dates import read_days
from dashboard.ingest.raw import RawTable
from dashboard.ingest.tools.tool import Adapted, Around, Tool, added, column_of, forms
from dashboard.ingest.wording import told_lines
from dashboard.names import normal_form

_POSTAL = ("zip code", "postal code", "zip", "postcode", "can2 postal code", "can2 zip code", "code postal")
_DAYS = (
    "timestamp est", "timestamp edt", "timestamp", "timestamp utc", "created at", "created date", "date created",
    "action date", "date", "signed at", "submitted at", "rsvp date", "can2 subscription date", "horodateur", "jour",
)  # fmt: skip
_DEEDS = ("action type", "type", "tactic", "activity", "action", "tactique", "type d action")
_RIDINGS = ("riding", "federal riding", "electoral district", "constituency", "circonscription", "can2 riding")
_WHICH = ("action name", "action title", "title", "form", "petition", "event", "titre", "nom de l action")
_TACTIC = "online_action"
_WORDS = {
    "petition": "petition_online", "petitions": "petition_online", "signature": "petition_online",
    "letter": "email_form", "letters": "email_form", "lettre": "email_form", "lettres": "email_form",
    "letter campaign": "email_form", "form": _TACTIC, "forms": _TACTIC, "formulaire": _TACTIC,
    "call campaign": "call", "outreach": "call",
}  # fmt: skip
_KEYED = 16


@dataclass(frozen=True)
class _Group:
    """People who did the same on one day from one riding."""

    day: str
    tactic: str
    riding: str
    which: str


def _knows(raw: RawTable) -> bool:
    names = [name.lower() for name in raw.header]
    return any(name.startswith("can2_") for name in names)


def _adapt(raw: RawTable, around: Around) -> Adapted:
    known = forms(raw)
    cells, notes = raw.cells, []
    dated = column_of(known, *_DAYS) or _named("date", raw)
    if not dated:
        return Adapted(cells, dict.fromkeys(FIELDS, ""))
    days = [_day(text) for text in cells[dated]]
    tactics, said = _tactics(cells, column_of(known, *_DEEDS))
    ridings, more = _ridings(raw, around, days)
    notes += [*said, *more]
    which = column_of(known, *_WHICH)
    titles = cells[which] if which else pd.Series("", index=cells.index)
    groups: dict[_Group, list[int]] = {}
    for line, *of in zip(cells.index, days, tactics, map(normal_form, ridings), map(normal_form, titles), strict=True):
        group = _Group(*of) if line not in raw.broken else _Group("", "", "", f"broken-{line}")
        groups.setdefault(group, []).append(int(line))
    shown = dict(zip(cells.index, ridings, strict=True))
    notes.append(f"People became {len(groups):,} counts by riding, day and action; nothing else of them is kept.")
    found = _counted(raw, groups, {lines[0]: shown[lines[0]] for lines in groups.values()}, notes)
    used = frozenset(filter(None, (dated, which, column_of(known, *_DEEDS), _stated(raw))))
    return replace(found, used=used)


TOOL = Tool("action_network", "Action Network", _knows, _adapt)


def _counted(raw: RawTable, groups: dict[_Group, list[int]], ridings: dict[int, str], notes: list[str]) -> Adapted:
    """One row for each group, in the line of its first person."""
    first = {lines[0]: group for group, lines in groups.items()}
    cells = raw.cells.loc[list(first)]
    members = {lines[0]: len(lines) for lines in groups.values()}
    columns = {
        "action_id": [_id(group, groups[group], raw) for group in first.values()],
        "date": [group.day for group in first.values()],
        "tactic": [group.tactic for group in first.values()],
        "riding": [ridings[line] for line in first],
        "quantity": [str(members[line]) for line in first],
    }
    fields = dict.fromkeys(FIELDS, "")
    for of, values in columns.items():
        cells, fields[of] = added(cells, of, values)
    if not any(columns["riding"]):
        fields["riding"] = ""
    counted = {line: lines[0] for lines in groups.values() for line in lines[1:]}
    return Adapted(cells, fields, tuple(notes), counted=counted)


def _id(group: _Group, lines: list[int], raw: RawTable) -> str:
    """The id of a count, the same in every export; mended rows, apart from the rest, are a count of their own."""
    told = [group.day, group.tactic, group.riding, group.which]
    mended = next((name for name in raw.header if normal_form(name) == "reason"), "")
    if mended:
        people = forms(raw).get("uuid") or forms(raw).get("email") or raw.header[0]
        told += sorted(raw.cells.loc[lines, people])
    return PEOPLE + hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:_KEYED]


def _named(of: str, raw: RawTable) -> str:
    return next((name for name in raw.header if named_field(name)[0] == of), "")


def _day(text: str) -> str:
    """The day in a timestamp, or the cell without its time where the day is unclear."""
    try:
        reading = read_days(text.strip())
    except CellProblem:
        return text.strip()
    if reading.other:
        return text.strip().split(" ")[0].rstrip(",")
    return reading.first.isoformat() if reading.precision == "day" else text.strip()


def _tactics(cells: pd.DataFrame, column: str) -> tuple[list[str], list[str]]:
    if not column:
        told = "The file does not say what people did, so they count as online actions: name a column tactic if not."
        return [_TACTIC] * len(cells), [told]
    return [_WORDS.get(normal_form(text), normal_form(text)) for text in cells[column]], []


def _ridings(raw: RawTable, around: Around, days: list[str]) -> tuple[list[str], list[str]]:
    """The riding of each person: as the file says, else by postal code where boundaries are loaded."""
    known = forms(raw)
    stated, coded = _stated(raw), column_of(known, *_POSTAL)
    found = [text.strip() for text in raw.cells[stated]] if stated else [""] * len(days)
    if not coded:
        return found, []
    codes = [postal_code(text) for text in raw.cells[coded]]
    open_ = [place for place, riding in enumerate(found) if not riding and codes[place]]
    if open_ and around.ridings:
        when = np.array([_numpy_day(days[place]) for place in open_])
        for place, key in zip(open_, around.ridings([codes[place] for place in open_], when), strict=True):
            found[place] = str(key)
    left = [place for place in open_ if not found[place]]
    if not left:
        return found, []
    lines = told_lines(raw.cells.index.to_numpy()[left])
    return found, [f"People whose postal code lies in no riding of the boundaries loaded count without one ({lines})."]


def _stated(raw: RawTable) -> str:
    """The column that says the riding itself, "" for none."""
    return column_of(forms(raw), *_RIDINGS) or _named("riding", raw)


def _numpy_day(text: str) -> np.datetime64:
    try:
        return np.datetime64(text, "D")
    except ValueError:
        return np.datetime64("NaT", "D")
