import hashlib
import json
import stat
import struct
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from builders import campaign
from sqlalchemy import text
from store_builders import DIRECTORY, TABLES, file_of, outcomes, reads, row, save_list

from dashboard.errors import StoreError, UnusableFileError
from dashboard.store import Store
from dashboard.store.connect import transaction
from dashboard.store.schema import SCHEMA_VERSION
from dashboard.store.versions import VERSION_TABLE

BOTH = ["sqlite", "postgresql"]


@pytest.fixture
def told(store):
    """A store with something in every table."""
    outcome = {"outcome_id": "o1", "date": "2020-12-01", "rung": 2.0, "text": "« Yes »\n"}
    rows = row(source_id="a", latitude=1 / 3, note="é\t\\N \u2028 🪧"), row("2020-12-02")
    store.save_campaign(campaign(), TABLES, file_of(*rows), outcomes(outcome), DIRECTORY, who="heron")
    store.commit("renew", file_of(row(source_id="a", quantity=0.1), row("2021-01-01")), DIRECTORY)
    store.commit("renew", file_of(row("2021-01-02")), DIRECTORY)
    store.undo(3)
    save_list(store, "representatives", TABLES, {"read_on": "2024-01-01", "riding_order": 2013})
    return store


def everything(store):
    reference = store.reference_tables()
    frames = [store.sources(), reference.people, reference.terms, reference.roles, reference.offices]
    return reads(store) + "".join(frame.to_csv() for frame in frames)


