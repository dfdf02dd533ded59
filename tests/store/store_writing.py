"""What the processes of the stress tests do to a store until they are killed; each step is told before and after."""

import random
import shutil
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from store_builders import DIRECTORY, file_of, row

from dashboard.store import Store

ROWS = 20
CAMPAIGN = "renew"


def write(address: str, number: int, rows: int) -> None:
    """Keeps so many actions, each in an upload of its own."""
    with Store.open(address) as store:
        for place in range(rows):
            store.commit(CAMPAIGN, file_of(row(source_id=f"{number}-{place}")), DIRECTORY)


def churn(address: str, folder: Path, seed: int, pipe: Connection) -> None:
    """Loads, takes back, brings back and restores without end."""
    chance = random.Random(seed)
    with Store.open(address) as store:
        backup = folder / f"backup-{seed}.zip"
        store.backup(backup)
        at_backup = active(store)
        for step in count():
            choice = chance.choices(["load", "move", "restore"], [6, 5, 1])[0]
            if choice == "load":
                _load(store, f"{seed}-{step}", pipe)
            elif choice == "move":
                _move(store, chance, pipe)
            else:
                pipe.send(("doing", at_backup))
                kept = Store.restore(backup, address)
                pipe.send(("done", at_backup))
                _tidy(kept)


def open_store(address: str, _folder: Path, _seed: int, pipe: Connection) -> None:
    """Opens an old store, which brings it forward."""
    pipe.send(("doing", frozenset()))
    Store.open(address).close()
    pipe.send(("done", frozenset()))


def active(store: Store) -> frozenset[str]:
    """The ids of the actions that count."""
    return frozenset(store.actions(CAMPAIGN)["action_id"])


def _load(store: Store, name: str, pipe: Connection) -> None:
    ids = [f"{name}-{place}" for place in range(ROWS)]
    expected = active(store) | set(ids)
    pipe.send(("doing", expected))
    store.commit(CAMPAIGN, file_of(*(row(source_id=one) for one in ids)), DIRECTORY)
    pipe.send(("done", expected))


def _move(store: Store, chance: random.Random, pipe: Connection) -> None:
    """Takes one upload back, or brings it back; an upload's actions are known by their common beginning."""
    uploads = store.uploads()
    if uploads.empty:
        return
    chosen = uploads.iloc[chance.randrange(len(uploads))]
    upload_id, there = int(chosen["upload_id"]), store.actions(CAMPAIGN)
    if chosen["state"] == "active":
        expected = frozenset(there.loc[there["upload_id"] != upload_id, "action_id"])
        pipe.send(("doing", expected))
        store.undo(upload_id)
        pipe.send(("done", expected))
    else:
        pipe.send(("doing", None))
        store.redo(upload_id)
        pipe.send(("done", active(store)))


def _tidy(kept: Path | None) -> None:
    """Takes away the copy that a restore leaves beside the store: hundreds would fill the disk."""
    if kept and kept.is_dir():
        shutil.rmtree(kept)
    elif kept:
        kept.unlink(missing_ok=True)
