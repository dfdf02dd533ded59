"""Arrays to figures: plain Plotly dictionaries, and for each chart the sentence that says its point.

No text from data gets into a figure but through ``plain``. Figures do not depend on what is selected in them, since
a changed figure loses its selection.
"""

from dashboard.charts.beside import effort, effort_told, multiples, multiples_told
from dashboard.charts.look import TACTIC_COLOURS, Figure, Look, as_day, look, plain
from dashboard.charts.over_time import (
    Beneath,
    Layer,
    layers_by_tactic,
    layers_by_target,
    order_of_targets,
    pressure,
    pressure_told,
)

__all__ = [
    "TACTIC_COLOURS",
    "Beneath",
    "Figure",
    "Layer",
    "Look",
    "as_day",
    "effort",
    "effort_told",
    "layers_by_tactic",
    "layers_by_target",
    "look",
    "multiples",
    "multiples_told",
    "order_of_targets",
    "plain",
    "pressure",
    "pressure_told",
]
