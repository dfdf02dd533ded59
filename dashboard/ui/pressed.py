"""Presses of a button that changes what is stored: what it does is done once, and told, however often it is pressed.

Streamlit begins another run, in a thread of its own, for a press that comes while a callback works, and ends the first
run where it next touches the session: what the first press brought could no longer be told by it.
"""

from collections.abc import Callable
from threading import Lock
from typing import TypeVar

import streamlit as st

from dashboard.errors import DashboardError

T = TypeVar("T")


def once(do: Callable[[], T], tell: Callable[[T], None] | None = None, *, failed: str) -> Callable[[], None]:
    """A callback for a button as it is drawn now.

    The first press does ``do``; one that comes meanwhile waits for it. Each has ``tell`` write to the session what it
    brought. A DashboardError is told under the session's key ``failed``, and the next press tries again.
    """
    lock = Lock()
    brought: list[T] = []

    def press() -> None:
        with lock:
            if not brought:
                try:
                    brought.append(do())
                except DashboardError as error:
                    st.session_state[failed] = str(error)
                    return
        if tell:
            tell(brought[0])

    return press
