"""A number opened: the actions behind a day's value, or behind a mean over days, with points that add up to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import exports
from dashboard import words as vocabulary
from dashboard.exports.columns import COLUMNS
from dashboard.pressure.grouping import NONE, grouped
from dashboard.rounding import adding_up
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, ridings, state, tables, widgets
from dashboard.ui.text import _, n, words
from dashboard.words import N_, NN_

_GROUPED = {
    "tactic": N_("By tactic"),
    "target": N_("By target"),
    "riding": N_("By riding"),
    "upload": N_("By upload"),
}
_GROUP_DIGITS, _ROW_DIGITS = 3, 4


@dataclass(frozen=True, slots=True)
class Opened:
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
    what = Opened(chosen.day or last, chosen.over or 1, chosen.group or "tactic")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        widgets.day(_("Open a day"), "day", what.day, first, max(last, what.day), narrow=True)
        names = {by: _(name) for by, name in _GROUPED.items()}
        widgets.switch(_("Put together"), "group", names, what.by, on_choice=lambda by: state.change(group=by, part=""))
    parts = cached.parts(of, chosen.filters, what.day, what.over)
    st.subheader(_summed(parts, what))
    if what.over > 1:
        label = _("This day alone")
        st.button(label, key="day-alone", type="tertiary", icon=":material/today:", on_click=_alone)
    if len(parts):
        st.caption(_("Shown numbers are rounded so that they add up. The address of this page leads back here."))
        _groups(of, parts, what)
        _actions(of, parts, what)


def _groups(of: Snapshot, parts: pd.DataFrame, what: Opened) -> None:
    """What each group holds; a pick of a row, or of a name, opens it."""
    found = grouped(parts, what.by)
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


def _actions(of: Snapshot, parts: pd.DataFrame, what: Opened) -> None:
    """The actions of the group that is open, most points first, and all of them as a file with every decimal."""
    part = state.current().part
    if part in set(parts[what.by]):
        parts = parts[parts[what.by] == part]
    name = f"{what.name}-{part}"
    listed = parts.sort_values("points", ascending=False, kind="stable")
    listed = listed.assign(points=adding_up(listed["points"], _ROW_DIGITS))
    at = widgets.pager(f"behind-{name}", len(listed), tables.PAGE)
    tables.show(tables.contributions(listed.iloc[at], of), "behind", digits={_("Points"): _ROW_DIGITS})
    whole = parts.assign(as_of=pd.Timestamp(what.day))[list(COLUMNS["contributions"])]
    file = f"contributions-{what.day}.csv"
    widgets.download(_("Download all rows"), lambda: exports.write(whole, "csv", {}), file, "text/csv")


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


def _summed(parts: pd.DataFrame, what: Opened) -> str:
    on_a_day = NN_("{day}: {count} action adds up to {total} points", "{day}: {count} actions add up to {total} points")
    in_the_mean = NN_(
        "Mean of the {days} days up to {day}: {count} action adds up to {total} points",
        "Mean of the {days} days up to {day}: {count} actions add up to {total} points",
    )
    say = words()
    day, total = say.day(what.day), say.number(float(parts["points"].sum()), 2)
    actions = parts["action_id"].nunique()
    if what.over == 1:
        return n(*on_a_day, actions, day=day, total=total)
    return n(*in_the_mean, actions, days=say.number(what.over), day=day, total=total)


def _open(keys: Sequence[str], place: int) -> None:
    state.change(part=keys[place])


def _alone() -> None:
    state.change(over=None)
