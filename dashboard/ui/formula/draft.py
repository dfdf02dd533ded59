"""Settings being changed on the page and not saved yet, of each campaign; and those the campaign had before."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.pressure import Settings
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pressed

FAILED = "formula-failed"
"""Where the session keeps the sentence about what could not be done."""


@dataclass(frozen=True, eq=False)
class Draft:
    """Settings made from those of a number."""

    after: int
    settings: Settings


def of(snapshot: Snapshot) -> Draft:
    """What the page shows to change: the draft, else the settings as they are."""
    draft: Draft | None = st.session_state.get(_key(snapshot.campaign.slug))
    return draft or Draft(number(snapshot), snapshot.settings)


def change(snapshot: Snapshot, settings: Settings) -> None:
    """Makes these the draft; a draft that is what is saved is none."""
    if settings.as_json() == snapshot.settings.as_json():
        discard(snapshot)
    else:
        st.session_state[_key(snapshot.campaign.slug)] = replace(of(snapshot), settings=settings)


def discard(snapshot: Snapshot) -> None:
    """Back to the settings as they are saved; what was typed and can't be used goes too."""
    slug = snapshot.campaign.slug
    st.session_state.pop(_key(slug), None)
    st.session_state.pop(wrong_key(slug), None)


def saving(snapshot: Snapshot, leaving: tuple[str, ...]) -> Callable[[], None]:
    """Keeps the draft as the campaign's settings; what stands against it is told in the next run."""

    def save() -> None:
        draft = of(snapshot)
        cached.store().save_formula(
            snapshot.campaign.slug, draft.settings.as_json(), after=draft.after, leaving=leaving, who="page"
        )

    return pressed.once(save, lambda _saved: discard(snapshot), failed=FAILED)


def open_fields(slug: str, kind: str, code: str) -> None:
    """Opens the fields of a tactic, a role or an outcome."""
    st.session_state[open_key(slug)] = f"{kind}/{code}"


def open_key(slug: str) -> str:
    """Where the session keeps whose fields are open."""
    return f"formula-open-{slug}"


def number(snapshot: Snapshot) -> int:
    """The number of the settings as they are saved, 0 for the default ones."""
    kept = history(snapshot)
    return int(kept["number"].iloc[-1]) if len(kept) else 0


@cached.kept
def history(snapshot: Snapshot) -> pd.DataFrame:
    """Every settings the campaign had, the oldest first, as ``Store.formulas`` tells them."""
    return cached.store().formulas(snapshot.campaign.slug)


def wrong_key(slug: str) -> str:
    """Where the session keeps the sentences about numbers that can't be used, by field."""
    return f"formula-wrong-{slug}"


def _key(slug: str) -> str:
    return f"formula-draft-{slug}"
