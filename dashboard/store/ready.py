"""A campaign's active actions as one packed table beside their rows: read in a twentieth of the time.

The database notes every action that changes after the copy was made, whoever changes it: of those the rows are read.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd
import pyarrow as pa
from sqlalchemy import Connection, delete, exists, func, insert, select, text

from dashboard.store.schema import campaigns, ready_actions, unready_actions

_MOST = 500_000_000
"""Bytes of a copy: past them a database would refuse it, and rows are read."""
_WATCHES = "SELECT type, name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'note_unready_%'"
_INDEXES = "SELECT type, name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'actions' AND sql <> ''"
_CACHE = -200_000
"""Kilobytes that SQLite may hold of its file while it takes many rows in: else it writes the same pages many times."""


def kept(connection: Connection, campaign_id: int, columns: list[str]) -> pa.Table | None:
    """The campaign's active actions as they were when they were kept; None where no copy with these columns is there.

    Those that ``changed`` tells of are otherwise now.
    """
    found = select(ready_actions.c.content).where(ready_actions.c.campaign_id == campaign_id)
    content = connection.execute(found).scalar_one_or_none()
    if content is None:
        return None
    with pa.ipc.open_file(pa.py_buffer(content)) as file:
        return file.read_all() if file.schema.names == columns else None


def changed(connection: Connection, campaign_id: int) -> list[str]:
    """Ids of the actions that changed after the copy was made."""
    noted = select(unready_actions.c.action_id).where(unready_actions.c.campaign_id == campaign_id)
    return list(connection.execute(noted).scalars())


def is_worn(connection: Connection, campaign_id: int, most: int) -> bool:
    """Whether there is no copy, or more than so many actions changed after it was made."""
    mine = select(func.count()).select_from(unready_actions).where(unready_actions.c.campaign_id == campaign_id)
    return campaign_id in missing(connection) or connection.execute(mine).scalar_one() > most


def keep(connection: Connection, campaign_id: int, rows: pd.DataFrame) -> None:
    """Keeps these rows as the campaign's active actions."""
    table = pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as file:
        file.write_table(table)
    content = sink.getvalue()
    forget(connection, campaign_id)
    if content.size < _MOST:
        row = {"campaign_id": campaign_id, "content": content.to_pybytes()}
        connection.execute(insert(ready_actions).values(row))


def forget(connection: Connection, campaign_id: int) -> None:
    """Takes the copy away, and what was noted of it."""
    for table in (ready_actions, unready_actions):
        connection.execute(delete(table).where(table.c.campaign_id == campaign_id))


def missing(connection: Connection) -> list[int]:
    """Ids of the campaigns without a copy."""
    there = ready_actions.c.campaign_id == campaigns.c.id
    return list(connection.execute(select(campaigns.c.id).where(~exists().where(there))).scalars())


@contextmanager
def unwatched(connection: Connection, campaign_id: int, *, anew: bool) -> Iterator[None]:
    """Room to change many actions of the campaign: its copy is gone and nothing is noted of each row meanwhile.

    SQLite watches row by row, which takes as long again as the rows themselves; its triggers are away until the end.
    So are its indexes of actions where they are as good as made ``anew``, which sorts instead of looking for places.
    """
    forget(connection, campaign_id)
    if connection.dialect.name != "sqlite":
        yield
        return
    away = connection.execute(text(_WATCHES + (f" UNION ALL {_INDEXES}" if anew else ""))).all()
    size = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    for kind, name, _ in away:
        connection.exec_driver_sql(f"DROP {kind} {name}")
    connection.exec_driver_sql(f"PRAGMA cache_size = {_CACHE}")
    try:
        yield
        for _, _, statement in away:
            connection.exec_driver_sql(statement)
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {size}")
