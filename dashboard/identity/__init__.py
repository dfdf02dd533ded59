"""Which rows of a file are new, which change an action, which are there already: the rules of identity.

A row with an id of its own is that action. A row without one is known by what it says and by how often the file
says it, so that the same file again, in any order or dialect, adds nothing.
"""

from dashboard.identity.judge import judge
from dashboard.identity.known import Known, KnownFrame
from dashboard.identity.parsed import Mapped, Matched, Parsed, Question, Receipt, empty_problems

__all__ = [
    "Known",
    "KnownFrame",
    "Mapped",
    "Matched",
    "Parsed",
    "Question",
    "Receipt",
    "empty_problems",
    "judge",
]
