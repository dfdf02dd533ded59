import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from dashboard.errors import StoreError
from dashboard.store import Store
from dashboard.store.columns import metadata
from dashboard.store.connect import engine_at, reading, transaction
from dashboard.store.schema import SCHEMA_VERSION
from dashboard.store.versions import VERSION_TABLE


def sqlite(path):
    return f"sqlite:///{path}"


def test_the_migrations_make_the_schema_that_the_store_works_with(store):
    with reading(store._engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_version_of_the_store():
    folder = Path(sys.modules["dashboard.store.versions"].__file__).parent / "migrations" / "versions"
    assert max(path.name[:4] for path in folder.glob("0*.py")) == SCHEMA_VERSION


def test_a_store_of_a_newer_app_is_refused_and_left_alone(store, address):
    with transaction(store._engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version of the app"):
        Store.open(address)
    with reading(store._engine) as connection:
        assert connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one() == "9999"


def test_an_empty_database_is_not_set_up_unless_asked(empty_address):
    with pytest.raises(StoreError, match="dashboard migrate"):
        Store.open(empty_address, migrate=False)
    Store.open(empty_address).close()
    Store.open(empty_address, migrate=False).close()


def test_a_current_store_opens_without_the_machinery_of_migrations(store, address):
    program = f"import sys; from dashboard.store import Store; Store.open({address!r}).close(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "sqlalchemy" in run.stdout.split()
    assert {"alembic", "mako"}.isdisjoint(run.stdout.split())
    assert store.revision() == 0


@pytest.mark.parametrize("url", ["", "no address", "mysql://here/store", "sqlite://", "sqlite:///:memory:", "oracle:x"])
def test_an_address_of_anything_else_is_refused(url):
    with pytest.raises(StoreError, match="DASHBOARD_DATABASE_URL"):
        Store.open(url)


def test_a_database_that_is_away_is_told_in_a_sentence_without_the_password(tmp_path):
    with pytest.raises(StoreError, match="can't be used right now") as told:
        Store.open(f"postgresql+psycopg://someone:secret@/nowhere?host={tmp_path}")
    assert "secret" not in str(told.value)


def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("not a database " * 100)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(sqlite(file))
    assert file.read_text() == "not a database " * 100


def test_the_sqlite_file_of_something_else_is_refused(tmp_path):
    engine = engine_at(sqlite(tmp_path / "other.sqlite"))
    with transaction(engine) as connection:
        connection.execute(text("CREATE TABLE theirs (x INTEGER)"))
    engine.dispose()
    before = (tmp_path / "other.sqlite").read_bytes()
    with pytest.raises(StoreError, match="belongs to something else"):
        Store.open(sqlite(tmp_path / "other.sqlite"))
    assert (tmp_path / "other.sqlite").read_bytes() == before


def test_a_folder_that_can_not_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="can't be made"):
        Store.open(sqlite(tmp_path / "file" / "store.sqlite"))


def test_a_sqlite_store_is_private_durable_and_overwrites_what_is_deleted(tmp_path):
    file = tmp_path / "new" / "store.sqlite"
    with Store.open(sqlite(file)) as store, reading(store._engine) as connection:
        pragmas = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "busy_timeout")
        values = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() for pragma in pragmas]
        assert values == ["wal", 2, 1, 1, 60_000]
        for path in file.parent.iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
