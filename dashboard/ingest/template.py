"""The template of our own format: its columns and one example row for each tactic."""

import csv
import io

from dashboard import words
from dashboard.own_names import NONE, OwnNames
from dashboard.schema import TACTICS

COLUMNS = (
    "action_id", "date", "date_end", "date_precision", "tactic", "outcome", "quantity", "quantity_low",
    "quantity_high", "target", "office", "riding", "riding_order", "province", "place", "latitude", "longitude",
    "split", "group", "note", "evidence_url", "up_until", "private_note",
)  # fmt: skip
"""Columns of our own format; date and tactic are required."""

EXAMPLE_DAYS = ("2020-11-24", "2020-11-01")
EXAMPLE_NOTES = {"en": "Example: write over it", "fr": "Exemple\u00a0: écrivez par-dessus"}
"""What tells the template's rows from a person's own: their note, on one of their days."""

HELP_SHEET, LISTS_SHEET = "Help - Aide", "Lists - Listes"
"""Sheets of the template beside the one to write on: they hold no actions."""

_NOBODY = ("info_session", "organizing_meeting", "training")
_MORE = {
    "call": {"outcome": "voicemail", "quantity": "12"},
    "rally": {"quantity": "over 200"},
    "petition_delivery": {"quantity": "16,000"},
    "poster_office": {"quantity": "dozens", "up_until": "2020-11-30"},
    "poster_riding": {"date": "2020-11", "quantity": ""},
    "petition_online": {"date_end": "2020-12-05", "quantity": "5,000"},
}
_FRENCH = {"over 200": "plus de 200", "16,000": "16\u00a0000", "dozens": "des dizaines", "5,000": "5\u00a0000"}


def examples(language: str = "en", own: OwnNames = NONE) -> list[dict[str, str]]:
    """One example row for each tactic, in the words of a language, each asked about until it is written over.

    ``own`` are the campaign's own tactics, which come last.
    """
    say, rows = words.words(language).with_own(own), []
    for tactic in (*TACTICS, *own):
        where = {"target": "-"} if tactic in _NOBODY else {"riding": "Eglinton\u2014Lawrence", "riding_order": "2013"}
        row = {"date": EXAMPLE_DAYS[0], "quantity": "1", "note": EXAMPLE_NOTES[say.language], **where}
        row |= _MORE.get(tactic, {}) | {"tactic": say.named(words.TACTICS, tactic)}
        if say.language == "fr":
            row["quantity"] = _FRENCH.get(row["quantity"], row["quantity"])
        if "outcome" in row:
            row["outcome"] = say.named(words.CALL_OUTCOMES, row["outcome"])
        rows.append(row)
    return rows


def template_csv(language: str = "en", own: OwnNames = NONE) -> bytes:
    """The columns of our own format and the examples, as the spreadsheets of a language's speakers open a CSV."""
    text = io.StringIO()
    mark = ";" if language == "fr" else ","
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n", delimiter=mark)
    writer.writeheader()
    writer.writerows(examples(language, own))
    return text.getvalue().encode("utf-8-sig")
