"""What people write for tactics, outcomes of calls, precisions, provinces and yes or no, in English and French."""

import re

from rapidfuzz import fuzz, process

from dashboard.ingest.cells import CellProblem, quoted
from dashboard.names import normal_form
from dashboard.own_names import NONE, OwnNames, forms_of
from dashboard.schema import CALL_OUTCOMES, ORDERS, PRECISIONS, TACTICS

_TACTIC_WORDS: dict[str, tuple[str, ...]] = {
    "meeting": (
        "met", "meetings", "lobby meeting", "lobbying", "meeting with mp", "met with mp", "rencontre", "rencontres",
        "rendez-vous", "réunion avec le député", "réunion avec la députée",
    ),
    "office_visit": (
        "visit", "visits", "visited", "office visits", "visited office", "delegation", "drop in", "drop by", "walk in",
        "visite", "visites", "visité", "visite de bureau", "visite au bureau", "visite du bureau", "délégation",
    ),
    "rally": (
        "rallies", "protest", "protests", "picket", "pickets", "picket line", "demonstration", "demonstrations", "demo",
        "march", "vigil", "sit-in", "day of action", "manif", "manifs", "manifestation", "manifestations",
        "rassemblement", "rassemblements", "piquetage", "piquet", "ligne de piquetage", "marche", "vigile", "vigie",
        "journée d'action",
    ),
    "installation": ("art installation", "installations", "banner drop", "installation artistique"),
    "petition_delivery": (
        "petition delivered", "petitions delivered", "delivered petition", "delivered a petition", "petition drop off",
        "petition hand in", "remise de pétition", "remise de la pétition", "remise d'une pétition",
        "remise de pétitions", "dépôt de pétition", "dépôt de la pétition", "pétition remise", "pétition déposée",
    ),
    "call": (
        "calls", "phone", "phoned", "phone call", "phone calls", "called", "phone bank", "phonebank", "phone banking",
        "phone zap", "telephone", "telephoned", "calling", "call-in", "made a call", "called office", "call to office",
        "appel", "appels", "appel téléphonique", "appels téléphoniques", "téléphone", "téléphoné", "appelé",
        "coup de fil", "coup de téléphone", "blitz d'appels", "blitz téléphonique",
    ),
    "letter": (
        "letters", "email", "emails", "e-mail", "e-mails", "emailed", "mail", "mailed", "wrote", "wrote letter",
        "postcard", "postcards", "fax", "faxed", "courriel", "courriels", "lettre", "lettres", "carte postale",
        "cartes postales", "courrier", "écrit", "télécopie",
    ),
    "poster_office": (
        "poster", "posters", "postering", "postered", "posters up", "put up posters", "flyer posted",
        "flyers posted", "office postered", "postered office", "poster office",
        "poster at office", "posters at office", "office postering", "postering office", "posters at an office",
        "affichage à un bureau",
        "affichage", "affichages", "affiche", "affiches", "affiché", "affichette", "affichettes", "pose d'affiches",
        "affichage au bureau", "affichage de bureau", "affiches au bureau", "affiches à un bureau", "bureau affiché",
    ),
    "poster_riding": (
        "riding postered", "postered riding", "poster riding", "riding postering", "postering riding",
        "postering in riding", "posters in riding", "posters in a riding", "neighbourhood postering",
        "affichage dans la circonscription", "affichage dans une circonscription",
        "affichage de circonscription", "affiches dans la circonscription",
        "affiches dans une circonscription", "circonscription affichée", "affichage de quartier",
    ),
    "media_hit": (
        "media", "media hits", "media story", "media coverage", "news", "news story", "news coverage", "article",
        "op-ed",
        "interview", "press", "press conference", "médias", "média", "couverture médiatique", "presse", "reportage",
        "entrevue", "conférence de presse", "lettre ouverte",
    ),
    "petition_online": (
        "online petition", "online petitions", "e-petition", "epetition", "pétition en ligne",
        "pétition électronique",
    ),
    "online_action": (
        "online actions", "twitter storm", "twitterstorm", "social media", "tweetstorm", "tweet", "tweets", "tweeted",
        "facebook", "instagram", "action en ligne", "actions en ligne", "réseaux sociaux", "médias sociaux",
    ),
    "email_form": (
        "email campaign", "email blast", "email tool", "letter tool", "letter campaign", "form letter", "form letters",
        "courriel type",
        "e-mail form", "formulaire de courriel", "formulaire de courriels", "campagne de courriels", "lettre type",
    ),
    "info_session": (
        "information session", "info sessions", "information sessions", "webinar", "teach-in", "séance d'information",
        "séances d'information", "séance d'info", "webinaire",
    ),
    "organizing_meeting": (
        "organising meeting", "organizing meetings", "organizing", "planning meeting", "general meeting",
        "réunion d'organisation", "réunions d'organisation", "assemblée générale", "réunion de planification",
    ),
    "training": ("trainings", "workshop", "workshops", "formation", "formations", "atelier", "ateliers"),
}  # fmt: skip
_VOICEMAIL_TACTICS = (
    "vm", "vms", "voicemail", "voicemails", "voice mail", "left message", "left a message", "left voicemail",
    "left a voicemail", "left vm", "message left", "message vocal", "messages vocaux", "boîte vocale",
    "laissé un message", "laissé message", "message laissé", "laissé un message vocal",
)  # fmt: skip
_OUTCOME_WORDS: dict[str, tuple[str, ...]] = {
    "reached": (
        "person reached", "personne jointe", "quelqu'un a répondu", "on a répondu",
        "spoke", "spoke with", "spoke to", "spoke to staff", "spoke with staff", "spoke to mp", "talked", "talked to",
        "talked with", "talked to staff", "talked with staff", "talked to someone", "talking to correct person",
        "answer", "answered", "picked up", "connected", "canvassed", "contacted", "contact made", "conversation",
        "meaningful interaction", "live answer", "human",
        "rejoint", "rejointe", "joint", "jointe", "parlé", "parlé à", "parlé au personnel", "répondu", "a répondu",
        "contacté", "contactée", "conversation tenue", "décroché", "a décroché",
    ),
    "voicemail": (
        *_VOICEMAIL_TACTICS, "voicemail left", "message vocal laissé",
        "lm", "machine", "answering machine", "answer machine", "left msg", "répondeur",
        "message sur répondeur",
    ),
    "refused": (
        "refusal", "hung up", "hang up", "hangup", "refused to talk", "declined", "not interested", "do not call",
        "refus de parler", "raccroché", "refusé", "refus", "a refusé", "a raccroché", "pas intéressé", "pas intéressée",
    ),
    "unknown": ("not known", "unsure", "not sure", "don't know", "inconnu", "inconnue", "ne sais pas", "n/a"),
    "busy": ("line busy", "busy signal", "busy tone", "engaged", "occupé", "occupée", "ligne occupée"),
    "no_answer": ("no reply", "not home", "not in", "didn't answer", "did not answer", "unanswered", "rang out",
                  "not available", "unavailable", "nobody answered", "nobody home", "no one answered",
                  "rang", "pas de réponse", "sans réponse", "absent", "absente", "aucune réponse", "non répondu",
                  "pas répondu", "n'a pas répondu", "pas à la maison"),
    "mailbox_full": (
        "voicemail full", "mail box full", "mailbox is full", "full mailbox", "full voicemail", "vm full",
        "boîte pleine", "boîte vocale pleine", "messagerie pleine",
    ),
    "wrong_number": (
        "wrong", "wrong no", "bad number", "bad info", "bad phone", "invalid number", "invalid", "not in service",
        "out of service", "number not in service", "disconnected", "disconnected number", "fax machine",
        "mauvais numéro", "faux numéro", "numéro invalide", "numéro erroné", "hors service", "pas en service",
        "débranché",
    ),
}  # fmt: skip
_PRECISION_WORDS = {
    "day": ("days", "jour", "jours", "exact", "exacte", "précis", "journée"), "week": ("weeks", "semaine", "semaines"),
    "month": ("months", "mois"),
    "range": ("period", "span", "between", "several days", "période", "plage", "intervalle", "plusieurs jours"),
}  # fmt: skip
_YES = frozenset(("yes", "y", "true", "t", "1", "1 0", "x", "checked", "ok", "oui", "o", "vrai", "v", "coche"))
_NO = frozenset(("no", "n", "false", "f", "0", "0 0", "unchecked", "none", "non", "faux", "decoche"))
_LISTED = re.compile(r"\s*[;,|/+&]\s*|\s+(?:and|et)\s+")
_NEAR, _SHOWN = 75.0, 3


