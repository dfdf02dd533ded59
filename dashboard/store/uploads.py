"""Uploads: an action log judged and kept in one transaction, and the list of what was uploaded."""

import pandas as pd
from sqlalchemy import Connection, select

from dashboard.directory import Directory
from dashboard.identity import Parsed, Receipt, judge, receipt
from dashboard.store import actions, audit, changes, memory
from dashboard.store.campaigns import campaign_id
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_one
from dashboard.store.schema import campaigns, uploads

_LISTED = ("at", "who", "kind", "rows", "added", "updated", "duplicate", "needs_decision", "refused", "state")


def preview(connection: Connection, slug: str, parsed: Parsed, directory: Directory) -> Receipt:
    """The receipt that a commit would give now; nothing is stored."""
    known = actions.active_actions(connection, campaign_id(connection, slug))
    return receipt(parsed, judge(parsed, known, directory))


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
    known = actions.active_actions(connection, owner)
    judged = judge(parsed, known, directory)
    fresh, changed = judged[judged["fate"] == "added"], judged[judged["fate"] == "updated"]
    if not even_if_nothing_new and fresh.empty and changed.empty:
        return receipt(parsed, judged)
    upload_id = next_id(connection, uploads)
    told = receipt(parsed, judged, upload_id)
    insert_one(
        connection,
        uploads,
        id=upload_id,
        campaign_id=owner,
        at=audit.now(),
        who=who,
        kind=kind,
        rows=told.rows,
        **told.counts,
        actions_added=len(fresh),
        state="active",
    )
    if len(fresh):
        actions.add(connection, owner, upload_id, _rows_with_ids(parsed, fresh))
    if len(changed):
        changes.change(connection, owner, upload_id, parsed, changed, known)
    if len(fresh) or len(changed):
        touched = {*fresh["action_id"], *changed["action_id"]}
        actions.make_ready_again(connection, owner, known, touched)
    new = memory.remember(connection, owner, parsed, who=who)
    audit.note(connection, "upload", who=who, campaign=slug, upload_id=upload_id, **new)
    return told


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
