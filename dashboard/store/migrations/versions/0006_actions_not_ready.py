"""Copies of actions outlive changes of a few of them: the database notes which actions a copy is no longer right about."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

COPIED = "SELECT 1 FROM ready_actions WHERE campaign_id = "
OF_ACTION = (
    "INSERT INTO unready_actions (campaign_id, action_id) SELECT DISTINCT c.campaign_id, c.action_id FROM changed c "
    "JOIN ready_actions r ON r.campaign_id = c.campaign_id ON CONFLICT DO NOTHING"
)
OF_TARGET = (
    "INSERT INTO unready_actions (campaign_id, action_id) SELECT DISTINCT a.campaign_id, a.action_id FROM changed c "
    "JOIN actions a ON a.id = c.row_id JOIN ready_actions r ON r.campaign_id = a.campaign_id ON CONFLICT DO NOTHING"
)
TABLES = {"actions": OF_ACTION, "action_targets": OF_TARGET}
SEEN = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def upgrade() -> None:
    """Makes the list of such actions, empty, what fills it, and indexes of actions by day and of those that rest."""
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "unready_actions",
        sa.Column("campaign_id", sa.Integer, sa.ForeignKey("campaigns.id"), nullable=False),
        sa.Column("action_id", text, nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", "action_id"),
    )
    _index("active_actions_by_day", "date", "state = 'active'")
    _index("actions_that_rest", "action_id", "state <> 'active'")
    if op.get_bind().dialect.name == "postgresql":
        _note_on_postgresql()
    else:
        _note_on_sqlite()


def _index(name: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, "actions", ["campaign_id", column], sqlite_where=where, postgresql_where=where)


def _note_on_postgresql() -> None:
    op.execute("DROP TRIGGER forget_ready_actions ON actions")
    op.execute("DROP TRIGGER forget_ready_action_targets ON action_targets")
    op.execute("DROP FUNCTION forget_ready_actions()")
    for table, statement in TABLES.items():
        op.execute(
            f"CREATE OR REPLACE FUNCTION note_unready_{table}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN {statement}; RETURN NULL; END $$"
        )
        for change, seen in SEEN.items():
            for side in seen:
                op.execute(
                    f"CREATE TRIGGER note_unready_{table}_{change}_{side.lower()} AFTER {change.upper()} ON {table} "
                    f"REFERENCING {side} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_unready_{table}()"
                )


def _note_on_sqlite() -> None:
    for table in TABLES:
        for change in SEEN:
            op.execute(f"DROP TRIGGER forget_ready_{table}_{change}")
    for change, seen in SEEN.items():
        for side in seen:
            name = f"{change}_{side.lower()}"
            op.execute(
                f"CREATE TRIGGER note_unready_actions_{name} AFTER {change.upper()} ON actions "
                f"WHEN EXISTS ({COPIED}{side}.campaign_id) BEGIN INSERT OR IGNORE INTO unready_actions "
                f"(campaign_id, action_id) VALUES ({side}.campaign_id, {side}.action_id); END"
            )
            op.execute(
                f"CREATE TRIGGER note_unready_action_targets_{name} AFTER {change.upper()} ON action_targets "
                f"WHEN EXISTS (SELECT 1 FROM ready_actions) BEGIN INSERT OR IGNORE INTO unready_actions "
                f"(campaign_id, action_id) SELECT campaign_id, action_id FROM actions AS a WHERE id = {side}.row_id "
                f"AND EXISTS ({COPIED}a.campaign_id); END"
            )
