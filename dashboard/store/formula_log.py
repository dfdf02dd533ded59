"""The part of the store that keeps each campaign's settings of the pressure formula, every one it ever had."""

from collections.abc import Collection, Mapping

import pandas as pd
from sqlalchemy import Connection, Engine, func, select

from dashboard.errors import NotFoundError, UsageError
from dashboard.own_names import NONE, OWN, OwnNames, tactics_in
from dashboard.store import audit, campaigns
from dashboard.store.connect import next_id, raise_revision, reading, writing
from dashboard.store.frames import frame_of, insert_one
from dashboard.store.schema import actions, formula_settings

_LISTED = ("number", "at", "who", "content")


class FormulaLog:
    """Settings as text (JSON, "" for the default ones), numbered from 1 in each campaign; 0 stands for the default."""

    _engine: Engine

    def formula(self, slug: str) -> tuple[int, str]:
        """The campaign's settings now: their number and text; raises NotFoundError."""
        with reading(self._engine) as connection:
            return _latest(connection, campaigns.campaign_id(connection, slug))

    def formulas(self, slug: str) -> pd.DataFrame:
        """All settings the campaign ever had, the oldest first: number, at, who, content; raises NotFoundError."""
        columns = [formula_settings.c[name] for name in _LISTED]
        with reading(self._engine) as connection:
            mine = formula_settings.c.campaign_id == campaigns.campaign_id(connection, slug)
            return frame_of(connection, select(*columns).where(mine).order_by(formula_settings.c.number))

    def own_tactics(self, slug: str) -> OwnNames:
        """The tactics of the campaign's own by code; none for a campaign that is not there yet."""
        try:
            return tactics_in(self.formula(slug)[1])
        except NotFoundError:
            return NONE

    def actions_by_own_tactic(self, slug: str) -> Mapping[str, int]:
        """How many active actions have each tactic of a campaign's own, those it has no more among them."""
        with reading(self._engine) as connection:
            return _used(connection, campaigns.campaign_id(connection, slug))

    def save_formula(self, slug: str, content: str, *, after: int, leaving: Collection[str] = (), who: str = "") -> int:
        """Makes these the campaign's settings, which keeps those before; their number.

        ``after`` is the number of those they were made from, ``leaving`` the own tactics with logged actions that are
        taken out knowingly. Raises NotFoundError; UsageError where somebody else saved others since, or where an own
        tactic with logged actions would go unasked.
        """
        with writing(self._engine) as connection:
            owner = campaigns.campaign_id(connection, slug)
            number, stored = _latest(connection, owner)
            if stored == content:
                return number
            if number != after:
                message = "Somebody else has saved other settings since: look at those first, then change them again."
                raise UsageError(message)
            _refuse_to_leave(connection, owner, stored, content, leaving)
            cells = {"number": number + 1, "at": audit.now(), "who": who, "content": content}
            insert_one(
                connection, formula_settings, id=next_id(connection, formula_settings), campaign_id=owner, **cells
            )
            audit.note(connection, "formula_saved", who=who, campaign=slug, number=number + 1)
            raise_revision(connection)
            return number + 1


def _latest(connection: Connection, owner: int) -> tuple[int, str]:
    columns = (formula_settings.c.number, formula_settings.c.content)
    mine = select(*columns).where(formula_settings.c.campaign_id == owner)
    row = connection.execute(mine.order_by(formula_settings.c.number.desc()).limit(1)).one_or_none()
    return (int(row.number), str(row.content)) if row else (0, "")


def _used(connection: Connection, owner: int) -> dict[str, int]:
    own = (actions.c.campaign_id == owner, actions.c.state == "active", actions.c.tactic.startswith(OWN))
    counted = select(actions.c.tactic, func.count()).where(*own).group_by(actions.c.tactic)
    return {str(tactic): int(count) for tactic, count in connection.execute(counted)}


def _refuse_to_leave(connection: Connection, owner: int, old: str, new: str, leaving: Collection[str]) -> None:
    """Own tactics do not go unasked while actions are logged as them."""
    gone = tactics_in(old).keys() - tactics_in(new).keys() - set(leaving)
    used = _used(connection, owner) if gone else {}
    for code in sorted(gone & used.keys()):
        message = (
            f"Actions logged as {tactics_in(old)[code].en!r}: {used[code]}. Without this tactic they stay in the log, "
            f"count as effort and in coverage, and press nobody any more. Say that it may go, or set its points to 0."
        )
        raise UsageError(message)
