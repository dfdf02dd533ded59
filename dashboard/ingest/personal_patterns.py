"""How personal data looks in a text, and the words beside it that tell it from other numbers, EN and FR."""

import re

_GAP = r"[ .\u00a0\u202f\u2009\u2010-\u2015/-]"
_EDGE = r"(?<![\w.,$#-])"
_END = r"(?![\w-])(?![.,]\d)"

LINK = re.compile(r"\bhttps?://[^\s<>\"]+", re.IGNORECASE)
EMAIL = re.compile(
    r"[\w.+%'-]{1,64}\s?[@\uff20]\s?[\w-]+(?:\.[\w-]+)+"
    r"|[\w.+%-]{1,64}\s{0,3}[\[({ ]\s{0,3}(?:at|arobase|chez|@)\s{0,3}[\])} ]\s{0,3}[\w-]{1,200}"
    r"(?:\s{0,3}[\[({ ]?\s{0,3}(?:dot|point|\.)\s{0,3}[\])}]?\s{0,3}(?:com|ca|org|net|qc|info|fr|edu|co|me))+\b",
    re.IGNORECASE,
)
OFFICIAL = re.compile(r"@\s?(?:[\w-]+\.)*(?:parl\.gc\.ca|gc\.ca|canada\.ca)$", re.IGNORECASE)

PHONE = re.compile(
    rf"(?<![\w.$#])(?:\+?1{_GAP}{{0,3}})?(?:\(\s?[2-9]\d\d\s?\)|[2-9]\d\d){_GAP}{{0,3}}[2-9]\d\d{_GAP}{{0,3}}\d{{4}}{_END}"
)
ABROAD = re.compile(rf"(?<![\w+-])(?:\+|00)(?!1\D?[2-9])[2-9]\d{{0,2}}(?:{_GAP}?\(?\d\)?){{7,12}}(?![\w-])")
SHORT_PHONE = re.compile(rf"(?<![\w$#-])[2-9]\d\d{_GAP}{{0,3}}\d{{4}}{_END}")
PHONE_WORD = re.compile(
    r"\b(?:tel|t[ée]l|phone|cell|cellulaire|cel|mobile|home|whatsapp|text(?:o|er)?|textez|sms|fax|rejoindre|joindre|"
    r"number is|num[ée]ro|appele[rz][- ]?(?:la|le|moi)|rappele[rz](?:[- ](?:la|le|moi))?|call (?:me|her|him|them|back)|"
    r"reach(?:ed)?(?: (?:me|her|him|them))?)\b[^\d]{0,20}$",
    re.IGNORECASE,
)
FREE = frozenset(("800", "833", "844", "855", "866", "877", "888"))
COUNTED = re.compile(
    r"\s*(?:%|\$|people|persons?|personnes?|calls?|appels?|posters?|affiches?|flyers?|tracts?|doors?|portes?|signatures?|"
    r"names?|noms?|letters?|lettres?|copies|voters?|members?|membres?|dollars?|km|h\b|hours?|heures?|homes?|units?|"
    r"m[èe]tres?|pages?|envelopes?|enveloppes?|cartes?|cards?|students?|workers?)",
    re.IGNORECASE,
)
ORDERED = re.compile(
    r"(?:\b(?:order|commande|invoice|facture|ticket|billet|tracking|suivi|receipt|re[çc]u|purchase|batch|lot|sku|model|"
    r"item|article|case of|serial|isbn|barcode|room|salle|version|job|print|d[ée]pense|expense|budget|po)\b"
    r"[^\d]{0,15}|#\s?)$",
    re.IGNORECASE,
)
REFERRED = re.compile(r"\b(?:r[ée]f(?:[ée]rence)?|confirmation|account|compte)\b[^\d]{0,15}$", re.IGNORECASE)

NINE = re.compile(rf"{_EDGE}\d{{3}}{_GAP}?\d{{3}}{_GAP}?\d{{3}}{_END}")
SIN_WORD = re.compile(
    r"\b(?:sin|nas|s\.i\.n|n\.a\.s|social insurance(?: number)?|assurance sociale)\b[^\d]{0,20}$", re.IGNORECASE
)

