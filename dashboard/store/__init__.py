"""The store: campaigns, actions with their history, uploads, reference data and the audit trail, in SQL."""

from dashboard.store.choosing import Wanted
from dashboard.store.reading_totals import none as no_totals
from dashboard.store.sightings import Sighting, no_poster_states
from dashboard.store.store import Store

__all__ = ["Sighting", "Store", "Wanted", "no_poster_states", "no_totals"]
