"""The part of the store that is the reference: lists of people and where everything came from."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

import pandas as pd
from sqlalchemy import Engine

from dashboard.campaign import DirectoryTables
from dashboard.store import campaigns, references
from dashboard.store.connect import raise_revision, reading, writing
from dashboard.store.references import Saved


class Reference(Protocol):
    """Reference records read from files: boundaries have only a source, lists of people tables too."""

    @property
    def kind(self) -> str:
        """What the records are, one word."""

    @property
    def source(self) -> dict[str, Any]:
        """Where they came from, in the columns of ``Store.sources``."""

    @property
    def tables(self) -> DirectoryTables | None:
        """People with their terms, roles and offices; None for boundaries."""

    @property
    def covers(self) -> Collection[str]:
        """What a whole list of its kind names all of, out of terms, constituency, legislature and roles."""


class ReferenceLog:
    """Reference records, shared by all campaigns."""

    _engine: Engine

    def reference_tables(self) -> DirectoryTables:
        """The reference's people, terms, roles and offices."""
        with reading(self._engine) as connection:
            return campaigns.directory_tables(connection, None)

    def save_references(self, loaded: Iterable[Reference], *, who: str = "") -> list[Saved]:
        """Takes in reference records and notes their sources, all of them or none; what each of them changed.

        All lists together tell who held what when, whatever the order they come in; one loaded again changes nothing.
        """
        with writing(self._engine) as connection:
            reference = references.References(connection, who)
            saved = [reference.take(one.kind, one.source, one.tables, one.covers) for one in loaded]
            reference.write()
            if any(one.news for one in saved):
                raise_revision(connection)
            return saved

    def save_source(self, source: Mapping[str, Any], *, who: str = "") -> None:
        """Notes where data that is kept outside the store came from; ``source`` names its kind."""
        with writing(self._engine) as connection:
            if references.References(connection, who).take(str(source["kind"]), source, None).news:
                raise_revision(connection)

    def sources(self) -> pd.DataFrame:
        """Where reference data came from: one row per kind, order and, for lists of people, day."""
        with reading(self._engine) as connection:
            return references.listed_sources(connection)
