"""One action as a phone sends it, to a file of one row: checked, cleaned, and without anyone's personal data."""

import base64
import binascii
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NoReturn

import pandas as pd

from dashboard.directory import Directory
from dashboard.errors import UsageError
from dashboard.identity import Parsed, empty_problems
from dashboard.identity.parsed import ROW_TYPES
from dashboard.ingest.privacy import Redactor
from dashboard.plain import clean, clean_lines
from dashboard.schema import ACTION_CONTENT, ACTION_TARGET, CALL_OUTCOMES

TACTICS = (
    "call", "poster_office", "office_visit", "letter", "petition_delivery", "rally",
    "meeting", "email_form", "installation", "media_hit",
)  # fmt: skip
"""What can be done at or toward one office, what is done most often first."""

LONGEST_NOTE, LONGEST_GROUP = 2_000, 100
MOST = 100_000
"""Of anything in one entry."""

_ID = re.compile(r"log-[0-9a-z]{20}")
_FIRST_DAY = date(1900, 1, 1)
_LONGEST_PHOTO = 14_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One action done at one office on one day; ``entry_id`` was made once, on the phone."""

    entry_id: str
    day: date
    tactic: str
    office_id: str
    quantity: int
    outcome: str = ""
    note: str = ""
    group: str = ""
    photo: bytes = b""


def is_entry_id(text: object) -> bool:
    """Whether it is an id as the Log page makes them, which no file of ours has."""
    return isinstance(text, str) and bool(_ID.fullmatch(text))


def read_entry(sent: Mapping[str, Any], directory: Directory, today: date, own: Collection[str] = ()) -> Entry:
    """The entry in what a browser sent; raises UsageError with a sentence for anything that can't be logged.

    ``own`` are the codes of the campaign's own tactics.
    """
    entry_id, tactic, office_id = (_text(sent, name, 200) for name in ("id", "tactic", "office"))
    if not is_entry_id(entry_id):
        _refuse("The entry has no id of its own: log it again.")
    if tactic not in TACTICS and tactic not in own:
        _refuse("What was done is not known here: choose it again.")
    if office_id not in directory.office_links and not directory.owner_of([office_id])[0]:
        _refuse("The office is not known any more: choose another one.")
    outcome = _text(sent, "outcome", 40) if tactic == "call" else ""
    if outcome and outcome not in CALL_OUTCOMES:
        _refuse("How the call went is not known here: choose it again.")
    return Entry(
        entry_id=entry_id,
        day=_day(_text(sent, "day", 10), today),
        tactic=tactic,
        office_id=office_id,
        quantity=_quantity(sent.get("count")),
        outcome=outcome,
        note=clean_lines(_text(sent, "note", LONGEST_NOTE)),
        group=clean(_text(sent, "group", LONGEST_GROUP)),
        photo=_photo(sent.get("photo", "")),
    )


def as_file(entry: Entry, directory: Directory) -> Parsed:
    """The entry as a file of one row, personal data taken out of its note; ``notes`` says so where there was any."""
    redactor = Redactor.of(directory)
    note, group = redactor.redact(entry.note), redactor.redact(entry.group)
    cells: dict[str, Any] = {
        "line": 1, "action": 0, "source_id": entry.entry_id, "date": entry.day, "date_end": entry.day,
        "date_precision": "day", "tactic": entry.tactic, "outcome": entry.outcome, "quantity": float(entry.quantity),
        "split": False, "group": group, "note": note, "office_id": entry.office_id,
    }  # fmt: skip
    rows = pd.DataFrame({name: pd.Series([_cell(cells, name, kind)]).astype(kind) for name, kind in ROW_TYPES.items()})
    return Parsed.of(
        header=("action_id",),
        raw=pd.DataFrame({"action_id": [entry.entry_id]}, index=[1], dtype="str"),
        rows=rows,
        problems=empty_problems(),
        content_columns=frozenset((*ACTION_CONTENT, *ACTION_TARGET)),
        notes=tuple(redactor.notes()),
    )


def _cell(cells: Mapping[str, Any], name: str, kind: str) -> Any:  # noqa: ANN401 - a cell of any column
    missing = {"str": "", "float64": float("nan")}
    return cells.get(name, missing.get(kind))


def _text(sent: Mapping[str, Any], name: str, longest: int) -> str:
    """A text of at most so many characters, "" where there is none."""
    text = sent.get(name, "")
    if not isinstance(text, str) or "\0" in text:
        _refuse("The entry can't be read: log it again.")
    if len(text) > longest:
        _refuse(f"A text of the entry has more than {longest} characters: shorten it.")
    return text


def _day(text: str, today: date) -> date:
    """A day up to today; tomorrow too, which it may be already where the phone is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        _refuse("The day is not a day of the calendar: choose it again.")
    if day > today + timedelta(days=1):
        _refuse("The day has not come yet: choose today or a day before.")
    if day < _FIRST_DAY:
        _refuse("The day is before 1900: choose a later one.")
    return day


def _quantity(count: object) -> int:
    if isinstance(count, float) and count.is_integer():
        count = int(count)
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST:
        _refuse(f"How many must be a whole number from 1 to {MOST}: choose it again.")
    return count


def _photo(text: object) -> bytes:
    if not isinstance(text, str) or len(text) > _LONGEST_PHOTO:
        _refuse("The photo is too large: send a smaller one.")
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        _refuse("The photo can't be read: take it again, or send another one.")


def _refuse(sentence: str) -> NoReturn:
    raise UsageError(sentence) from None
