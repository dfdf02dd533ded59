"""Google Forms: the time of the answer first, then a column for each question as it was asked."""

from dashboard.ingest.column_words import asked_for
from dashboard.ingest.raw import RawTable
from dashboard.ingest.tools.questions import fields_of
from dashboard.ingest.tools.tool import Adapted, Around, Tool
from dashboard.names import normal_form

_STAMPS = frozenset(("timestamp", "horodateur", "horodatage", "completion time", "heure de fin"))
_OF_THE_FORM = frozenset(
    ("score", "email address", "adresse e mail", "start time", "heure de debut", "id", "email", "name", "nom")
)


def _knows(raw: RawTable) -> bool:
    first = normal_form(raw.header[0])
    stamped = first in _STAMPS or (first == "id" and any(normal_form(name) in _STAMPS for name in raw.header[1:3]))
    return stamped and any(name.endswith("?") or asked_for(name) for name in raw.header[1:])


def _adapt(raw: RawTable, _around: Around) -> Adapted:
    stamps = [name for name in raw.header if normal_form(name) in _STAMPS]
    asked = [name for name in raw.header if name not in stamps and normal_form(name) not in _OF_THE_FORM]
    fields = fields_of(asked)
    fields["date"] = fields["date"] or stamps[0]
    return Adapted(raw.cells, fields)


TOOL = Tool("google_forms", "Google Forms", _knows, _adapt)
