"""What did we just do? One action in three taps, and back for the next."""

from dashboard.snapshot import Snapshot
from dashboard.ui import ages, bar, cached, entering, frame, guide


def page(of: Snapshot) -> None:
    """The form, under the choice of a campaign where there are several."""
    if len(cached.campaigns(of.revision)) > 1:
        bar.campaign(of)
    entering.form(of)
    ages.ended(of)
    guide.lead()


frame.show(page)
