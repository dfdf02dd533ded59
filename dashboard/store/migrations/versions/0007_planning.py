"""What planners decide: claims of offices, offices left alone, goals, scripts, shifts, and what became of posters."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
OPEN = sa.text("state = 'open'")


def words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def keys() -> list[sa.Column[int]]:
    return [
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), nullable=False),
    ]


def upgrade() -> None:
    """Makes the tables, empty."""
    op.create_table(
        "claims",
        *keys(),
        *words("office_id", "who", "at", "until", "state"),
        sa.Column("upload_id", sa.Integer, sa.ForeignKey("uploads.id")),
        sa.CheckConstraint("state IN ('open', 'done', 'given_up', 'lapsed')", name="known_state_of_claim"),
    )
    op.create_index(
        "one_open_claim", "claims", ["campaign_id", "office_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index("claims_of_upload", "claims", ["upload_id"])
    op.create_table(
        "avoided_offices",
        *keys(),
        *words("office_id", "reason", "at", "who"),
        sa.UniqueConstraint("campaign_id", "office_id", name="one_word_on_avoiding"),
    )
    op.create_table(
        "goals",
        *keys(),
        *words("name", "content", "at", "who"),
        sa.UniqueConstraint("campaign_id", "name", name="one_goal_of_name"),
    )
    op.create_table(
        "scripts",
        *keys(),
        *words("language"),
        sa.Column("version", sa.Integer, nullable=False),
        *words("text", "at", "who"),
        sa.UniqueConstraint("campaign_id", "language", "version", name="one_version_of_script"),
    )
    op.create_table(
        "shifts",
        *keys(),
        *words("content", "at", "who"),
        sa.UniqueConstraint("campaign_id", name="one_table_of_shifts"),
    )
    op.create_table(
        "sightings",
        *keys(),
        *words("action_id", "date", "state", "photo", "at", "who"),
        sa.Column("upload_id", sa.Integer, sa.ForeignKey("uploads.id"), nullable=False),
        sa.CheckConstraint("state IN ('hung', 'seen', 'damaged', 'removed')", name="known_state_of_poster"),
    )
    op.create_index("sightings_of_upload", "sightings", ["upload_id"])
    op.create_index("sightings_of_action", "sightings", ["campaign_id", "action_id"])
