"""Uploads: an action log judged and kept in one transaction, and the list of what was uploaded."""

from functools import partial
from typing import NamedTuple

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.directory import Directory
from dashboard.identity import Parsed, Receipt, judge, receipt
from dashboard.store import actions, audit, changes, claims, memory
from dashboard.store.campaigns import campaign_id
from dashboard.store.connect import next_id
from dashboard.store.frames import cells_of, frame_of, insert_one
from dashboard.store.schema import actions as kept_actions
from dashboard.store.schema import campaigns, uploads

_LISTED = ("at", "who", "kind", "rows", "added", "updated", "duplicate", "needs_decision", "refused", "state")
_MANY = 20_000


def preview(connection: Connection, slug: str, parsed: Parsed, directory: Directory) -> Receipt:
    """The receipt that a commit would give now; nothing is stored."""
    return receipt(parsed, _judged(connection, campaign_id(connection, slug), parsed, directory).table)


def commit(
    connection: Connection,
    slug: str,
    parsed: Parsed,
    directory: Directory,
    *,
    who: str,
    kind: str,
    even_if_nothing_new: bool = True,
) -> Receipt:
    """Judges the file against what is there, keeps what is new or changed, and records the upload with its counts.

    The receipt has no upload_id where nothing was new and that was not to be recorded.
    """
    owner = campaign_id(connection, slug)
    judged, known, whole = _judged(connection, owner, parsed, directory)
    fresh, changed = judged[judged["fate"] == "added"], judged[judged["fate"] == "updated"]
    if not even_if_nothing_new and fresh.empty and changed.empty:
        return receipt(parsed, judged)
    upload_id = next_id(connection, uploads)
    told = receipt(parsed, judged, upload_id)
    cells = {"at": audit.now(), "who": who, "kind": kind, "rows": told.rows, "actions_added": len(fresh)}
    insert_one(connection, uploads, id=upload_id, campaign_id=owner, **cells, **told.counts, state="active")
    rows = _rows_with_ids(parsed, fresh)
    after = partial(actions.together, known, rows, upload_id) if whole and changed.empty else None
    with actions.changing(connection, owner, len(fresh) + len(changed), after):
        if len(fresh):
            actions.add(connection, owner, upload_id, rows)
        if len(changed):
            changes.change(connection, owner, upload_id, parsed, changed, known)
    days = cells_of(rows["date_end"], kept_actions.c.date_end)
    claims.done_by(connection, owner, upload_id, list(zip(rows["office_id"], days, strict=True)))
    new = memory.remember(connection, owner, parsed, who=who)
    audit.note(connection, "upload", who=who, campaign=slug, upload_id=upload_id, **new)
    return told


class _Judged(NamedTuple):
    """What each action of a file becomes, beside the known ones it was compared to, and whether they are all."""

    table: pd.DataFrame
    known: pd.DataFrame
    whole: bool


def _judged(connection: Connection, owner: int, parsed: Parsed, directory: Directory) -> _Judged:
    """A file judged beside the actions that it can be about: all where it is of many rows."""
    near = _near(connection, owner, parsed.rows) if len(parsed.rows) <= actions.FEW else None
    if near is not None:
        table = judge(parsed, near, directory)
        new = table.loc[table["fate"] == "added", "action_id"]
        if not actions.known_ids(connection, owner, set(new)):  # an id made here is seldom taken on another day
            return _Judged(table, near, whole=False)
    known = actions.active_actions(connection, owner)
    return _Judged(judge(parsed, known, directory), known, whole=True)


def _near(connection: Connection, owner: int, rows: pd.DataFrame) -> pd.DataFrame | None:
    """The active actions that these rows may be about, those of their ids or like them; None where many are to read."""
    unnamed = rows[rows["source_id"] == ""]
    if actions.count_on(connection, owner, set(cells_of(unnamed["date"], kept_actions.c.date))) > _MANY:
        return None
    named = actions.active_rows_of(connection, owner, set(rows["source_id"]) - {""})
    near = pd.concat([named, actions.active_rows_like(connection, owner, unnamed)], ignore_index=True)
    return near.drop_duplicates(["action_id", "position"], ignore_index=True)


def _rows_with_ids(parsed: Parsed, fresh: pd.DataFrame) -> pd.DataFrame:
    ids = fresh.set_index("action")["action_id"]
    rows = parsed.rows[parsed.rows["action"].isin(ids.index)]
    return rows.assign(action_id=ids.loc[rows["action"]].to_numpy())


def listed(connection: Connection, slug: str | None) -> pd.DataFrame:
    """Uploads of one campaign or, for None, of all, oldest first, with their five counts and state."""
    columns = [uploads.c[name] for name in _LISTED]
    statement = select(uploads.c.id.label("upload_id"), campaigns.c.slug.label("campaign"), *columns)
    statement = statement.join_from(uploads, campaigns).order_by(uploads.c.id)
    if slug is not None:
        statement = statement.where(uploads.c.campaign_id == campaign_id(connection, slug))
    return frame_of(connection, statement)
