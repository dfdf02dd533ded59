"""Goals on the page: how far each is, who is left, and a form to set, change and remove them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from types import MappingProxyType

import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.errors import DashboardError
from dashboard.planning.goals import CABINET, MOST_TIMES, Goal, Progress, goal_from_json, goal_to_json, progress
from dashboard.schema import PROVINCES, ROLES
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, pressed, ridings, state, tables, widgets
from dashboard.ui.plan import asking, claims, kept
from dashboard.ui.text import _, n, words

_OPEN, _FAILED = "goal-open", "goal-failed"
_NEW = "new"
_LONGEST = 200


def show(of: Snapshot) -> None:
    """Every goal with its progress, and a way to set another one."""
    st.subheader(_("Goals"))
    if failed := st.session_state.pop(_FAILED, ""):
        widgets.problem(failed)
    found = _goals(of)
    if not found:
        st.caption(_("No goal is set yet, for example: every cabinet office once by the first day of next month."))
    for place, (name, content) in enumerate(found.items()):
        _goal(of, place, name, content)
    if st.session_state.get(_OPEN) == _NEW:
        _form(of, "", _suggested())
    else:
        st.button(_("Set a goal"), key="goal-new", icon=":material/flag:", on_click=_open, args=(_NEW,))


def _goal(of: Snapshot, place: int, name: str, content: str) -> None:
    """One goal in a box; while it is changed, the form in its stead."""
    try:
        goal = goal_from_json(content)
    except DashboardError as error:
        widgets.problem(str(error))
        st.button(_("Remove the goal"), key=f"goal-remove-{place}", on_click=_removing(of, name))
        return
    if st.session_state.get(_OPEN) == name:
        _form(of, name, goal)
        return
    with st.container(border=True):
        widgets.title(name)
        st.text(_what(goal))
        _far(_progress(of, content, of.days(state.current().filters, cached.today())[1], _alone(of)), goal, place)
        with st.container(horizontal=True):
            st.button(_("Change the goal"), key=f"goal-change-{place}", on_click=_open, args=(name,))
            st.button(_("Remove the goal"), key=f"goal-remove-{place}", on_click=_removing(of, name))


def _what(goal: Goal) -> str:
    """What the goal asks for, in words."""
    say = words()
    what = say.named(vocabulary.TACTICS, goal.tactic) if goal.tactic else _("Any action")
    whom = (
        *say.renamed(vocabulary.ROLES, goal.roles),
        say.named(vocabulary.PROVINCES, goal.province) if goal.province else "",
        goal.party,
        ridings.names(say.language).get(goal.riding, ""),
    )
    told = n(
        "{what}, {count} time at each office by {day}", "{what}, {count} times at each office by {day}", goal.times,
        what=what, day=say.day(goal.by),
    )  # fmt: skip
    return _("{what}: {whom}").format(what=told, whom=", ".join(filter(None, whom)) or _("everyone"))


def _far(found: Progress, goal: Goal, place: int) -> None:
    """How many of how many are done, what is not counted, how long is left, and who is left."""
    total, done = len(found.offices), int(found.done.sum())
    say = words()
    st.progress(done / total if total else 0.0, _("{done} of {count}").format(done=done, count=total))
    if not total:
        st.text(_("No open office is meant by this goal: change whom it names."))
    late = n("{count} day is left.", "{count} days are left.", max(0, found.days_left))
    st.text(late if found.days_left >= 0 else _("Its day was {day}.").format(day=say.day(goal.by)))
    if found.closed or found.avoided:
        told = _("Not counted: {closed} closed, {avoided} not to be approached.")
        widgets.quiet(told.format(closed=say.number(found.closed), avoided=say.number(found.avoided)))
    if done < total and st.toggle(_("Who is left"), key=f"goal-left-{place}"):
        part = widgets.pager(f"goal-left-page-{place}", total - done, tables.PAGE)
        tables.show(_left(found.left.iloc[part]), f"goal-left-table-{place}")


def _left(rows: pd.DataFrame) -> pd.DataFrame:
    say = words()
    return pd.DataFrame(
        {
            _("Who"): rows["target"].to_numpy(),
            _("Role"): say.renamed(vocabulary.ROLES, rows["role"]),
            _("Office"): say.renamed(vocabulary.OFFICE_KINDS, rows["kind"]),
            _("Address"): rows["address"].to_numpy(),
            _("Done"): rows["count"].to_numpy(),
        }
    )


def _form(of: Snapshot, name: str, goal: Goal) -> None:
    """The form for one goal; "" as name for a new one."""
    say = words()
    roles = {code: say.named(vocabulary.ROLES, code) for code in ROLES}
    tactics = {"": _("Any action")} | {code: say.named(vocabulary.TACTICS, code) for code in of.settings.pressing}
    provinces = {"": _("All provinces")} | {
        code: say.named(vocabulary.PROVINCES, code) for code in sorted(PROVINCES.values())
    }
    parties = {"": _("All parties")} | {party: party for party in asking.parties(of)}
    with st.form("goal", border=True):
        st.text_input(_("Name of the goal"), name, key="goal-name", max_chars=_LONGEST)
        st.multiselect(
            _("Roles (none: everyone)"), list(roles), goal.roles, key="goal-roles", format_func=roles.__getitem__
        )
        _pick(_("Province"), "goal-province", provinces, goal.province)
        _pick(_("Party"), "goal-party", parties, goal.party)
        _pick(_("Riding"), "goal-riding", ridings.choices(say.language), goal.riding)
        _pick(_("Tactic"), "goal-tactic", tactics, goal.tactic)
        st.number_input(_("How many times at each office"), 1, MOST_TIMES, goal.times, key="goal-times")
        st.date_input(_("By the day"), goal.by, key="goal-by", format="YYYY-MM-DD")
        with st.container(horizontal=True):
            save = pressed.once(partial(_save, of.campaign.slug, name), lambda _saved: _open(""), failed=_FAILED)
            st.form_submit_button(_("Save"), type="primary", on_click=save)
            st.form_submit_button(_("Cancel"), on_click=_open, args=("",))


def _pick(label: str, key: str, names: Mapping[str, str], value: str) -> None:
    options = list(names)
    index = options.index(value) if value in names else 0
    st.selectbox(label, options, index, key=key, format_func=names.__getitem__)


def _save(slug: str, was: str) -> None:
    """Keeps the goal of the form; under another name it takes the place of the one it was; raises DashboardError."""
    told = {key: st.session_state[f"goal-{key}"] for key in ("name", "times", "tactic", "province", "party", "riding")}
    name = str(told.pop("name")).strip()
    by, roles, who = st.session_state["goal-by"], tuple(st.session_state["goal-roles"]), claims.who()
    cached.store().save_goal(slug, name, goal_to_json(Goal(by=by, roles=roles, **told)), who=who)
    if was and was != name:
        cached.store().remove_goal(slug, was, who=who)


def _removing(of: Snapshot, name: str) -> Callable[[], None]:
    return pressed.once(lambda: cached.store().remove_goal(of.campaign.slug, name, who=claims.who()), failed=_FAILED)


def _open(name: str) -> None:
    st.session_state[_OPEN] = name


def _suggested() -> Goal:
    """Cabinet, once, by the first day of the next month."""
    return Goal((cached.today().replace(day=1) + timedelta(days=31)).replace(day=1), roles=CABINET)


def _alone(of: Snapshot) -> frozenset[str]:
    return frozenset(kept.avoided(of)["office_id"])


@cached.kept
def _goals(of: Snapshot) -> Mapping[str, str]:
    rows = cached.store().goals(of.campaign.slug)
    return MappingProxyType(dict(zip(rows["name"], rows["content"], strict=True)))


@cached.kept
def _progress(of: Snapshot, content: str, day: date, left_alone: frozenset[str]) -> Progress:
    return progress(of, goal_from_json(content), day, left_alone)
