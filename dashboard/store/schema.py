"""Tables of the store, alike on SQLite and PostgreSQL.

Values follow the project's frames: a missing text is "" and a missing number NULL; a day is ISO text ("" when missing)
and a flag 0 or 1, so that both databases hold, order and hand back the same bytes. Ids are given by the writer, who
holds the store's one write lock: nothing has to be told to a sequence after a restore.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from dashboard.store import planning_schema, totals_schema  # noqa: F401 - their tables are of the same metadata
from dashboard.store.columns import (
    added_words,
    campaign_key,
    days,
    flags,
    key,
    metadata,
    numbers,
    of_campaign,
    partial_index,
    unique_in_owner,
    wholes,
    words,
)

SCHEMA_VERSION = "0010"
"""The newest migration; a store of a higher one belongs to a newer app."""

meta = Table("meta", metadata, key(), *wholes("revision"), CheckConstraint("id = 1", name="one_row"))

campaigns = Table(
    "campaigns",
    metadata,
    key(),
    *words("slug", "name_en", "name_fr", "demand", "post", "post_fr"),
    *days("starts", "ends"),
    *numbers("riding_order"),
    *flags("example"),
    UniqueConstraint("slug"),
)

people = Table(
    "people",
    metadata,
    key(),
    campaign_key(nullable=True),
    *words("target_id", "name", "kind"),
    *flags("serves_post"),
    *words("loaded_by"),
    *added_words("external_ids"),
    *unique_in_owner("person", "target_id"),
)

terms = Table(
    "terms",
    metadata,
    key(),
    campaign_key(nullable=True),
    *words("target_id", "riding", "party"),
    *days("from", "to"),
    *words("loaded_by"),
    Index("terms_of_owner", "campaign_id", "target_id"),
)

roles = Table(
    "roles",
    metadata,
    key(),
    campaign_key(nullable=True),
    *words("target_id", "kind", "title"),
    *days("from", "to"),
    *words("loaded_by"),
    *added_words("title_fr"),
    Index("roles_of_owner", "campaign_id", "target_id"),
)

offices = Table(
    "offices",
    metadata,
    key(),
    campaign_key(nullable=True),
    *words("office_id", "target_id", "kind", "address", "postal_code", "city", "province", "phone", "email"),
    *numbers("latitude", "longitude"),
    *words("position"),
    *days("valid_from", "valid_to"),
    *words("source"),
    *days("read_on"),
    *words("loaded_by"),
    *unique_in_owner("office", "office_id"),
)

uploads = Table(
    "uploads",
    metadata,
    key(),
    campaign_key(),
    *words("at", "who", "kind"),
    *wholes("rows", "added", "updated", "duplicate", "needs_decision", "refused", "actions_added"),
    *words("state"),
    CheckConstraint("state IN ('active', 'undone')", name="known_state_of_upload"),
    Index("uploads_of_campaign", "campaign_id"),
)

actions = Table(
    "actions",
    metadata,
    key(),
    campaign_key(),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    *words("action_id", "state"),
    *days("date", "date_end"),
    *words("date_precision", "tactic", "outcome"),
    *numbers("quantity", "quantity_low", "quantity_high"),
    *flags("split"),
    *words("place"),
    *numbers("latitude", "longitude"),
    *words("group", "note", "evidence_url"),
    *days("up_until"),
    *words("private_note"),
    CheckConstraint("state IN ('active', 'undone', 'duplicate')", name="known_state_of_action"),
    partial_index("one_active_action", "campaign_id action_id", "state = 'active'"),
    Index("actions_of_upload", "upload_id"),
    Index("active_actions_by_day", "campaign_id", "date", info={"where": "state = 'active'"}),
    Index("actions_that_rest", "campaign_id", "action_id", info={"where": "state <> 'active'"}),
)
"""``state``: active; undone with its upload; or duplicate, where a later active upload added that action too."""

action_targets = Table(
    "action_targets",
    metadata,
    Column("row_id", Integer, ForeignKey("actions.id"), nullable=False),
    *wholes("position"),
    *words("target_id", "office_id", "riding"),
    PrimaryKeyConstraint("row_id", "position"),
    sqlite_with_rowid=False,
)

action_versions = Table(
    "action_versions",
    metadata,
    Column("row_id", Integer, ForeignKey("actions.id"), nullable=False),
    *wholes("number"),
    Column("upload_id", Integer, ForeignKey("uploads.id"), nullable=False),
    *words("content"),
    PrimaryKeyConstraint("row_id", "number"),
    Index("versions_of_upload", "upload_id"),
)
"""What each upload stated of an action that was ever updated, as JSON; version 1 states everything."""

outcomes = Table(
    "outcomes",
    metadata,
    key(),
    campaign_key(),
    *words("outcome_id"),
    *days("date"),
    *words("date_precision", "actor", "kind"),
    *numbers("rung"),
    *words("text", "quote", "source_url", "other_factors"),
    *added_words("loaded_by"),
    UniqueConstraint("campaign_id", "outcome_id", name="one_outcome_in_campaign"),
)

outcome_changes = Table(
    "outcome_changes",
    metadata,
    key(),
    campaign_key(),
    *words("outcome_id", "at", "who", "before", "after"),
    Index("changes_of_outcome", "campaign_id", "outcome_id"),
)
"""Every change of an outcome: what it was ``before`` and became ``after``, as JSON, "" where it was not there."""

sources = Table(
    "sources",
    metadata,
    key(),
    *words("kind", "publisher", "licence"),
    *numbers("riding_order"),
    *wholes("records"),
    *days("as_of", "read_on"),
    *words("doubts", "content_hash"),
    *added_words("name"),
    *added_words("counts", "changes", default="{}"),
)
"""Each list or set of boundaries loaded; ``doubts`` (sentences), ``counts`` and ``changes`` (by name) are JSON."""

lists = Table(
    "lists",
    metadata,
    Column("source_id", Integer, ForeignKey("sources.id"), primary_key=True, autoincrement=False),
    *words("content", "given"),
)
"""Lists of people as loaded (``content``: packed JSON), and the ids their people and offices were ``given`` (JSON)."""

column_maps = of_campaign("column_maps", "header", "fields", "at", "who", unique=("header",), name="one_map_of_header")
"""Which columns of files with this ``header`` (a hash of its names) say what; ``fields`` is JSON, field to column."""

decisions = of_campaign(
    "decisions",
    "kind",
    "form",
    "shown",
    "meaning",
    "at",
    "who",
    unique=(
        "kind",
        "form",
    ),
    name="one_decision_on_name",
)
"""What a name in a file means in a campaign: its kind (target, office, riding, tactic, outcome), normal form, key."""

photos = of_campaign(
    "photos", "action_id", "kind", "content", "at", "who", unique=("action_id",), name="one_photo_of_action"
)
"""Pictures of actions, re-encoded without a byte of metadata; ``content`` is base64."""

formula_settings = Table(
    "formula_settings",
    metadata,
    key(),
    campaign_key(),
    *wholes("number"),
    *words("at", "who", "content"),
    UniqueConstraint("campaign_id", "number", name="one_number_in_campaign"),
)
"""Settings of the pressure formula (``content``: JSON), the highest number those a campaign has now."""

audit = Table("audit", metadata, key(), *words("at", "who", "what", "campaign", "ids"))
