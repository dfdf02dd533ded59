"""A campaign's store with millions of logged actions, through the functions that imports end in, piece by piece."""

from datetime import date

import numpy as np
import pandas as pd
from generate import OUTCOMES, TACTICS

from dashboard.identity.parsed import ROW_TYPES
from dashboard.reference.ridings import ridings
from dashboard.store import Store, actions, totals
from dashboard.store.connect import raise_revision, writing

PIECE = 1_000_000
FIRST, DAYS = date(2020, 3, 1), 336
_SHARES = (0.55, 0.12, 0.05, 0.1, 0.08, 0.07, 0.03)


def piece(count, number, first=FIRST, days=DAYS):
    """Stated rows of so many actions on ridings of 2013, spread over the days, as ``actions.add`` takes them."""
    random = np.random.default_rng(number)
    listed = ridings()
    keys = listed.loc[listed["order"] == 2013, "riding"].to_numpy(object)
    tactic = random.choice(len(TACTICS), count, p=_SHARES)
    outcome = np.array(OUTCOMES, dtype=object)[random.integers(0, len(OUTCOMES), count)]
    day = np.datetime64(first, "s") + random.integers(0, days, count).astype("timedelta64[D]")
    blank = {name: "" if kind == "str" else np.nan for name, kind in ROW_TYPES.items() if kind in ("str", "float64")}
    told = {
        **blank,
        "line": np.arange(count), "action": np.arange(count), "split": False,
        "date": day, "date_end": day, "date_precision": "day", "up_until": np.datetime64("NaT", "s"),
        "tactic": np.array(TACTICS, dtype=object)[tactic],
        "outcome": np.where(tactic == TACTICS.index("call"), outcome, ""),
        "quantity": random.integers(1, 40, count).astype(np.float64),
        "riding": keys[random.integers(0, len(keys), count)],
    }  # fmt: skip
    ids = [f"{number}-{place}" for place in range(count)]
    rows = pd.DataFrame({name: told[name] for name in ROW_TYPES}).astype(ROW_TYPES)
    return rows.assign(action_id=pd.Series(ids, dtype="str"))


def add(address, count, *, stored=True, pieces=PIECE):
    """Adds so many actions to the first campaign's first upload; those not ``stored`` are only counted in totals."""
    with Store.open(address) as store:
        for number, start in enumerate(range(0, count, pieces)):
            rows = piece(min(pieces, count - start), number)
            with writing(store._engine) as connection:
                late = rows["date"] >= rows["date"].max() - pd.Timedelta(days=1)
                with totals.coming(connection, 1) as coming:
                    if stored:
                        actions.add(connection, 1, 1, rows, coming)
                    else:  # the pages read rows of the last days alone
                        actions.add(connection, 1, 1, rows[late].reset_index(drop=True), coming)
                        coming.add(rows[~late].assign(position=0))
                raise_revision(connection)
        store.make_ready()