CLIENT = re.compile(
    r"(?<![\w./-])(?:\d{4}[-\u2010\u2011\u2013]\d{4}|\d{2}[-\u2010\u2011\u2013]\d{4}[-\u2010\u2011\u2013]\d{4})(?![\w-])(?!/\d)"
)
CLIENT_WORD = re.compile(
    r"\b(?:uci|iuc|client|ircc|cic|identifi(?:er|ant)|identificateur|dossier|file|immigration)\b.{0,25}$", re.IGNORECASE
)
CLIENT_BARE = re.compile(rf"{_EDGE}(?:\d{{2}}{_GAP}?)?\d{{4}}{_GAP}?\d{{4}}{_END}")

PERMIT = re.compile(r"(?<![\w-])(?:[A-Za-z]{1,2}-?\d{9,10}|[A-Z]{1,2} ?-?\d{3}[ -]?\d{3}[ -]?\d{3}\d?)(?![\w-])")
PAPER_WORD = re.compile(
    r"\b(?:permit|permis|application|demande|visa|pgwp|ptpd|coe|lmia|eimt|refugee claim|claimant|asile|landing|"
    r"confirmation of permanent residence|pr card|carte de rp|imm)\b[^\d]{0,25}$",
    re.IGNORECASE,
)
PAPER = re.compile(r"(?<![\w-])[A-Za-z]{0,2}[ -]?\d{3}[ -]?\d{3,4}[ -]?\d{0,4}(?![\w-])")

PASSPORT = re.compile(r"(?<![\w-])[A-Za-z]{1,2}[ -]?\d{6,8}(?:[A-Za-z]{2})?(?![\w-])|(?<![\w-])\d{8,9}(?![\w-])")
PASSPORT_WORD = re.compile(r"\bpass(?:port|eport)s?\b", re.IGNORECASE)
CANADIAN_PASSPORT = re.compile(r"(?<![\w-])[A-Z]\d{6}[A-Z]{2}(?![\w-])")

ONTARIO_HEALTH = re.compile(r"(?<![\w-])\d{4}[ -]?\d{3}[ -]?\d{3}[ -]?[A-Z]{2}(?![\w-])")
QUEBEC_HEALTH = re.compile(r"(?<![\w-])(?!(?:ROOM|PAGE|FROM|UNIT)\b)[A-Z]{4}[ -]?\d{4}[ -]?\d{4}(?![\w-])")
HEALTH_WORD = re.compile(
    r"\b(?:phn|ohip|ramq|msp|ahcip|health (?:card|insurance|number)|carte (?:de )?sant[ée]|carte soleil|"
    r"assurance[- ]maladie)\b[^\d]{0,25}$",
    re.IGNORECASE,
)
HEALTH = re.compile(r"(?<![\w-])(?:[A-Z]{4} ?)?\d{3,4}[ -]?\d{3,4}[ -]?\d{2,4}(?:[ -]?[A-Z]{2})?(?![\w-])")

_MONTHS = (
    r"(?:jan(?:uary|vier|v)?|feb(?:ruary)?|f[ée]v(?:rier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|july?|"
    r"juil(?:let)?|aug(?:ust)?|ao[uû]t|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|d[ée]c(?:ember|embre)?)"
)
DATE = re.compile(
    rf"\b(?:\d{{4}}[-/. ]\d{{1,2}}[-/. ]\d{{1,2}}|\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:\d{{4}}|\d{{2}})|"
    rf"\d{{1,2}}(?:st|nd|rd|th|er)?\s+(?:of\s+)?{_MONTHS}\.?,?\s+\d{{4}}|{_MONTHS}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"\d{{1,2}}[- ]{_MONTHS}[- ]\d{{2,4}}|\d{{8}}|{_MONTHS}\.?\s+(?:19[2-9]\d|200\d|201[0-2])|"
    r"(?:19[2-9]\d|200\d|201[0-2]))(?![\w-])",
    re.IGNORECASE,
)
BORN = re.compile(
    r"\b(?:born|d\.?o\.?b|date of birth|birth ?date|birth ?day|date de naissance|naissance|ddn|d\.d\.n|"
    r"née?|nee? le|né\(e\))(?:\b|(?<=\)))[^\d]{0,25}?$",
    re.IGNORECASE,
)

