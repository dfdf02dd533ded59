"""A number opened: the actions behind a day's value, or behind a mean over days, with points that add up to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard import words as vocabulary
from dashboard.exports.columns import COLUMNS
from dashboard.pressure import Opened, grouped
from dashboard.pressure.grouping import NONE
from dashboard.rounding import adding_up
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, reckoning, ridings, state, tables, widgets
from dashboard.ui.text import _, n, words
from dashboard.words import N_, NN_

_GROUPED = {
    "tactic": N_("By tactic"),
    "target": N_("By target"),
    "riding": N_("By riding"),
    "upload": N_("By upload"),
}
UPLOAD = "upload"
FEW = 2_000
"""So many actions are read and put in the order of their points; of more, those that are shown are."""

MOST = 300_000
"""So many are read when somebody asks for it, in some seconds: what an upload holds is in no total."""

_GROUP_DIGITS, _ROW_DIGITS = 3, 4


@dataclass(frozen=True, slots=True)
class Open:
    """What of a day is opened: the mean ``over`` days up to it, and how its parts are put together."""

    day: date
    over: int
    by: str

    @property
    def name(self) -> str:
        """For files and keys."""
        return f"{self.day}-{self.over}-{self.by}"


def show(of: Snapshot) -> None:
    """The day, the groups that its value is made of, and the actions of one group or of all."""
    chosen = state.current()
    first, last = of.days(chosen.filters, cached.today())
    what = Open(chosen.day or last, chosen.over or 1, chosen.group or "tactic")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        widgets.day(_("Open a day"), "day", what.day, first, max(last, what.day), narrow=True)
        names = {by: _(name) for by, name in _GROUPED.items()}
        widgets.switch(_("Put together"), "group", names, what.by, on_choice=lambda by: state.change(group=by, part=""))
    whole = reckoning.opened_on(of, chosen.filters, what.day, what.over)
    st.subheader(_summed(whole, what))
    if what.over > 1:
        label = _("This day alone")
        st.button(label, key="day-alone", type="tertiary", icon=":material/today:", on_click=_alone)
    if whole.count:
        st.caption(_("Shown numbers are rounded so that they add up. The address of this page leads back here."))
        _groups(of, whole, what)
        _actions(of, whole, what)


def _groups(of: Snapshot, whole: Opened, what: Open) -> None:
    """What each group holds; a pick of a row, or of a name, opens it."""
    if what.by == UPLOAD and not _all_read(whole, what):
        _ask_to_read(whole, what)
        return
    with st.spinner(_("Reading {count} actions").format(count=words().number(whole.count))):
        found = _grouped(of, whole, what)
    keys = found["key"].tolist()
    named = _named(of, what.by, keys)
    shown = adding_up(found["points"], _GROUP_DIGITS)
    at = widgets.pager(f"groups-{what.name}", len(keys), tables.PAGE)
    table = pd.DataFrame(
        {
            _("What"): [named[key] for key in keys[at]],
            _("Points"): shown[at],
            _("Actions"): found["actions"].to_numpy()[at],
        }
    )
    tables.show(table, f"groups-{what.by}", partial(_open, keys[at]), digits={_("Points"): _GROUP_DIGITS})
    names = {"": _("All of them"), **named}
    widgets.choice(_("Actions of"), "part", list(names), state.current().part, names=names)


def _all_read(whole: Opened, what: Open) -> bool:
    """Whether every action is read: there are few, or somebody asked for it."""
    asked = bool(st.session_state.get(f"read-{what.day}-{what.over}")) and what.by == UPLOAD
    return whole.count <= FEW or (asked and whole.count <= MOST)


def _ask_to_read(whole: Opened, what: Open) -> None:
    count = words().number(whole.count)
    if whole.count > MOST:
        told = _("By upload it is told for up to {count} actions: choose a tactic, a riding or a province.")
        st.caption(told.format(count=words().number(MOST)))
        return
    st.caption(_("To tell it by upload each of {count} actions is read, which takes some seconds.").format(count=count))
    st.button(_("Read them"), key="read-all", on_click=_read, args=(f"read-{what.day}-{what.over}",))


def _read(key: str) -> None:
    st.session_state[key] = True


def _grouped(of: Snapshot, whole: Opened, what: Open) -> pd.DataFrame:
    if what.by != UPLOAD:
        return whole.groups(what.by)
    return grouped(reckoning.parts(of, state.current().filters, what.day, what.over), UPLOAD)


def _actions(of: Snapshot, whole: Opened, what: Open) -> None:
    """The actions of the group that is open, and all of them as a file with every decimal.

    A few stand by their points, many by their days, newest first: only those that are shown are read then.
    """
    filters, part = state.current().filters, state.current().part
    if what.by != UPLOAD:
        part = part if part in set(whole.groups(what.by)["key"]) else ""
        whole = whole.part(what.by, part) if part else whole
    if not _all_read(whole, what):
        part = "" if what.by == UPLOAD else part
        _newest(of, whole, what, part)
    else:
        _most_points(of, reckoning.parts(of, filters, what.day, what.over, what.by, part), what, part)


def _most_points(of: Snapshot, parts: pd.DataFrame, what: Open, part: str) -> None:
    listed = parts.sort_values("points", ascending=False, kind="stable")
    listed = listed.assign(points=adding_up(listed["points"], _ROW_DIGITS))
    at = widgets.pager(f"behind-{what.name}-{part}", len(listed), tables.PAGE)
    tables.show(tables.contributions(listed.iloc[at], of), "behind", digits={_("Points"): _ROW_DIGITS})
    _download(lambda: parts, what)


def _newest(of: Snapshot, whole: Opened, what: Open, part: str) -> None:
    filters = state.current().filters
    found = reckoning.acting(of, filters, what.day, what.by, part)
    at = widgets.pager(f"behind-{what.name}-{part}", len(found), tables.PAGE)
    rows = reckoning.parts_of_page(of, filters, what.day, what.over, found, at.start, at.stop)
    told = _("Newest first; {points} of the {total} points are of those shown.")
    say = words()
    st.caption(told.format(points=say.number(float(rows["points"].sum()), 2), total=say.number(whole.total, 2)))
    tables.show(tables.contributions(rows, of), "behind", digits={_("Points"): _ROW_DIGITS})
    _download(lambda: reckoning.parts(of, filters, what.day, what.over, what.by, part), what)


def _download(parts: Callable[[], pd.DataFrame], what: Open) -> None:
    def file() -> bytes:
        whole = parts().assign(as_of=pd.Timestamp(what.day))[list(COLUMNS["contributions"])]
        return exports.write(whole, "csv", {})

    widgets.download(_("Download all rows"), file, f"contributions-{what.day}.csv", "text/csv")


def _named(of: Snapshot, by: str, keys: Sequence[str]) -> dict[str, str]:
    """What people call the groups."""
    say = words()
    if by == "tactic":
        names = say.renamed(vocabulary.TACTICS, keys)
    elif by == "target":
        names = list(of.directory.names_of(keys))
    elif by == "riding":
        known = ridings.names(say.language) | {NONE: _("No riding")}
        names = [known.get(key, key) for key in keys]
    else:
        days = _days_of_uploads(of)
        told = _("Upload {number}, {day}")
        names = [told.format(number=key, day=say.day(days[key], short=True)) for key in keys]
    return dict(zip(keys, names, strict=True))


@cached.kept
def _days_of_uploads(of: Snapshot) -> dict[str, date]:
    uploads = cached.store().uploads(of.campaign.slug)
    days = (pd.Timestamp(at).date() for at in uploads["at"])
    return dict(zip(uploads["upload_id"].astype("str"), days, strict=True))


def _summed(whole: Opened, what: Open) -> str:
    on_a_day = NN_("{day}: {count} action adds up to {total} points", "{day}: {count} actions add up to {total} points")
    in_the_mean = NN_(
        "Mean of the {days} days up to {day}: {count} action adds up to {total} points",
        "Mean of the {days} days up to {day}: {count} actions add up to {total} points",
    )
    say = words()
    day, total = say.day(what.day), say.number(whole.total, 2)
    actions = whole.count
    if what.over == 1:
        return n(*on_a_day, actions, day=day, total=total)
    return n(*in_the_mean, actions, days=say.number(what.over), day=day, total=total)


def _open(keys: Sequence[str], place: int) -> None:
    state.change(part=keys[place])


def _alone() -> None:
    state.change(over=None)
