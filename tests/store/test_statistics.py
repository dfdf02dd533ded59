"""PostgreSQL joins rows it has not counted yet one by one; what has just come is taken back all the same."""

import pytest
from builders import campaign
from postgresql import tell
from sqlalchemy import make_url, text
from store_builders import DIRECTORY, file_of, row

from dashboard.store import Store
from dashboard.store.connect import reading

MANY = 2_500
LIMIT = "20s"
"""Many times what any statement here takes; rows joined one by one would take minutes."""


@pytest.fixture
def fresh(new_database):
    """A store on PostgreSQL in which nothing was ever counted, and whose statements may not take long."""
    address = new_database()
    tell(address, f"ALTER DATABASE \"{make_url(address).database}\" SET statement_timeout = '{LIMIT}'")
    with Store.open(address) as store:
        store.create_campaign(campaign())
        yield store


def rows(count, said=""):
    return file_of(*[row(f"2020-11-{1 + number % 28:02}", note=f"{said}{number}") for number in range(count)])


def believed(store, table):
    """How many rows PostgreSQL plans with."""
    with reading(store._engine) as connection:
        return connection.execute(text(f"SELECT reltuples FROM pg_class WHERE relname = '{table}'")).scalar_one()


def test_a_large_upload_that_has_just_come_is_taken_back_and_brought_back(fresh):
    fresh.commit("renew", rows(MANY), DIRECTORY)
    fresh.commit("renew", rows(MANY), DIRECTORY)
    fresh.commit("renew", rows(5, "few"), DIRECTORY)
    before = fresh.actions("renew").to_csv()
    for upload_id in (1, 3, 1, 2):
        fresh.undo(upload_id)
        fresh.redo(upload_id)
    assert fresh.actions("renew").to_csv() == before


def test_rows_are_counted_with_the_write_that_brought_them(fresh, new_database, tmp_path):
    fresh.commit("renew", rows(MANY), DIRECTORY)
    assert believed(fresh, "actions") == believed(fresh, "action_targets") == MANY
    fresh.backup(tmp_path / "kept")
    address = new_database()
    Store.restore(tmp_path / "kept", address)
    with Store.open(address) as store:
        assert believed(store, "actions") == MANY
