from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from builders import campaign
from sqlalchemy import text
from store_builders import DIRECTORY, file_of, row

from dashboard import config
from dashboard.errors import UsageError
from dashboard.store import Store
from dashboard.store.private_notes import purge

LATER = datetime.now(UTC) + timedelta(days=200)


def upload(store, *rows, days_ago=0):
    """The id of an upload of these rows, made so many days ago."""
    upload_id = store.commit("renew", file_of(*rows), DIRECTORY, who="heron").upload_id
    at = (datetime.now(UTC) - timedelta(days=days_ago)).isoformat(timespec="seconds")
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE uploads SET at = :at WHERE id = :id"), {"at": at, "id": upload_id})
    return upload_id


def notes(store):
    """The private note of each action."""
    known = store.actions("renew")
    return dict(zip(known["action_id"], known["private_note"], strict=True))


def everything(store):
    """All text in the store's tables, one long string."""
    with store._engine.connect() as connection:
        tables = ("actions", "action_versions", "uploads", "audit")
        return "\n".join(str(row) for name in tables for row in connection.execute(text(f"SELECT * FROM {name}")))


def test_private_notes_go_so_many_days_after_their_upload_and_the_trail_tells_how_many(filled):
    upload(filled, row(source_id="old", private_note="her door"), row("2020-11-25", source_id="plain"), days_ago=181)
    upload(filled, row("2020-11-26", source_id="new", private_note="his door"), days_ago=179)
    revision = filled.revision()
    assert purge(filled._engine, 180) == 1
    assert {one: notes(filled)[one] for one in ("old", "plain", "new")} == {"old": "", "plain": "", "new": "his door"}
    assert "her door" not in everything(filled)
    assert filled.revision() > revision
    told = filled.audit().iloc[0]
    assert (told["what"], told["campaign"]) == ("private_notes_purged", "renew")
    assert '"actions": 1' in told["ids"]
    assert purge(filled._engine, 180) == 0
    assert len(filled.audit()[filled.audit()["what"] == "private_notes_purged"]) == 1


def test_a_note_that_a_later_upload_stated_stays_until_its_own_time(filled):
    upload(filled, row(source_id="one", private_note="first door"), days_ago=300)
    upload(filled, row(source_id="one", private_note="second door"), days_ago=10)
    purge(filled._engine, 180)
    assert notes(filled)["one"] == "second door"
    assert "first door" not in everything(filled)
    purge(filled._engine, 180, LATER)
    assert notes(filled)["one"] == ""
    assert "door" not in everything(filled)


def test_undoing_or_redoing_brings_no_note_back_that_has_gone(filled):
    first = upload(filled, row(source_id="one", private_note="first door"), days_ago=300)
    second = upload(filled, row(source_id="one", private_note="second door"), days_ago=200)
    filled.undo(second)
    purge(filled._engine, 180)
    filled.redo(second)
    filled.undo(first)
    filled.redo(first)
    assert notes(filled)["one"] == ""
    assert "door" not in everything(filled)


def test_notes_of_an_undone_upload_go_too(filled):
    filled.undo(upload(filled, row(source_id="one", private_note="her door"), days_ago=300))
    assert purge(filled._engine, 180) == 1
    assert "her door" not in everything(filled)


def test_opening_a_store_lets_them_go_unless_they_are_kept_for_ever(filled, address):
    upload(filled, row(source_id="one", private_note="her door"), days_ago=300)
    with Store.open(address) as kept:
        assert notes(kept)["one"] == "her door"
    with Store.open(address, note_days=365) as kept:
        assert notes(kept)["one"] == "her door"
    with Store.open(address, note_days=180) as opened:
        assert notes(opened)["one"] == ""


def test_a_store_that_stays_open_looks_again_each_day(filled, address, monkeypatch):
    now = [1_000.0]
    monkeypatch.setattr("dashboard.store.private_notes.monotonic", lambda: now[0])
    with Store.open(address, note_days=180) as opened:
        upload(filled, row(source_id="one", private_note="her door"), days_ago=300)
        opened.revision()
        assert notes(opened)["one"] == "her door"
        now[0] += 86_401
        opened.revision()
        assert notes(opened)["one"] == ""


def test_no_byte_of_a_note_that_has_gone_is_left_in_a_sqlite_file_or_its_log(new_store):
    address = new_store("sqlite")
    with Store.open(address) as store:
        store.create_campaign(campaign())
        rows = [row(source_id=f"a{n}", private_note=f"door of Zaphira {n}", note="n" * 50) for n in range(300)]
        upload(store, *rows, days_ago=300)
        upload(store, *[one | {"private_note": f"bell of Quentina {one['source_id']}"} for one in rows], days_ago=250)
        assert purge(store._engine, 180) == 300
        assert bytes_of(store).count(b"Zaphira") == bytes_of(store).count(b"Quentina") == 0
    assert b"Zaphira" not in bytes_of(store)


def bytes_of(store):
    """The bytes of a SQLite store's file and its logs."""
    file = Path(store._engine.url.database)
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


def test_the_setting_is_a_whole_number_of_days(monkeypatch):
    monkeypatch.delenv("DASHBOARD_PRIVATE_NOTE_DAYS", raising=False)
    assert config.private_note_days() == 180
    monkeypatch.setenv("DASHBOARD_PRIVATE_NOTE_DAYS", "0")
    assert config.private_note_days() == 0
    for wrong in ("-1", "soon", "99999999"):
        monkeypatch.setenv("DASHBOARD_PRIVATE_NOTE_DAYS", wrong)
        with pytest.raises(UsageError, match="whole number of days"):
            config.private_note_days()
