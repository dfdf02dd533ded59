"""Outcomes that were entered by hand or loaded from a file of their own, and the history of every outcome."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Marks where outcomes came from, those there are from their campaign's folder, and makes the empty history."""
    op.add_column("outcomes", sa.Column("loaded_by", TEXT, nullable=False, server_default=""))
    op.create_table(
        "outcome_changes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), nullable=False),
        *[sa.Column(name, TEXT, nullable=False) for name in ("outcome_id", "at", "who", "before", "after")],
    )
    op.create_index("changes_of_outcome", "outcome_changes", ["campaign_id", "outcome_id"])
