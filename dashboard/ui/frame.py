"""What stands around every page: navigation, style, the campaign that is shown, the footer with the language."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import config
from dashboard.errors import MovedOnError, NotFoundError
from dashboard.schema import order_on
from dashboard.snapshot import Snapshot
from dashboard.translation import LANGUAGES
from dashboard.ui import ages, cached, picture, state, widgets
from dashboard.ui.text import _, know, preferred_language, words
from dashboard.words import N_

_HERE = Path(__file__).parent
ICON = _HERE / "icon.svg"
"""The mark in the browser's tab, which ships with the pages and is fetched from nowhere else."""

_PAGES = {
    "map": (N_("Map"), ":material/map:"),
    "pressure": (N_("Pressure"), ":material/show_chart:"),
    "targets": (N_("Targets"), ":material/groups:"),
    "plan": (N_("Plan"), ":material/route:"),
    "log": (N_("Log"), ":material/edit_square:"),
    "upload": (N_("Upload"), ":material/upload_file:"),
    "data": (N_("Data"), ":material/database:"),
    "help": (N_("Help"), ":material/help:"),
    "method": (N_("How the figures are made"), ":material/functions:"),
    "audit": (N_("Audit trail"), ":material/history:"),
}

_REACHED_FROM_OTHERS = frozenset(("method", "audit"))
"""Pages that have no place of their own in the navigation."""


def pages() -> list[StreamlitPage]:
    """The pages by their absolute paths."""
    return [
        st.Page(
            config.pages() / f"{name}.py",
            title=_(title),
            icon=icon,
            url_path=name,
            default=name == "map",
            visibility="hidden" if name in _REACHED_FROM_OTHERS else "visible",
        )
        for name, (title, icon) in _PAGES.items()
    ]


def link(name: str, label: str, view: state.State) -> None:
    """A link to another page that shows this view."""
    st.page_link(config.pages() / f"{name}.py", label=label, icon=_PAGES[name][1], query_params=view.to_params())


def dress(title: str) -> None:
    """The style sheet, the page's heading for those who listen to it, and a fresh count of the page's boxes."""
    widgets.begin()
    st.html(_HERE / "style.css")
    with st.container(key="unseen"):
        st.title(title, anchor=False)


def show(page: Callable[[Snapshot], None]) -> None:
    """A page about one campaign; without any campaign, what to do next."""
    known = cached.campaigns()["slug"].tolist()
    if not known:
        _empty()
        return
    asked = state.current().filters.campaign
    if asked not in known:
        state.change(campaign=known[0])
    state.write_address()
    if asked and asked not in known:
        message = _("There is no campaign {slug}: choose one of the list.").format(slug=asked)
        raise NotFoundError(message)
    for sentence in state.ignored():
        widgets.note(sentence)
    snapshot = cached.current(state.current().filters.campaign)
    know(snapshot.settings.own_names)
    picture.about(snapshot)
    ages.banner(snapshot)
    try:
        page(snapshot)
    except MovedOnError:  # an action was logged meanwhile: the page is made anew of what there is now
        st.rerun()


def shown_order(snapshot: Snapshot) -> int:
    """The representation order shown: as chosen, else that of the chosen riding, else of the campaign's days."""
    chosen = state.current()
    if chosen.order:
        return chosen.order
    if chosen.filters.riding:
        return int(chosen.filters.riding[:4])
    if snapshot.campaign.riding_order:
        return snapshot.campaign.riding_order
    return order_on(snapshot.days(chosen.filters, cached.today())[1])


def footer() -> None:
    """The language, and how the figures are made."""
    with st.container(key="footer", horizontal=True, vertical_alignment="center"):
        chosen = preferred_language(state.current().lang)
        widgets.switch(_("Language"), "lang", LANGUAGES, chosen)
        st.caption(_("Figures show timing, not cause."))
        link("method", _("How the figures are made"), state.current())


def _empty() -> None:
    st.title(_("Nothing here yet"))
    st.markdown(_("Start with the example campaign, or load your own; then come back to this page."))
    st.code("dashboard run --demo\ndashboard campaign load FOLDER", language="bash")
    st.caption(words()._("An action log can be uploaded once there is a campaign."))