POSTAL = re.compile(r"(?<![\w-])[ABCEGHJ-NPRSTVXYabceghj-nprstvxy]\d[A-Za-z][ \u00a0-]{0,2}\d[A-Za-z]\d(?![\w-])")
HOME = re.compile(
    r"\b(?:(?:live|living|lives|lived|reside[sd]?|residing|stay(?:s|ing)?|home(?: address)?|home is|address is|"
    r"(?:her|his|their|my) address|habite(?:nt)?|demeure|r[ée]side(?:nt)?|loge|domicile|domicili[ée]e?|"
    r"chez (?:elle|lui|eux)|(?:son|mon|leur|ma|sa) adresse|adresse (?:personnelle|du domicile|est)|vit|vivent)"
    r"\b[\s:,]{0,9}(?:(?:is|est|at|on|in|au|aux|à|a|sur|dans)[\s:,]{0,9})?)"
    r"((?:(?:apt|apartment|unit|app|appartement|suite|#)\.?\s*\w{1,5},?\s+)?\d{1,6}[A-Za-z]?(?:-\d{1,6})?,?\s+"
    r"(?!(?:[ap]\.?m\b|h\b|h\d|(?:heures?|hours?|min|days?|jours?|weeks?|semaines?|months?|mois|years?|ans)\b))"
    r"(?:\d{1,3}(?:st|nd|rd|th|e|er|[èe]re)\s+)?[^\W\d][^,.;\n()]{2,50}"
    r"(?:,?\s*(?:apt|apartment|unit|app|appartement|suite|#)\.?\s*\w{1,5})?)",
    re.IGNORECASE,
)

DIGIT_OR_AT = re.compile(r"[\d@\uff20]|\b(?:at|arobase)\b", re.IGNORECASE)
RUN = re.compile(r"\d(?:[^\w\n]{0,3}\d)+")
"""Digits that may be one number, whatever parts them."""
_DAY = re.compile(r"(?<![\w-])(?:19|20)\d\d-\d\d-\d\d(?![\w-])")

_WORDS = {
    "e-mail address": (
        "@", "\uff20", " dot ", " point ", "arobase", "(at", "[at", "{at", ".com", ".ca", ".org", ".net",
    ),
    "home address": (
        "live", "living", "resid", "r\u00e9sid", "stay", "home", "address", "adresse", "habite", "demeure", "loge",
        "domicil", "chez ", "vit ", "vivent",
    ),
    "birth date": ("born", "birth", "dob", "d.o.b", "n\u00e9", "nee le", "naissance", "ddn", "d.d.n"),
    "passport number": ("passport", "passeport"),
}  # fmt: skip
_DIGITS = {
    "health card number": 8, "phone number": 7, "number like a social insurance number": 9,
    "permit or application number": 7, "client number": 8,
}  # fmt: skip


def kinds_possible(text: str) -> set[str]:
    """Which kinds of personal data a text may hold at all, by a word or by as many digits: told fast, for most none."""
    lower = text.lower()
    found = {kind for kind, words in _WORDS.items() if any(word in lower for word in words)}
    runs = RUN.findall(_DAY.sub("", text))
    most = max((sum(map(str.isdigit, run)) for run in runs if len(run) >= min(_DIGITS.values())), default=0)
    found |= {kind for kind, least in _DIGITS.items() if most >= least}
    if CANADIAN_PASSPORT.search(text):
        found.add("passport number")
    if POSTAL.search(text):
        found.add("postal code")
    return found
