"""Where next: what one more shift at each office would add, and so which offices come first. Tables in, tables out."""

from dashboard.planning.candidates import candidates
from dashboard.planning.gains import Standing, gains, gains_in_variations, standing
from dashboard.planning.next_best import NEXT_COLUMNS, Ranking, Wishes, day_of, next_best, wishes_of, within_hours
from dashboard.planning.preferences import EVEN, Preferences
from dashboard.planning.reasons import Reasons, headline
from dashboard.planning.shifts import SHIFTS, Shift, shifts_from_json, shifts_to_json
from dashboard.planning.travel import DRIVING, MODES, WALKING, Mode, Travel

__all__ = [
    "DRIVING",
    "EVEN",
    "MODES",
    "NEXT_COLUMNS",
    "SHIFTS",
    "WALKING",
    "Mode",
    "Preferences",
    "Ranking",
    "Reasons",
    "Shift",
    "Standing",
    "Travel",
    "Wishes",
    "candidates",
    "day_of",
    "gains",
    "gains_in_variations",
    "headline",
    "next_best",
    "shifts_from_json",
    "shifts_to_json",
    "standing",
    "wishes_of",
    "within_hours",
]
