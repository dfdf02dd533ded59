"""A campaign, and the tables of people and offices that it or the reference knows."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.errors import UsageError
from dashboard.schema import (
    OFFICE_COLUMNS,
    PEOPLE_COLUMNS,
    ROLE_COLUMNS,
    TERM_COLUMNS,
    frame,
)

REFERENCE_PREFIX = "ref-"
"""Ids of reference records begin with this; a campaign's own may not."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Campaign:
    """A demand, the post that can grant it and the days it runs; ``ends`` None while it goes on."""

    slug: str
    name_en: str
    name_fr: str
    demand: str
    post: str
    post_fr: str
    starts: date
    ends: date | None = None
    riding_order: int | None = None
    example: bool = False

    def __post_init__(self) -> None:
        """Refuses what no store should hold; raises UsageError."""
        if not _SLUG.fullmatch(self.slug):
            message = f"The slug {self.slug!r} must be lower-case letters, digits and hyphens, for example my-campaign."
            raise UsageError(message)
        if not self.name_en or not self.post:
            message = f"The campaign {self.slug} needs a name and the title of the post that can grant its demand."
            raise UsageError(message)
        if self.ends and self.ends < self.starts:
            message = f"The campaign {self.slug} ends on {self.ends}, before it starts: swap the days."
            raise UsageError(message)

    def name(self, language: str) -> str:
        """The campaign's name in "en" or "fr"."""
        return (self.name_fr if language == "fr" else self.name_en) or self.name_en

    def post_title(self, language: str) -> str:
        """The title of the post in "en" or "fr"."""
        return (self.post_fr if language == "fr" else self.post) or self.post

    def last_day(self, today: date) -> date:
        """The last day its figures are shown for by default: its end, or today while it goes on."""
        return self.ends or max(today, self.starts)


@dataclass(frozen=True, slots=True)
class DirectoryTables:
    """People and institutions, terms, roles and offices, in the columns of ``dashboard.schema``."""

    people: pd.DataFrame
    terms: pd.DataFrame
    roles: pd.DataFrame
    offices: pd.DataFrame

    @classmethod
    def of(
        cls,
        people: list[dict[str, Any]] | None = None,
        terms: list[dict[str, Any]] | None = None,
        roles: list[dict[str, Any]] | None = None,
        offices: list[dict[str, Any]] | None = None,
    ) -> "DirectoryTables":
        """Tables made of records; what a record leaves out is missing."""
        return cls(
            people=frame(people or [], PEOPLE_COLUMNS),
            terms=frame(terms or [], TERM_COLUMNS),
            roles=frame(roles or [], ROLE_COLUMNS),
            offices=frame(offices or [], OFFICE_COLUMNS),
        )
