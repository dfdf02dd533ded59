"""The campaigns there are, and the numbers of the pressure formula, all of them shown."""

import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.pressure import DEFAULTS
from dashboard.ui import cached, state, tables
from dashboard.ui.text import _, words


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


def formula() -> None:
    """The numbers of the pressure formula: assumptions, all of them shown."""
    st.subheader(_("Pressure formula"))
    told = _("No source gives half-lives: they are assumptions. Settings {hash}.")
    st.caption(told.format(hash=DEFAULTS.hash))
    say = words()
    listed = list(DEFAULTS.tactics.items())
    table = pd.DataFrame(
        {
            _("Tactic"): say.renamed(vocabulary.TACTICS, [name for name, _tactic in listed]),
            _("Unit"): say.renamed(vocabulary.UNITS, [name for name, _tactic in listed]),
            _("Most points"): [tactic.w for _name, tactic in listed],
            _("Half of them at"): [tactic.u for _name, tactic in listed],
            _("Half-life in days"): [tactic.h for _name, tactic in listed],
        }
    )
    roles = pd.DataFrame(
        {
            _("Role that day"): say.renamed(vocabulary.ROLES, DEFAULTS.roles),
            _("Weight"): list(DEFAULTS.roles.values()),
        }
    )
    outcomes = pd.DataFrame(
        {
            _("Outcome of a call"): say.renamed(vocabulary.CALL_OUTCOMES, DEFAULTS.outcomes),
            _("Counts for"): list(DEFAULTS.outcomes.values()),
        }
    )
    left, right = st.columns([3, 2])
    with left:
        tables.show(table, "formula-tactics")
    with right:
        tables.show(roles, "formula-roles")
        tables.show(outcomes, "formula-outcomes")
