"""Which columns of files mean what, as people of a campaign said: remembered for the next file with the same header."""

import json
from collections.abc import Mapping

import pandas as pd
from sqlalchemy import Connection, delete, select

from dashboard.errors import NotFoundError
from dashboard.store import audit
from dashboard.store.connect import next_id
from dashboard.store.frames import frame_of, insert_one
from dashboard.store.schema import column_maps

_LISTED = ("id", "header", "fields", "at", "who")


def listed(connection: Connection, owner: int) -> pd.DataFrame:
    """The campaign's maps, oldest first: id, header (a file's key), fields (JSON, field to column), at, who."""
    columns = [column_maps.c[name] for name in _LISTED]
    return frame_of(connection, select(*columns).where(column_maps.c.campaign_id == owner).order_by(column_maps.c.id))


def of_header(connection: Connection, owner: int, header: str) -> dict[str, str]:
    """The columns by field of files with this header, none where nobody said."""
    mine = (column_maps.c.campaign_id == owner, column_maps.c.header == header)
    found = connection.execute(select(column_maps.c.fields).where(*mine)).scalar_one_or_none()
    return dict(json.loads(found)) if found else {}


def save(connection: Connection, owner: int, header: str, fields: Mapping[str, str], *, who: str) -> int | None:
    """Keeps the columns of files with this header in place of others; its id, None where nothing changed."""
    if of_header(connection, owner, header) == dict(fields):
        return None
    mine = (column_maps.c.campaign_id == owner, column_maps.c.header == header)
    connection.execute(delete(column_maps).where(*mine))
    number = next_id(connection, column_maps)
    told = json.dumps(dict(fields), ensure_ascii=False, sort_keys=True)
    cells = {"header": header, "fields": told, "at": audit.now(), "who": who}
    insert_one(connection, column_maps, id=number, campaign_id=owner, **cells)
    return number


def forget(connection: Connection, owner: int, map_id: int) -> None:
    """Takes a map back; raises NotFoundError where the campaign has none of this id."""
    mine = (column_maps.c.campaign_id == owner, column_maps.c.id == map_id)
    if not connection.execute(delete(column_maps).where(*mine)).rowcount:
        message = "These columns are forgotten already: look at the list again."
        raise NotFoundError(message)
