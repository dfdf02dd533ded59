"""Builders of resolved actions, and random campaigns, for tests of pressure and coverage."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from builders import actions
from hypothesis import strategies as st

from dashboard.pressure import DEFAULTS, Daily, Settings, contributions, daily
from dashboard.schema import CALL_OUTCOMES, TACTICS

START = date(2020, 3, 1)
TARGETS = ("minister", "leader", "member")
HOLDER, OTHER = 0, 6
ADDED = {"share": 1.0, "province": "", "contradiction": False}


def resolved(*records: dict[str, Any]) -> pd.DataFrame:
    """Resolved actions; a record leaves out what is plain: the minister, the first of March, one call."""
    filled = [
        {"date": START, "tactic": "call", "target_id": "minister", **record, **_dated(record)} for record in records
    ]
    frame = actions(*({name: value for name, value in record.items() if name not in ADDED} for record in filled))
    return frame.assign(
        **{
            name: pd.Series([record.get(name, usual) for record in filled], dtype=type(usual))
            for name, usual in ADDED.items()
        }
    )


def _dated(record: dict[str, Any]) -> dict[str, Any]:
    """Days written as numbers are days after the start."""
    return {
        name: START + timedelta(days=record[name])
        for name in ("date", "date_end", "up_until")
        if isinstance(record.get(name), int)
    }


def shown(first: int, last: int) -> np.ndarray:
    """Days from ``first`` to ``last`` after the start, both included."""
    return np.datetime64(START, "D") + np.arange(first, last + 1)


def pressure(
    frame: pd.DataFrame,
    days: np.ndarray,
    *,
    roles: tuple[int, ...] = (HOLDER, 1, OTHER),
    table: Settings = DEFAULTS,
    bands: bool = False,
) -> Daily:
    codes = np.repeat(np.array(roles, dtype=np.int8)[:, None], len(days), axis=1)
    return daily(frame, TARGETS, codes, days, table, bands=bands)


def on_minister(*records: dict[str, Any], days: np.ndarray | None = None) -> np.ndarray:
    """Points on the minister by day."""
    return pressure(resolved(*records), shown(0, 30) if days is None else days).points[0]


def shares(frame: pd.DataFrame, day: int, roles: tuple[int, ...] = (HOLDER, 1, OTHER)) -> pd.DataFrame:
    return contributions(frame, TARGETS, np.array(roles, dtype=np.int8), shown(day, day)[0])


_amounts = st.floats(0.5, 1e5, allow_nan=False)


@st.composite
def records(draw: st.DrawFn, own: tuple[str, ...] = ()) -> dict[str, Any]:
    """One row of a log: any tactic, ``own`` ones too, day or period, way of giving a quantity, and last sighting."""
    first = draw(st.integers(0, 90))
    given = draw(st.sampled_from(["quantity", "range", "low", "high", "neither"]))
    low = draw(_amounts)
    quantities = {
        "quantity": {"quantity": low},
        "range": {"quantity_low": low, "quantity_high": low * draw(st.floats(1, 10))},
        "low": {"quantity_low": low},
        "high": {"quantity_high": low},
        "neither": {},
    }[given]
    tactic = draw(st.sampled_from([*TACTICS, "poster_office", "poster_riding", "call", *own, *own]))
    return {
        "tactic": tactic,
        "date": first,
        "date_end": first + draw(st.sampled_from([0, 0, 0, 1, 6, 30, 100])),
        "outcome": draw(st.sampled_from(["", *CALL_OUTCOMES])) if tactic == "call" else "",
        "target_id": draw(st.sampled_from([*TARGETS, "somebody else", ""])),
        "share": draw(st.sampled_from([1.0, 1.0, 0.5, 1 / 3, 0.0])),
        "up_until": first + draw(st.integers(-5, 120)) if draw(st.booleans()) else None,
        **quantities,
    }


campaigns = st.lists(records(), min_size=1, max_size=8).map(lambda rows: resolved(*rows))


def plainly(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as the slow formula reads them: None for what is missing, days as dates."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    for row in rows:
        for name in ("date", "date_end", "up_until"):
            row[name] = None if row[name] is None else row[name].date()
    return rows
