"""Names to ridings, people, posts and offices: exact in normal form, near with a score, or candidates to choose from.

Nothing is guessed: a name that fits several, or none, comes back with the candidates and no match.
"""

from dashboard.matching.near import PATIENCE, Found, Patience
from dashboard.matching.offices import OfficeMatcher
from dashboard.matching.ridings import RidingMatcher
from dashboard.matching.targets import TargetMatcher

__all__ = ["PATIENCE", "Found", "OfficeMatcher", "Patience", "RidingMatcher", "TargetMatcher"]