def remade(path, change):
    """The same backup with its files changed by name."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def manifest(path):
    with zipfile.ZipFile(path) as archive:
        return archive.read("manifest.json")


@pytest.mark.parametrize("target", BOTH)
def test_a_backup_comes_back_on_either_database_as_it_was(told, new_store, tmp_path, target):
    told.backup(tmp_path / "b.zip")
    address = new_store(target)
    assert Store.restore(tmp_path / "b.zip", address).exists()
    with Store.open(address) as restored:
        assert everything(restored) == everything(told)
        assert restored.audit(1)["what"].tolist() == ["restore"]
        assert restored.audit(99).iloc[1:].to_csv(index=False) == told.audit(99).to_csv(index=False)
        assert all(finding.ok for finding in restored.doctor())
        restored.redo(3)
        told.redo(3)
        assert everything(restored) == everything(told)
        assert restored.commit("renew", file_of(row("2022-01-01")), DIRECTORY).upload_id == 4


def test_a_backup_may_be_restored_into_an_empty_database(told, empty_address, tmp_path):
    told.backup(tmp_path / "b.zip")
    assert Store.restore(tmp_path / "b.zip", empty_address) is None
    with Store.open(empty_address) as restored:
        assert everything(restored) == everything(told)


def test_equal_stores_make_equal_tables_in_their_backups(told, new_store, tmp_path):
    told.backup(tmp_path / "one.zip")
    other = new_store("sqlite")
    Store.restore(tmp_path / "one.zip", other)
    with Store.open(other) as restored:
        restored.backup(tmp_path / "two.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as one, zipfile.ZipFile(tmp_path / "two.zip") as two:
        assert one.namelist() == two.namelist()
        differing = {name for name in one.namelist() if one.read(name) != two.read(name)}
    assert differing == {"manifest.json", "tables/meta.jsonl", "tables/audit.jsonl"}


def test_the_store_that_was_replaced_is_kept_and_can_be_brought_back(told, address, tmp_path, database):
    before = everything(told)
    told.backup(tmp_path / "b.zip")
    told.create_campaign(campaign(slug="newer"))
    newer = everything(told)
    kept = Store.restore(tmp_path / "b.zip", address)
    assert everything(told) == before
    assert ".before-restore-" in kept.name
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    if database == "sqlite":
        with Store.open(f"sqlite:///{kept}") as old:
            assert everything(old) == newer
    else:
        Store.restore(kept, address)
        assert everything(told) == newer


def test_a_restored_store_never_repeats_a_revision(told, address, tmp_path):
    told.backup(tmp_path / "b.zip")
    told.create_campaign(campaign(slug="newer"))
    revision = told.revision()
    Store.restore(tmp_path / "b.zip", address)
    assert told.revision() > revision


def test_a_backup_is_private_and_made_from_one_moment_while_others_write(filled, tmp_path):
    def write(number):
        filled.commit("renew", file_of(row(source_id=f"id-{number}")), DIRECTORY)

    def keep(number):
        filled.backup(tmp_path / f"{number}.zip")

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda number: (write, keep)[number % 2](number), range(16)))
    for number in range(1, 16, 2):
        path = tmp_path / f"{number}.zip"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        with zipfile.ZipFile(path) as archive:
            counts = {
                name: entry["rows"] for name, entry in json.loads(archive.read("manifest.json"))["tables"].items()
            }
        assert counts["actions"] == counts["uploads"] == counts["action_targets"] == counts["audit"] - 1
    assert not list(tmp_path.glob("*.part"))


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :]


def test_any_flipped_byte_is_refused_or_harmless_and_nothing_is_changed(told, address, tmp_path):
    whole = tmp_path / "b.zip"
    told.backup(whole)
    data = whole.read_bytes()
    told.create_campaign(campaign(slug="newer"))
    before = everything(told)
    for place in range(0, len(data), len(data) // 15):
        whole.write_bytes(flipped(data, place))
        with suppress(UnusableFileError):  # times and comments of an archive mean nothing
            Store.restore(whole, address)
            told.create_campaign(campaign(slug="newer"))
        assert everything(told) == before


def test_a_flipped_byte_of_any_file_in_a_backup_is_refused(told, address, tmp_path):
    whole = tmp_path / "b.zip"
    told.backup(whole)
    data = whole.read_bytes()
    with zipfile.ZipFile(whole) as archive:
        entries = [entry for entry in archive.infolist() if entry.file_size]
    before = everything(told)
    for entry in entries:
        lengths = struct.unpack_from("<2H", data, entry.header_offset + 26)  # of its name, of what is added to it
        first = entry.header_offset + 30 + sum(lengths)
        whole.write_bytes(flipped(data, first + entry.compress_size // 2))
        with pytest.raises(UnusableFileError):
            Store.restore(whole, address)
    assert len(entries) >= 5
    assert everything(told) == before


def cut(files):
    files["tables/actions.jsonl"] = files["tables/actions.jsonl"][:-5]


def add(files):
    files["tables/extra.jsonl"] = b"[1]\n"


def climb(files):
    files["../escaped"] = b"x"


def drop(files):
    del files["tables/actions.jsonl"]


def no_manifest(files):
    del files["manifest.json"]


def nonsense(files):
    files["manifest.json"] = b"[]"


@pytest.mark.parametrize("damage", [cut, add, climb, drop, no_manifest, nonsense])
def test_a_damaged_backup_is_refused_and_nothing_is_changed(told, address, tmp_path, damage):
    told.backup(tmp_path / "b.zip")
    remade(tmp_path / "b.zip", damage)
    before, revision = everything(told), told.revision()
    with pytest.raises(UnusableFileError, match="no undamaged backup"):
        Store.restore(tmp_path / "b.zip", address)
    assert (everything(told), told.revision()) == (before, revision)
    assert not list(tmp_path.glob("*before-restore*"))


def forged(path, table, change):
    """The backup with other rows in one table and a manifest that says they belong there."""

    def forge(files):
        name = f"tables/{table}.jsonl"
        rows = change([json.loads(line) for line in files[name].splitlines()])
        files[name] = b"".join(json.dumps(one).encode() + b"\n" for one in rows)
        manifest = json.loads(files["manifest.json"])
        digest = hashlib.sha256(files[name]).hexdigest()
        manifest["tables"][table] |= {"rows": len(rows), "sha256": digest}
        files["manifest.json"] = json.dumps(manifest).encode()

    remade(path, forge)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("actions", lambda rows: [*rows, [99, *rows[0][1:]]]),
        ("actions", lambda rows: [["one", *one[1:]] for one in rows]),
        ("actions", lambda rows: [one[:-1] for one in rows]),
        ("actions", lambda rows: [[*one[:-1], None] for one in rows]),
        ("actions", lambda rows: [[*one[:-1], "a\x00b"] for one in rows]),
        ("actions", lambda rows: rows[1:]),
        ("uploads", lambda _: []),
        ("meta", lambda _: []),
        ("meta", lambda _: [[1, 5], [2, 5]]),
        ("audit", lambda rows: [{"a": 1} for _ in rows]),
    ],
)
def test_a_forged_backup_that_contradicts_itself_is_refused_alike(told, address, tmp_path, table, change):
    told.backup(tmp_path / "b.zip")
    forged(tmp_path / "b.zip", table, change)
    before, revision = everything(told), told.revision()
    with pytest.raises(UnusableFileError):
        Store.restore(tmp_path / "b.zip", address)
    assert (everything(told), told.revision()) == (before, revision)
    assert not list(tmp_path.glob("*before-restore*"))


def test_a_backup_of_a_newer_app_is_refused(told, address, tmp_path):
    told.backup(tmp_path / "b.zip")
    remade(
        tmp_path / "b.zip",
        lambda files: files.update({"manifest.json": files["manifest.json"].replace(SCHEMA_VERSION.encode(), b"9999")}),
    )
    with pytest.raises(UnusableFileError, match="newer version"):
        Store.restore(tmp_path / "b.zip", address)


def test_a_newer_store_is_not_replaced_by_an_older_app(told, address, tmp_path):
    told.backup(tmp_path / "b.zip")
    with transaction(told._engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        Store.restore(tmp_path / "b.zip", address)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"SQLite format 3\x00" + bytes(100)])
def test_what_is_no_backup_is_refused(tmp_path, address, content):
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(UnusableFileError, match="no undamaged backup"):
        Store.restore(tmp_path / "b.zip", address)
    with pytest.raises(UnusableFileError, match="can't be read"):
        Store.restore(tmp_path / "missing.zip", address)


def test_a_backup_that_can_not_be_written_is_told_in_a_sentence(store, tmp_path):
    with pytest.raises(StoreError, match="name another place"):
        store.backup(tmp_path / "missing" / "b.zip")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match="name another place"):
        store.backup(tmp_path / "folder")
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.suffix == ".part") == []


@pytest.mark.parametrize("first", [0, 4096])
def test_a_damaged_sqlite_store_makes_room_for_a_backup_and_is_kept(new_store, tmp_path, first):
    address = new_store("sqlite")
    file = tmp_path / address.rpartition("/")[2]
    with Store.open(address) as store:
        store.create_campaign(campaign())
        store.backup(tmp_path / "b.zip")
    data = file.read_bytes()
    damaged = data[:first] + b"no page " * ((len(data) - first) // 8)
    file.write_bytes(damaged)
    kept = Store.restore(tmp_path / "b.zip", address)
    assert kept.read_bytes() == damaged
    with Store.open(address) as store:
        assert store.campaigns()["slug"].tolist() == ["renew"]
        assert all(finding.ok for finding in store.doctor())
