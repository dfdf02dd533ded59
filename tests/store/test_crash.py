"""Killed without warning at any moment: nothing is half done and nothing that was acknowledged is lost."""

import multiprocessing
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import campaign
from sqlalchemy import MetaData, Text
from store_builders import DIRECTORY, TABLES, outcomes
from store_writing import CAMPAIGN, KEPT, ROWS, active, churn, name_of, open_store, upload_together, write

from dashboard.store import Store
from dashboard.store.backup import checked
from dashboard.store.connect import engine_at, reading, transaction
from dashboard.store.schema import SCHEMA_VERSION
from dashboard.store.versions import bring_forward, version_of

pytestmark = pytest.mark.stress

KILLS = 200
MIGRATION_KILLS = 50
WRITERS, EACH = 8, 1_000

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["store_writing", "alembic.command", "psycopg"])


def killed(
    work: Callable[..., None], address: str, folder: Path, seed: int, words: int, seconds: Callable[[float], float]
):
    """What a process told until it was killed: so many words, and then so many seconds later.

    ``seconds`` is handed what the longest of its steps took: on a busy machine too it is killed at its work.
    """
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=work, args=(address, folder, seed, theirs))
    process.start()
    theirs.close()
    told, longest, last = [], 0.0, time.monotonic()
    while len(told) < words and ours.poll(60):
        told.append(ours.recv())
        longest, last = max(longest, time.monotonic() - last) if len(told) > 1 else 0.0, time.monotonic()
    assert len(told) == words, "the process did too little"
    time.sleep(seconds(longest))
    process.kill()
    process.join()
    try:
        while True:
            told.append(ours.recv())
    except (EOFError, OSError):
        return told


def allowed(told, before):
    """The states the store may be in: that of the last step done, or of the one that was under way."""
    done = next((state for word, state in reversed(told) if word == "done"), before)
    under_way = told[-1][1] if told and told[-1][0] == "doing" else done
    return done, under_way


def are_whole(state):
    """Whether of each upload all actions are there, or none, and all with the same note."""
    notes: dict[str, list[str]] = {}
    for action_id, note in state:
        notes.setdefault(name_of(action_id), []).append(note)
    return all(len(one) == ROWS and len(set(one)) == 1 for one in notes.values())


def assert_undamaged(backup):
    """A backup is there whole, the last that was finished, or not at all."""
    if backup.exists():
        with zipfile.ZipFile(backup) as archive:
            checked(archive)


def test_killing_at_any_moment_leaves_nothing_half_and_loses_nothing(address, tmp_path):
    chance = random.Random(11)
    with Store.open(address) as store:
        store.save_campaign(campaign(), TABLES, None, outcomes(), DIRECTORY)
        before = active(store)
        for seed in range(KILLS):
            told = killed(
                churn, address, tmp_path, seed, chance.randint(2, 8), lambda step: chance.uniform(0, 2 * step)
            )
            states, now = allowed(told, before), active(store)
            assert now in states or None in states, f"kill {seed}"
            assert are_whole(now), f"kill {seed}"
            assert_undamaged(tmp_path / KEPT)
            assert [finding.what for finding in store.doctor() if not finding.ok] == [], f"kill {seed}"
            before = now
            (tmp_path / f"backup-{seed}.zip").unlink(missing_ok=True)
        assert store.revision() > KILLS


def filled_at_first_version(address):
    """A store of the first version that has a campaign with some actions; their ids."""
    engine, ids = engine_at(address), [f"old-{number}" for number in range(ROWS)]
    with transaction(engine) as connection:
        bring_forward(connection, "0001")
        tables = MetaData()
        tables.reflect(connection)

        def add(table, **cells):
            columns = tables.tables[table].columns
            blank = {
                one.name: "" if isinstance(one.type, Text) else 0 for one in columns if not one.nullable
            }  # fmt: skip
            connection.execute(tables.tables[table].insert().values(blank | cells))

        add("campaigns", id=1, slug=CAMPAIGN, starts="2020-03-01")
        add("uploads", id=1, campaign_id=1, rows=ROWS, added=ROWS, actions_added=ROWS, state="active")
        for number, one in enumerate(ids, start=1):
            told = {"date": "2020-11-24", "date_end": "2020-11-24", "date_precision": "day", "tactic": "call"}
            add("actions", id=number, campaign_id=1, upload_id=1, action_id=one, state="active", **told)
            add("action_targets", row_id=number, position=0, target_id="", office_id="", riding="")
    engine.dispose()
    return ids


def test_killing_a_migration_leaves_the_old_store_or_the_new_with_all_that_was_there(database, new_database, tmp_path):
    chance = random.Random(12)
    found = set()
    trial = f"sqlite:///{tmp_path / 'trial.sqlite'}" if database == "sqlite" else new_database()
    filled_at_first_version(trial)
    started = time.monotonic()
    Store.open(trial).close()
    takes = time.monotonic() - started
    for seed in range(MIGRATION_KILLS):
        address = f"sqlite:///{tmp_path / f'{seed}.sqlite'}" if database == "sqlite" else new_database()
        ids = filled_at_first_version(address)
        killed(open_store, address, tmp_path, seed, 1, lambda _: chance.uniform(0, takes))
        engine = engine_at(address)
        with reading(engine) as connection:
            found.add(version_of(connection))
        engine.dispose()
        with Store.open(address) as store:
            assert sorted(store.actions(CAMPAIGN)["action_id"]) == sorted(ids), f"kill {seed}"
            assert [finding.what for finding in store.doctor() if not finding.ok] == [], f"kill {seed}"
    assert found <= {"0001", SCHEMA_VERSION}


def test_eight_writers_lose_double_and_break_nothing(address):
    with Store.open(address) as store:
        store.save_campaign(campaign(), TABLES, None, outcomes(), DIRECTORY)
    writers = [processes.Process(target=write, args=(address, number, EACH)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    with Store.open(address) as store:
        ids = store.actions("renew")["action_id"]
        assert sorted(ids) == sorted(f"{number}-{place}" for number in range(WRITERS) for place in range(EACH))
        assert store.revision() == WRITERS * EACH + 1
        assert all(finding.ok for finding in store.doctor())


def test_one_of_eight_servers_that_take_in_the_same_file_at_once_adds_it_and_the_others_find_duplicates(address):
    with Store.open(address) as store:
        store.save_campaign(campaign(), TABLES, None, outcomes(), DIRECTORY)
    start, pipes = processes.Barrier(WRITERS), [processes.Pipe(duplex=False) for _ in range(WRITERS)]
    servers = [processes.Process(target=upload_together, args=(address, start, theirs)) for _, theirs in pipes]
    for server in servers:
        server.start()
    for turn in range(3):
        counts = [ours.recv() for ours, _ in pipes]
        assert sorted(one["added"] for one in counts) == [0] * (WRITERS - 1) + [0 if turn else 2 * ROWS]
        assert all(one["added"] + one["duplicate"] == 2 * ROWS for one in counts)
    for server in servers:
        server.join()
    with Store.open(address) as store:
        assert len(store.actions("renew")) == 2 * ROWS
        assert all(finding.ok for finding in store.doctor())
