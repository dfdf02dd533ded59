"""Words and columns of the field: riding keys, tactics, outcomes, roles, and the tables that pass between layers.

Conventions of every frame in the project: missing text is "" (never NaN), a missing number NaN, a missing day NaT;
days are ``datetime64[s]`` at midnight; a riding is its key as text, ``"2013:35024"``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.errors import UsageError

ORDERS = (2013, 2023)
"""Representation orders known to the project."""

LAST_DAY_OF_2013_ORDER = "2025-03-23"
"""Members sat for ridings of the 2013 order up to the dissolution of this day."""


def orders_on(days: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """The representation order whose ridings members sat for on each day; the newest where a day is missing."""
    return np.where(np.asarray(days, "datetime64[D]") <= np.datetime64(LAST_DAY_OF_2013_ORDER), *ORDERS)


def order_on(day: date) -> int:
    """The representation order whose ridings members sat for on a day."""
    return int(orders_on(day.isoformat()))


PROVINCES = {
    "10": "NL", "11": "PE", "12": "NS", "13": "NB", "24": "QC", "35": "ON", "46": "MB",
    "47": "SK", "48": "AB", "59": "BC", "60": "YT", "61": "NT", "62": "NU",
}  # fmt: skip
"""First two digits of a riding's code -> postal abbreviation of its province or territory."""

_KEY = re.compile(r"\b(2013|2023):(\d{5})\b")


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


def with_riding_names(text: str, names: Mapping[str, str]) -> str:
    """A sentence with the ridings' names in place of their keys, where they have one."""
    return _KEY.sub(lambda key: names.get(key[0], key[0]), text)


TACTICS = (
    "meeting", "office_visit", "rally", "installation", "petition_delivery", "call", "letter", "poster_office",
    "poster_riding", "media_hit", "petition_online", "online_action", "email_form", "info_session",
    "organizing_meeting", "training",
)  # fmt: skip
CALL_OUTCOMES = (
    "reached", "voicemail", "refused", "unknown", "busy", "no_answer", "mailbox_full", "wrong_number",
)  # fmt: skip
ATTEMPTS = ("busy", "no_answer", "mailbox_full", "wrong_number")
"""Outcomes of calls that reached nobody: still to do."""
POSTERS = ("poster_office", "poster_riding")
POSTER_STATES = ("hung", "seen", "damaged", "removed")
"""How posters are found on a day."""
POSTERS_UP = ("hung", "seen")
"""States in which a poster counts as seen on that day."""
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

DAY = "datetime64[s]"

PEOPLE_COLUMNS = {"target_id": "str", "name": "str", "kind": "str", "serves_post": "bool", "external_ids": "str"}
TERM_COLUMNS = {"target_id": "str", "riding": "str", "party": "str", "from": DAY, "to": DAY}
ROLE_COLUMNS = {"target_id": "str", "kind": "str", "title": "str", "from": DAY, "to": DAY, "title_fr": "str"}
OFFICE_COLUMNS = {
    "office_id": "str", "target_id": "str", "kind": "str", "address": "str", "postal_code": "str", "city": "str",
    "province": "str", "phone": "str", "email": "str", "latitude": "float64", "longitude": "float64",
    "position": "str", "valid_from": DAY, "valid_to": DAY, "source": "str", "read_on": DAY,
}  # fmt: skip
ACTION_COLUMNS = {
    "action_id": "str", "position": "int64", "date": DAY, "date_end": DAY, "date_precision": "str", "tactic": "str",
    "outcome": "str", "quantity": "float64", "quantity_low": "float64", "quantity_high": "float64", "split": "bool",
    "place": "str", "latitude": "float64", "longitude": "float64", "group": "str", "note": "str",
    "evidence_url": "str", "up_until": DAY, "private_note": "str", "target_id": "str", "office_id": "str",
    "riding": "str", "upload_id": "int64",
}  # fmt: skip
OUTCOME_COLUMNS = {
    "outcome_id": "str", "date": DAY, "date_precision": "str", "actor": "str", "kind": "str", "rung": "float64",
    "text": "str", "quote": "str", "source_url": "str", "other_factors": "str",
}  # fmt: skip
"""Columns and types of the directory's tables (``external_ids``: publishers' ids of a person such as
``hoc:89156 parlinfo:10038``), of stated actions (one row per action and target) and of outcomes."""


def frame(records: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """A frame of exactly these columns and types; what a record leaves out is missing in the project's way."""
    rows = list(records)
    return pd.DataFrame({name: _column([row.get(name) for row in rows], kind) for name, kind in columns.items()})


def _column(values: list[Any], kind: str) -> pd.Series:
    if kind == "str":
        return pd.Series(["" if value is None else str(value) for value in values], dtype="str")
    if kind == DAY:
        return pd.Series(days(values))
    if kind == "bool":
        return pd.Series([bool(value) for value in values], dtype="bool")
    return pd.Series([np.nan if value is None else value for value in values], dtype=kind)


def days(values: Iterable[Any]) -> pd.DatetimeIndex:
    """Days as ``datetime64[s]`` from dates, ISO texts or missing values."""
    texts = ["NaT" if _missing(value) else str(value)[:10] for value in values]
    return pd.DatetimeIndex(np.array(texts, dtype="datetime64[s]"))


def _missing(value: Any) -> bool:  # noqa: ANN401 - any cell
    return value is None or value == "" or value is pd.NaT or (isinstance(value, float) and np.isnan(value))
