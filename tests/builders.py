"""Tiny builders: a campaign, a directory and actions in a line each."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.campaign import Campaign, DirectoryTables
from dashboard.identity import KnownFrame, Receipt, judge
from dashboard.schema import ACTION_COLUMNS, frame

FOUNDING = Path(__file__).parents[1] / "data" / "campaigns" / "renew-pgwp-2020"


def campaign(**changes: Any) -> Campaign:
    known = {
        "slug": "renew", "name_en": "Renew", "name_fr": "Renouveler", "demand": "Renew the permits",
        "post": "Minister of Immigration", "post_fr": "Ministre de l'Immigration", "starts": date(2020, 3, 1),
    }  # fmt: skip
    return Campaign(**(known | changes))


def person(target_id: str, name: str = "") -> dict[str, Any]:
    return {"target_id": target_id, "name": name or target_id.title(), "kind": "person"}


def institution(target_id: str, *, serves_post: bool = False) -> dict[str, Any]:
    return {"target_id": target_id, "name": target_id.title(), "kind": "institution", "serves_post": serves_post}


def term(target_id: str, riding: str, first: str = "", last: str = "", party: str = "Liberal") -> dict[str, Any]:
    return {"target_id": target_id, "riding": riding, "party": party, "from": first, "to": last}


def role(target_id: str, kind: str, title: str = "", first: str = "", last: str = "") -> dict[str, Any]:
    return {"target_id": target_id, "kind": kind, "title": title, "from": first, "to": last}


def office(office_id: str, target_id: str, kind: str = "constituency", **more: Any) -> dict[str, Any]:
    return {"office_id": office_id, "target_id": target_id, "kind": kind, **more}


def tables(**lists: Any) -> DirectoryTables:
    return DirectoryTables.of(**lists)


def actions(*records: dict[str, Any]) -> pd.DataFrame:
    """Stated actions; each record may leave out all but a tactic and a date."""
    rows: list[dict[str, Any]] = []
    for number, record in enumerate(records):
        filled: dict[str, Any] = {"action_id": f"a{number}", "date_precision": "day", "upload_id": 1, **record}
        filled.setdefault("date_end", filled["date"])
        filled.setdefault("position", sum(row["action_id"] == filled["action_id"] for row in rows))
        rows.append(filled)
    return frame(rows, ACTION_COLUMNS)


def judged(file, known, directory):
    """What each action of a file becomes beside known ones that stand in a frame."""
    return judge(file, KnownFrame(known), directory).whole()


def receipt_of(file, known, directory, upload_id=None):
    """The receipt of a file beside known actions that stand in a frame."""
    return Receipt(upload_id, file, judge(file, KnownFrame(known), directory))


def rejects_of(receipt):
    """The rows to mend of all pieces of a file."""
    return pd.concat(receipt.rejects())
