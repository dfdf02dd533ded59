"""The first schema: campaigns and their directories, actions with their history, uploads, sources and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def numbers(*names: str) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.Double) for name in names]


def wholes(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=False)


def owner(*, nullable: bool = False) -> sa.Column[int]:
    return sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), nullable=nullable)


def one_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    """Makes every table of an empty store, at revision 0."""
    op.create_table(
        "meta",
        key(),
        *wholes("revision"),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
    op.create_table(
        "campaigns",
        key(),
        *words("slug", "name_en", "name_fr", "demand", "post", "post_fr", "starts", "ends"),
        *numbers("riding_order"),
        *wholes("example"),
        sa.UniqueConstraint("slug"),
    )
    op.create_table(
        "people",
        key(),
        owner(nullable=True),
        *words("target_id", "name", "kind"),
        *wholes("serves_post"),
        *words("loaded_by"),
        sa.UniqueConstraint("campaign_id", "target_id", name="one_person_in_campaign"),
    )
    one_where("one_person_in_reference", "people", ["target_id"], "campaign_id IS NULL")
    op.create_table(
        "terms",
        key(),
        owner(nullable=True),
        *words("target_id", "riding", "party", "from", "to", "loaded_by"),
    )
    op.create_index("terms_of_owner", "terms", ["campaign_id", "target_id"])
    op.create_table(
        "roles",
        key(),
        owner(nullable=True),
        *words("target_id", "kind", "title", "from", "to", "loaded_by"),
    )
    op.create_index("roles_of_owner", "roles", ["campaign_id", "target_id"])
    op.create_table(
        "offices",
        key(),
        owner(nullable=True),
        *words(
            "office_id", "target_id", "kind", "address", "postal_code", "city", "province", "phone",
            "email",
        ),
        *numbers("latitude", "longitude"),
        *words("position", "valid_from", "valid_to", "source", "read_on", "loaded_by"),
        sa.UniqueConstraint("campaign_id", "office_id", name="one_office_in_campaign"),
    )
    one_where("one_office_in_reference", "offices", ["office_id"], "campaign_id IS NULL")
    op.create_table(
        "uploads",
        key(),
        owner(),
        *words("at", "who", "kind"),
        *wholes("rows", "added", "updated", "duplicate", "needs_decision", "refused", "actions_added"),
        *words("state"),
        sa.CheckConstraint("state IN ('active', 'undone')", name="known_state_of_upload"),
    )
    op.create_index("uploads_of_campaign", "uploads", ["campaign_id"])
    op.create_table(
        "actions",
        key(),
        owner(),
        sa.Column("upload_id", sa.Integer, sa.ForeignKey("uploads.id"), nullable=False),
        *words("action_id", "state", "date", "date_end", "date_precision", "tactic", "outcome"),
        *numbers("quantity", "quantity_low", "quantity_high"),
        *wholes("split"),
        *words("place"),
        *numbers("latitude", "longitude"),
        *words("group", "note", "evidence_url", "up_until", "private_note"),
        sa.CheckConstraint("state IN ('active', 'undone', 'duplicate')", name="known_state_of_action"),
    )
    op.create_index("actions_of_upload", "actions", ["upload_id"])
    one_where("one_active_action", "actions", ["campaign_id", "action_id"], "state = 'active'")
    op.create_table(
        "action_targets",
        sa.Column("row_id", sa.Integer, sa.ForeignKey("actions.id"), nullable=False),
        *wholes("position"),
        *words("target_id", "office_id", "riding"),
        sa.PrimaryKeyConstraint("row_id", "position"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "action_versions",
        sa.Column("row_id", sa.Integer, sa.ForeignKey("actions.id"), nullable=False),
        *wholes("number"),
        sa.Column("upload_id", sa.Integer, sa.ForeignKey("uploads.id"), nullable=False),
        *words("content"),
        sa.PrimaryKeyConstraint("row_id", "number"),
    )
    op.create_index("versions_of_upload", "action_versions", ["upload_id"])
    op.create_table(
        "outcomes",
        key(),
        owner(),
        *words("outcome_id", "date", "date_precision", "actor", "kind"),
        *numbers("rung"),
        *words("text", "quote", "source_url", "other_factors"),
        sa.UniqueConstraint("campaign_id", "outcome_id", name="one_outcome_in_campaign"),
    )
    op.create_table(
        "sources",
        key(),
        *words("kind", "publisher", "licence"),
        *numbers("riding_order"),
        *wholes("records"),
        *words("as_of", "read_on", "doubts", "content_hash"),
    )
    op.create_table(
        "audit",
        key(),
        *words("at", "who", "what", "campaign", "ids"),
    )
    op.execute("INSERT INTO meta (id, revision) VALUES (1, 0)")
