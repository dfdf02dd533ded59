"""What an upload changes of actions that are there: the new content beside its history, a column at a time."""

import json
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from dashboard.schema import ACTION_CONTENT, ACTION_TARGET
from dashboard.store import totals
from dashboard.store.actions import FEW, known_ids
from dashboard.store.frames import cells_of, delete_rows, insert_rows, rows_of, update_rows
from dashboard.store.schema import action_targets, action_versions, actions

_AT_ONCE = 5_000
_TARGET_COLUMNS = ("row_id", "position", *ACTION_TARGET)

Content = dict[str, Any]
"""Cells of an action by column, and under "targets" a list of its targets' cells; what is not in it is not stated."""


def change(
    connection: Connection,
    campaign_id: int,
    upload_id: int,
    stated: pd.DataFrame,
    columns: Collection[str],
    judged: pd.DataFrame,
    known: pd.DataFrame,
) -> None:
    """Overwrites what rows of a file state in these columns of the actions judged updated.

    What each upload stated of them is kept.
    """
    ids = known_ids(connection, campaign_id, set(judged["action_id"]))
    last = _last_versions(connection, ids.values())
    parts = zip(
        _parts(judged, judged["action_id"], judged["action_id"]),
        _parts(known, known["action_id"], judged["action_id"]),
        _parts(stated, stated["action"], judged["action"]),
        strict=True,
    )
    for part, there, rows in parts:
        changed = [_words(names) for names in part["changed"].tolist()]
        row_ids = [ids[action_id] for action_id in part["action_id"].tolist()]
        old, new = _Side(there, "action_id"), _Side(rows, "action")
        numbers = [last.get(row_id, 0) for row_id in row_ids]
        firsts = zip(row_ids, numbers, there["upload_id"].to_numpy()[old.heads].tolist(), _whole(old), strict=True)
        told = zip(row_ids, numbers, _stated(old, new, changed, columns), strict=True)
        versions = [(row_id, 1, added_by, text) for row_id, number, added_by, text in firsts if not number]
        versions += [(row_id, max(number, 1) + 1, upload_id, text) for row_id, number, text in told]
        insert_rows(connection, action_versions, ("row_id", "number", "upload_id", "content"), versions)
        with totals.moving(connection, campaign_id, actions.c.id.in_(row_ids)):
            _overwrite(connection, row_ids, old, new, changed)


def overwrite(connection: Connection, contents: dict[int, Content]) -> None:
    """Makes the content and targets of these rows what is given, whole."""
    cells = [(*[content[name] for name in ACTION_CONTENT], row_id) for row_id, content in contents.items()]
    update_rows(connection, actions, ACTION_CONTENT, "id", cells)
    targets = [
        (row_id, place, *target)
        for row_id, content in contents.items()
        for place, target in enumerate(content["targets"])
    ]
    delete_rows(connection, action_targets, "row_id", list(contents))
    insert_rows(connection, action_targets, _TARGET_COLUMNS, targets)


class _Side:
    """The old or the new rows of some actions, one a target, those of each action together."""

    def __init__(self, rows: pd.DataFrame, key: str) -> None:
        self.codes, _ = pd.factorize(rows[key])
        self.heads = np.flatnonzero(np.diff(self.codes, prepend=-1))
        heads = rows.iloc[self.heads]
        self.content = {name: cells_of(heads[name], actions.c[name]) for name in ACTION_CONTENT}
        self.targets: list[list[tuple[str, ...]]] = [[] for _ in self.heads]
        for code, target in zip(self.codes.tolist(), rows_of(rows, action_targets, ACTION_TARGET), strict=True):
            self.targets[code].append(target)

    def written(self, name: str) -> list[str]:
        """One column as members of JSON objects."""
        member = _once(lambda value: f"{_encode(name)}:{_encode(value)}")
        return [member(value) for value in self.content[name]]

    def written_targets(self) -> list[str]:
        """The targets of each action as a member of a JSON object."""
        member = _once(lambda targets: f'"targets":{_encode(targets)}')
        return [member(tuple(targets)) for targets in self.targets]


def _once(function: Callable[[Any], str]) -> Callable[[Any], str]:
    known: dict[Any, str] = {}

    def found(value: Any) -> str:  # noqa: ANN401 - any cell
        if value not in known:
            known[value] = function(value)
        return known[value]

    return found


@lru_cache(maxsize=256)
def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _whole(old: _Side) -> list[str]:
    """Everything an action says, as the first of its versions keeps it."""
    members = zip(*[old.written(name) for name in ACTION_CONTENT], old.written_targets(), strict=True)
    return ["{" + ",".join(row) + "}" for row in members]


def _stated(old: _Side, new: _Side, changed: list[frozenset[str]], columns: Collection[str]) -> list[str]:
    """What a file states of each action; targets that it only puts in other words stay as the store has them."""
    members = []
    for name in ACTION_CONTENT:
        if name in columns:
            members.append(new.written(name))
        elif any(name in names for names in changed):
            told = zip(new.written(name), changed, strict=True)
            members.append([text if name in names else "" for text, names in told])
    restated = not set(ACTION_TARGET).isdisjoint(columns)
    pairs = zip(old.written_targets(), new.written_targets(), changed, strict=True)
    members.append([now if "targets" in names else before if restated else "" for before, now, names in pairs])
    return ["{" + ",".join(filter(None, row)) + "}" for row in zip(*members, strict=True)]


def _overwrite(
    connection: Connection, row_ids: list[int], old: _Side, new: _Side, changed: list[frozenset[str]]
) -> None:
    """The columns and targets that differ of these actions become the new ones."""
    names = [name for name in ACTION_CONTENT if any(name in one for one in changed)]
    columns = []
    for name in names:
        cells = zip(old.content[name], new.content[name], changed, strict=True)
        columns.append([now if name in one else before for before, now, one in cells])
    if names:
        update_rows(connection, actions, names, "id", list(zip(*columns, row_ids, strict=True)))
    moved = [place for place, one in enumerate(changed) if "targets" in one]
    delete_rows(connection, action_targets, "row_id", [row_ids[place] for place in moved])
    rows = [(row_ids[place], at, *target) for place in moved for at, target in enumerate(new.targets[place])]
    insert_rows(connection, action_targets, _TARGET_COLUMNS, rows)


def _parts(rows: pd.DataFrame, keys: pd.Series, order: pd.Series) -> Iterator[pd.DataFrame]:
    """The rows whose key is in ``order``, in that order and a few thousand keys at a time."""
    places = pd.Index(order).get_indexer(pd.Index(keys))
    sorted_ = np.argsort(places, kind="stable")
    for start in range(0, len(order), _AT_ONCE):
        first, last = np.searchsorted(places[sorted_], [start, start + _AT_ONCE])
        yield rows.iloc[sorted_[first:last]]


def _last_versions(connection: Connection, row_ids: Collection[int]) -> dict[int, int]:
    """The number of the last version of these actions, where they have any."""
    number = func.max(action_versions.c.number)
    found = select(action_versions.c.row_id, number).group_by(action_versions.c.row_id)
    if len(row_ids) <= FEW:
        found = found.where(action_versions.c.row_id.in_(list(row_ids)))
    return dict(connection.execute(found).all())


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
