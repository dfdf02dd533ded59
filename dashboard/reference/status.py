"""How old each source of reference data is."""

import json
from datetime import date
from typing import Any

import pandas as pd

STALE_DAYS = 30
"""Members older than this are told in a banner."""


def source_status(sources: pd.DataFrame, today: date) -> list[dict[str, Any]]:
    """One record a source (columns of ``Store.sources``), with its doubts as a list and ``days_old``.

    The age is counted from the day the source speaks of, else from the day it was read.
    """
    return [_told(row, today) for row in sources.to_dict("records")]


def _told(row: dict[str, Any], today: date) -> dict[str, Any]:
    as_of, read_on = _day(row["as_of"]), _day(row["read_on"])
    since = as_of or read_on
    order = row["riding_order"]
    return {
        **row,
        "riding_order": None if pd.isna(order) else int(order),
        "as_of": as_of.isoformat() if as_of else None,
        "read_on": read_on.isoformat() if read_on else None,
        "doubts": json.loads(row["doubts"] or "[]"),
        "days_old": (today - since).days if since else None,
    }


def _day(value: Any) -> date | None:  # noqa: ANN401 - a cell
    return None if pd.isna(value) or value == "" else pd.Timestamp(value).date()
