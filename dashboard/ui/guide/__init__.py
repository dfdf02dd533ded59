"""What people with no training need to know to log actions: tactics, columns, fates, in both languages."""

from dashboard.ui import frame, state
from dashboard.ui.text import _


def lead() -> None:
    """The way to the page of help from those where actions are logged."""
    frame.link("help", _("Help with tactics and columns"), state.current())
