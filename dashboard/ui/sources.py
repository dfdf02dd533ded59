"""What the dashboard rests on: sources and their age, a place to load more, campaigns, and the formula's numbers."""

import pandas as pd
import streamlit as st

from dashboard import config
from dashboard import words as vocabulary
from dashboard.errors import DashboardError
from dashboard.pressure import DEFAULTS
from dashboard.reference.status import STALE_DAYS, source_status
from dashboard.ui import cached, state, tables, widgets
from dashboard.ui.text import _, n, words
from dashboard.words import N_

_TOLD, _FAILED = "loaded-told", "loaded-failed"
_KINDS = {
    "boundaries": N_("Riding boundaries"),
    "representatives": N_("Members and their offices"),
    "roles": N_("Ministers and roles"),
}


def status() -> None:
    """Each source with its age, and what is doubtful in it."""
    st.subheader(_("Sources"))
    found = source_status(cached.store().sources(), cached.today())
    if not found:
        st.text(_("No boundaries and no members are loaded: the map shows tiles and centre points."))
        return
    table = pd.DataFrame(
        {
            _("What"): words().renamed(_KINDS, [one["kind"] for one in found]),
            _("Boundaries"): [str(one["riding_order"] or "") for one in found],
            _("Records"): [one["records"] for one in found],
            _("Of"): [one["as_of"] or "" for one in found],
            _("Days old"): [one["days_old"] for one in found],
            _("Publisher"): [one["publisher"] for one in found],
            _("Licence"): [one["licence"] for one in found],
        }
    )
    tables.show(table, "sources")
    if any(one["days_old"] and one["days_old"] > STALE_DAYS for one in found):
        st.caption(
            n("Some sources are older than {count} day.", "Some sources are older than {count} days.", STALE_DAYS)
        )
    doubts = [words().sentence(doubt) for one in found for doubt in one["doubts"]]
    if doubts:
        with st.expander(n("{count} doubt", "{count} doubts", len(doubts))):
            tables.show(pd.DataFrame({_("Doubt"): doubts}), "doubts")


def loading() -> None:
    """A place to drop files of boundaries, members and offices."""
    st.subheader(_("Load a file"))
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    if told := st.session_state.pop(_TOLD, ""):
        widgets.note(told)
    with st.form("load", clear_on_submit=True):
        label = _("Boundaries of ridings, or members and offices from Represent; the kind is detected")
        files = st.file_uploader(label, accept_multiple_files=True, key="reference-files")
        accepted = st.checkbox(_("Take boundaries with damage"), key="accept-damaged")
        if st.form_submit_button(_("Load"), icon=":material/database_upload:") and files:
            with st.spinner(_("Reading and checking the files")):
                _load([(file.name, file.getvalue()) for file in files], accept_damaged=accepted)
            st.rerun()


def _load(contents: list[tuple[str, bytes]], *, accept_damaged: bool) -> None:
    """Loads files as the command does; what happened is told in the next run."""
    from dashboard.reference.load import File, load_files  # noqa: PLC0415 - reads polygons; no other page does

    try:
        loaded = load_files(
            [File(name, data) for name, data in contents],
            home=config.home(),
            today=cached.today(),
            accept_damaged=accept_damaged,
        )
        store = cached.store()
        for one in loaded:
            if one.tables is None:
                store.save_source(one.source)
            else:
                store.save_reference(one.kind, one.tables, one.source)
    except DashboardError as error:
        st.session_state[_FAILED] = str(error)
        return
    records = sum(one.summary["records"] for one in loaded)
    st.session_state[_TOLD] = n("{count} record loaded.", "{count} records loaded.", records)


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
