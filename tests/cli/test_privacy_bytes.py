"""After an import no byte of the personal data in a file is anywhere but in the file, and in the rejects asked for."""

import logging
import tempfile

import psycopg
import pytest
from builders import FOUNDING
from personal_file import FILE_NAME, NOTES, found_below, found_in, personal_file

SLUG = "renew-pgwp-2020"
DUMP = """
SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()
"""


@pytest.fixture
def file(tmp_path):
    """The file, in a folder of its own."""
    path = tmp_path / "theirs" / FILE_NAME
    path.parent.mkdir()
    path.write_bytes(personal_file())
    return path


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder in which whatever is temporary is put."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    monkeypatch.setattr(tempfile, "tempdir", None)


def test_personal_data_is_nowhere_after_an_import(founding, file, tmp_path, temporary, caplog):
    caplog.set_level(logging.DEBUG)
    receipt, rejects, kept = (tmp_path / "ours" / name for name in ("receipt.csv", "rejects.csv", "kept.backup"))
    receipt.parent.mkdir()
    founding("import", file, "--campaign", SLUG, "--receipt", receipt, "--rejects", rejects, code=3)
    said = founding.out + founding.err
    told = founding.json("import", file, "--campaign", SLUG, "--dry-run", code=3)
    assert told["duplicate"] == len(NOTES) + 1
    assert told["needs_decision"] == 1
    founding("backup", kept)
    assert not found_below(tmp_path / "home", temporary)
    assert not found_in(receipt.read_bytes() + said + caplog.text.encode() + founding.out + str(told).encode())
    assert found_in(rejects.read_bytes()), "the rejects are the person's own rows, to be mended"
    assert not found_in(kept.read_bytes())
    exported = b"".join(founding("export", name, "--campaign", SLUG) for name in ("actions", "coverage"))
    assert b"[removed]" in exported
    assert not found_in(exported + founding("export", "actions", "--campaign", SLUG, "--private"))


def test_personal_data_is_in_no_table_of_postgresql(dashboard, file, new_database, monkeypatch):
    address = new_database()
    monkeypatch.setenv("DASHBOARD_DATABASE_URL", address)
    dashboard("campaign", "load", FOUNDING)
    dashboard("import", file, "--campaign", SLUG, code=3)
    with psycopg.connect(address) as connection:
        names = [name for (name,) in connection.execute(DUMP)]
        rows = [row for name in names for row in connection.execute(f'SELECT * FROM "{name}"')]
    assert len(rows) > 20
    cells = b"\n".join(bytes(cell) if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row)
    assert not found_in(cells)


def test_what_was_chosen_to_be_kept_is_in_private_notes_alone(founding, file, tmp_path):
    founding("import", file, "--campaign", SLUG, "--privacy", "private", code=3)
    assert not found_in(founding("export", "actions", "--campaign", SLUG))
    kept = founding("export", "actions", "--campaign", SLUG, "--private")
    assert all(secret.encode() in kept for secret in NOTES.values())
    assert found_below(tmp_path / "home"), "the scan finds what is there"


def test_rows_with_personal_data_can_all_be_refused(founding, file, tmp_path):
    told = founding.json("import", file, "--campaign", SLUG, "--privacy", "refuse", code=3)
    assert (told["added"], told["refused"]) == (0, len(NOTES) + 2)
    assert not found_below(tmp_path / "home")


def test_the_columns_of_people_are_named(founding, file):
    told = founding.json("import", file, "--campaign", SLUG, code=3)
    assert told["dropped_columns"] == [
        "First name", "Nom de famille", "Email", "Phone", "Home address", "Postal code", "DOB", "Work permit",
        "how to reach them",
    ]  # fmt: skip
    said = founding("import", file, "--campaign", SLUG, "--dry-run", code=3).decode()
    assert "Columns with people's data are never stored" in said
    assert "'how to reach them'" in said
