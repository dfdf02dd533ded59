"""The columns that say more of an action: what it was, how a call went, where, and the free text."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.ingest.cells import CellProblem, Cells, Problems, quoted
from dashboard.ingest.choices import NOBODY
from dashboard.ingest.vocabulary import read_outcome, read_tactic
from dashboard.ingest.wording import Of
from dashboard.own_names import NONE, OwnNames

Texts = npt.NDArray[np.object_]
Numbers = npt.NDArray[np.float64]
_NUMBER = re.compile(r"[-+\u2212]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?")
_URL = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_LONGEST_ID = 200
_REACH = {"latitude": 90.0, "longitude": 180.0}


@dataclass(frozen=True, eq=False)
class Deeds:
    """Per row the tactic and the outcome; ``implied`` tells whether a tactic's name brought an outcome with it."""

    tactic: Texts
    outcome: Texts
    implied: bool


def read_deeds(columns: Mapping[str, Cells], problems: Problems, own: OwnNames = NONE) -> Deeds:
    """What was done in every row and, for calls, how it went; ``own`` are the campaign's own tactics."""
    cells, outcomes = columns["tactic"], columns["outcome"]
    read = problems.settled(cells.read(lambda text: read_tactic(text, own), ("", "")), "tactic", _deed)
    problems.add_readings(read)
    problems.add(
        np.flatnonzero(~cells.filled()), "refused", cells.column, "",
        "The row does not say what was done: write a tactic, for example call or poster_office.",
    )  # fmt: skip
    tactic = np.array([one for one, _ in read.values], dtype=object)[cells.codes]
    implied = np.array([one for _, one in read.values], dtype=object)[cells.codes]
    is_call = tactic == "call"
    stated = problems.settled(outcomes.read(read_outcome, ""), "outcome", _outcome, is_call)
    problems.add_readings(stated, where=is_call)
    said = np.where(is_call, stated.rows("object"), "")
    idle = outcomes.filled() & ~is_call & (tactic != "")
    problems.remark(Of.IDLE_OUTCOMES, "Only calls have an outcome: that of {lines} was left out.", idle)
    other = (implied != "") & (said != "") & (implied != said)
    problems.remark(Of.OTHER_OUTCOMES, "Where tactic and outcome differ, the outcome decides: {lines}.", other)
    return Deeds(tactic, np.where(said != "", said, implied), bool((implied != "").any()))


def read_point(columns: Mapping[str, Cells], problems: Problems) -> tuple[Numbers, Numbers]:
    """Latitude and longitude of every row, nan where it has none; half a point is refused."""
    points = []
    for name, reach in _REACH.items():
        readings = columns[name].read(_degrees(name, reach), math.nan)
        problems.add_readings(readings)
        points.append(readings.rows("float64"))
    latitude, longitude = points
    half = columns["latitude"].filled() != columns["longitude"].filled()
    reason = "A point needs latitude and longitude: write both, or leave both blank."
    problems.add(np.flatnonzero(half), "refused", "latitude", "", reason)
    return latitude, longitude


def read_url(text: str) -> str:
    """A link to a page or picture."""
    parts = re.split(r"[;\s]+", text.strip("; "))
    if not all(_URL.fullmatch(part) for part in parts):
        message = f"{quoted(text)} is no link: write an address that begins with https:// or leave the cell blank."
        raise CellProblem(message)
    return " ".join(parts)


def read_id(text: str) -> str:
    """The id that a row brings along."""
    if len(text) > _LONGEST_ID:
        message = f"The action_id has more than {_LONGEST_ID} characters: shorten it or leave it blank."
        raise CellProblem(message)
    return text


def _deed(meaning: str) -> tuple[str, str]:
    """The tactic and the outcome of a decided meaning such as ``call/voicemail``."""
    tactic, _, outcome = meaning.partition("/")
    return tactic, outcome


def _outcome(meaning: str) -> str:
    return "" if meaning == NOBODY else meaning


def _degrees(name: str, reach: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        if not _NUMBER.fullmatch(text):
            message = f"{quoted(text)} is no {name}: write degrees with decimals, for example 43.7160."
            raise CellProblem(message)
        degrees = float(text.replace(",", ".").replace("\u2212", "-"))
        if not abs(degrees) <= reach:
            message = f"The {name} {quoted(text)} lies outside -{reach:g} to {reach:g} degrees: correct it."
            raise CellProblem(message)
        return degrees

    return read
