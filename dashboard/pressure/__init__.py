"""Pressure on decision-makers: one number a day that can be opened, argued with and defended. Tables in, tables out."""

from dashboard.pressure.beside import (
    RECENT,
    Breadth,
    Window,
    actions_by_day,
    breadth,
    effort_by_tactic,
    evidence_share,
    first_uses,
    reachability,
    still_to_do,
    window_before,
)
from dashboard.pressure.contributions import contributions, mean_contributions
from dashboard.pressure.formula import Daily, daily
from dashboard.pressure.grouping import GROUPS, grouped, keyed
from dashboard.pressure.own import Held, OwnRole
from dashboard.pressure.rows import Codes, Rows
from dashboard.pressure.sensitivity import one_at_a_time, places_held, variations_on
from dashboard.pressure.settings import CAPACITY, DEFAULTS, STILL_TO_DO, Settings, Tactic
from dashboard.pressure.variations import VARIATIONS, Variation

__all__ = [
    "CAPACITY",
    "DEFAULTS",
    "GROUPS",
    "RECENT",
    "STILL_TO_DO",
    "VARIATIONS",
    "Breadth",
    "Codes",
    "Daily",
    "Held",
    "OwnRole",
    "Rows",
    "Settings",
    "Tactic",
    "Variation",
    "Window",
    "actions_by_day",
    "breadth",
    "contributions",
    "daily",
    "effort_by_tactic",
    "evidence_share",
    "first_uses",
    "grouped",
    "keyed",
    "mean_contributions",
    "one_at_a_time",
    "places_held",
    "reachability",
    "still_to_do",
    "variations_on",
    "window_before",
]
