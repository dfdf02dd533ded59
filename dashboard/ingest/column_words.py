"""Columns named by a question, such as "Which riding did you call?", to our fields by the words in them."""

import re

from dashboard.ingest.people_columns import named_for_people
from dashboard.names import normal_form

_ASKED = {
    "date": r"when|(?:what|which|on what) (?:day|date)|date|day of|quand|quel(?:le)? (?:jour|date)|jour d[eu]",
    "quantity": r"how many(?! (?:hours|minutes|days))|number of(?! (?:hours|minutes|days))|"
    r"combien(?! (?:d )?(?:heures?|minutes?|jours?|temps))|nombre d(?:e|es)?\b(?! (?:heures|minutes|jours))",
    "riding": r"ridings?|constituenc(?:y|ies)|electoral districts?|circonscriptions?|comte",
    "target": r"mps?|ministers?|politicians?|decision makers?|who did you|whom|deputee?s?|ministres?|elue?s?|"
    r"qui (?:avez vous|as tu)",
    "office": r"offices?|bureaux?",
    "tactic": r"what (?:did you do|was done|(?:kind|type|sort) of (?:action|activity|thing))|(?:what|which) (?:action|"
    r"activity|tactic)|(?:type|kind) of (?:action|activity)|tactic|qu (?:avez vous|as tu|a t on) fait|"
    r"quel(?:le)? (?:type d )?(?:action|activite|tactique)|quel(?:le)? (?:genre|sorte) d action|type d (?:action|"
    r"activite)|tactique",
    "outcome": r"how did (?:it|the call|they|your call)|what happened|outcome|results?|did (?:they|anyone|someone|"
    r"anybody|somebody) (?:answer|pick up)|comment (?:s est passe|ca s est passe|l appel)|resultat|"
    r"qu est il arrive|(?:a t on|ont ils|avez vous eu une) repon(?:du|se)",
    "note": r"notes?|comments?|anything else|remarks?|commentaires?|remarques?|autre chose|(?:more|other) details",
    "group": r"(?:which|what|your|quel|votre|ton) (?:group|organi[sz]ation|chapter|team|groupe|organisme)",
    "place": r"where|ou (?:avez vous|as tu|s est|etait|a eu)|lieu|endroit",
    "evidence_url": r"link|lien",
}
_PATTERNS = {of: re.compile(rf"\b(?:{words})\b") for of, words in _ASKED.items()}
_MANY_WORDS = 2


def asked_for(name: str) -> str:
    """Which of our fields a column named by a question is, by the first of its words that says one; "" for none."""
    form = normal_form(name)
    if len(form.split()) < _MANY_WORDS or named_for_people(name):
        return ""
    found = {of: match.start() for of, pattern in _PATTERNS.items() if (match := pattern.search(form))}
    return min(found, key=found.__getitem__) if found else ""
