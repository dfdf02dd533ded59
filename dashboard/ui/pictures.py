"""Photos of actions, small, beside the actions' history."""

import base64
import html

import pandas as pd
import streamlit as st

from dashboard import photos
from dashboard import words as vocabulary
from dashboard.snapshot import Snapshot
from dashboard.ui import cached
from dashboard.ui.text import words

_MOST = 6


def show(of: Snapshot, rows: pd.DataFrame) -> None:
    """The photos of these actions, latest first, a few at most; nothing where none of them has one."""
    having = rows[rows["action_id"].isin(of.photographed)].drop_duplicates("action_id")
    if having.empty:
        return
    shown = having.iloc[::-1].head(_MOST)
    columns = (shown["action_id"], shown["tactic"], shown["date"])
    figures = [_figure(of, *cells) for cells in zip(*columns, strict=True)]
    st.html(f'<div class="photos">{"".join(figures)}</div>')


def _figure(of: Snapshot, action_id: str, tactic: str, day: pd.Timestamp) -> str:
    told = html.escape(
        f"{words().named(vocabulary.TACTICS, tactic)}, {words().day(day.date(), short=True)}", quote=True
    )
    return f'<figure><img src="{_small(of, action_id)}" alt="{told}"><figcaption>{told}</figcaption></figure>'


@cached.kept
def _small(of: Snapshot, action_id: str) -> str:
    """A photo as an address that holds it, "" where it was taken back a moment ago."""
    found = cached.store().photos(of.campaign.slug, [action_id]).get(action_id)
    return f"data:image/jpeg;base64,{base64.b64encode(photos.small(found)).decode('ascii')}" if found else ""
