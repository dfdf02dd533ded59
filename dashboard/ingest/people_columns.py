"""Columns that hold participants' data, known by their names or by what their cells look like: never stored."""

from collections.abc import Iterable

import pandas as pd

from dashboard.ingest.personal import Public, personal
from dashboard.names import normal_form

_WORD_LISTS = (
    "email emails mail courriel courriels phone phones phonenumber telephone telephones tel mobile cell cellphone imei",
    "cellulaire whatsapp sms fax surname firstname lastname fullname givenname prenom prenoms birthday birthdate dob",
    "ddn naissance birth sin nas uci iuc passport passeport permit permis ramq ohip username nickname signature",
    "signatory signataire volunteer benevole caller appelant appelante participant participante constituent electeur",
    "electrice attendee donor donateur supporter sympathisant citizenship citoyennete nationality nationalite deviceid",
    "subscriberid simserial simid ip postcode zip zipcode postal apartment appartement apt",
)
_WORDS = frozenset(word for words in _WORD_LISTS for word in words.split())
_PARTS = (
    "e mail", "first name", "last name", "full name", "given name", "family name", "middle name", "your name",
    "contact name", "member name", "name of volunteer", "street address", "home address", "mailing address",
    "postal code", "zip code", "code postal", "nom de famille", "nom complet", "nom et prenom", "votre nom", "ton nom",
    "adresse postale", "adresse personnelle", "adresse du domicile", "submitted by", "entered by", "called by",
    "filled in by", "logged by", "rempli par", "soumis par", "saisi par", "appele par", "social insurance",
    "assurance sociale", "health card", "carte sante", "assurance maladie", "client id", "case number", "file number",
    "numero de dossier", "numero de client", "immigration status", "statut d immigration", "device id", "date of birth",
)  # fmt: skip
_WHOLE = frozenset((
    "name", "names", "nom", "noms", "address", "adresse", "street", "rue", "who", "qui", "contact", "contacts",
    "person", "personne", "people", "submitter", "author", "auteur", "autrice", "by", "par", "initials", "initiales",
))  # fmt: skip
_OF_AN_OFFICE = frozenset((
    "office", "bureau", "mp", "mps", "minister", "ministre", "target", "cible", "depute", "deputee", "riding",
    "circonscription", "politician", "constituency", "hill", "parliament", "parlement",
))  # fmt: skip
_COUNTS = frozenset(("count", "total", "how", "nombre", "nb", "combien", "quantity"))
_LOOKED_AT, _MOST = 200, 0.6
_NOBODY = Public()


def personal_columns(cells: pd.DataFrame, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the columns of these names whose name or most of whose cells say that they hold people's data."""
    return tuple(name for name in names if named_for_people(name) or looks_personal(cells[name]))


def named_for_people(name: str) -> bool:
    """Whether a column of this name holds people's data: not an office's, and not how many they were."""
    form = normal_form(name)
    words = set(form.split())
    if words & _OF_AN_OFFICE or words & _COUNTS:
        return False
    return form in _WHOLE or bool(words & _WORDS) or any(f" {part} " in f" {form} " for part in _PARTS)


def looks_personal(column: pd.Series) -> bool:
    """Whether most cells of a column that nobody knows hold what may identify someone."""
    told = [text for text in column.head(_LOOKED_AT).astype("str") if text.strip()]
    found = sum(bool(personal(text, _NOBODY)) for text in told)
    return bool(told) and found >= _MOST * len(told)
