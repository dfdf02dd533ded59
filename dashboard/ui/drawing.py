"""Charts on a page: in the colours of the reader's theme, nothing to zoom by accident, the point told as text."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import charts
from dashboard.ui import picture

_CONFIG = {"displayModeBar": False, "scrollZoom": False}


def look() -> charts.Look:
    """The colours of the theme that is on."""
    return charts.look(st.context.theme.type)


def show(figure: charts.Figure, key: str, point: str, on_select: Callable[[], None] | None = None) -> None:
    """A figure with the sentence that says its point; a click on one of its points calls back."""
    selecting: dict[str, Any] = {"on_select": on_select, "selection_mode": "points"} if on_select else {}
    st.plotly_chart(figure, theme=None, key=key, config=_CONFIG, alt=point, **selecting)
    picture.offer(key, point, key)
