"""The room under the chart: one view at a time, chosen by a switch and kept in the address; only that is computed."""

from collections.abc import Callable, Mapping

from dashboard.snapshot import Snapshot
from dashboard.ui import state, widgets
from dashboard.ui.pressing import by_riding, compare, effort, opened, others, outcomes, soft
from dashboard.ui.text import _
from dashboard.words import N_

VIEWS: Mapping[str, tuple[str, Callable[[Snapshot], None]]] = {
    "day": (N_("One day"), opened.show),
    "ridings": (N_("Ridings over time"), by_riding.show),
    "targets": (N_("Other targets"), others.show),
    "soft": (N_("How soft"), soft.show),
    "effort": (N_("Effort"), effort.show),
    "compare": (N_("Compare"), compare.show),
    "outcomes": (N_("Outcomes"), outcomes.show),
}
"""Each view's name and what shows it, in the order of the switch; a view is a module beside this one."""


def show(of: Snapshot) -> None:
    """The switch, and the view that it is on."""
    shown = state.current().show or "day"
    widgets.switch(
        _("Under the chart"), "show", {name: _(title) for name, (title, _view) in VIEWS.items()}, shown, on_choice=_turn
    )
    VIEWS[shown][1](of)


def _turn(name: str) -> None:
    """Another view; what was open in the one before means nothing in it."""
    state.change(show=name, part="")
