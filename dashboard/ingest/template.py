"""The template of our own format: its columns and one example row for each tactic."""

import csv
import io

from dashboard.schema import TACTICS

COLUMNS = (
    "action_id", "date", "date_end", "date_precision", "tactic", "outcome", "quantity", "quantity_low",
    "quantity_high", "target", "office", "riding", "riding_order", "province", "place", "latitude", "longitude",
    "split", "group", "note", "evidence_url", "up_until", "private_note",
)  # fmt: skip
"""Columns of our own format; date and tactic are required."""

EXAMPLE_DAYS = ("2020-11-24", "2020-11-01")
EXAMPLE_NOTE = "Example: write over it"
"""What tells the template's rows from a person's own: their note, on one of their days."""

_NOBODY = ("info_session", "organizing_meeting", "training")
_MORE = {
    "call": {"outcome": "voicemail", "quantity": "12"},
    "rally": {"quantity": "over 200"},
    "petition_delivery": {"quantity": "16,000"},
    "poster_office": {"quantity": "dozens", "up_until": "2020-11-30"},
    "poster_riding": {"date": "2020-11", "quantity": ""},
    "petition_online": {"date_end": "2020-12-05", "quantity": "5,000"},
}


def template_csv() -> bytes:
    """A CSV in our own format with one example row for each tactic, each asked about until it is written over."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for tactic in TACTICS:
        where = {"target": "-"} if tactic in _NOBODY else {"riding": "Eglinton—Lawrence", "riding_order": "2013"}
        row = {"date": EXAMPLE_DAYS[0], "tactic": tactic, "quantity": "1", "note": EXAMPLE_NOTE, **where}
        writer.writerow(row | _MORE.get(tactic, {}))
    return text.getvalue().encode("utf-8-sig")
