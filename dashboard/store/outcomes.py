"""Outcomes: what those in power did, from a campaign's folder, from files of their own and by hand, with their history.

A folder's outcomes are what it says, beside those that came otherwise. Of one that both have, the last to say something
else is right; what stood there before is in the history and can be brought back.
"""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, select

from dashboard.errors import NotFoundError, UnusableFileError, UsageError
from dashboard.schema import OUTCOME_COLUMNS
from dashboard.store import audit
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_rows, rows_of
from dashboard.store.schema import outcome_changes, outcomes

FOLDER, FILE, BY_HAND = "", "file", "hand"
"""What ``loaded_by`` says: from where an outcome came, or by what it was changed last."""

_NAMES = tuple(OUTCOME_COLUMNS)
_AT_ONCE = 500
_HISTORY = ("id", "outcome_id", "at", "who", "before", "after")

Content = dict[str, Any]
"""The cells of an outcome by column, as the store holds them."""


def listed(connection: Connection, owner: int) -> pd.DataFrame:
    """The campaign's outcomes in the columns of ``outcomes.csv``, by day and id."""
    where = outcomes.c.campaign_id == owner
    columns = [outcomes.c[name] for name in _NAMES]
    return frame_of(connection, select(*columns).where(where).order_by(outcomes.c.date, outcomes.c.outcome_id))


def save_folder(connection: Connection, owner: int, wanted: pd.DataFrame, *, who: str = "") -> bool:
    """Makes the outcomes of the campaign's folder these, beside all others; whether that changed anything."""
    new, there = _contents(wanted), _there(connection, owner)
    gone = select(outcomes.c.outcome_id).where(outcomes.c.campaign_id == owner, outcomes.c.loaded_by == FOLDER)
    left_out = [name for name in connection.execute(gone).scalars() if name not in new]
    changed = {name: new.get(name) for name in [*new, *left_out] if new.get(name) != there.get(name)}
    _change(connection, owner, changed, there, FOLDER, who)
    return bool(changed)


def judge(connection: Connection, owner: int, wanted: pd.DataFrame) -> dict[str, str]:
    """What would become of each outcome by its id: "added", "updated", or "duplicate" where it is there just so."""
    there = _there(connection, owner)
    return {name: _fate(content, there.get(name)) for name, content in _contents(wanted).items()}


def save(connection: Connection, owner: int, wanted: pd.DataFrame, by: str, *, who: str = "") -> dict[str, str]:
    """Adds these outcomes, or makes those of the same ids so; what became of each by its id, as ``judge`` says."""
    new, there = _contents(wanted), _there(connection, owner)
    fates = {name: _fate(content, there.get(name)) for name, content in new.items()}
    changed = {name: content for name, content in new.items() if fates[name] != "duplicate"}
    _change(connection, owner, changed, there, by, who)
    return fates


def remove(connection: Connection, owner: int, outcome_id: str, *, who: str = "") -> None:
    """Takes an outcome out; its history stays. Raises NotFoundError."""
    there = _there(connection, owner)
    if outcome_id not in there:
        message = f"There is no outcome {outcome_id!r} any more: see the list."
        raise NotFoundError(message)
    _change(connection, owner, {outcome_id: None}, there, BY_HAND, who)


def history(connection: Connection, owner: int) -> pd.DataFrame:
    """Every change of the campaign's outcomes, newest first: id, outcome_id, at, who, before and after (JSON or "")."""
    columns = [outcome_changes.c[name] for name in _HISTORY]
    mine = select(*columns).where(outcome_changes.c.campaign_id == owner)
    return frame_of(connection, mine.order_by(outcome_changes.c.id.desc()))


def take_back(connection: Connection, owner: int, number: int, *, who: str = "") -> str:
    """Makes an outcome what it was before a change of it, and gives its id; that is a change like any other.

    Raises NotFoundError for a change that is not there, and UsageError where the outcome was changed since.
    """
    mine = (outcome_changes.c.campaign_id == owner) & (outcome_changes.c.id == int(number))
    columns = [outcome_changes.c[name] for name in ("outcome_id", "before", "after")]
    found = connection.execute(select(*columns).where(mine)).one_or_none()
    if found is None:
        message = f"There is no change {number} of an outcome here: see the history."
        raise NotFoundError(message)
    there = _there(connection, owner)
    if _told(there.get(found.outcome_id)) != found.after:
        message = f"The outcome {found.outcome_id!r} was changed since then: take the later change back first."
        raise UsageError(message)
    stored = json.loads(found.before) if found.before else None
    before = {name: stored[name] for name in _NAMES} if stored else None
    _change(connection, owner, {found.outcome_id: before}, there, BY_HAND, who)
    return str(found.outcome_id)


def _fate(content: Content, there: Content | None) -> str:
    if there is None:
        return "added"
    return "duplicate" if content == there else "updated"


def _contents(wanted: pd.DataFrame) -> dict[str, Content]:
    twice = wanted.loc[wanted["outcome_id"].duplicated(), "outcome_id"]
    if len(twice):
        message = f"outcomes.csv has the outcome_id {twice.iloc[0]!r} twice: give each outcome its own."
        raise UnusableFileError(message)
    rows = rows_of(wanted, outcomes, _NAMES)
    return {content["outcome_id"]: content for content in (dict(zip(_NAMES, row, strict=True)) for row in rows)}


def _there(connection: Connection, owner: int) -> dict[str, Content]:
    """The content of every outcome of the campaign by its id."""
    return _contents(listed(connection, owner))


def _change(
    connection: Connection,
    owner: int,
    changed: Mapping[str, Content | None],
    there: Mapping[str, Content],
    by: str,
    who: str,
) -> None:
    """Makes these outcomes what is given, None for gone, and keeps in the history what each was and became."""
    ids = list(changed)
    for start in range(0, len(ids), _AT_ONCE):
        part = outcomes.c.outcome_id.in_(ids[start : start + _AT_ONCE])
        connection.execute(delete(outcomes).where(outcomes.c.campaign_id == owner, part))
    first = next_id(connection, outcomes)
    contents = [content for content in changed.values() if content is not None]
    rows = ((first + place, owner, by, *content.values()) for place, content in enumerate(contents))
    insert_rows(connection, outcomes, ("id", "campaign_id", "loaded_by", *_NAMES), rows)
    first, at = next_id(connection, outcome_changes), audit.now()
    told = (
        (first + place, owner, name, at, who, _told(there.get(name)), _told(content))
        for place, (name, content) in enumerate(changed.items())
    )
    columns = ("id", "campaign_id", "outcome_id", "at", "who", "before", "after")
    insert_rows(connection, outcome_changes, columns, told)


def _told(content: Content | None) -> str:
    """An outcome as JSON, the same for the same content; "" for none."""
    return "" if content is None else json.dumps(content, ensure_ascii=False, sort_keys=True)
