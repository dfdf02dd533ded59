"""Reference data over time: whom publishers call by which id, French titles, what each load held and changed; notes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def add(table: str, **defaults: str) -> None:
    """Columns of text for an existing table; its rows get the default given."""
    for name, default in defaults.items():
        op.add_column(table, sa.Column(name, TEXT, nullable=False, server_default=default))


def upgrade() -> None:
    """Adds the columns, with nothing in them for what was loaded before, and the table of offices' notes."""
    add("people", external_ids="")
    add("roles", title_fr="")
    add("sources", name="", counts="{}", changes="{}")
    op.create_table(
        "office_notes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), nullable=False),
        *words("office_id", "hours", "access", "at", "who"),
        sa.UniqueConstraint("campaign_id", "office_id", name="one_note_on_office"),
    )
