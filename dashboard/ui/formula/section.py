"""The section of the Data page about the pressure formula of one campaign."""

from functools import partial

import streamlit as st

from dashboard import formula_words
from dashboard.pressure import DEFAULTS
from dashboard.pressure.editing import with_default_numbers
from dashboard.snapshot import Snapshot
from dashboard.ui import bar, cached, method, state, widgets
from dashboard.ui.formula import choosing, draft, fields, numbers, past, saving
from dashboard.ui.text import _, know, words


def formula() -> None:
    """The numbers of the shown campaign, to be changed; the default ones where there is no campaign yet."""
    st.subheader(_("Pressure formula"), anchor="formula")
    method.lead()
    of = cached.shown(state.current().filters.campaign)
    if of is None:
        st.caption(_("No source gives half-lives: they are assumptions. Settings {hash}.").format(hash=DEFAULTS.hash))
        numbers.show(DEFAULTS)
        return
    _of_campaign(of)


def _of_campaign(of: Snapshot) -> None:
    settings = draft.of(of).settings
    know({**of.settings.own_names, **settings.own_names})
    if len(cached.campaigns()) > 1:
        bar.campaign(of)
    told = _("No source gives half-lives: they are assumptions. Settings {hash}.").format(hash=of.settings.hash)
    st.caption(f"{told} {_most(of)}")
    widgets.quiet(_differs(of))
    numbers.show(settings, partial(draft.open_fields, of.campaign.slug))
    fields.show(of)
    reset = with_default_numbers(settings)
    st.button(
        _("Reset to the default numbers"),
        key="formula-reset",
        icon=":material/restart_alt:",
        disabled=reset == settings,
        on_click=draft.change,
        args=(of, reset),
        help=_("Tactics and roles of your own stay."),
    )
    saving.show(of)
    past.show(of)
    choosing.show(of)


def _most(of: Snapshot) -> str:
    most = formula_words.amount(of.settings.most_points, words())
    return _("A target has at most {most} points.").format(most=most)


def _differs(of: Snapshot) -> str:
    """How the campaign's settings differ from the default ones."""
    told = formula_words.told(DEFAULTS, of.settings, words())
    if not told:
        return _("These are the default settings.")
    return _("Other than the default settings: {differences}.").format(differences="; ".join(told))
