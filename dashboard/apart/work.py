"""What the process does: read and check, then keep all of it or none, and tell what that changed."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard import config, refreshing
from dashboard.filters import read_day
from dashboard.reference.load import File, Loaded, load_files
from dashboard.store import Store

Request = Mapping[str, Any]
Files = Sequence[tuple[str, bytes]]
Tell = Callable[[dict[str, Any]], None]
Told = list[dict[str, Any]]

_WHO = "page"
_READING, _KEEPING = "Reading and checking the files.", "Keeping the records."


def do(request: Request, files: Files, tell: Tell) -> Told:
    """Does the load or refresh that is asked for and says what came of each set of records; raises DashboardError."""
    with Store.open(config.database_url()) as store:
        known = set(store.sources()["content_hash"])
        kept, loaded, saved = (
            _refresh(store, tell) if request["do"] == "refresh" else _load(store, request, files, tell)
        )
        listed = store.sources()
        doubts = {row.content_hash: len(json.loads(row.doubts or "[]")) for row in listed.itertuples()}
        told = (_told(one, changes, known, doubts) for one, changes in zip(loaded, saved, strict=True))
        return [*({"kept": order} for order in kept), *told]


def _refresh(store: Store, tell: Tell) -> tuple[list[int], list[Loaded], list[Any]]:
    def step(at: refreshing.Step) -> None:
        tell({"step": at.name, "received": at.received})

    found = refreshing.run(store, home=config.home(), today=_today(), tell=step, who=_WHO)
    return found.kept, found.loaded, found.changes


def _load(store: Store, request: Request, files: Files, tell: Tell) -> tuple[list[int], list[Loaded], list[Any]]:
    tell({"step": _READING})
    loaded = load_files(
        [File(name, data) for name, data in files],
        home=config.home(),
        today=_today(),
        as_of=read_day(request["as_of"]) if request["as_of"] else None,
        accept_damaged=request["accept_damaged"],
    )
    tell({"step": _KEEPING})
    saved: list[Any] = list(store.save_references(loaded, who=_WHO))
    return [], loaded, [{"counts": getattr(one, "counts", one), **getattr(one, "changes", {})} for one in saved]


def _told(one: Loaded, changes: Mapping[str, Any], known: set[str], doubts: Mapping[str, int]) -> dict[str, Any]:
    counts, hash_ = changes["counts"], one.source["content_hash"]
    moved = changes.get("totals", {}).get("moved", len(changes.get("moved", [])))
    return {
        "kind": one.kind,
        "name": one.source.get("name", ""),
        "riding_order": one.source["riding_order"],
        "records": one.source["records"],
        "offices": one.summary.get("offices", 0),
        "doubts": doubts.get(hash_, 0),
        "news": hash_ not in known or any(counts.values()),
        "changes": {**counts, "moved": moved},
    }


def _today() -> date:
    """The day it is here: campaigns live by local days."""
    return date.today()  # noqa: DTZ011
