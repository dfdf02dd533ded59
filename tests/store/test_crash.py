"""Killed without warning at any moment: nothing is half done and nothing that was acknowledged is lost."""

import multiprocessing
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import campaign
from store_builders import DIRECTORY, TABLES, outcomes
from store_writing import ROWS, active, churn, open_store, write

from dashboard.store import Store
from dashboard.store.connect import engine_at, transaction
from dashboard.store.versions import bring_forward

pytestmark = pytest.mark.stress

KILLS = 200
MIGRATION_KILLS = 25
WRITERS, EACH = 8, 1_000

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["store_writing", "alembic.command", "psycopg"])


def killed(work: Callable[..., None], address: str, folder: Path, seed: int, seconds: float):
    """What a process told until it was killed, so many seconds after its first word."""
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=work, args=(address, folder, seed, theirs))
    process.start()
    theirs.close()
    assert ours.poll(60), "the process did nothing"
    time.sleep(seconds)
    process.kill()
    process.join()
    told = []
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


def test_killing_at_any_moment_leaves_nothing_half_and_loses_nothing(address, tmp_path):
    chance = random.Random(11)
    with Store.open(address) as store:
        store.save_campaign(campaign(), TABLES, None, outcomes(), DIRECTORY)
        before = active(store)
        for seed in range(KILLS):
            told = killed(churn, address, tmp_path, seed, chance.uniform(0, 0.6))
            states, now = allowed(told, before), active(store)
            assert now in states or None in states, f"kill {seed}"
            of_upload = store.actions("renew").groupby("upload_id").size()
            assert (of_upload == ROWS).all(), f"kill {seed}"
            assert [finding.what for finding in store.doctor() if not finding.ok] == [], f"kill {seed}"
            before = now
            (tmp_path / f"backup-{seed}.zip").unlink(missing_ok=True)
        assert store.revision() > KILLS


def test_killing_a_migration_leaves_the_old_store_or_the_new(database, new_database, tmp_path):
    chance = random.Random(12)
    for seed in range(MIGRATION_KILLS):
        address = f"sqlite:///{tmp_path / f'{seed}.sqlite'}" if database == "sqlite" else new_database()
        engine = engine_at(address)
        with transaction(engine) as connection:
            bring_forward(connection, "0001")
        engine.dispose()
        killed(open_store, address, tmp_path, seed, chance.uniform(0, 0.25))
        with Store.open(address) as store:
            store.create_campaign(campaign())
            assert all(finding.ok for finding in store.doctor())


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
