import itertools
import shutil

import pytest
from builders import campaign
from postgresql import tell

from dashboard.store import Store
from dashboard.store.columns import metadata
from dashboard.store.schema import SCHEMA_VERSION
from dashboard.store.versions import VERSION_TABLE

_NUMBERS = itertools.count()
_EMPTIED = f"""
SET lock_timeout = '10s';
SET session_replication_role = replica;
{"".join(f"DELETE FROM {name};" for name in metadata.tables)}
INSERT INTO meta (id, revision) VALUES (1, 0);
UPDATE {VERSION_TABLE} SET version_num = '{SCHEMA_VERSION}';
"""


@pytest.fixture(scope="session")
def free_databases():
    """Addresses of PostgreSQL stores that are set up, empty and used by no test."""
    return []


@pytest.fixture
def new_store(new_database, set_up_home, free_databases, tmp_path):
    """Makes a store on one of the two databases for this test alone, set up and empty; returns its address."""
    lent = []

    def make(database):
        if database == "sqlite":
            file = tmp_path / f"store_{next(_NUMBERS)}.sqlite"
            shutil.copy(set_up_home / "dashboard.sqlite", file)
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
