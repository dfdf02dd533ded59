"""Backups, files and databases that restore and backup must not be led astray by: one sentence, and nothing changed."""

import hashlib
import json
import multiprocessing
import resource
import signal
import zipfile

import pytest
from builders import campaign
from sqlalchemy import text
from store_builders import DIRECTORY, TABLES, file_of, outcomes, reads, row

from dashboard.errors import StoreError, UnusableFileError
from dashboard.store import Store
from dashboard.store.connect import engine_at, transaction
from dashboard.store.schema import SCHEMA_VERSION
from dashboard.store.versions import bring_forward


@pytest.fixture
def told(store):
    store.save_campaign(campaign(), TABLES, file_of(row(source_id="a", note="é"), row()), outcomes(), DIRECTORY)
    return store


def forged(path, table, data, **manifest):
    """The backup with other bytes in one table, and a manifest that says they belong there."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[f"tables/{table}.jsonl"] = data(files[f"tables/{table}.jsonl"])
    about = json.loads(files["manifest.json"])
    about["tables"][table]["sha256"] = hashlib.sha256(files[f"tables/{table}.jsonl"]).hexdigest()
    about["tables"][table] |= manifest.pop("entry", {})
    files["manifest.json"] = json.dumps(about | manifest).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def replaced(old, new):
    return lambda data: data.replace(old, new)


@pytest.mark.parametrize(
    ("data", "more"),
    [
        (lambda data: data + b"[" * 100_000 + b"\n", {}),
        (replaced(b",10.0,", b",NaN,"), {}),
        (replaced(b",10.0,", b",1e999,"), {}),
        (replaced("é".encode(), b"\\ud800"), {}),
        (lambda data: data, {"schema": "0000"}),
        (lambda data: data, {"schema": ""}),
        (lambda data: data, {"schema": "0001-"}),
        (lambda data: data, {"entry": {"columns": [["id"]]}}),
        (lambda data: data, {"entry": {"columns": ["id", "id"]}}),
        (lambda data: data, {"entry": {"rows": 1e400}}),
    ],
    ids=["deep", "nan", "infinite", "half", "version-0", "no-version", "relative", "nested", "twice", "endless"],
)
def test_what_no_app_ever_wrote_is_refused_in_a_sentence(told, address, tmp_path, data, more):
    told.backup(tmp_path / "b.zip")
    forged(tmp_path / "b.zip", "actions", data, **more)
    before = reads(told)
    with pytest.raises(UnusableFileError, match="no undamaged backup"):
        Store.restore(tmp_path / "b.zip", address)
    assert reads(told) == before
    assert not list(tmp_path.glob("*before-restore*"))


def test_a_backup_does_not_take_the_place_of_the_store(new_store, tmp_path):
    address = new_store("sqlite")
    file = tmp_path / address.rpartition("/")[2]
    (tmp_path / "linked").symlink_to(file)
    with Store.open(address) as store:
        store.create_campaign(campaign())
        for path in (file, file.with_name(f"{file.name}-wal"), tmp_path / "linked"):
            with pytest.raises(StoreError, match="is the store itself"):
                store.backup(path)
        assert store.campaigns()["slug"].tolist() == ["renew"]
    with pytest.raises(UnusableFileError, match="no undamaged backup"):
        Store.restore(file, address)


def test_an_older_store_is_replaced_and_kept_whole(told, database, new_database, tmp_path):
    old = f"sqlite:///{tmp_path / 'old.sqlite'}" if database == "sqlite" else new_database()
    engine = engine_at(old)
    with transaction(engine) as connection:
        bring_forward(connection, "0001")
    engine.dispose()
    told.backup(tmp_path / "b.zip")
    kept = Store.restore(tmp_path / "b.zip", old)
    with Store.open(old) as store:
        assert reads(store) == reads(told)
    if database == "sqlite":
        with Store.open(f"sqlite:///{kept}") as before:
            assert before.campaigns().empty
    else:
        Store.restore(kept, old)
        with Store.open(old) as store:
            assert store.campaigns().empty


def test_a_database_with_tables_of_something_else_is_left_alone(told, database, new_database, tmp_path):
    foreign = f"sqlite:///{tmp_path / 'foreign.sqlite'}" if database == "sqlite" else new_database()
    engine = engine_at(foreign)
    with transaction(engine) as connection:
        connection.execute(text("CREATE TABLE people (name TEXT)"))
        connection.execute(text("INSERT INTO people VALUES ('somebody else''s')"))
    told.backup(tmp_path / "b.zip")
    with pytest.raises(StoreError, match="something else"):
        Store.restore(tmp_path / "b.zip", foreign)
    with pytest.raises(StoreError, match="something else"):
        Store.open(foreign)
    with transaction(engine) as connection:
        assert connection.execute(text("SELECT name FROM people")).scalar_one() == "somebody else's"
    engine.dispose()


def test_views_and_triggers_that_others_made_neither_come_along_nor_break_anything(told, address, database, tmp_path):
    told.backup(tmp_path / "b.zip")
    with transaction(told._engine) as connection:
        connection.execute(text("CREATE VIEW mine AS SELECT note FROM actions"))
    before = reads(told)
    if database == "sqlite":
        with transaction(told._engine) as connection:
            trigger = "CREATE TRIGGER sly AFTER INSERT ON actions BEGIN DELETE FROM audit; END"
            connection.execute(text(trigger))
        Store.restore(tmp_path / "b.zip", address)
        with transaction(told._engine) as connection:
            there = "SELECT name FROM sqlite_master WHERE name = 'sly'"
            assert connection.execute(text(there)).all() == []
    else:
        with pytest.raises(StoreError, match="drop it first"):
            Store.restore(tmp_path / "b.zip", address)
    assert reads(told) == before
    with transaction(told._engine) as connection:
        connection.execute(text("DROP VIEW mine"))
    Store.restore(tmp_path / "b.zip", address)
    assert all(finding.ok for finding in told.doctor())


def test_a_damaged_store_stays_where_it_is_when_the_backup_is_refused(new_store, tmp_path):
    address = new_store("sqlite")
    file = tmp_path / address.rpartition("/")[2]
    with Store.open(address) as store:
        store.create_campaign(campaign())
        store.backup(tmp_path / "b.zip")
    forged(tmp_path / "b.zip", "meta", lambda _: b"", entry={"rows": 0})
    file.write_bytes(damaged := b"no page " * 1000)
    with pytest.raises(UnusableFileError):
        Store.restore(tmp_path / "b.zip", address)
    assert file.read_bytes() == damaged
    assert not list(tmp_path.glob("*before-restore*"))


def without_room(backup, address, aim, most, answers):
    """Restores, or keeps, where no file may grow past so many bytes, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with Store.open(address) as store:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            store.backup(backup) if aim == "backup" else Store.restore(backup, address)
        answers.send("done")
    except StoreError as error:
        answers.send(str(error))
    except BaseException as error:  # noqa: BLE001 - the test tells what it was
        answers.send(repr(error))


