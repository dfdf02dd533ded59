"""What the processes of the stress tests do to a store until they are killed; each step is told before and after."""

import random
import shutil
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

from store_builders import DIRECTORY, file_of, row

from dashboard.store import Store

ROWS = 20
KEPT = "kept.zip"
CAMPAIGN = "renew"


def write(address: str, number: int, rows: int) -> None:
    """Keeps so many actions, each in an upload of its own."""
    with Store.open(address) as store:
        for place in range(rows):
            store.commit(CAMPAIGN, file_of(row(source_id=f"{number}-{place}")), DIRECTORY)


def upload_together(address: str, start: Barrier, pipe: Connection) -> None:
    """Uploads the same file as the others, at the same moments, and tells how many of its rows were new."""
    file = file_of(*(row() for _ in range(ROWS)), *(row(source_id=f"id-{number}") for number in range(ROWS)))
    with Store.open(address) as store:
        for _ in range(3):
            start.wait(120)
            pipe.send(store.commit(CAMPAIGN, file, DIRECTORY).counts)


def churn(address: str, folder: Path, seed: int, pipe: Connection) -> None:
    """Loads, changes, takes back, brings back, keeps and restores without end."""
    chance = random.Random(seed)
    with Store.open(address) as store:
        backup = folder / f"backup-{seed}.zip"
        store.backup(backup)
        at_backup = active(store)
        for step in count():
            choice = chance.choices(["load", "change", "move", "keep", "restore"], [5, 3, 5, 1, 1])[0]
            if choice == "load":
                _load(store, f"{seed}-{step}", pipe)
            elif choice == "change":
                _change(store, chance, f"{seed}-{step}", pipe)
            elif choice == "move":
                _move(store, chance, pipe)
            elif choice == "keep":
                store.backup(folder / KEPT)
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


State = frozenset[tuple[str, str]]


def active(store: Store) -> State:
    """The ids and notes of the actions that count."""
    there = store.actions(CAMPAIGN)
    return frozenset(zip(there["action_id"], there["note"], strict=True))


def _load(store: Store, name: str, pipe: Connection) -> None:
    ids = [f"{name}-{place}" for place in range(ROWS)]
    expected = active(store) | {(one, "") for one in ids}
    pipe.send(("doing", expected))
    store.commit(CAMPAIGN, file_of(*(row(source_id=one) for one in ids)), DIRECTORY)
    pipe.send(("done", expected))


def _change(store: Store, chance: random.Random, note: str, pipe: Connection) -> None:
    """Gives all actions of one upload another note."""
    there = active(store)
    names = sorted({name_of(one) for one, _ in there})
    if not names:
        return
    chosen = chance.choice(names)
    ids = [f"{chosen}-{place}" for place in range(ROWS)]
    expected = frozenset((one, note if name_of(one) == chosen else old) for one, old in there)
    pipe.send(("doing", expected))
    store.commit(CAMPAIGN, file_of(*(row(source_id=one, note=note) for one in ids)), DIRECTORY)
    pipe.send(("done", expected))


def name_of(action_id: str) -> str:
    """What the ids of one upload's actions begin with."""
    return action_id.rpartition("-")[0]


def _move(store: Store, chance: random.Random, pipe: Connection) -> None:
    """Takes one upload back, or brings it back; what that comes to is told where the upload only added actions."""
    uploads = store.uploads()
    if uploads.empty:
        return
    chosen = uploads.iloc[chance.randrange(len(uploads))]
    upload_id, there = int(chosen["upload_id"]), store.actions(CAMPAIGN)
    left = there[there["upload_id"] != upload_id]
    whole = chosen["state"] == "active" and not chosen["updated"]
    pipe.send(("doing", frozenset(zip(left["action_id"], left["note"], strict=True)) if whole else None))
    (store.undo if chosen["state"] == "active" else store.redo)(upload_id)
    pipe.send(("done", active(store)))


def _tidy(kept: Path | None) -> None:
    """Takes away the copy that a restore leaves beside the store: hundreds would fill the disk."""
    if kept and kept.is_dir():
        shutil.rmtree(kept)
    elif kept:
        kept.unlink(missing_ok=True)
