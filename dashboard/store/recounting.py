"""Are totals what their actions come to? Counted anew from the rows and held against what is kept and what is read."""

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection

from dashboard.store import reading_totals, totals
from dashboard.store.totals_schema import TOTALS_KEY

_SUMS = ("n", "units")


def count_of_wrong(connection: Connection, campaign_id: int) -> int:
    """How many totals of the campaign, as kept or as read fast, are not what its actions come to."""
    anew = totals.counted_anew(connection, campaign_id)
    ways = (reading_totals.read(connection, campaign_id), reading_totals.rows_of(connection, campaign_id))
    return max(_different(anew, pa.Table.from_pandas(kept, preserve_index=False)) for kept in ways)


def _different(anew: pa.Table, kept: pa.Table) -> int:
    """How many keys do not have the same on both sides."""
    kept = kept.replace_schema_metadata().select(anew.schema.names).cast(anew.schema)
    for name in _SUMS:
        kept = kept.set_column(kept.schema.get_field_index(name), name, pc.negate(kept[name]))
    ends = [(name, how) for name in ("split", "quantity") for how in ("min", "max")]
    both = pa.concat_tables([anew, kept]).group_by([*TOTALS_KEY])
    both = both.aggregate([(name, "sum") for name in _SUMS] + ends)
    wrong = [pc.not_equal(both[f"{name}_sum"], 0) for name in _SUMS]
    for name in ("split", "quantity"):
        differs = pc.not_equal(both[f"{name}_min"], both[f"{name}_max"])
        wrong.append(pc.fill_null(differs, fill_value=False))
    return int(pc.sum(pc.or_(pc.or_(wrong[0], wrong[1]), pc.or_(wrong[2], wrong[3]))).as_py() or 0)
