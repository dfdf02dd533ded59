"""Runs migrations on the connection, and inside the transaction, that the caller hands over."""

from alembic import context

from dashboard.store import schema
from dashboard.store.versions import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.meta.metadata,
    version_table=VERSION_TABLE,
)
context.run_migrations()
