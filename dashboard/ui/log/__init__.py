"""The form of the Log page: it lives in the browser, works without a connection, and sends what was logged when it can.

Each entry has an id that is made once, in the browser, and is sent until its receipt has arrived there.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st

_MOST_AT_ONCE = 20


def offer(data: Mapping[str, Any], key: str) -> None:
    """What the form offers, sent once and apart from it; to be drawn outside of the form's fragment.

    Nothing is to be seen of it. By it the form has the whole page run when runs of its own get lost.
    """
    _component()(key=key, data=data, on_woken_change=lambda: None)


def show(receipts: Mapping[str, Any], key: str, on_sent: Callable[[list[Mapping[str, Any]]], None]) -> None:
    """The form; ``on_sent`` is called with what was sent since the last run, before the page runs again."""

    def sent() -> None:
        if found := read(st.session_state[key]):
            on_sent(found)

    _component()(key=key, data={"receipts": receipts}, on_sent_change=sent)


def read(state: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - whatever a browser sent
    """The entries in the component's state, none where it is nothing that a form would send."""
    sent = state.get("sent") if isinstance(state, Mapping) else None
    entries = sent.get("entries") if isinstance(sent, Mapping) else None
    if not isinstance(entries, list):
        return []
    return [entry for entry in entries[:_MOST_AT_ONCE] if isinstance(entry, Mapping)]


@cache
def _component() -> Callable[..., Any]:
    """The component as ``pyproject.toml`` declares it; first asked for within a run, when Streamlit knows of it."""
    made: Callable[..., Any] = st.components.v2.component("dashboard.log", css="style.css", js="index.js")
    return made
