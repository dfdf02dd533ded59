"""Ushahidi: posts of a deployment, each with its place."""

from dashboard.ingest.raw import RawTable
from dashboard.ingest.tools.questions import fields_of
from dashboard.ingest.tools.tool import Adapted, Around, Tool, added, column_of, forms
from dashboard.names import normal_form

_OWN = frozenset((
    "post id", "survey", "form", "form name", "post status", "created utc", "updated utc", "post date utc",
    "created", "updated", "post date", "contact id", "contact", "sets", "categories", "category", "source", "title",
    "incident title", "description", "incident description", "unstructured description", "tags", "approved",
    "verified", "first name", "last name", "email",
))  # fmt: skip
_DAYS = ("post date utc", "post date", "incident date", "created utc", "created", "date")


def _knows(raw: RawTable) -> bool:
    known = forms(raw)
    return "post id" in known or "incident title" in known or ("post status" in known and "survey" in known)


def _adapt(raw: RawTable, _around: Around) -> Adapted:
    known, cells = forms(raw), raw.cells
    answers = [name for name in raw.header if normal_form(name) not in _OWN]
    spoken = {name: name.rpartition(".")[2].strip() for name in answers if "." in name and " ." not in name}
    fields = fields_of(answers, spoken)
    fields["date"] = fields["date"] or column_of(known, *_DAYS)
    fields["tactic"] = fields["tactic"] or column_of(
        known, "categories", "category", "tags", "survey", "form name", "form"
    )
    if not fields["place"]:
        fields["place"] = column_of(known, "location")
    ids = column_of(known, "post id")
    if ids:
        cells, fields["action_id"] = added(
            cells, "action_id", [text.strip() and f"ushahidi-{text.strip()}" for text in cells[ids]]
        )
    title = column_of(known, "title", "incident title")
    text = column_of(known, "description", "incident description", "unstructured description")
    if not fields["note"] and title and text:
        both = zip(cells[title].str.strip(), cells[text].str.strip(), strict=True)
        cells, fields["note"] = added(cells, "note", [": ".join(dict.fromkeys(filter(None, pair))) for pair in both])
    fields["note"] = fields["note"] or text or title
    return Adapted(cells, fields, used=frozenset(filter(None, (ids, title, text))))


TOOL = Tool("ushahidi", "Ushahidi", _knows, _adapt)
