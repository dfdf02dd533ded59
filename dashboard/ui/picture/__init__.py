"""What is drawn on a page, saved as a picture that says by itself what it shows: made in the browser, as it is seen."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from typing import Any

import streamlit as st

from dashboard import __version__
from dashboard import words as vocabulary
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, ridings, state
from dashboard.ui.text import _, words

_LINES: ContextVar[tuple[str, tuple[str, ...]]] = ContextVar("lines", default=("", ()))


def about(of: Snapshot) -> None:
    """Keeps, for this run, what is printed under every picture: campaign, days, filters, settings and source."""
    say, filters = words(), state.current().filters
    campaign = of.campaign.name_fr or of.campaign.name_en if say.language == "fr" else of.campaign.name_en
    first, last = of.days(filters, cached.today())
    lines = (
        f"{campaign}: {of.campaign.post_title(say.language)}",
        _("{days}. Settings {hash}.").format(days=say.span(first, last), hash=of.settings.hash) + _chosen(of),
        _("Source: the campaign's log; counted by Dashboard {version}. Shows timing, not cause.").format(
            version=__version__
        ),
    )
    _LINES.set((of.campaign.slug, lines))


def offer(of: str, title: str, name: str, told: str = "") -> None:
    """The buttons for the chart of a key, or for ``map``; ``name`` is what its file is called after the campaign's.

    ``told`` is printed under this picture too.
    """
    slug, lines = _LINES.get()
    say = {
        "label": _("Picture"),
        "svg": _("Download the picture as SVG"),
        "png": _("Download the picture as PNG"),
        "failed": _("The picture could not be made: wait until it is drawn, then try again."),
    }
    data = {
        "of": of,
        "title": title,
        "lines": (*filter(None, [told]), *lines),
        "name": f"{slug}-{name}" if slug else name,
        "say": say,
    }
    _component()(key=f"picture-{of}", data=data)


def _chosen(of: Snapshot) -> str:
    """The filters that are on, in words."""
    say, filters = words(), state.current().filters
    parts = (
        say.named(vocabulary.PROVINCES, filters.province),
        ridings.names(say.language).get(filters.riding, filters.riding),
        of.directory.name_of(filters.person) if filters.person else "",
        say.named(vocabulary.TACTICS, filters.tactic),
        say.named(vocabulary.STATUSES, filters.status),
    )
    chosen = ", ".join(filter(None, parts))
    return " " + _("Only: {filters}.").format(filters=chosen) if chosen else ""


@cache
def _component() -> Callable[..., Any]:
    """The component as ``pyproject.toml`` declares it; first asked for within a run, when Streamlit knows of it."""
    made: Callable[..., Any] = st.components.v2.component("dashboard.picture", css="style.css", js="index.js")
    return made
