"""A run: offices in an order that saves time, a list for each group, and a picture of the way."""

import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.charts import run as drawn
from dashboard.exports.packet import packet, packet_id
from dashboard.planning import runs
from dashboard.planning.runs import Manner, Round, Run
from dashboard.snapshot import Snapshot
from dashboard.ui import cached, drawing, state, widgets
from dashboard.ui.plan import asking, claims, going, kept
from dashboard.ui.text import _, n, words
from dashboard.words import Words

Places = tuple[tuple[str, float | None, float | None, str], ...]
_PLACED = ["office_id", "latitude", "longitude", "position"]


def show(of: Snapshot) -> None:
    """What is asked, and the run that follows from it."""
    asking.start()
    going.ask(of)
    offices = going.table(of)
    if offices.empty:
        widgets.note(_("Choose the offices of the run, or let the best within some hours be found."))
        return
    found = _run(_places(offices), going.manner(of), state.current().parties or 1)
    named = claims.names_of(of)
    _assumed(found)
    _doubts(found, named)
    if found.rounds:
        drawing.show(_figure(found, named), "run", _told(found))
    for number, one in enumerate(found.rounds, start=1):
        _group(of, found, number, one)


def lasting(minutes: float, say: Words) -> str:
    """A time in hours and minutes, rounded to the minute."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return say._("{minutes} min").format(minutes=rest)
    return say._("{hours} h {minutes} min").format(hours=say.number(hours), minutes=f"{rest:02d}")


def _assumed(found: Run) -> None:
    manner, say = found.manner, words()
    told = _(
        "All estimated: ways are {detour} times the straight line at {kmh} km an hour, {stay} min at each stop and "
        "{parking} min to park. Traffic, ferries and one-way streets are not known."
    )
    mode = manner.mode
    numbers = {"detour": say.number(mode.detour, 1), "kmh": say.number(mode.kmh, 1)}
    st.caption(told.format(**numbers, stay=say.number(manner.stay), parking=say.number(mode.stop_minutes)))


def _doubts(found: Run, named: claims.Named) -> None:
    """Offices that nobody can place, and those that lie anywhere in their city."""
    for told, offices in (
        (_("Not in the run, since nobody knows where they are: {offices}."), found.placeless),
        (_("Only the city is known, so their legs may be far off: {offices}."), found.coarse),
    ):
        if offices:
            widgets.note(told.format(offices="; ".join(named(office) for office in offices)))


def _told(found: Run) -> str:
    km, minutes = (sum(getattr(one, name) for one in found.rounds) for name in ("km", "minutes"))
    count = sum(len(one.stops) for one in found.rounds)
    return n(
        "{count} office, about {km} km and {time} of all groups together, places in km from the start",
        "{count} offices, about {km} km and {time} of all groups together, places in km from the start",
        count,
        km=words().number(km, 1),
        time=lasting(minutes, words()),
    )


def _figure(found: Run, named: claims.Named) -> charts.Figure:
    """The picture; without a start it lies around the first stop."""
    first = found.rounds[0].stops[0]
    middle = found.manner.start or (first.latitude, first.longitude)
    tracks = []
    for number, one in enumerate(found.rounds, start=1):
        stops = runs.on_paper([(stop.latitude, stop.longitude) for stop in one.stops], middle)
        begin = [(0.0, 0.0)] if found.manner.start else []
        line = [*begin, *stops, *(begin if found.manner.comes_back else [])]
        tracks.append(drawn.Track(_title(number), line, stops, [named(office) for office in one.offices]))
    start = _("Start") if found.manner.start else ""
    return drawn.run(tracks, drawing.look(), start=start, east=_("Km east"), north=_("Km north"))


def _title(number: int) -> str:
    return _("Group {number}").format(number=words().number(number))


def _group(of: Snapshot, found: Run, number: int, one: Round) -> None:
    """One group's list, with what to do about all of it at once."""
    say, named, taken = words(), claims.names_of(of), kept.claimed_by(of)
    with st.container(border=True):
        told = n(
            "{name}: {count} office, about {km} km, about {time}",
            "{name}: {count} offices, about {km} km, about {time}",
            len(one.stops),
            name=_title(number) if len(found.rounds) > 1 else _("The run"),
            km=say.number(one.km, 1),
            time=lasting(one.minutes, say),
        )
        widgets.title(told)
        _packet(of, found, number, one)
        free = [office for office in one.offices if office not in taken]
        if free:
            claims.button_for_all(of, free, f"run-{number}")
        for place, stop in enumerate(one.stops, start=1):
            _stop(place, stop, f"{place}. {named(stop.office_id)}", taken.get(stop.office_id, ""))
        if found.manner.comes_back:
            widgets.quiet(_("Back to the start: {km} km").format(km=say.number(one.back_km, 1)))


def _packet(of: Snapshot, found: Run, number: int, one: Round) -> None:
    """The same list as one file to take along, made when it is asked for."""
    say, (_first, day) = words(), of.days(state.current().filters, cached.today())
    name = f"packet-{packet_id(of.campaign.slug, one.offices, day)}.html"
    label = _("Field packet of group {number}").format(number=say.number(number))
    widgets.download(
        label if len(found.rounds) > 1 else _("Field packet"),
        lambda: packet(of, found, one, say, day),
        name,
        "text/html",
    )


def _stop(place: int, stop: runs.Stop, title: str, who: str) -> None:
    """One stop, and its place in the person's own map program: an address that leads nowhere until it is tapped."""
    say = words()
    told = _("{km} km, {minutes} min on the way; there after {time}").format(
        km=say.number(stop.km, 1), minutes=say.number(stop.minutes), time=lasting(stop.at, say)
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.text(title)
            widgets.quiet(told + (f". {_('Claimed by {who}').format(who=who)}" if who else ""))
        point = f"{stop.latitude:.5f},{stop.longitude:.5f}"
        st.link_button(_("Map app"), f"geo:{point}?q={point}", key=f"geo-{place}-{point}")
        st.link_button(_("Apple Maps"), f"maps:?daddr={point}", key=f"maps-{place}-{point}")


def _places(offices: pd.DataFrame) -> Places:
    """What tells one run from another; a point that is not known is None, since NaN differs from itself."""
    table = offices[_PLACED].astype(object)
    return tuple(table.where(table.notna(), None).itertuples(index=False, name=None))


@cached.kept
def _run(places: Places, manner: Manner, groups: int) -> Run:
    table = pd.DataFrame(list(places), columns=_PLACED).astype({"latitude": "float64", "longitude": "float64"})
    return runs.run(table, manner, groups=groups)
