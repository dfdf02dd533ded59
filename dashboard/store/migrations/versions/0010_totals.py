"""Totals of actions, which whoever changes actions keeps; they make copies of the actions and their triggers needless.

The tables are left empty: totals are counted from the actions' rows once the schema is the newest.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

WATCHED = ("actions", "action_targets")
CHANGES = ("insert_new", "update_old", "update_new", "delete_old")


def upgrade() -> None:
    """Makes the tables, and takes away the copies with what watched over them."""
    _stop_watching()
    op.drop_table("unready_actions")
    op.drop_table("ready_actions")
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    words = ("date", "tactic", "target_id", "office_id", "riding", "outcome", "date_end", "up_until")
    key = ("campaign_id", *words, "evidenced", "estimated", "action_id", "position")
    op.create_table(
        "totals",
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), nullable=False),
        *[sa.Column(name, text, nullable=False) for name in words],
        *[sa.Column(name, sa.Integer, nullable=False) for name in ("evidenced", "estimated")],
        sa.Column("action_id", text, nullable=False),
        *[sa.Column(name, sa.Integer, nullable=False) for name in ("position", "split", "n")],
        sa.Column("units", sa.BigInteger, nullable=False),
        sa.Column("quantity", sa.Double),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(*key),
    )
    op.create_index("totals_by_change", "totals", ["campaign_id", "revision"])
    op.create_table(
        "packed_totals",
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def _stop_watching() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for table in WATCHED:
        for change in CHANGES:
            op.execute(f"DROP TRIGGER note_unready_{table}_{change}" + (f" ON {table}" if on_postgresql else ""))
        if on_postgresql:
            op.execute(f"DROP FUNCTION note_unready_{table}()")
