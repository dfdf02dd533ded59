"""Tables of the store, alike on SQLite and PostgreSQL.

Values follow the project's frames: a missing text is "" and a missing number NULL; a day is ISO text ("" when missing)
and a flag 0 or 1, so that both databases hold, order and hand back the same bytes. Ids are given by the writer, who
holds the store's one write lock: nothing has to be told to a sequence after a restore.
"""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from dashboard.schema import DAY

SCHEMA_VERSION = "0001"
"""The newest migration; a store of a higher one belongs to a newer app."""

metadata = MetaData()

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def words(name: str, **options: Any) -> Column[str]:  # noqa: ANN401 - a column's own options
    """A column of text, "" where missing, ordered by code point on both databases."""
    return Column(name, _TEXT, nullable=False, **options)


def day(name: str) -> Column[str]:
    """A column of days as ISO text."""
    return Column(name, _TEXT, nullable=False, info={"kind": DAY})


def number(name: str) -> Column[float]:
    """A column of exact 64-bit floats, NULL where missing."""
    return Column(name, Double)


def whole(name: str) -> Column[int]:
    """A column of whole numbers."""
    return Column(name, Integer, nullable=False)


def flag(name: str) -> Column[int]:
    """A column of 0 and 1."""
    return Column(name, Integer, nullable=False, info={"kind": "bool"})


def key(name: str = "id") -> Column[int]:
    """The primary key, given by the writer."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def campaign_key(*, nullable: bool = False) -> Column[int]:
    """The campaign that a row belongs to; NULL, where allowed, for the reference."""
    return Column("campaign_id", Integer, ForeignKey("campaigns.id"), nullable=nullable)


def _unique_in_owner(name: str, column: str) -> tuple[UniqueConstraint, Index]:
    """One id once in each campaign, and once in the reference (where NULL would let it repeat)."""
    return (
        UniqueConstraint("campaign_id", column, name=f"one_{name}_in_campaign"),
        _partial(f"one_{name}_in_reference", column, "campaign_id IS NULL"),
    )


def _partial(name: str, columns: str, condition: str) -> Index:
    where = text(condition)
    return Index(name, *columns.split(), unique=True, sqlite_where=where, postgresql_where=where)


meta = Table(
    "meta",
    metadata,
    key(),
    whole("revision"),
    CheckConstraint("id = 1", name="one_row"),
)

campaigns = Table(
    "campaigns",
    metadata,
    key(),
    words("slug", unique=True),
    words("name_en"),
    words("name_fr"),
    words("demand"),
    words("post"),
    words("post_fr"),
    day("starts"),
    day("ends"),
    number("riding_order"),
    flag("example"),
)

people = Table(
    "people",
    metadata,
    key(),
    campaign_key(nullable=True),
    words("target_id"),
    words("name"),
    words("kind"),
    flag("serves_post"),
    words("loaded_by"),
    *_unique_in_owner("person", "target_id"),
)

terms = Table(
    "terms",
    metadata,
    key(),
    campaign_key(nullable=True),
    words("target_id"),
    words("riding"),
    words("party"),
    day("from"),
    day("to"),
    words("loaded_by"),
    Index("terms_of_owner", "campaign_id", "target_id"),
)

roles = Table(
    "roles",
    metadata,
    key(),
    campaign_key(nullable=True),
    words("target_id"),
    words("kind"),
    words("title"),
    day("from"),
    day("to"),
    words("loaded_by"),
    Index("roles_of_owner", "campaign_id", "target_id"),
)

offices = Table(
    "offices",
    metadata,
    key(),
    campaign_key(nullable=True),
    words("office_id"),
    words("target_id"),
    words("kind"),
    words("address"),
    words("postal_code"),
    words("city"),
    words("province"),
    words("phone"),
    words("email"),
    number("latitude"),
    number("longitude"),
    words("position"),
    day("valid_from"),
    day("valid_to"),
    words("source"),
    day("read_on"),
    words("loaded_by"),
    *_unique_in_owner("office", "office_id"),
)

uploads = Table(
    "uploads",
    metadata,
    key(),
    campaign_key(),
    words("at"),
    words("who"),
    words("kind"),
    whole("rows"),
    whole("added"),
    whole("updated"),
    whole("duplicate"),
    whole("needs_decision"),
    whole("refused"),
    whole("actions_added"),
    words("state"),
    CheckConstraint("state IN ('active', 'undone')", name="known_state_of_upload"),
    Index("uploads_of_campaign", "campaign_id"),
)

actions = Table(
    "actions",
    metadata,
    key(),
    campaign_key(),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    words("action_id"),
    words("state"),
    day("date"),
    day("date_end"),
    words("date_precision"),
    words("tactic"),
    words("outcome"),
    number("quantity"),
    number("quantity_low"),
    number("quantity_high"),
    flag("split"),
    words("place"),
    number("latitude"),
    number("longitude"),
    words("group"),
    words("note"),
    words("evidence_url"),
    day("up_until"),
    words("private_note"),
    CheckConstraint("state IN ('active', 'undone', 'duplicate')", name="known_state_of_action"),
    _partial("one_active_action", "campaign_id action_id", "state = 'active'"),
    Index("actions_of_upload", "upload_id"),
)
"""``state``: active; undone with its upload; or duplicate, when it had come back otherwise before a redo."""

action_targets = Table(
    "action_targets",
    metadata,
    Column("row_id", Integer, ForeignKey("actions.id"), nullable=False),
    whole("position"),
    words("target_id"),
    words("office_id"),
    words("riding"),
    PrimaryKeyConstraint("row_id", "position"),
    sqlite_with_rowid=False,
)

action_versions = Table(
    "action_versions",
    metadata,
    Column("row_id", Integer, ForeignKey("actions.id"), nullable=False),
    whole("number"),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    words("content"),
    PrimaryKeyConstraint("row_id", "number"),
    Index("versions_of_upload", "upload_id"),
)
"""What each upload stated of an action that was ever updated, as JSON; version 1 states everything."""

outcomes = Table(
    "outcomes",
    metadata,
    key(),
    campaign_key(),
    words("outcome_id"),
    day("date"),
    words("date_precision"),
    words("actor"),
    words("kind"),
    number("rung"),
    words("text"),
    words("quote"),
    words("source_url"),
    words("other_factors"),
    UniqueConstraint("campaign_id", "outcome_id", name="one_outcome_in_campaign"),
)

sources = Table(
    "sources",
    metadata,
    key(),
    words("kind"),
    words("publisher"),
    words("licence"),
    number("riding_order"),
    whole("records"),
    day("as_of"),
    day("read_on"),
    words("doubts"),
    words("content_hash"),
)

audit = Table(
    "audit",
    metadata,
    key(),
    words("at"),
    words("who"),
    words("what"),
    words("campaign"),
    words("ids"),
)
