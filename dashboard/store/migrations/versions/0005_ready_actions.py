"""A packed copy of each campaign's actions, which the database itself deletes when one of them changes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WRITTEN = ("actions", "action_targets")
FORGET = "DELETE FROM ready_actions"


def upgrade() -> None:
    """Makes the table, empty, and what empties it."""
    op.create_table(
        "ready_actions",
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION forget_ready_actions() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN {FORGET}; RETURN NULL; END $$"
        )
        for table in WRITTEN:
            op.execute(
                f"CREATE TRIGGER forget_ready_{table} AFTER INSERT OR UPDATE OR DELETE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION forget_ready_actions()"
            )
        return
    for table in WRITTEN:
        for change in ("INSERT", "UPDATE", "DELETE"):
            name = f"forget_ready_{table}_{change.lower()}"
            op.execute(f"CREATE TRIGGER {name} AFTER {change} ON {table} BEGIN {FORGET}; END")
