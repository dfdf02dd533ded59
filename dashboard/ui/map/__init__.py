"""The map as a page shows it: one component that is mounted once and told what changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import streamlit as st

from dashboard import vendor
from dashboard.maps import ZOOMS, MapView

KINDS = ("riding", "office", "place", "")
_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Pick:
    """What the reader chose on the map: a riding's key, an office's id, the key of a place where several offices are.

    Both parts are "" when the reader chose nothing, to clear what was chosen.
    """

    kind: str
    key: str


def show(
    view: MapView,
    key: str,
    on_pick: Callable[[Pick], None] | None = None,
    on_zoom: Callable[[str], None] | None = None,
    on_day: Callable[[date, bool], None] | None = None,
) -> Pick | None:
    """Draws a view and returns what was picked since the last run, or None.

    The map of one ``key`` keeps its zoom, place and focus through every run. ``on_pick`` and ``on_zoom`` (with one of
    ``ZOOMS``, where the map already is) are called before the page runs again, so that the page can follow in one run;
    so is ``on_day`` once the reader rests on a day of the timeline, and with True when they open it. Nothing is told
    while the days run. The map itself does not keep what is chosen: the page says so by ``view.selected``.
    """

    def picked() -> None:
        pick = read(st.session_state[key])
        if pick and on_pick:
            on_pick(pick)

    def zoomed() -> None:
        zoom = read_zoom(st.session_state[key])
        if zoom and on_zoom:
            on_zoom(zoom)

    def rested() -> None:
        found = read_day(st.session_state[key])
        if found and on_day:
            on_day(*found)

    scripts = {"js": vendor.address("maplibre-gl.js"), "css": vendor.address("maplibre-gl.css")}
    data = view.payload() | {"vendor": scripts}
    called = {"on_picked_change": picked, "on_zoomed_change": zoomed, "on_rested_change": rested}
    result = _component()(key=key, data=data, **called)
    return read(result)


def read(state: Any) -> Pick | None:  # noqa: ANN401 - whatever a browser sent
    """The pick in the component's state; None where there is none or it is nothing a map would send."""
    sent = state.get("picked") if isinstance(state, Mapping) else None
    if not isinstance(sent, Mapping):
        return None
    kind, key = sent.get("kind"), sent.get("key")
    if kind not in KINDS or not isinstance(key, str) or len(key) > _LONGEST_KEY or bool(kind) != bool(key):
        return None
    return Pick(str(kind), key)


def read_zoom(state: Any) -> str:  # noqa: ANN401 - whatever a browser sent
    """The view chosen in the component's state; "" where there is none or it is none of ours."""
    sent = state.get("zoomed") if isinstance(state, Mapping) else None
    return sent if isinstance(sent, str) and sent in ZOOMS else ""


def read_day(state: Any) -> tuple[date, bool] | None:  # noqa: ANN401 - whatever a browser sent
    """The day that the timeline rests on and whether it is to be opened; None where it is nothing a map would send."""
    sent = state.get("rested") if isinstance(state, Mapping) else None
    if not isinstance(sent, Mapping) or not isinstance(sent.get("open"), bool):
        return None
    try:
        return date.fromisoformat(str(sent.get("day"))), sent["open"]
    except ValueError:
        return None


@cache
def _component() -> Callable[..., Any]:
    """The component as ``pyproject.toml`` declares it; first asked for within a run, when Streamlit knows of it."""
    made: Callable[..., Any] = st.components.v2.component("dashboard.map", css="style.css", js="index.js")
    return made
