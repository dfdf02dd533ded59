"""Words and columns of the field: riding keys, tactics, outcomes, roles, and the tables that pass between layers.

Conventions of every frame in the project: missing text is "" (never NaN), a missing number NaN, a missing day NaT;
days are ``datetime64[s]`` at midnight; a riding is its key as text, ``"2013:35024"``.
"""

import re
from dataclasses import dataclass
from typing import Self

from dashboard.errors import UsageError

ORDERS = (2013, 2023)
"""Representation orders known to the project."""

LAST_DAY_OF_2013_ORDER = "2025-03-23"
"""Members sat for ridings of the 2013 order up to the dissolution of this day."""

PROVINCES = {
    "10": "NL", "11": "PE", "12": "NS", "13": "NB", "24": "QC", "35": "ON", "46": "MB",
    "47": "SK", "48": "AB", "59": "BC", "60": "YT", "61": "NT", "62": "NU",
}  # fmt: skip
"""First two digits of a riding's code -> postal abbreviation of its province or territory."""

_KEY = re.compile(r"(2013|2023):(\d{5})")


@dataclass(frozen=True, order=True, slots=True)
class RidingKey:
    """A riding: representation order and five-digit code, never the code alone."""

    order: int
    code: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """The key written as ``ORDER:CODE``; raises UsageError for anything else."""
        match = _KEY.fullmatch(text.strip())
        if not match:
            message = f"Write the riding as ORDER:CODE, for example 2013:35024, instead of {text!r}."
            raise UsageError(message)
        return cls(int(match[1]), match[2])

    def __str__(self) -> str:
        return f"{self.order}:{self.code}"

    @property
    def province(self) -> str:
        """Postal abbreviation of the riding's province or territory, "" for an unknown code."""
        return PROVINCES.get(self.code[:2], "")


TACTICS = (
    "meeting", "office_visit", "rally", "installation", "petition_delivery", "call", "letter", "poster_office",
    "poster_riding", "media_hit", "petition_online", "online_action", "email_form", "info_session",
    "organizing_meeting", "training",
)  # fmt: skip
CALL_OUTCOMES = (
    "reached", "voicemail", "refused", "unknown", "busy", "no_answer", "mailbox_full", "wrong_number",
)  # fmt: skip
ROLE_KINDS = ("prime_minister", "minister", "parliamentary_secretary", "critic", "committee_chair", "committee_member")
OFFICE_KINDS = ("constituency", "legislature", "ministerial", "department", "other")
PRECISIONS = ("day", "week", "month", "range")
OUTCOME_KINDS = (
    "reply", "meeting_granted", "statement", "commitment", "vote", "policy_change", "partial", "reversal", "refusal",
)  # fmt: skip
STATUSES = ("none", "attempted", "called", "postered", "called_and_postered", "other")
FATES = ("added", "updated", "duplicate", "needs_decision", "refused")

ROLES = (
    "holds_post", "prime_minister", "parliamentary_secretary", "own_department", "other_cabinet",
    "government_caucus", "anyone_else",
)  # fmt: skip
"""Roles toward a campaign's post, strongest first; a role code in an array is its place here."""

ACTION_CONTENT = (
    "date", "date_end", "date_precision", "tactic", "outcome", "quantity", "quantity_low", "quantity_high",
    "split", "place", "latitude", "longitude", "group", "note", "evidence_url", "up_until", "private_note",
)  # fmt: skip
"""What an action says beside its id and its targets."""

ACTION_TARGET = ("target_id", "office_id", "riding")
"""What one target of an action says: a person or institution, an office, a riding key; each may be ""."""