def _index(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {normal_form(name): value for value, names in words.items() for name in (value, *names)}


_TACTICS = _index(_TACTIC_WORDS)
_OUTCOMES = _index(_OUTCOME_WORDS)
_PRECISIONS = _index(_PRECISION_WORDS)
_PROVINCES = _index({
    "NL": ("Newfoundland and Labrador", "Terre-Neuve-et-Labrador", "Newfoundland"),
    "PE": ("Prince Edward Island", "Île-du-Prince-Édouard", "PEI"), "NS": ("Nova Scotia", "Nouvelle-Écosse"),
    "NB": ("New Brunswick", "Nouveau-Brunswick"), "QC": ("Quebec",), "ON": ("Ontario",), "MB": ("Manitoba",),
    "SK": ("Saskatchewan",), "AB": ("Alberta",), "BC": ("British Columbia", "Colombie-Britannique"), "YT": ("Yukon",),
    "NT": ("Northwest Territories", "Territoires du Nord-Ouest"), "NU": ("Nunavut",),
})  # fmt: skip


def read_tactic(text: str, own: OwnNames = NONE) -> tuple[str, str]:
    """The tactic and the outcome that its name implies ("" for none); raises CellProblem with the nearest tactics.

    ``own`` are the tactics of the campaign's own, known by their codes and names.
    """
    form = normal_form(text)
    if (found := forms_of(own).get(form)) or (found := tactic_named(text)):
        return found, "voicemail" if form in _VOICEMAILS else ""
    if several := _several(text):
        if len(several) == 1:
            return several[0]
        told = " and ".join("/".join(filter(None, one)) for one in several)
        message = f"{quoted(text)} names several tactics ({told}): choose one, or give each a row of its own."
        raise CellProblem(message, "needs_decision", tuple(dict.fromkeys(tactic for tactic, _ in several)))
    raise _undecided(text, "tactic", _TACTICS | forms_of(own), (*TACTICS, *own))


def tactic_named(text: str) -> str:
    """The dashboard's tactic that goes by this name in files, "" for none."""
    form = normal_form(text)
    return "call" if form in _VOICEMAILS else _TACTICS.get(form, "")


def _several(text: str) -> list[tuple[str, str]]:
    """The tactics in a cell that lists some, as forms with several answers write them; none where one is unknown."""
    for parts in (_LISTED.split(text), text.split()):
        found = [_deed(normal_form(part)) for part in parts if normal_form(part)]
        if len(found) > 1 and all(found):
            return list(dict.fromkeys(one for one in found if one))
    return []


def _deed(form: str) -> tuple[str, str] | None:
    if form in _VOICEMAILS:
        return "call", "voicemail"
    return (_TACTICS[form], "") if form in _TACTICS else None


def read_outcome(text: str) -> str:
    """The outcome of a call; raises CellProblem with the nearest outcomes."""
    form = normal_form(text)
    if form in _OUTCOMES:
        return _OUTCOMES[form]
    raise _undecided(text, "outcome of a call", _OUTCOMES, CALL_OUTCOMES)


def read_precision(text: str) -> str:
    """How exactly the day is known."""
    found = _PRECISIONS.get(normal_form(text))
    if not found:
        message = f"{quoted(text)} is no precision of a day: write one of {', '.join(PRECISIONS)}."
        raise CellProblem(message)
    return found


def read_yes_no(text: str) -> bool:
    """Yes or no."""
    form = normal_form(text)
    if form not in _YES | _NO:
        message = f"{quoted(text)} is neither yes nor no: write yes or no."
        raise CellProblem(message)
    return form in _YES


def read_province(text: str) -> str:
    """The postal abbreviation of a province or territory, "" for anything else."""
    return _PROVINCES.get(normal_form(text), "")


def read_order(text: str) -> int:
    """A representation order."""
    digits = text.removesuffix(".0")
    if digits not in map(str, ORDERS):
        message = f"{quoted(text)} is no representation order: write 2013 or 2023."
        raise CellProblem(message)
    return int(digits)


def _undecided(text: str, what: str, index: dict[str, str], values: tuple[str, ...]) -> CellProblem:
    near = process.extract(normal_form(text), list(index), scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=10)
    found = list(dict.fromkeys(index[form] for form, _, _ in near))[:_SHOWN]
    told = f"perhaps {' or '.join(found)}" if found else f"one of {', '.join(values)}"
    reason = f"{quoted(text)} is no {what} that is known: write {told}."
    return CellProblem(reason, "needs_decision", tuple(found))


_VOICEMAILS = frozenset(map(normal_form, _VOICEMAIL_TACTICS))
