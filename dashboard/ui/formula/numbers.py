"""The campaigns there are, and the numbers of the pressure formula as tables."""

from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.pressure import Settings
from dashboard.ui import cached, state, tables
from dashboard.ui.text import _, words

Pick = Callable[[str, str], None]


def campaigns() -> None:
    """The campaigns there are."""
    st.subheader(_("Campaigns"))
    listed = cached.campaigns()
    french = words().language == "fr"
    table = pd.DataFrame(
        {
            _("Campaign"): listed["name_fr"].where(listed["name_fr"] != "", listed["name_en"])
            if french
            else listed["name_en"],
            _("Demand"): listed["demand"],
            _("Post"): listed["post_fr"].where(listed["post_fr"] != "", listed["post"]) if french else listed["post"],
            _("Actions"): listed["actions"],
        }
    )
    slugs = listed["slug"].tolist()
    tables.show(table, "campaigns", lambda place: state.change(campaign=slugs[place], riding="", person="", office=""))


def show(settings: Settings, on_pick: Pick | None = None) -> None:
    """Tactics, and beside them roles and outcomes of calls; a pick of a row calls back with its kind and code."""
    left, right = st.columns([3, 2])
    with left:
        tables.show(_tactics(settings), "formula-tactics", _picked("tactic", settings.tactics, on_pick))
    with right:
        say, roles = words(), settings.roles_by_strength
        weighing = {
            _("Role that day"): say.renamed(vocabulary.ROLES, roles),
            _("Weight"): [settings.roles[role] for role in roles],
        }
        tables.show(pd.DataFrame(weighing), "formula-roles", _picked("role", roles, on_pick))
        outcomes = {
            _("Outcome of a call"): say.renamed(vocabulary.CALL_OUTCOMES, settings.outcomes),
            _("Counts for"): list(settings.outcomes.values()),
        }
        tables.show(pd.DataFrame(outcomes), "formula-outcomes", _picked("outcome", settings.outcomes, on_pick))


def _tactics(settings: Settings) -> pd.DataFrame:
    say, listed = words(), list(settings.tactics.items())
    return pd.DataFrame(
        {
            _("Tactic"): say.renamed(vocabulary.TACTICS, [name for name, _tactic in listed]),
            _("Unit"): [say.unit(name) for name, _tactic in listed],
            _("Most points"): [tactic.w for _name, tactic in listed],
            _("Half of them at"): [tactic.u for _name, tactic in listed],
            _("Half-life in days"): [tactic.h for _name, tactic in listed],
        }
    )


def _picked(kind: str, codes: Iterable[str], on_pick: Pick | None) -> Callable[[int], None] | None:
    known = tuple(codes)
    return (lambda place: on_pick(kind, known[place])) if on_pick else None
