"""The words, numbers and days a person reads, in English or French; no session and no page is needed."""

import gettext
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property

from babel.dates import format_date

from dashboard.rounding import rounded
from dashboard.translation import LANGUAGES, catalogue, translated

_REGIONS = {"en": "en_CA", "fr": "fr_CA"}
_GROUPS = {"en": ",", "fr": "\u202f"}
_POINTS = {"en": ".", "fr": ","}
_DASHES = str.maketrans({"-": "\u2212"})


def N_(message: str) -> str:  # noqa: N802 - the customary name of a mark for translators
    """The message itself, marked for the catalogues and translated where it is shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above
    """A sentence for one and its plural, marked for the catalogues."""
    return one, many


TACTICS = {
    "meeting": N_("Meeting"),
    "office_visit": N_("Office visit"),
    "rally": N_("Rally"),
    "installation": N_("Installation"),
    "petition_delivery": N_("Petition delivery"),
    "call": N_("Call"),
    "letter": N_("Letter"),
    "poster_office": N_("Posters at an office"),
    "poster_riding": N_("Posters in a riding"),
    "media_hit": N_("Media story"),
    "petition_online": N_("Online petition"),
    "online_action": N_("Online action"),
    "email_form": N_("E-mail form"),
    "info_session": N_("Information session"),
    "organizing_meeting": N_("Organizing meeting"),
    "training": N_("Training"),
}
UNITS = {
    "meeting": N_("meetings"),
    "office_visit": N_("visits"),
    "rally": N_("people"),
    "installation": N_("installations"),
    "petition_delivery": N_("signatures"),
    "call": N_("calls"),
    "letter": N_("letters"),
    "poster_office": N_("posters"),
    "poster_riding": N_("posters"),
    "media_hit": N_("stories"),
    "petition_online": N_("signatures"),
    "online_action": N_("people"),
    "email_form": N_("messages"),
    "info_session": N_("people"),
    "organizing_meeting": N_("people"),
    "training": N_("people"),
}
COUNTED = {
    "meetings": NN_("{count} meeting", "{count} meetings"),
    "visits": NN_("{count} visit", "{count} visits"),
    "people": NN_("{count} person", "{count} people"),
    "installations": NN_("{count} installation", "{count} installations"),
    "signatures": NN_("{count} signature", "{count} signatures"),
    "calls": NN_("{count} call", "{count} calls"),
    "letters": NN_("{count} letter", "{count} letters"),
    "posters": NN_("{count} poster", "{count} posters"),
    "stories": NN_("{count} story", "{count} stories"),
    "messages": NN_("{count} message", "{count} messages"),
}
CALL_OUTCOMES = {
    "": N_("not said"),
    "reached": N_("reached"),
    "voicemail": N_("voicemail left"),
    "refused": N_("refused to talk"),
    "unknown": N_("not known"),
    "busy": N_("line busy"),
    "no_answer": N_("no answer"),
    "mailbox_full": N_("mailbox full"),
    "wrong_number": N_("wrong number"),
}
STATUSES = {
    "none": N_("Nothing yet"),
    "attempted": N_("Attempted, nobody reached"),
    "called": N_("Called"),
    "postered": N_("Postered"),
    "called_and_postered": N_("Called and postered"),
    "other": N_("Other action"),
}
ROLES = {
    "holds_post": N_("Decision-maker"),
    "prime_minister": N_("Prime Minister"),
    "parliamentary_secretary": N_("Parliamentary secretary to the post"),
    "own_department": N_("The post's own department"),
    "other_cabinet": N_("Other cabinet member"),
    "government_caucus": N_("Government caucus"),
    "anyone_else": N_("Anyone else"),
}
ROLE_KINDS = {
    "prime_minister": N_("Prime Minister"),
    "minister": N_("Minister"),
    "parliamentary_secretary": N_("Parliamentary secretary"),
    "critic": N_("Critic"),
    "committee_chair": N_("Committee chair"),
    "committee_member": N_("Committee member"),
}
OUTCOME_KINDS = {
    "reply": N_("Reply"),
    "meeting_granted": N_("Meeting granted"),
    "statement": N_("Statement"),
    "commitment": N_("Commitment"),
    "vote": N_("Vote"),
    "policy_change": N_("Policy change"),
    "partial": N_("Partial win"),
    "reversal": N_("Reversal"),
    "refusal": N_("Refusal"),
}
RUNGS = {
    "0": N_("No answer, or a refusal"),
    "1": N_("Hears the demand: a reply or a meeting"),
    "2": N_("Speaks for it in public"),
    "3": N_("Commits to act"),
    "4": N_("Acts in part, or for some"),
    "5": N_("Grants the whole demand"),
}
"""The commitment ladder, rung by rung."""
OFFICE_KINDS = {
    "constituency": N_("Constituency office"),
    "legislature": N_("Hill office"),
    "ministerial": N_("Ministerial office"),
    "department": N_("Department"),
    "other": N_("Other office"),
    "riding": N_("Riding (posters around it)"),
    "target": N_("No office named"),
    "": N_("No office named"),
}
FATES = {
    "added": N_("Added"),
    "updated": N_("Updated"),
    "duplicate": N_("Duplicate"),
    "needs_decision": N_("Needs a decision"),
    "refused": N_("Refused"),
}
PROVINCES = {
    "AB": N_("Alberta"),
    "BC": N_("British Columbia"),
    "MB": N_("Manitoba"),
    "NB": N_("New Brunswick"),
    "NL": N_("Newfoundland and Labrador"),
    "NS": N_("Nova Scotia"),
    "NT": N_("Northwest Territories"),
    "NU": N_("Nunavut"),
    "ON": N_("Ontario"),
    "PE": N_("Prince Edward Island"),
    "QC": N_("Quebec"),
    "SK": N_("Saskatchewan"),
    "YT": N_("Yukon"),
}
PRECISIONS = {"day": N_("day"), "week": N_("week"), "month": N_("month"), "range": N_("range")}


class Words:
    """Everything that is said in one language: sentences, numbers, days, and the names of the field's codes."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"

    def _(self, message: str) -> str:
        """The sentence in this language."""
        return self._catalogue.gettext(message)

    def n(self, one: str, many: str, count: float, digits: int = 0, **values: str) -> str:
        """The sentence for this count, with the count in place of ``{count}`` and other values in theirs."""
        count = rounded(count, digits)
        sentence = self._catalogue.ngettext(one, many, self._plural(count))
        return sentence.format(count=self.number(count, digits), **values)

    def counted(self, tactic: str, count: float) -> str:
        """A quantity of a tactic in its unit, such as ``1 call`` or ``200 posters``."""
        unit = UNITS.get(tactic, "")
        return self.n(*COUNTED[unit], count) if unit else self.number(count)

    def sentence(self, text: str) -> str:
        """A sentence a lower layer wrote in English, with its values kept; unknown text comes back as it is."""
        return translated(text, self.language)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with thousands apart (commas in English, thin spaces in French); "-" where there is none."""
        if value != value:  # noqa: PLR0124 - only NaN differs from itself
            return "\u2013"
        text = f"{rounded(value, digits):,.{digits}f}".translate(_DASHES)
        whole, _, part = text.partition(".")
        whole = whole.replace(",", _GROUPS[self.language])
        return whole + (_POINTS[self.language] + part if part else "")

    def about(self, told: str, *, estimated: bool = True) -> str:
        """A number in words, said to be about right where it is an estimate."""
        return self._("about {number}").format(number=told) if estimated else told

    def day(self, day: date, *, short: bool = False) -> str:
        """A day written out, such as ``November 24, 2020``; short for tables, such as ``Nov 24, 2020``."""
        return _written_day(self.language, day, "medium" if short else "long")

    def month(self, day: date) -> str:
        """The month and year of a day, such as ``November 2020``."""
        return str(format_date(day, "LLLL y", locale=_REGIONS[self.language]))

    def short_month(self, day: date) -> str:
        """The month of a day for an axis, such as ``Nov 2020``."""
        return str(format_date(day, "LLL y", locale=_REGIONS[self.language]))

    def day_of_month(self, day: date) -> str:
        """A day for an axis, such as ``Nov 24``."""
        return str(format_date(day, "d MMM" if self.language == "fr" else "MMM d", locale=_REGIONS[self.language]))

    def span(self, first: date, last: date, *, short: bool = False) -> str:
        """First to last day written out; one day when they are the same."""
        if first == last:
            return self.day(first, short=short)
        return self._("{first} to {last}").format(first=self.day(first, short=short), last=self.day(last, short=short))

    def named(self, names: Mapping[str, str], code: str) -> str:
        """What one of this module's tables calls a code; the code itself when it is not in the table."""
        return self._(names[code]) if code in names else code

    def rung(self, rung: float) -> str:
        """A rung of the commitment ladder with its number, "" where none is known."""
        code = "" if rung != rung else str(int(rung))  # noqa: PLR0124 - only NaN differs from itself
        return self._("{rung}: {meaning}").format(rung=code, meaning=self.named(RUNGS, code)) if code else ""

    def renamed(self, names: Mapping[str, str], codes: Iterable[str]) -> list[str]:
        """``named`` for a whole column."""
        known = {code: self._(name) for code, name in names.items()}
        return [known.get(code, code) for code in codes]

    def _plural(self, count: float) -> int:
        """The whole number with the plural of this one: 1.5 is one in French and several in English."""
        return int(abs(count)) if self.language == "fr" or count == int(count) else 2

    @cached_property
    def _catalogue(self) -> gettext.NullTranslations:
        return catalogue(self.language)


@cache
def words(language: str) -> Words:
    """The words of one language, made once."""
    return Words(language)


@cache
def _written_day(language: str, day: date, style: str) -> str:
    text = str(format_date(day, style, locale=_REGIONS[language]))
    if language == "fr" and day.day == 1:
        text = text.replace("1 ", "1er ", 1)
    return text
