"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Brings a store of the version before to this one, keeping everything in it."""
    ${upgrades if upgrades else "pass"}
