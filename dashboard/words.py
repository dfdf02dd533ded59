"""The words, numbers and days a person reads, in English or French; no session and no page is needed."""

import gettext
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property

from dashboard.own_names import NONE, OwnNames
from dashboard.rounding import rounded
from dashboard.translation import catalogue, translated
from dashboard.written import Written


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
POSTER_STATES = {
    "hung": N_("put up"),
    "seen": N_("seen up"),
    "damaged": N_("damaged"),
    "removed": N_("removed"),
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


class Words(Written):
    """Everything that is said in one language: sentences, numbers, days, and the names of the field's codes."""

    def __init__(self, language: str, own: OwnNames = NONE) -> None:
        super().__init__(language)
        self._own = own

    def with_own(self, own: OwnNames) -> "Words":
        """The same words, with the names of a campaign's own tactics and roles by their codes."""
        return Words(self.language, own) if own else self

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
        if tactic in self._own and self._own[tactic].unit_en:
            unit = self._own[tactic].unit(self.language)
            return self._("{unit}: {count}").format(unit=unit, count=self.number(count))
        unit = UNITS.get(tactic, "")
        return self.n(*COUNTED[unit], count) if unit else self.number(count)

    def sentence(self, text: str) -> str:
        """A sentence a lower layer wrote in English, with its values kept; unknown text comes back as it is."""
        return translated(text, self.language)

    def about(self, told: str, *, estimated: bool = True) -> str:
        """A number in words, said to be about right where it is an estimate."""
        return self._("about {number}").format(number=told) if estimated else told

    def span(self, first: date, last: date, *, short: bool = False) -> str:
        """First to last day written out; one day when they are the same."""
        if first == last:
            return self.day(first, short=short)
        return self._("{first} to {last}").format(first=self.day(first, short=short), last=self.day(last, short=short))

    def named(self, names: Mapping[str, str], code: str) -> str:
        """What one of this module's tables, else the campaign, calls a code; the code itself when neither does."""
        return self._(names[code]) if code in names else self.own_name(code)

    def own_name(self, code: str) -> str:
        """What the campaign calls a tactic or role of its own; the code itself when it has none of this code."""
        return self._own[code].name(self.language) if code in self._own else code

    def unit(self, tactic: str) -> str:
        """What a tactic is counted in, in the plural."""
        return self._own[tactic].unit(self.language) if tactic in self._own else self.named(UNITS, tactic)

    def rung(self, rung: float) -> str:
        """A rung of the commitment ladder with its number, "" where none is known."""
        code = "" if rung != rung else str(int(rung))  # noqa: PLR0124 - only NaN differs from itself
        return self._("{rung}: {meaning}").format(rung=code, meaning=self.named(RUNGS, code)) if code else ""

    def renamed(self, names: Mapping[str, str], codes: Iterable[str]) -> list[str]:
        """``named`` for a whole column."""
        known = {code: self._(name) for code, name in names.items()}
        return [known[code] if code in known else self.own_name(code) for code in codes]

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
