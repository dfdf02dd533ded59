"""What is made once and lent to many tests: a PostgreSQL server, an empty store, the founding campaign's home."""

import itertools
import shutil

import pytest
import tries
from builders import FOUNDING
from hypothesis import settings
from postgresql import started, tell

from dashboard.cli.folders import load_folder
from dashboard.store import Store

settings.load_profile(tries.USUAL)
_NUMBERS = itertools.count()
_SETTINGS = ("fsync = off", "autovacuum = off")  # nothing here has to outlive a power cut


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
def set_up_home(tmp_path_factory):
    """A home folder whose SQLite store is set up and empty; to be copied."""
    home = tmp_path_factory.mktemp("set_up")
    Store.open(f"sqlite:///{home / 'dashboard.sqlite'}").close()
    return home


@pytest.fixture(scope="session")
def founding_home(set_up_home, tmp_path_factory):
    """A home folder whose store holds the founding campaign, loaded by nobody who is named; to be copied."""
    home = shutil.copytree(set_up_home, tmp_path_factory.mktemp("founding") / "home")
    with Store.open(f"sqlite:///{home / 'dashboard.sqlite'}") as store:
        load_folder(store, FOUNDING)
    return home
