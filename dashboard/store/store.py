"""The store as the rest of the app sees it: frames out, whole changes in."""

from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd
from sqlalchemy import Engine, select

from dashboard.campaign import Campaign, DirectoryTables
from dashboard.directory import Directory
from dashboard.errors import MovedOnError
from dashboard.identity import Parsed, Receipt
from dashboard.store import (
    actions,
    audit,
    backup,
    campaigns,
    choosing,
    doctor,
    orphans,
    reading_totals,
    restore,
    totals,
    uploads,
    versions,
)
from dashboard.store import outcomes as kept_outcomes
from dashboard.store.choosing import Wanted
from dashboard.store.connect import engine_at, raise_revision, reading, writing
from dashboard.store.field_log import FieldLog
from dashboard.store.formula_log import FormulaLog
from dashboard.store.local_knowledge import LocalKnowledge
from dashboard.store.memory import Memory
from dashboard.store.outcome_log import OutcomeLog
from dashboard.store.plans import Plans
from dashboard.store.private_notes import PrivateNotes
from dashboard.store.reference_log import ReferenceLog
from dashboard.store.schema import meta
from dashboard.store.sightings import Sightings
from dashboard.store.trail import Trail
from dashboard.store.upload_log import UploadLog


class Store(
    LocalKnowledge,
    FieldLog,
    FormulaLog,
    Memory,
    OutcomeLog,
    Plans,
    PrivateNotes,
    ReferenceLog,
    Sightings,
    Trail,
    UploadLog,
):
    """A store that is open. Threads may share it; each call is one transaction, and every change raises the revision.

    Reads see the store as of one moment. Any call raises StoreError, with a sentence, when the database can't be used.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str, *, migrate: bool = True, note_days: int = 0) -> Self:
        """The store at an address, made or brought to the current schema unless ``migrate`` is off; raises StoreError.

        Private notes go so many days after their upload (0: never): now, and on every day that the store is used.
        """
        engine = engine_at(url)
        try:
            versions.make_current(engine, migrate=migrate)
            return cls(engine).keeping_private_notes(note_days)
        except BaseException:
            engine.dispose()
            raise

    def close(self) -> None:
        """Closes the connections; the store can't be used afterwards."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def revision(self) -> int:
        """A number that rises with every change of the store."""
        self.purge_private_notes()
        with reading(self._engine) as connection:
            return int(connection.execute(select(meta.c.revision)).scalar_one())

    def campaigns(self) -> pd.DataFrame:
        """Every campaign by slug: its definition and the number of its ``actions``."""
        with reading(self._engine) as connection:
            return campaigns.overview(connection)

    def campaign(self, slug: str) -> Campaign:
        """One campaign; raises NotFoundError."""
        with reading(self._engine) as connection:
            return campaigns.definition(connection, slug)

    def create_campaign(self, campaign: Campaign, *, who: str = "") -> None:
        """Adds a campaign; raises UsageError when its slug is taken."""
        with writing(self._engine) as connection:
            campaigns.create(connection, campaign, who=who)
            raise_revision(connection)

    def save_campaign(
        self,
        campaign: Campaign,
        tables: DirectoryTables,
        parsed: Parsed | None,
        outcomes: pd.DataFrame,
        directory: Directory,
        *,
        who: str = "",
    ) -> tuple[bool, Receipt | None]:
        """Makes a campaign what its folder says: whether anything changed, and its actions' receipt if it has any.

        Definition, directory and outcomes become the folder's; its actions are judged as an upload of kind
        "campaign". Where nothing differs nothing is recorded. Raises UsageError where an action names somebody, or an
        office, that the folder no longer has.
        """
        with writing(self._engine) as connection:
            told = {"definition": campaigns.save_definition(connection, campaign)}
            owner = campaigns.campaign_id(connection, campaign.slug)
            before = campaigns.directory_tables(connection, owner)
            told["people"] = campaigns.save_tables(connection, owner, tables)
            told["outcomes"] = kept_outcomes.save_folder(connection, owner, outcomes, who=who)
            changed = any(told.values())
            if changed:
                parts = [part for part, is_new in told.items() if is_new]
                audit.note(connection, "campaign_saved", who=who, campaign=campaign.slug, parts=parts)
            receipt = None
            if parsed is not None:
                receipt = uploads.commit(
                    connection, campaign.slug, parsed, directory, who=who, kind="campaign", even_if_nothing_new=False
                )
                changed |= receipt.upload_id is not None
            orphans.refuse(connection, owner, before)
            if changed:
                raise_revision(connection)
            return changed, receipt

    def campaign_tables(self, slug: str) -> DirectoryTables:
        """The campaign's own people, terms, roles and offices; raises NotFoundError."""
        with reading(self._engine) as connection:
            return campaigns.directory_tables(connection, campaigns.campaign_id(connection, slug))

    def actions(self, slug: str) -> pd.DataFrame:
        """The campaign's active actions as stated, one row per action and target; raises NotFoundError."""
        with reading(self._engine) as connection:
            return actions.active_rows(connection, campaigns.campaign_id(connection, slug))

    def some_actions(self, slug: str, wanted: Wanted, revision: int) -> pd.DataFrame:
        """As ``actions``, those that are wanted, of a store at this revision still; raises MovedOnError for another."""
        with reading(self._engine) as connection:
            if connection.execute(select(meta.c.revision)).scalar_one() != revision:
                message = "The store changed while it was read: try again."
                raise MovedOnError(message)
            return choosing.rows(connection, campaigns.campaign_id(connection, slug), wanted)

    def totals(self, slug: str) -> pd.DataFrame:
        """What the campaign's active actions come to; raises NotFoundError. See ``reading_totals.read``."""
        with reading(self._engine) as connection:
            return reading_totals.read(connection, campaigns.campaign_id(connection, slug))

    def make_ready(self) -> None:
        """Lets every campaign's totals be read fast; changes nothing that can be read."""
        with reading(self._engine) as connection:
            worn = reading_totals.worn(connection)
        for owner in worn:
            reading_totals.pack(self._engine, owner)

    def recount(self, *, who: str = "") -> None:
        """Makes the totals of all campaigns anew from the rows of their actions."""
        with writing(self._engine) as connection:
            totals.recount(connection)
            audit.note(connection, "recount", who=who)
            raise_revision(connection)

    def preview(self, slug: str, parsed: Parsed, directory: Directory, tell: uploads.Tell = uploads.nobody) -> Receipt:
        """The receipt that a commit would give now; nothing is stored. ``tell`` hears step by step what is done."""
        with reading(self._engine) as connection:
            return uploads.preview(connection, slug, parsed, directory, tell)

    def commit(
        self,
        slug: str,
        parsed: Parsed,
        directory: Directory,
        *,
        who: str = "",
        kind: str = "file",
        tell: uploads.Tell = uploads.nobody,
    ) -> Receipt:
        """Keeps what is new or changed in a file, all of it or none, and records the upload even if nothing was new.

        ``tell`` hears step by step of how many more rows it is done.
        """
        with writing(self._engine) as connection:
            receipt = uploads.commit(connection, slug, parsed, directory, who=who, kind=kind, tell=tell)
            raise_revision(connection)
            return receipt

    def backup(self, path: Path) -> None:
        """Writes all that the store holds now to one file, while others go on; raises StoreError."""
        with reading(self._engine) as connection:
            backup.write(connection, Path(path))

    @staticmethod
    def restore(path: Path, url: str, *, who: str = "") -> Path | None:
        """Puts a backup, of either database, in place of the store at an address; where the old one is kept, if any.

        Raises StoreError, and UnusableFileError for no backup, a damaged or a newer one; the store is untouched then.
        """
        return restore.restore(Path(path), url, who=who)

    def doctor(self, ridings: Collection[str] = ()) -> list[doctor.Finding]:
        """What was checked and whether it is sound; changes nothing. ``ridings``: the keys of all there are."""
        with reading(self._engine) as connection:
            return doctor.findings(connection, ridings)
