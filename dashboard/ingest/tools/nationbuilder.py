"""NationBuilder: the log of contacts, each with its method, its status and its note."""

from dashboard.ingest.columns import FIELDS
from dashboard.ingest.raw import RawTable
from dashboard.ingest.tools.questions import fields_of
from dashboard.ingest.tools.tool import Adapted, Around, Tool, added, column_of, forms
from dashboard.names import normal_form

_DAYS = ("contacted at", "contact date", "date", "created at", "contacted on", "date de contact", "cree le")
_IDS = ("contact id", "id du contact")
_WHOM = (
    "contact name",
    "recipient",
    "recipient name",
    "contact full name",
    "person",
    "full name",
    "name",
    "signup name",
    "nom",
)
_METHODS = {
    "phone call": "call", "phone": "call", "robocall": "call", "appel telephonique": "call", "email": "letter",
    "snail mail": "letter", "courriel": "letter", "courrier": "letter", "email blast": "email_form",
    "face to face": "meeting", "meeting": "meeting", "video call": "meeting", "en personne": "meeting",
    "tweet": "online_action", "facebook": "online_action",
}  # fmt: skip


def _knows(raw: RawTable) -> bool:
    known = forms(raw)
    has = all(column_of(known, name, f"contact {name}") for name in ("method", "status"))
    french = column_of(known, "methode", "methode de contact") and column_of(known, "statut", "statut du contact")
    return bool(has or french) and bool(column_of(known, "note", "notes", "contact note", "note de contact"))


def _adapt(raw: RawTable, around: Around) -> Adapted:
    known, cells = forms(raw), raw.cells
    fields = fields_of(raw.header)
    method = column_of(known, "method", "contact method", "methode", "methode de contact")
    status = column_of(known, "status", "contact status", "statut", "statut du contact")
    cells, fields["tactic"] = added(cells, "tactic", [_METHODS.get(normal_form(text), text) for text in cells[method]])
    told = [text if deed == "call" else "" for text, deed in zip(cells[status], cells[fields["tactic"]], strict=True)]
    cells, fields["outcome"] = added(cells, "outcome", told)
    fields["note"] = column_of(known, "note", "contact note", "notes", "note de contact")
    fields["date"] = column_of(known, *_DAYS) or fields["date"]
    ids = column_of(known, *_IDS)
    if ids:
        cells, fields["action_id"] = added(
            cells, "action_id", [text.strip() and f"nationbuilder-{text.strip()}" for text in cells[ids]]
        )
    if not (fields["target"] or fields["target_id"] or fields["office"] or fields["office_id"]):
        whom = column_of(known, *_WHOM)
        names = [text.strip() for text in cells[whom]] if whom else []
        if any(names) and all(normal_form(name) in around.names for name in names if name):
            cells, fields["target"] = added(cells, "target", names)
    if not fields["quantity"]:
        cells, fields["quantity"] = added(cells, "quantity", ["1"] * len(cells))
    return Adapted(cells, {of: fields[of] for of in FIELDS}, used=frozenset(filter(None, (method, status, ids))))


TOOL = Tool("nationbuilder", "NationBuilder", _knows, _adapt)
