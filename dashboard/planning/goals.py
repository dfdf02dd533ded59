"""What a campaign wants done at which offices by which day, and how far that is."""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.directory.standing import standing as open_on
from dashboard.errors import UsageError
from dashboard.planning.possible import described
from dashboard.reference.namesakes import same_named
from dashboard.snapshot import Snapshot

MOST_TIMES = 1_000
CABINET = ("holds_post", "prime_minister", "other_cabinet")
"""Roles of whoever sits in cabinet."""

_CALL = "call"


@dataclass(frozen=True, slots=True)
class Goal:
    """So many times at each office of whom this names, by a day; "" and () ask for nothing, no tactic means any."""

    by: date
    times: int = 1
    tactic: str = ""
    roles: tuple[str, ...] = ()
    province: str = ""
    party: str = ""
    riding: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.times <= MOST_TIMES:
            message = f"Set how many times to a whole number from 1 to {MOST_TIMES}, not {self.times}."
            raise UsageError(message)


@dataclass(frozen=True, eq=False)
class Progress:
    """How far a goal is: the offices with their ``count``, which are done, and how many are not counted."""

    offices: pd.DataFrame
    done: npt.NDArray[np.bool_]
    closed: int
    avoided: int
    days_left: int

    @property
    def left(self) -> pd.DataFrame:
        """The offices where something is still to do."""
        return self.offices[~self.done]


def goal_to_json(goal: Goal) -> str:
    """Canonical JSON of a goal: equal goals give equal text."""
    return json.dumps(asdict(goal) | {"by": goal.by.isoformat()}, sort_keys=True, separators=(",", ":"))


def goal_from_json(text: str) -> Goal:
    """The goal written by ``goal_to_json``; raises UsageError when it can't be read."""
    try:
        cells = json.loads(text)
        return Goal(**{**cells, "by": date.fromisoformat(cells["by"]), "roles": tuple(cells.get("roles", ()))})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = "A goal can't be read: remove it, and set it again."
        raise UsageError(message) from error


def progress(of: Snapshot, goal: Goal, day: date, left_alone: Collection[str] = ()) -> Progress:
    """How far a goal is at the end of a day; offices closed by then and those ``left_alone`` are not counted.

    Contacts count of calls, actions of every other tactic; what names the person and no office counts at each of
    theirs. Nothing counts that came after the goal's own day.
    """
    at = np.datetime64(day, "D")
    wanted = described(of, of.offices, at)
    wanted = wanted[_meant(wanted, goal)]
    standing = wanted["office_id"].isin(open_on(wanted, at)["office_id"]).to_numpy(bool)
    alone = wanted["office_id"].isin(list(left_alone)).to_numpy(bool) & standing
    offices = wanted[standing & ~alone]
    offices = offices.assign(count=_counts(of, goal, min(day, goal.by), offices))
    done = offices["count"].to_numpy() >= goal.times
    return Progress(offices, done, int((~standing).sum()), int(alone.sum()), (goal.by - day).days)


def _meant(offices: pd.DataFrame, goal: Goal) -> npt.NDArray[np.bool_]:
    keep = offices["target_id"] != ""
    asked = {
        "role": goal.roles,
        "province": (goal.province,),
        "party": (goal.party,),
        "riding": same_named(goal.riding) if goal.riding else (),
    }
    for column, wanted in asked.items():
        if any(wanted):
            keep &= offices[column].isin(list(wanted))
    return keep.to_numpy(bool)


def _counts(of: Snapshot, goal: Goal, last: date, offices: pd.DataFrame) -> npt.NDArray[np.float64]:
    """How often each office has had what the goal asks for."""
    had = of.index.table(None, np.datetime64(last, "D"), (goal.tactic,) if goal.tactic else None)
    had = had.assign(count=had["called_contacts"] if goal.tactic == _CALL else had["actions"])
    elsewhere = (had["office_id"] == "") | (had["kind"] == "riding")
    here = had[~elsewhere].groupby("office_id")["count"].sum()
    there = had[elsewhere & (had["target_id"] != "")].groupby("target_id")["count"].sum()
    counts = here.reindex(offices["office_id"], fill_value=0).to_numpy(np.float64)
    return np.asarray(counts + there.reindex(offices["target_id"], fill_value=0).to_numpy(np.float64))
