"""Pressure on decision-makers: one number a day that can be opened, argued with and defended. Tables in, tables out."""

from dashboard.pressure.beside import (
    RECENT,
    Breadth,
    Efforts,
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
from dashboard.pressure.by_riding import ByRiding, by_riding
from dashboard.pressure.codes import Cells, Codes
from dashboard.pressure.contributions import contributions, mean_contributions, mean_points
from dashboard.pressure.formula import Daily, daily
from dashboard.pressure.grouping import GROUPS, grouped, keyed
from dashboard.pressure.opened import Opened, opened
from dashboard.pressure.own import Held, OwnRole
from dashboard.pressure.rows import Rows
from dashboard.pressure.sensitivity import one_at_a_time, places_held, variations_on
from dashboard.pressure.settings import CAPACITY, DEFAULTS, STILL_TO_DO, Settings, Tactic
from dashboard.pressure.stocks import Basis, stocks_on
from dashboard.pressure.variations import VARIATIONS, Variation

__all__ = [
    "CAPACITY",
    "DEFAULTS",
    "GROUPS",
    "RECENT",
    "STILL_TO_DO",
    "VARIATIONS",
    "Basis",
    "Breadth",
    "ByRiding",
    "Cells",
    "Codes",
    "Daily",
    "Efforts",
    "Held",
    "Opened",
    "OwnRole",
    "Rows",
    "Settings",
    "Tactic",
    "Variation",
    "Window",
    "actions_by_day",
    "breadth",
    "by_riding",
    "contributions",
    "daily",
    "effort_by_tactic",
    "evidence_share",
    "first_uses",
    "grouped",
    "keyed",
    "mean_contributions",
    "mean_points",
    "one_at_a_time",
    "opened",
    "places_held",
    "reachability",
    "still_to_do",
    "stocks_on",
    "variations_on",
    "window_before",
]
