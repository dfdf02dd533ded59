"""The room of the Plan page: one view at a time, chosen by a switch and kept in the address; only that is computed."""

from collections.abc import Callable, Mapping

from dashboard.snapshot import Snapshot
from dashboard.ui import state, widgets
from dashboard.ui.plan import calls, claims, gaps, posters, ranking, run
from dashboard.ui.text import _
from dashboard.words import N_

VIEWS: Mapping[str, tuple[str, Callable[[Snapshot], None]]] = {
    "next": (N_("Next-best offices"), ranking.show),
    "calls": (N_("Call sheet"), calls.show),
    "gaps": (N_("Gaps and goals"), gaps.show),
    "claims": (N_("Who goes where"), claims.show),
    "run": (N_("Poster run"), run.show),
    "posters": (N_("Posters up"), posters.show),
}
"""Each view's name and what shows it, in the order of the switch; a view is a module beside this one."""


def show(of: Snapshot) -> None:
    """The switch, and the view that it is on."""
    shown = state.current().plan if state.current().plan in VIEWS else "next"
    widgets.switch(_("View"), "plan", {name: _(title) for name, (title, _view) in VIEWS.items()}, shown)
    VIEWS[shown][1](of)
