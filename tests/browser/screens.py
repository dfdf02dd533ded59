"""Screens and languages of what is looked at over and over: always enough of each, and all of it by make stress."""

import pytest

_MORE = pytest.mark.stress

CROSSED = pytest.mark.parametrize(
    ("size", "language"),
    [
        ("desktop", "en"),
        ("phone", "fr"),
        pytest.param("desktop", "fr", marks=_MORE),
        pytest.param("phone", "en", marks=_MORE),
    ],
    indirect=["size"],
)
"""Both screens and both languages, of the four pairs two."""
