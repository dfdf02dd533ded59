"""Where next: what one more shift at each office would add, and so which offices come first. Tables in, tables out."""

from dashboard.planning.call_order import call_order, open_at
from dashboard.planning.candidates import candidates
from dashboard.planning.gains import Standing, gains, gains_in_variations, standing
from dashboard.planning.next_best import (
    NEXT_COLUMNS,
    Ranking,
    Wishes,
    day_of,
    next_best,
    wishes_of,
    within_hours,
)
from dashboard.planning.possible import Possible, places, possible
from dashboard.planning.posters import RECHECK_DAYS, REMOVED, poster_lives, removed, removed_offices, to_recheck
from dashboard.planning.preferences import EVEN, Preferences
from dashboard.planning.reasons import Reasons, headline
from dashboard.planning.scripts import BLANKS, FIRST_SCRIPT, Filled, fill
from dashboard.planning.shifts import SHIFTS, Shift, shifts_from_json, shifts_to_json
from dashboard.planning.travel import DRIVING, MODES, WALKING, Mode, Travel

__all__ = [
    "BLANKS",
    "DRIVING",
    "EVEN",
    "FIRST_SCRIPT",
    "MODES",
    "NEXT_COLUMNS",
    "RECHECK_DAYS",
    "REMOVED",
    "SHIFTS",
    "WALKING",
    "Filled",
    "Mode",
    "Possible",
    "Preferences",
    "Ranking",
    "Reasons",
    "Shift",
    "Standing",
    "Travel",
    "Wishes",
    "call_order",
    "candidates",
    "day_of",
    "fill",
    "gains",
    "gains_in_variations",
    "headline",
    "next_best",
    "open_at",
    "places",
    "possible",
    "poster_lives",
    "removed",
    "removed_offices",
    "shifts_from_json",
    "shifts_to_json",
    "standing",
    "to_recheck",
    "wishes_of",
    "within_hours",
]
