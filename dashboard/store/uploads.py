"""Uploads: an action log judged and kept in one transaction, and the list of what was uploaded."""

from collections import Counter
from collections.abc import Callable, Collection
from functools import partial

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.directory import Directory
from dashboard.identity import Known, KnownFrame, Parsed, Receipt, judge
from dashboard.schema import ATTEMPTS
from dashboard.shelf import Shelf
from dashboard.store import actions, audit, changes, claims, memory, totals
from dashboard.store.campaigns import campaign_id
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_one
from dashboard.store.schema import actions as kept_actions
from dashboard.store.schema import campaigns, uploads

_LISTED = ("at", "who", "kind", "rows", "added", "updated", "duplicate", "needs_decision", "refused", "state")

COMPARING, KEEPING = "comparing", "keeping"
"""Steps of a commit."""

Tell = Callable[[str, int], None]


def nobody(_step: str, _rows: int) -> None:
    """Hears what is done and says nothing."""


def preview(connection: Connection, slug: str, parsed: Parsed, directory: Directory, tell: Tell = nobody) -> Receipt:
    """The receipt that a commit would give now; nothing is stored."""
    judged, _ = _judged(connection, campaign_id(connection, slug), parsed, directory, tell)
    return Receipt(None, parsed, judged)


def commit(
    connection: Connection,
    slug: str,
    parsed: Parsed,
    directory: Directory,
    *,
    who: str,
    kind: str,
    even_if_nothing_new: bool = True,
    tell: Tell = nobody,
) -> Receipt:
    """Judges the file against what is there, keeps what is new or changed, and records the upload with its counts.

    The receipt has no upload_id where nothing was new and that was not to be recorded. ``tell`` hears which step is
    under way, and of how many more rows it is done.
    """
    owner = campaign_id(connection, slug)
    judged, known = _judged(connection, owner, parsed, directory, tell)
    fates = Counter({"added": 0, "updated": 0})
    for table in judged.columns("fate"):
        fates.update(table["fate"].value_counts().to_dict())
    added, updated = fates["added"], fates["updated"]
    if not even_if_nothing_new and not added and not updated:
        return Receipt(None, parsed, judged)
    upload_id = next_id(connection, uploads)
    told = Receipt(upload_id, parsed, judged)
    cells = {"at": audit.now(), "who": who, "kind": kind, "rows": told.rows, "actions_added": added}
    insert_one(connection, uploads, id=upload_id, campaign_id=owner, **cells, **told.counts, state="active")
    anew = not updated and added > next_id(connection, kept_actions)
    room = actions.room_for_many(connection, added + updated, anew=anew)
    with room, totals.coming(connection, owner) as coming:
        for rows, fresh in zip(parsed.usable, judged, strict=True):
            _keep(connection, (owner, upload_id), rows, fresh, parsed.content_columns, known, coming)
            tell(KEEPING, len(rows))
    new = memory.remember(connection, owner, parsed, who=who)
    audit.note(connection, "upload", who=who, campaign=slug, upload_id=upload_id, **new)
    return told


def _keep(
    connection: Connection,
    of: tuple[int, int],
    rows: pd.DataFrame,
    judged: pd.DataFrame,
    columns: Collection[str],
    known: Known,
    coming: totals.Coming,
) -> None:
    """Keeps what is new or changed in one piece of a file, for a campaign and an upload."""
    fresh, changed = judged[judged["fate"] == "added"], judged[judged["fate"] == "updated"]
    if len(fresh):
        ids = fresh.set_index("action")["action_id"]
        new = rows[rows["action"].isin(ids.index)] if len(fresh) < len(judged) else rows
        new = new.assign(action_id=ids.loc[new["action"]].array)
        actions.add(connection, *of, new, coming)
        done = (new["office_id"] != "") & ~((new["tactic"] == "call") & new["outcome"].isin(ATTEMPTS))
        claims.done_by(connection, *of, new.loc[done, ["action_id", "office_id", "date_end"]])
    if len(changed):
        changes.change(connection, *of, rows, columns, changed, known.of(set(changed["action_id"])))


def _judged(
    connection: Connection, owner: int, parsed: Parsed, directory: Directory, tell: Tell
) -> tuple[Shelf, Known]:
    """A file judged beside the actions that it can be about: all where it is of many rows."""
    hear = partial(tell, COMPARING)
    if parsed.usable.rows > actions.FEW:
        known = actions.KnownActions(connection, owner)
        return judge(parsed, known, directory, hear), known
    near = _near(connection, owner, parsed.rows)
    while True:
        table = judge(parsed, KnownFrame(near), directory, hear)
        new = {one for part in table for one in part.loc[part["fate"] == "added", "action_id"]}
        taken = actions.known_ids(connection, owner, new)
        if not taken:
            return table, KnownFrame(near)
        # An id made here is that of an action that has moved to another day: beside it, another one is made.
        near = pd.concat([near, actions.active_rows_of(connection, owner, set(taken))], ignore_index=True)


def _near(connection: Connection, owner: int, rows: pd.DataFrame) -> pd.DataFrame:
    """The active actions that these rows may be about: those of their ids, and those like them."""
    named = actions.active_rows_of(connection, owner, set(rows["source_id"]) - {""})
    unnamed = rows[rows["source_id"] == ""]
    if unnamed.empty:
        return named
    near = pd.concat([named, actions.active_rows_like(connection, owner, unnamed)], ignore_index=True)
    return near.drop_duplicates(["action_id", "position"], ignore_index=True)


def listed(connection: Connection, slug: str | None) -> pd.DataFrame:
    """Uploads of one campaign or, for None, of all, oldest first, with their five counts and state."""
    columns = [uploads.c[name] for name in _LISTED]
    statement = select(uploads.c.id.label("upload_id"), campaigns.c.slug.label("campaign"), *columns)
    statement = statement.join_from(uploads, campaigns).order_by(uploads.c.id)
    if slug is not None:
        statement = statement.where(uploads.c.campaign_id == campaign_id(connection, slug))
    return frame_of(connection, statement)
