"""What is loaded: each source of reference data, its counts and its age, and the posts that are known."""

import json
from datetime import date
from typing import Any

import pandas as pd

from dashboard.directory import Directory
from dashboard.directory.held import Held

STALE_DAYS = 30
"""Members older than this are told in a banner."""

_ROLES = frozenset(("ministers", "parlinfo_roles"))
"""Kinds of sources that say who held which post."""


def source_status(sources: pd.DataFrame, today: date, directory: Directory | None = None) -> list[dict[str, Any]]:
    """One record a source (columns of ``Store.sources``), its counts beside the rest, doubts and changes as they are.

    ``days_old`` is counted from the day the source speaks of, else from the day it was read. With a directory, sources
    of roles have ``posts``: each title of a minister, EN and FR, with everyone known to have held it and the days.
    """
    known = posts(directory) if directory and _ROLES.intersection(sources["kind"]) else []
    told = [_told(row, today) for row in sources.to_dict("records")]
    return [row | ({"posts": known} if directory and row["kind"] in _ROLES else {}) for row in told]


def posts(directory: Directory) -> list[dict[str, Any]]:
    """Each title of a minister with its holders, the earliest first."""
    held = directory.roles[directory.roles["kind"].isin(["minister", "prime_minister"])]
    titles = held.groupby("title", sort=True)["title_fr"].max()
    return [
        {"post": post, "post_fr": post_fr, "holders": [_holder(one) for one in directory.who(post)]}
        for post, post_fr in titles.items()
    ]


def _holder(held: Held) -> dict[str, Any]:
    return {"target_id": held.target_id, "name": held.name, "from": _iso(held.first), "to": _iso(held.last)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _told(row: dict[str, Any], today: date) -> dict[str, Any]:
    as_of, read_on = _day(row["as_of"]), _day(row["read_on"])
    since = as_of or read_on
    order = row["riding_order"]
    return {
        **json.loads(row["counts"] or "{}"),
        **{name: value for name, value in row.items() if name != "counts"},
        "riding_order": None if pd.isna(order) else int(order),
        "as_of": _iso(as_of),
        "read_on": _iso(read_on),
        "doubts": json.loads(row["doubts"] or "[]"),
        "changes": json.loads(row["changes"] or "{}"),
        "days_old": (today - since).days if since else None,
    }


def _day(value: Any) -> date | None:  # noqa: ANN401 - a cell
    return None if pd.isna(value) or value == "" else pd.Timestamp(value).date()
