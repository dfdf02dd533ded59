"""What the campaign remembers of its files: what names mean, which columns are which; each can be taken back."""

import json
from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pressed, widgets
from dashboard.ui.text import _, words

_FAILED = "remembered-failed"
_PAGE = 10


def show(of: Snapshot) -> None:
    """The lists, folded away until somebody looks; nothing where nothing is remembered."""
    store, slug = cached.store(), of.campaign.slug
    decisions, maps = store.decisions(slug), store.column_maps(slug)
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    if decisions.empty and maps.empty:
        return
    st.subheader(_("Remembered decisions"))
    st.caption(_("The next file is read with these. What is forgotten is asked about again; uploads stay as they are."))
    _decisions(of, decisions)
    _maps(of, maps)


def _decisions(of: Snapshot, decisions: pd.DataFrame) -> None:
    from dashboard.ui.upload import meanings  # noqa: PLC0415 - only where there is one

    if decisions.empty:
        return
    with st.expander(_("What names mean ({count})").format(count=words().number(len(decisions)))):
        part = widgets.pager("remembered-names", len(decisions), _PAGE)
        for row in decisions.iloc[part].itertuples(index=False):
            told = _("{name} means {meaning}").format(
                name=_quoted(row.shown), meaning=meanings.label(of, row.kind, row.meaning)
            )
            kind = _(meanings.KINDS.get(row.kind, row.kind))
            forget = partial(cached.store().forget_decision, of.campaign.slug, int(row.id), "page")
            _line(told, f"{kind}, {_by(row.who, row.at)}", f"forget-name-{row.id}", forget)


def _maps(of: Snapshot, maps: pd.DataFrame) -> None:
    from dashboard.ui.upload import mapping  # noqa: PLC0415 - only where there is one

    if maps.empty:
        return
    with st.expander(_("Which columns are which ({count})").format(count=words().number(len(maps)))):
        part = widgets.pager("remembered-maps", len(maps), _PAGE)
        for row in maps.iloc[part].itertuples(index=False):
            fields = json.loads(row.fields).items()
            told = "; ".join(
                _("{field}: {column}").format(
                    field=_(mapping.FIELDS.get(field, field)), column=_quoted(column) if column else _("none")
                )
                for field, column in fields
            )
            forget = partial(cached.store().forget_column_map, of.campaign.slug, int(row.id), "page")
            _line(told, _by(row.who, row.at), f"forget-map-{row.id}", forget)


def _line(told: str, by: str, key: str, forget: Callable[[], object]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container():
            st.text(told)
            widgets.quiet(by)
        once = pressed.once(forget, failed=_FAILED)
        st.button(_("Forget"), key=key, icon=":material/delete_history:", on_click=once)


def _by(who: str, at: str) -> str:
    return _("{who}, {day}").format(who=who or _("somebody"), day=words().day(pd.Timestamp(at).date()))


def _quoted(text: str) -> str:
    return _("\u201c{text}\u201d").format(text=text)
