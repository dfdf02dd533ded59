"""What people write for tactics, outcomes of calls, precisions, provinces and yes or no, in English and French."""

from rapidfuzz import fuzz, process

from dashboard.ingest.cells import CellProblem, quoted
from dashboard.names import normal_form
from dashboard.schema import CALL_OUTCOMES, ORDERS, PRECISIONS, TACTICS

_TACTIC_WORDS: dict[str, tuple[str, ...]] = {
    "meeting": ("met", "lobby meeting", "meeting with mp", "rencontre", "rendez-vous"),
    "office_visit": (
        "visit", "visited", "office visits", "delegation", "drop in", "visite", "visite de bureau", "visite au bureau",
        "délégation",
    ),
    "rally": (
        "rallies", "protest", "picket", "demonstration", "demo", "march", "vigil", "manif", "manifestation",
        "rassemblement", "piquetage", "ligne de piquetage", "marche", "vigile",
    ),
    "installation": ("art installation", "installations"),
    "petition_delivery": (
        "petition delivered", "petitions delivered", "delivered petition", "remise de pétition", "dépôt de pétition",
        "pétition remise",
    ),
    "call": (
        "calls", "phone", "phoned", "phone call", "phone calls", "called", "phone bank", "phonebank", "phone banking",
        "phone zap", "telephone", "appel", "appels", "appel téléphonique", "téléphone", "téléphoné", "appelé",
    ),
    "letter": ("letters", "email", "emails", "e-mail", "mail", "wrote", "courriel", "courriels", "lettre", "lettres"),
    "poster_office": (
        "poster", "posters", "postering", "postered", "flyer posted", "flyers posted", "office postered",
        "postered office", "poster office", "office postering", "affichage", "affiche", "affiches", "affiché",
        "affichage au bureau", "bureau affiché",
    ),
    "poster_riding": (
        "riding postered", "postered riding", "poster riding", "riding postering", "postering riding",
        "affichage dans la circonscription", "affichage de circonscription",
    ),
    "media_hit": (
        "media", "media hits", "news story", "news coverage", "médias", "média", "couverture médiatique",
    ),
    "petition_online": ("online petition", "e-petition", "pétition en ligne"),
    "online_action": (
        "online actions", "twitter storm", "social media", "tweetstorm", "action en ligne", "actions en ligne",
        "réseaux sociaux",
    ),
    "email_form": ("email campaign", "email blast", "letter tool", "formulaire de courriel", "campagne de courriels"),
    "info_session": ("information session", "info sessions", "information sessions", "séance d'information"),
    "organizing_meeting": ("organising meeting", "organizing meetings", "réunion d'organisation"),
    "training": ("trainings", "workshop", "formation", "atelier"),
}  # fmt: skip
_VOICEMAIL_TACTICS = (
    "vm", "voicemail", "voice mail", "left message", "left a message", "left voicemail", "message vocal",
    "boîte vocale", "laissé un message",
)  # fmt: skip
_OUTCOME_WORDS: dict[str, tuple[str, ...]] = {
    "reached": (
        "spoke", "spoke with", "spoke to staff", "talked", "talked to", "answered", "connected", "canvassed",
        "contacted", "conversation", "rejoint", "joint", "parlé", "répondu", "a répondu", "contacté",
    ),
    "voicemail": (*_VOICEMAIL_TACTICS, "message left", "lm", "message laissé", "répondeur"),
    "refused": ("refusal", "hung up", "refused to talk", "declined", "raccroché", "refusé", "refus", "a raccroché"),
    "unknown": ("not known", "unsure", "inconnu", "inconnue", "n/a"),
    "busy": ("line busy", "busy signal", "engaged", "occupé", "occupée", "ligne occupée"),
    "no_answer": ("no reply", "not home", "not in", "didn't answer", "did not answer", "unanswered", "rang out",
                  "pas de réponse", "sans réponse", "absent", "absente", "aucune réponse"),
    "mailbox_full": ("voicemail full", "mail box full", "full mailbox", "boîte pleine", "boîte vocale pleine"),
    "wrong_number": ("wrong", "bad number", "not in service", "disconnected", "mauvais numéro", "faux numéro",
                     "hors service"),
}  # fmt: skip
_PRECISION_WORDS = {
    "day": ("jour", "exact"), "week": ("semaine",), "month": ("mois",), "range": ("période", "plage", "period", "span"),
}  # fmt: skip
_YES = frozenset(("yes", "y", "true", "1", "x", "oui", "o", "vrai"))
_NO = frozenset(("no", "n", "false", "0", "non", "faux"))
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


def read_tactic(text: str) -> tuple[str, str]:
    """The tactic and the outcome that its name implies ("" for none); raises CellProblem with the nearest tactics."""
    form = normal_form(text)
    if form in _VOICEMAILS:
        return "call", "voicemail"
    if form in _TACTICS:
        return _TACTICS[form], ""
    raise _undecided(text, "tactic", _TACTICS, TACTICS)


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
