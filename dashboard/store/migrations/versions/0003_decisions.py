"""What people decided about files, so that they are asked once: columns, names, and photos kept with actions."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def keys() -> list[sa.Column[int]]:
    return [
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), nullable=False),
    ]


def upgrade() -> None:
    """Makes the three tables; older stores have decided nothing yet."""
    op.create_table(
        "column_maps",
        *keys(),
        *words("header", "fields", "at", "who"),
        sa.UniqueConstraint("campaign_id", "header", name="one_map_of_header"),
    )
    op.create_table(
        "decisions",
        *keys(),
        *words("kind", "form", "shown", "meaning", "at", "who"),
        sa.UniqueConstraint("campaign_id", "kind", "form", name="one_decision_on_name"),
    )
    op.create_table(
        "photos",
        *keys(),
        *words("action_id", "kind", "content", "at", "who"),
        sa.UniqueConstraint("campaign_id", "action_id", name="one_photo_of_action"),
    )
