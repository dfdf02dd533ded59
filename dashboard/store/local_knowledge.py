"""The part of the store that organizers fill from what they see on the spot: notes on offices, places of their own."""

import pandas as pd
from sqlalchemy import Connection, Engine

from dashboard.new_place import NewPlace
from dashboard.store import audit, campaigns, office_notes, own_places
from dashboard.store.connect import raise_revision, reading, writing


class LocalKnowledge:
    """Notes on offices and places added by hand, of one campaign each."""

    _engine: Engine

    def office_notes(self, slug: str) -> pd.DataFrame:
        """What the campaign's organizers know of offices: office_id, hours, access, at, who; raises NotFoundError."""
        with reading(self._engine) as connection:
            return office_notes.listed(connection, campaigns.campaign_id(connection, slug))

    def save_office_note(self, slug: str, office_id: str, hours: str, access: str, who: str = "") -> bool:
        """Keeps an office's hours and access notes, or clears them where both are empty; whether that changed them.

        Raises NotFoundError for a campaign or an office that is not there, and UsageError for a text that is too long.
        """
        with writing(self._engine) as connection:
            owner = campaigns.campaign_id(connection, slug)
            changed = office_notes.save(connection, owner, office_id, hours, access, who=who)
            if changed:
                _note(connection, "office_note_saved", slug, who, office_id=office_id)
            return changed

    def add_place(self, slug: str, place: NewPlace, who: str = "") -> tuple[str, str]:
        """Adds a place by hand to the campaign's own: the ids of its institution and of its office.

        What is there already is left as it is. Raises NotFoundError, or UsageError for the name of a person.
        """
        with writing(self._engine) as connection:
            owner = campaigns.campaign_id(connection, slug)
            target_id, office_id, new = own_places.add(connection, owner, place)
            if new:
                _note(connection, "place_added", slug, who, target_id=target_id, office_id=office_id)
            return target_id, office_id


def _note(connection: Connection, what: str, slug: str, who: str, **ids: str) -> None:
    """The one entry of a change in the audit trail, and the revision raised."""
    audit.note(connection, what, who=who, campaign=slug, **ids)
    raise_revision(connection)
