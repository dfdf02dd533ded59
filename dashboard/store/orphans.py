"""Actions toward people, institutions and offices that nobody knows any more."""

from typing import NamedTuple

from sqlalchemy import Column, Connection, Select, Table, exists, func, select

from dashboard.campaign import DirectoryTables
from dashboard.errors import UsageError
from dashboard.store.schema import action_targets, actions, offices, people


class _Kind(NamedTuple):
    """What a target of an action can name: where its id stands, where such ids are known, and how they are called."""

    stated: Column[str]
    table: Table
    known: Column[str]
    one: str


_KINDS = (
    _Kind(action_targets.c.target_id, people, people.c.target_id, "target"),
    _Kind(action_targets.c.office_id, offices, offices.c.office_id, "office"),
)


def refuse(connection: Connection, owner: int, before: DirectoryTables) -> None:
    """Raises UsageError where active actions of the campaign name what only ``before`` had, its tables before a change.

    The one that most of them name is told, with their number.
    """
    for kind in _KINDS:
        mine = _orphans(kind).where(actions.c.campaign_id == owner)
        number = func.count(func.distinct(action_targets.c.row_id))
        counted = mine.with_only_columns(kind.stated, number).group_by(kind.stated).order_by(number.desc(), kind.stated)
        names = _names(before, kind.one)
        lost = [(one, count) for one, count in connection.execute(counted).all() if one in names]
        if lost:
            raise UsageError(_sentence(kind.one, names[lost[0][0]], *lost[0], len(lost) - 1))


def targets_of_nobody() -> Select[tuple[int]]:
    """Ids of active actions toward people and institutions that neither their campaign nor the reference has."""
    return _orphans(_KINDS[0])


def offices_of_nobody() -> Select[tuple[int]]:
    """Ids of active actions at offices that neither their campaign nor the reference has."""
    return _orphans(_KINDS[1])


def _orphans(kind: _Kind) -> Select[tuple[int]]:
    there = exists().where(
        kind.known == kind.stated,
        kind.table.c.campaign_id.is_(None) | (kind.table.c.campaign_id == actions.c.campaign_id),
    )
    named = select(actions.c.id).join_from(actions, action_targets)
    return named.where(actions.c.state == "active", kind.stated != "", ~there).distinct()


def _names(before: DirectoryTables, one: str) -> dict[str, str]:
    if one == "target":
        return dict(zip(before.people["target_id"], before.people["name"], strict=True))
    return dict(zip(before.offices["office_id"], before.offices["address"], strict=True))


def _sentence(one: str, name: str, key: str, count: int, more: int) -> str:
    shown = f"{name} ({key})" if name else key
    others = f", and {more} more that actions name," if more else ""
    actions_ = "1 action names" if count == 1 else f"{count:,} actions name"
    return (
        f"campaign.toml no longer has the {one} {shown}{others} but {actions_} it: put it back, or undo or change "
        "those actions first; nothing was changed."
    )
