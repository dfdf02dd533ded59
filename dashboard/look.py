"""The colours of the dashboard, light and dark: one accent, one scale in five steps, one colour a status.

Text and its ground differ by at least 4.5 to 1, marks and theirs by at least 3 to 1 (a test computes both). A status is
never told by its colour alone: its shape is part of it.
"""

from typing import Any

SHAPES = {
    "none": "ring",
    "attempted": "triangle",
    "called": "disc",
    "postered": "square",
    "called_and_postered": "diamond",
    "other": "cross",
}
"""The shape of each status; the ring and the triangle are hollow."""

LIGHT: dict[str, Any] = {
    "accent": "#0f6b66",
    "ground": "#fdfdfc",
    "panel": "#f1f4f2",
    "text": "#1d2524",
    "quiet": "#56615f",
    "border": "#d3dad7",
    "land": "#eef1ee",
    "water": "#dbe7ec",
    "outline": "#87918e",
    "scale": ["#d3ebe6", "#a0d3cb", "#62b3aa", "#2a8a83", "#0b5a56"],
    "status": {
        "none": "#6b7573",
        "attempted": "#a86400",
        "called": "#1d68c9",
        "postered": "#d2570a",
        "called_and_postered": "#7a35b8",
        "other": "#59636a",
    },
}
DARK: dict[str, Any] = {
    "accent": "#2f9c92",
    "ground": "#14191a",
    "panel": "#1e2526",
    "text": "#e9eeec",
    "quiet": "#a6b2af",
    "border": "#3b4547",
    "land": "#252d2e",
    "water": "#10202a",
    "outline": "#6d7b7a",
    "scale": ["#1a3f3d", "#1f5f5a", "#2d867e", "#55b3a8", "#a5e3da"],
    "status": {
        "none": "#93a09d",
        "attempted": "#f0b13c",
        "called": "#6fb0ff",
        "postered": "#ff9650",
        "called_and_postered": "#c796ff",
        "other": "#b3bdc2",
    },
}
"""Colours by what they are for, for each theme; ``scale`` runs from least to most."""


def _options(name: str, colours: dict[str, Any]) -> dict[str, Any]:
    return {
        f"theme.{name}.primaryColor": colours["accent"],
        f"theme.{name}.backgroundColor": colours["ground"],
        f"theme.{name}.secondaryBackgroundColor": colours["panel"],
        f"theme.{name}.textColor": colours["text"],
        f"theme.{name}.linkColor": colours["scale"][4],
        f"theme.{name}.borderColor": colours["border"],
    }


THEME: dict[str, Any] = {
    "theme.showWidgetBorder": True,
    "theme.baseRadius": "0.4rem",
    **_options("light", LIGHT),
    **_options("dark", DARK),
}
"""Streamlit's options for both themes; the browser's preference chooses."""
