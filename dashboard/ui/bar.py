"""The bar of filters: one row on a screen, behind one button on a phone."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

import streamlit as st

from dashboard import words as vocabulary
from dashboard.names import normal_form
from dashboard.own_names import is_own
from dashboard.schema import STATUSES
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, ridings, rows, state, widgets
from dashboard.ui.frame import shown_order
from dashboard.ui.text import _, n, words

_OPEN = "filters-open"
_ALL = ("campaign", "days", "province", "riding", "person", "tactic", "status")


def show(of: Snapshot, parts: tuple[str, ...] = _ALL, more: Callable[[Snapshot], None] | None = None) -> None:
    """The filters named, and ``more`` of the page's own under them, each changing the view and the address."""
    opened = bool(st.session_state.get(_OPEN, False))
    active = state.current().filters.active
    with st.container(key="filters-button"):
        shown = n("Filters ({count} active)", "Filters ({count} active)", active) if active else _("Filters")
        label = _("Hide filters") if opened else shown
        st.button(label, key="filters", icon=":material/tune:", on_click=_toggle, width="stretch")
    with st.container(key=f"filters-{'open' if opened else 'closed'}"):
        wide = [name for part in parts for name in (("first", "last") if part == "days" else (part,))]
        for column, name in zip(st.columns([_WIDTHS.get(name, 1.2) for name in wide]), wide, strict=True):
            with column:
                _FILTERS[name](of)
        if more:
            more(of)
        if active:
            st.button(_("Clear filters"), key="clear", type="tertiary", icon=":material/close:", on_click=_clear)
    if other := rows.namesake_counted(of, state.current().filters):
        widgets.quiet(_("Also counted: the riding of the same name in the {order} boundaries.").format(order=other))


def campaign(of: Snapshot) -> None:
    """The choice of a campaign, which leaves the filters of the one before behind."""
    listed = cached.campaigns(of.revision)
    column = "name_fr" if words().language == "fr" else "name_en"
    names = {
        slug: name or english
        for slug, name, english in zip(listed["slug"], listed[column], listed["name_en"], strict=True)
    }
    widgets.choice(_("Campaign"), "campaign", list(names), of.campaign.slug, names=names, on_choice=_change_campaign)


def _first(of: Snapshot) -> None:
    _day(of, _("From"), "first")


def _last(of: Snapshot) -> None:
    _day(of, _("To"), "last")


def _as_of(of: Snapshot) -> None:
    """The last day alone, for pages that tell of one day."""
    _day(of, _("On the day"), "last")


def _day(of: Snapshot, label: str, name: str) -> None:
    begin, end = of.campaign.starts, max(of.campaign.last_day(cached.today()), cached.today())
    widgets.day(label, name, getattr(state.current().filters, name), begin, end)


def _province(_of: Snapshot) -> None:
    names = _provinces(words().language)
    widgets.choice(_("Province"), "province", list(names), state.current().filters.province, names=names)


def _riding(of: Snapshot) -> None:
    chosen = state.current().filters.riding
    order = shown_order(of)
    keys = ridings.options(order, words().language)
    if chosen and not chosen.startswith(f"{order}:"):
        keys = (chosen, *keys)
    names = ridings.choices(words().language)
    widgets.choice(_("Riding"), "riding", ["", *keys], chosen if chosen in names else "", names=names)


def _person(of: Snapshot) -> None:
    names = cached.targets(of, words().language)
    widgets.choice(_("Decision-maker"), "person", list(names), state.current().filters.person, names=names)


def _tactic(of: Snapshot) -> None:
    """Every tactic of the dashboard and of the campaign, and one it has no more where that is chosen."""
    say, chosen = words(), state.current().filters.tactic
    codes = [*vocabulary.TACTICS, *of.settings.own_tactics, *filter(is_own, [chosen])]
    names = _named(vocabulary.TACTICS, codes, say._("All tactics"), say)
    widgets.choice(_("Tactic"), "tactic", list(names), chosen, names=names)


def _status(_of: Snapshot) -> None:
    names = {"": _("All")} | {status: words().named(vocabulary.STATUSES, status) for status in STATUSES}
    widgets.choice(_("Status"), "status", list(names), state.current().filters.status, names=names)


_FILTERS = {
    "campaign": campaign,
    "first": _first,
    "last": _last,
    "as_of": _as_of,
    "province": _province,
    "riding": _riding,
    "person": _person,
    "tactic": _tactic,
    "status": _status,
}
_WIDTHS = {"campaign": 1.6, "first": 1.65, "last": 1.65, "as_of": 1.65, "province": 1.4, "riding": 1.6, "person": 1.5}

_NOTHING = dict.fromkeys(("riding", "person", "status", "office", "q", "role", "behind", "part"), "")
"""What was picked or searched in one campaign, and means nothing in another."""


@cache
def _provinces(language: str) -> Mapping[str, str]:
    say = vocabulary.words(language)
    return _named(vocabulary.PROVINCES, vocabulary.PROVINCES, say._("All provinces"), say)


def _named(table: Mapping[str, str], codes: Iterable[str], none: str, say: vocabulary.Words) -> Mapping[str, str]:
    named = {code: say.named(table, code) for code in codes}
    return MappingProxyType({"": none} | dict(sorted(named.items(), key=lambda item: normal_form(item[1]))))


def _change_campaign(slug: str) -> None:
    state.change(campaign=slug, first=None, last=None, day=None, order=None, **_NOTHING)


def _clear() -> None:
    state.change(first=None, last=None, province="", tactic="", **_NOTHING)


def _toggle() -> None:
    st.session_state[_OPEN] = not st.session_state.get(_OPEN, False)
