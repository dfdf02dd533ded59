"""Cards about one riding, office or person: who, where, how to reach them, what has happened, who held what when."""

from dashboard.ui.cards.beside_map import latest, of_offices, of_riding
from dashboard.ui.cards.person import of_person
from dashboard.ui.cards.seat import of_seat

__all__ = ["latest", "of_offices", "of_person", "of_riding", "of_seat"]
