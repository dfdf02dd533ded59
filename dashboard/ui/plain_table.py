"""A table whose cells are whole sentences: they are wrapped, where a grid of cells would cut them off."""

import html
from collections.abc import Iterable, Sequence

import streamlit as st


def show(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """The table; a line feed in a cell begins small print. Every cell is escaped here."""
    top = "".join(f'<th scope="col">{html.escape(head)}</th>' for head in heads)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    st.html(f'<table class="sentences"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>')


def _cell(text: str) -> str:
    main, _, small = text.partition("\n")
    more = f"<br><small>{html.escape(small)}</small>" if small else ""
    return f"<td>{html.escape(main)}{more}</td>"
