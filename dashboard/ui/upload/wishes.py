"""What the person at the page has decided about the file before them, kept until another file comes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.ingest import Choices

_KEY = "upload-choices"


def of(file_id: str) -> Choices:
    """All that was decided with this file so far."""
    found: tuple[str, Choices] = st.session_state.get(_KEY, ("", Choices()))
    return found[1] if found[0] == file_id else Choices()


def change(file_id: str, **parts: Any) -> None:  # noqa: ANN401 - any part of the choices
    """Decides these parts anew."""
    st.session_state[_KEY] = (file_id, replace(of(file_id), **parts))


def choose_column(file_id: str, field: str, column: str) -> None:
    """Takes a column of the file for a field, "" for none."""
    change(file_id, columns={**of(file_id).columns, field: column})


def decide(file_id: str, name: tuple[str, str], meaning: str) -> None:
    """Decides what a name means, by its kind and form; "" leaves it open again."""
    names: Mapping[tuple[str, str], str] = {key: told for key, told in of(file_id).names.items() if key != name}
    change(file_id, names={**names, name: meaning} if meaning else names)


def forget() -> None:
    """Sets aside what was decided, as another file comes."""
    st.session_state.pop(_KEY, None)