@pytest.mark.stress  # a process without room for SQLite's shared memory may be ended by the system before it can tell
@pytest.mark.parametrize(("aim", "most"), [("backup", 3_000), ("restore", 50_000), ("restore", 150_000)])
def test_a_full_disk_is_told_in_a_sentence_and_leaves_all_as_it_was(new_store, tmp_path, aim, most):
    address = new_store("sqlite")
    with Store.open(address) as store:
        rows = [row(source_id=f"a{number}", note=f"note {number} " * 40) for number in range(300)]
        store.save_campaign(campaign(), TABLES, file_of(*rows), outcomes(), DIRECTORY)
        store.backup(tmp_path / "b.zip")
        before, files = reads(store), {path.name for path in tmp_path.iterdir()}
    processes = multiprocessing.get_context("forkserver")
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=without_room, args=(tmp_path / "b.zip", address, aim, most, theirs))
    process.start()
    theirs.close()  # so that a process that ends without a word is no wait for ever
    answer = ours.recv()
    process.join()
    assert answer.startswith(("The backup", "The database can't be used right now")), answer
    with Store.open(address) as store:
        assert reads(store) == before
        assert all(finding.ok for finding in store.doctor())
        Store.restore(tmp_path / "b.zip", address)
        assert reads(store) == before
    assert {path.name for path in tmp_path.iterdir() if "before-restore" not in path.name} <= files
    assert len(list(tmp_path.glob("*.before-restore-*"))) == 1


def test_a_newer_version_than_ours_is_the_only_one_that_asks_for_a_newer_app(told, address, tmp_path):
    told.backup(tmp_path / "b.zip")
    forged(tmp_path / "b.zip", "actions", lambda data: data, schema=f"{int(SCHEMA_VERSION) + 1:04}")
    with pytest.raises(UnusableFileError, match="newer version"):
        Store.restore(tmp_path / "b.zip", address)
