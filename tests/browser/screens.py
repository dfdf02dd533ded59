"""Screens and languages of what is looked at over and over: always enough of each, and all of it by make stress."""

import pytest

_MORE = pytest.mark.stress

PHONE_FIRST = pytest.mark.parametrize("size", ["phone", pytest.param("desktop", marks=_MORE)], indirect=True)
"""For a long way through a page that is the same on either screen."""

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
