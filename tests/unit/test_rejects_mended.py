"""What a file's rejects say: put right they come in, and everything is there once; as they are they fare the same."""

import pandas as pd
import pytest
from builders import judged, rejects_of
from hypothesis import HealthCheck, Phase, assume, given, settings
from messy_logs import PLAIN, Table, logs
from reading import DIRECTORY, read, slip, stored

from dashboard.exports import write
from dashboard.identity.keys import keys
from dashboard.schema import FATES

QUICKLY = settings(
    max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate]
)
AT_LENGTH = settings(QUICKLY, max_examples=2_000, derandomize=False, database=None)
ASKED = {"date_order": "dmy"}
"""What a person answers who is asked: a part of a file need not have the day that settled it for the whole."""


def added_up(told):
    assert sum(told.counts[fate] for fate in FATES) == told.rows
    return told


def rejects_are_whole(log):
    """The rejects of a log loaded as they are, then mended and loaded, then the mended log itself."""
    right = log.mended().table()
    file, whole = (read(PLAIN.saved(table)[1], **ASKED) for table in (log.table(), right))
    # Two rows that say the same are told apart by their count in one file, and a mended one stands in another.
    assume(not keys(whole.rows[whole.rows["source_id"] == ""], "action").duplicated().any())
    told, right_told = added_up(slip(file)), added_up(slip(whole))
    assume(right_told.counts["added"] == right_told.rows)  # cells that are right alone can contradict each other
    rejects = rejects_of(told)
    fares_the_same(read(write(rejects, "csv", {}), **ASKED), file, told)
    rows = [right.rows[file.raw.index.get_loc(line)] for line in rejects.index]
    mended = read(PLAIN.saved(Table(right.header, rows))[1], **ASKED)
    known = stored(file)
    assert added_up(slip(mended, known)).counts["added"] == len(rows)
    everything = together(known, mended)
    assert told_of(everything) == told_of(stored(whole))
    for again in (mended, whole, file):
        assert slip(again, everything).counts["added"] == slip(again, everything).counts["updated"] == 0


def fares_the_same(again, file, told):
    """The rejects as they are, judged beside what came of the file."""
    lines = told.lines[told.lines["fate"].isin(["refused", "needs_decision"])]
    assert added_up(slip(again, stored(file))).lines["fate"].tolist() == lines["fate"].tolist()


def together(known, mended):
    """What is there once the mended rows came to what was known."""
    added = judged(mended, known, DIRECTORY).query("fate == 'added'")
    rows = mended.rows.merge(added[["action", "action_id"]], on="action")
    rows = rows.assign(position=rows.groupby("action_id").cumcount(), upload_id=1)
    return pd.concat([part for part in (known, rows) if len(part)]) if len(known) + len(rows) else known


def told_of(actions):
    columns = [name for name in actions.columns if name not in ("line", "action", "source_id", "upload_id")]
    return actions.sort_values(["action_id", "position"])[columns].to_csv(index=False)


LOGS = logs(twins=False).map(lambda both: both[1].without("12.000"))


@QUICKLY
@given(LOGS)
def test_rejects_put_right_come_in_once_and_as_they_are_they_fare_the_same(log):
    rejects_are_whole(log)


@pytest.mark.stress
@AT_LENGTH
@given(LOGS)
def test_the_rejects_of_thousands_of_logs_come_in_once_put_right(log):
    rejects_are_whole(log)
