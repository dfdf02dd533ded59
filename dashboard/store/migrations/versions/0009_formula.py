"""Settings of the pressure formula that campaigns make their own, every one they ever had."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the table; older stores have the default settings."""
    op.create_table(
        "formula_settings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("at", "who", "content")),
        sa.UniqueConstraint("campaign_id", "number", name="one_number_in_campaign"),
    )
