"""The part of the store that remembers how files were understood: what their names and columns mean."""

import pandas as pd
from sqlalchemy import Connection, Engine

from dashboard.identity import Parsed
from dashboard.store import audit, campaigns, column_maps, decisions
from dashboard.store.connect import raise_revision, reading, writing


class Memory:
    """Decisions and columns of one campaign each, taken into account for its next file."""

    _engine: Engine

    def decisions(self, slug: str) -> pd.DataFrame:
        """What names mean: id, kind, form, shown, meaning, at, who; raises NotFoundError."""
        with reading(self._engine) as connection:
            return decisions.listed(connection, campaigns.campaign_id(connection, slug))

    def forget_decision(self, slug: str, decision_id: int, who: str = "") -> None:
        """Takes one decision back, so that the name is asked about again; raises NotFoundError."""
        with writing(self._engine) as connection:
            decisions.forget(connection, campaigns.campaign_id(connection, slug), decision_id)
            audit.note(connection, "decision_forgotten", who=who, campaign=slug, decision=decision_id)
            raise_revision(connection)

    def column_maps(self, slug: str) -> pd.DataFrame:
        """Which columns of files mean what: id, header, fields (JSON), at, who; raises NotFoundError."""
        with reading(self._engine) as connection:
            return column_maps.listed(connection, campaigns.campaign_id(connection, slug))

    def forget_column_map(self, slug: str, map_id: int, who: str = "") -> None:
        """Takes one map back, so that the next such file is mapped by its names again; raises NotFoundError."""
        with writing(self._engine) as connection:
            column_maps.forget(connection, campaigns.campaign_id(connection, slug), map_id)
            audit.note(connection, "columns_forgotten", who=who, campaign=slug, map=map_id)
            raise_revision(connection)


def remember(connection: Connection, owner: int, parsed: Parsed, *, who: str) -> dict[str, object]:
    """Keeps how a file was understood: what was decided with it and which columns were chosen; the new ids by kind."""
    told: dict[str, object] = {}
    if parsed.to_remember and (found := decisions.save(connection, owner, parsed.to_remember, who=who)):
        told["decisions"] = found
    if any(one.how == "chosen" for one in parsed.fields.values()):
        wished = {field: one.column for field, one in parsed.fields.items() if one.how in ("chosen", "remembered")}
        number = column_maps.save(connection, owner, parsed.header_key, wished, who=who)
        told |= {} if number is None else {"map": number}
    return told
