"""Results of calls as CallHub, Spoke and VAN write them: each row one call, of the person called nothing is kept."""

import pandas as pd

from dashboard.addresses import phones
from dashboard.ingest.columns import FIELDS
from dashboard.ingest.raw import RawTable
from dashboard.ingest.tools.questions import fields_of
from dashboard.ingest.tools.tool import Adapted, Around, Tool, added, column_of, forms
from dashboard.names import normal_form

_RESULTS = (
    "canvass result", "question canvass result", "contact result", "call result", "call disposition", "disposition",
    "call status", "call outcome", "contact messagestatus", "result", "outcome", "status", "resultat de l appel",
    "resultat du porte a porte", "resultat du contact", "resultat",
)  # fmt: skip
_DAYS = (
    "date contacted", "date canvassed", "datecanvassed", "contact date", "canvass date", "call date", "call date time",
    "call time", "start time", "call started at", "called at", "sent at", "contacted on", "date de contact",
    "date du contact", "date de l appel", "date d appel", "date",
)  # fmt: skip
_CALLED = ("canvass result", "call disposition", "call result", "call status", "call outcome", "contact messagestatus",
           "question canvass result", "resultat de l appel", "resultat du porte a porte")  # fmt: skip
_DATED = ("date contacted", "date canvassed", "call date", "call date time", "contact date", "date de contact",
          "date de l appel")  # fmt: skip
_HOW = ("contact type", "contacted how", "contact method", "type de contact", "mode de contact")
_CALL_IDS = ("call id", "contactscontactid", "contacts contact id", "contact history id", "id de l appel")
_FULL, _FIRST, _LAST = (
    ("contact name", "name", "full name", "nom du contact", "nom complet", "nom"),
    ("first name", "contact firstname", "contact first name", "firstname", "prenom"),
    ("last name", "contact lastname", "contact last name", "lastname", "nom de famille", "surname"),
)
_PHONES = ("contact number", "phone", "phone number", "contact cell", "contact phone", "preferred phone",
           "telephone", "numero de telephone", "cell phone")  # fmt: skip
_WORDS = {"phone": "call", "phone call": "call", "calls": "call", "auto dial": "call", "predictive dialer": "call",
          "manual dial": "call", "virtual phone bank": "call"}  # fmt: skip


def _knows(raw: RawTable) -> bool:
    known = forms(raw)
    called, dated = column_of(known, *_CALLED), column_of(known, *_DATED)
    texting = any(name.startswith(("contact[", "texter[")) for name in raw.header)
    return bool(
        (called and (dated or "vanid" in known or column_of(known, *_DAYS)))
        or (dated and column_of(known, *_RESULTS))
        or texting
    )


def _adapt(raw: RawTable, around: Around) -> Adapted:
    known, notes = forms(raw), []
    cells, fields = raw.cells, fields_of(raw.header)
    fields["outcome"] = column_of(known, *_RESULTS) or fields["outcome"]
    fields["date"] = column_of(known, *_DAYS) or fields["date"]
    fields["action_id"] = column_of(known, *_CALL_IDS)
    for of in ("evidence_url", "latitude", "longitude", "place", "date_end"):
        fields[of] = fields[of] if normal_form(fields[of]) == of.replace("_", " ") else ""
    how = column_of(known, *_HOW) or (
        fields["tactic"] if normal_form(fields["tactic"]) in ("tactic", "tactique", "action type") else ""
    )
    texts = [_WORDS.get(normal_form(text), text) for text in cells[how]] if how else ["call"] * len(cells)
    cells, fields["tactic"] = added(cells, "tactic", texts)
    if not fields["quantity"]:
        cells, fields["quantity"] = added(cells, "quantity", ["1"] * len(cells))
    if not (fields["target"] or fields["target_id"] or fields["office"] or fields["office_id"]):
        cells, fields, told = _whom(cells, fields, raw, around)
        notes += told
    return Adapted(cells, {of: fields.get(of, "") for of in FIELDS}, tuple(notes), used=frozenset(filter(None, (how,))))


TOOL = Tool("call_results", "CallHub, Spoke, VAN", _knows, _adapt)


def _whom(
    cells: pd.DataFrame, fields: dict[str, str], raw: RawTable, around: Around
) -> tuple[pd.DataFrame, dict[str, str], list[str]]:
    """Whom the calls were to, where the list called is one of offices: by published phones, or by names all known."""
    known = forms(raw)
    numbers = column_of(known, *_PHONES)
    published = [_published(text, around) for text in cells[numbers]] if numbers else []
    if any(published):
        cells, fields["office"] = added(cells, "office", published)
    names = _names(cells, known)
    if names and all(normal_form(name) in around.names for name in names if name) and any(names):
        cells, fields["target"] = added(cells, "target", names)
        return cells, fields, []
    if all(published) and published:
        return cells, fields, []
    what = "the member for the riding" if fields["riding"] or fields["riding_code"] else "nobody in power"
    told = (
        f"The file does not say whom in power these calls were to, so they count toward {what}: name a column target "
        f"or office if they were to offices."
    )
    return cells, fields, [told]


def _published(text: str, around: Around) -> str:
    """The phone of a cell where it is an office's, "" for anybody else's."""
    return next((one for one in phones(text) if one in around.phones), "")


def _names(cells: pd.DataFrame, known: dict[str, str]) -> list[str]:
    whole = column_of(known, *_FULL)
    if whole:
        return [text.strip() for text in cells[whole]]
    first, last = column_of(known, *_FIRST), column_of(known, *_LAST)
    if not (first and last):
        return []
    return [f"{one.strip()} {other.strip()}".strip() for one, other in zip(cells[first], cells[last], strict=True)]
