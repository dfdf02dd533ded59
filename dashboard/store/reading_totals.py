"""Totals read fast: a packed copy of them, and in their places those that changed after it was made."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from sqlalchemy import Connection, Engine, Select, delete, func, insert, select

from dashboard.schema import frame
from dashboard.store.connect import reading, writing
from dashboard.store.frames import frame_of, kind_of
from dashboard.store.schema import campaigns, meta
from dashboard.store.totals_schema import TOTALS_KEY, packed_totals, totals

_TEXTS = ("tactic", "target_id", "office_id", "riding", "outcome", "action_id")
_COLUMNS = (*TOTALS_KEY, "split", "n", "units", "quantity")
_WORN = 2_000
"""So many totals may change before they are packed anew."""
_MOST = 500_000_000
"""Bytes of a copy: past them a database would refuse it, and rows are read."""
_ROWS_A_DAY = 2_500
"""As many rows are put in order all together in the time that one day takes alone."""


def read(connection: Connection, campaign_id: int) -> pd.DataFrame:
    """The campaign's totals in the order of their key, texts as categories in alphabetical order.

    ``quantity`` is NaN but for actions that can't be summed; ``units`` is 0 for those.
    """
    found = select(packed_totals.c.revision, packed_totals.c.content)
    packed = connection.execute(found.where(packed_totals.c.campaign_id == campaign_id)).one_or_none()
    kept = _unpacked(packed.content) if packed else None
    if packed is None or kept is None:
        return rows_of(connection, campaign_id)
    changed = frame_of(connection, _mine(campaign_id).where(totals.c.revision > packed.revision))
    return _renewed(kept, changed) if len(changed) else kept


def rows_of(connection: Connection, campaign_id: int) -> pd.DataFrame:
    """As ``read``, from the rows alone."""
    return _ordered(_coded(frame_of(connection, _mine(campaign_id))))


def none() -> pd.DataFrame:
    """The totals of a campaign that has done nothing."""
    kinds = {column.name: kind_of(column) for column in _mine(0).selected_columns}
    return _coded(frame([], kinds))


def _mine(campaign_id: int) -> Select[Any]:
    return select(*[totals.c[name] for name in _COLUMNS]).where(totals.c.campaign_id == campaign_id)


def worn(connection: Connection) -> list[int]:
    """Ids of the campaigns whose copy is missing while there are totals, or which many totals are newer than."""
    since = func.coalesce(packed_totals.c.revision, -1)
    newer = (
        select(func.count()).where(totals.c.campaign_id == campaigns.c.id, totals.c.revision > since).scalar_subquery()
    )
    joined = campaigns.outerjoin(packed_totals, packed_totals.c.campaign_id == campaigns.c.id)
    counted = select(campaigns.c.id, packed_totals.c.revision, newer).select_from(joined)
    rows = connection.execute(counted.order_by(campaigns.c.id)).all()
    return [owner for owner, revision, count in rows if count > (0 if revision is None else _WORN)]


def pack(engine: Engine, campaign_id: int) -> None:
    """Packs the campaign's totals as they are; others write meanwhile, but for the moment in which it is kept."""
    with reading(engine) as connection:
        revision = connection.execute(select(meta.c.revision)).scalar_one()
        content = _packed(read(connection, campaign_id))
    if len(content) > _MOST:
        return
    with writing(engine) as connection:
        mine = packed_totals.c.campaign_id == campaign_id
        there = connection.execute(select(packed_totals.c.revision).where(mine)).scalar_one_or_none()
        known = connection.execute(select(meta.c.revision)).scalar_one()
        if not revision <= known or (there is not None and there >= revision):
            return
        connection.execute(delete(packed_totals).where(mine))
        row = {"campaign_id": campaign_id, "revision": revision, "content": content}
        connection.execute(insert(packed_totals).values(row))
        gone = (totals.c.campaign_id == campaign_id, totals.c.n == 0, totals.c.revision <= revision)
        connection.execute(delete(totals).where(*gone))


def _packed(rows: pd.DataFrame) -> bytes:
    table = pa.Table.from_pandas(rows, preserve_index=False).replace_schema_metadata()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as file:
        file.write_table(table)
    return sink.getvalue().to_pybytes()


def _unpacked(content: bytes) -> pd.DataFrame | None:
    """The rows of a copy; None where it has other columns than it should."""
    with pa.ipc.open_file(pa.py_buffer(content)) as file:
        return file.read_all().to_pandas() if file.schema.names == [*_COLUMNS] else None


def _coded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with texts as categories."""
    return rows.astype(dict.fromkeys(_TEXTS, "category"))


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that count, in the order of their key."""
    rows = rows[rows["n"] != 0]
    ranks = [_ranks(rows[name]) for name in TOTALS_KEY]
    return rows.take(np.lexsort(ranks[::-1])).reset_index(drop=True)


def _ranks(column: "pd.Series[object]") -> "np.typing.NDArray[np.int64]":
    """Numbers in the order of a column's values; a missing day comes first."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy()
    values = column.to_numpy()
    return values.view(np.int64) if values.dtype.kind == "M" else values


def _renewed(kept: pd.DataFrame, changed: pd.DataFrame) -> pd.DataFrame:
    """The rows kept, those that changed as they are now; only days on which any did are put in order again.

    Where these are many, all rows are.
    """
    known = {name: kept[name].cat.categories for name in _TEXTS}
    if new := {
        name: _union(names, changed[name]) for name, names in known.items() if not changed[name].isin(names).all()
    }:
        kept = kept.assign(**{name: kept[name].cat.set_categories(names) for name, names in new.items()})
        known |= new
    changed = changed.assign(**{name: pd.Categorical(changed[name], names) for name, names in known.items()})
    if changed["date"].nunique() * _ROWS_A_DAY > len(kept) + len(changed):
        return _latest(changed, kept)
    days, parts, done = kept["date"].to_numpy(), [], 0
    for day, now in changed.groupby("date"):
        first, last = (int(np.searchsorted(days, np.datetime64(day, "s"), side)) for side in ("left", "right"))
        parts += [kept.iloc[done:first], _latest(now, kept.iloc[first:last])]
        done = last
    return pd.concat([part for part in (*parts, kept.iloc[done:]) if len(part)] or [kept.iloc[:0]], ignore_index=True)


def _latest(changed: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """The rows of both in order, of two of the same key the changed one."""
    both = pd.concat([changed, kept])
    return _ordered(both[~both.duplicated([*TOTALS_KEY])])


def _union(names: "pd.Index[str]", column: "pd.Series[str]") -> "pd.Index[str]":
    return pd.Index(sorted({*names, *column}), dtype=names.dtype)
