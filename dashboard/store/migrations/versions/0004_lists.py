"""The lists of people as they were loaded, so that what they say together never depends on which came first."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Makes the table; what older stores hold counts as one list a kind once the next is loaded."""
    op.create_table(
        "lists",
        sa.Column("source_id", sa.Integer, sa.ForeignKey("sources.id"), primary_key=True, autoincrement=False),
        sa.Column("content", TEXT, nullable=False),
        sa.Column("given", TEXT, nullable=False),
    )
