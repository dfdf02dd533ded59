"""Arrays to figures: plain Plotly dictionaries, and for each chart the sentence that says its point.

No text from data gets into a figure but through ``plain``. Figures do not depend on what is selected in them, since
a changed figure loses its selection.
"""

from dashboard.charts.beside import effort, effort_told, highest, multiples, multiples_told
from dashboard.charts.calendar import Classes, calendar, calendar_told
from dashboard.charts.comparing import Span, comparing, comparing_told
from dashboard.charts.layers import (
    Layer,
    layers_by_tactic,
    layers_by_target,
    layers_by_way,
    order_of_targets,
    ways_told,
)
from dashboard.charts.look import TACTIC_COLOURS, Figure, Look, as_day, look, plain
from dashboard.charts.over_time import Beneath, pressure, pressure_told
from dashboard.charts.settings import (
    ASSUMPTIONS,
    Line,
    compared,
    compared_told,
    one_at_a_time,
    one_at_a_time_told,
)

__all__ = [
    "ASSUMPTIONS",
    "TACTIC_COLOURS",
    "Beneath",
    "Classes",
    "Figure",
    "Layer",
    "Line",
    "Look",
    "Span",
    "as_day",
    "calendar",
    "calendar_told",
    "compared",
    "compared_told",
    "comparing",
    "comparing_told",
    "effort",
    "effort_told",
    "highest",
    "layers_by_tactic",
    "layers_by_target",
    "layers_by_way",
    "look",
    "multiples",
    "multiples_told",
    "one_at_a_time",
    "one_at_a_time_told",
    "order_of_targets",
    "plain",
    "pressure",
    "pressure_told",
    "ways_told",
]
