"""The part of the store that keeps outcomes: read, entered, loaded, taken out, and every change of them taken back."""

import pandas as pd
from sqlalchemy import Connection, Engine

from dashboard.store import audit, campaigns, outcomes
from dashboard.store.connect import raise_revision, reading, writing


class OutcomeLog:
    """Outcomes of one campaign each, kept apart from its actions."""

    _engine: Engine

    def outcomes(self, slug: str) -> pd.DataFrame:
        """The campaign's outcomes in the columns of ``outcomes.csv``; raises NotFoundError."""
        with reading(self._engine) as connection:
            return outcomes.listed(connection, campaigns.campaign_id(connection, slug))

    def judge_outcomes(self, slug: str, rows: pd.DataFrame) -> dict[str, str]:
        """What would become of each of these outcomes by its id: added, updated or duplicate; raises NotFoundError."""
        with reading(self._engine) as connection:
            return outcomes.judge(connection, campaigns.campaign_id(connection, slug), rows)

    def load_outcomes(self, slug: str, rows: pd.DataFrame, *, who: str = "") -> dict[str, str]:
        """Keeps the outcomes of a file, those of ids that are there in place of them; the fate of each by its id.

        A file that says nothing new changes nothing. Raises NotFoundError.
        """
        with writing(self._engine) as connection:
            owner = campaigns.campaign_id(connection, slug)
            fates = outcomes.save(connection, owner, rows, outcomes.FILE, who=who)
            changed = [name for name, fate in fates.items() if fate != "duplicate"]
            if changed:
                _note(connection, "outcomes_loaded", slug, who, outcomes=len(changed))
            return fates

    def save_outcome(self, slug: str, row: pd.DataFrame, *, who: str = "") -> bool:
        """Keeps one outcome, in place of that of its id where there is one; whether that changed anything."""
        with writing(self._engine) as connection:
            owner = campaigns.campaign_id(connection, slug)
            (name, fate), *_ = outcomes.save(connection, owner, row, outcomes.BY_HAND, who=who).items()
            if fate != "duplicate":
                _note(connection, "outcome_saved", slug, who, outcome_id=name)
            return fate != "duplicate"

    def remove_outcome(self, slug: str, outcome_id: str, *, who: str = "") -> None:
        """Takes an outcome out; its history stays, and with it the way to bring it back. Raises NotFoundError."""
        with writing(self._engine) as connection:
            outcomes.remove(connection, campaigns.campaign_id(connection, slug), outcome_id, who=who)
            _note(connection, "outcome_removed", slug, who, outcome_id=outcome_id)

    def outcome_history(self, slug: str) -> pd.DataFrame:
        """Every change of the campaign's outcomes, newest first; see ``outcomes.history``. Raises NotFoundError."""
        with reading(self._engine) as connection:
            return outcomes.history(connection, campaigns.campaign_id(connection, slug))

    def take_back_outcome(self, slug: str, number: int, *, who: str = "") -> None:
        """Makes an outcome what it was before a change of it; raises NotFoundError, or UsageError if changed since."""
        with writing(self._engine) as connection:
            owner = campaigns.campaign_id(connection, slug)
            name = outcomes.take_back(connection, owner, number, who=who)
            _note(connection, "outcome_taken_back", slug, who, outcome_id=name)


def _note(connection: Connection, what: str, slug: str, who: str, **ids: object) -> None:
    """The one entry of a change in the audit trail, and the revision raised."""
    audit.note(connection, what, who=who, campaign=slug, **ids)
    raise_revision(connection)
