"""How the figures are made, for those who want to check them: the formula, its numbers, its limits, an example."""

from dashboard.ui import frame, state
from dashboard.ui.text import _


def lead() -> None:
    """The way to the page about the method."""
    frame.link("method", _("How the figures are made"), state.current())
