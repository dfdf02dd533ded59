"""What this person has chosen to see, and the address that brings it back.

The session holds the truth; the address is read when a session begins, when a link brings another one and when the
browser goes back or forward, and written in every run (Streamlit empties it whenever the page changes).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Self

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.errors import UsageError
from dashboard.filters import Filters, one_of, read_day
from dashboard.maps.zooms import ZOOMS
from dashboard.own_names import is_own
from dashboard.plain import clean
from dashboard.planning import MODES, weights
from dashboard.planning.routes import MOST_GROUPS
from dashboard.pressure import GROUPS, RECENT
from dashboard.schema import ORDERS, ROLES

VIEWS = ("tiles", "ridings", "offices")
STACKS = ("tactic", "target", "way")
ALIGNED = ("start", "date")
BEHIND = ("postered", "called", "ridings", "attempts", "place")
"""Counts of the Map page whose actions can be opened, and those of the riding or office that is picked."""
SHOWN = ("day", "ridings", "targets", "soft", "effort", "compare", "outcomes")
"""Views under the chart of the Pressure page."""

PLANS = ("next", "claims", "calls", "run", "posters", "gaps")
"""Views of the Plan page."""
IDLE_DAYS = (7, 14, 28, 60, 90, 180)
STAYS = (5, 10, 15, 20, 30, 45, 60, 90, 120)
"""Minutes offered for each stop of a run; an address may say another number up to MOST_MINUTES."""
MOST_MINUTES = 1_440

_LONGEST_SEARCH, _LONGEST_PART, _LONGEST_LIST = 100, 200, 6_000
_STATE, _PAGE, _IGNORED = "state", "state-page", "state-ignored"
_NAMES = frozenset(item.name for item in fields(Filters))


@dataclass(frozen=True, slots=True)
class State:
    """One view: its filters, how and in which language they are shown, what was searched; "" and None: no choice.

    A number that is opened is that of a ``day``, or the mean ``over`` some days up to it, put together by ``group``,
    of which one ``part`` may be opened. ``other`` to ``align`` say what is laid beside the days shown. ``stops`` to
    ``parties`` are a run: offices, minutes at each, whether one comes back, and how many groups go. ``removed`` is "1"
    where posters that were found removed are shown as if they were up.
    """

    filters: Filters = field(default_factory=Filters)
    view: str = ""
    order: int | None = None
    office: str = ""
    day: date | None = None
    over: int | None = None
    group: str = ""
    part: str = ""
    by: str = ""
    show: str = ""
    lang: str = ""
    zoom: str = ""
    q: str = ""
    role: str = ""
    what: str = ""
    who: str = ""
    behind: str = ""
    other: str = ""
    other_from: date | None = None
    other_to: date | None = None
    align: str = ""
    plan: str = ""
    near: str = ""
    mode: str = ""
    city: str = ""
    party: str = ""
    untouched: str = ""
    idle: int | None = None
    weights: str = ""
    stops: str = ""
    stay: int | None = None
    returns: str = ""
    parties: int | None = None
    removed: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> tuple[Self, list[str]]:
        """The view an address asks for, and one sentence for each value that can't be used."""
        filters, ignored = Filters.from_params(params)
        chosen: dict[str, Any] = {}
        for name, read in _READERS.items():
            text = str(params.get(name, "")).strip()
            if not text:
                continue
            try:
                chosen[name] = read(text)
            except UsageError as error:
                ignored.append(str(error))
        return cls(filters, **chosen), ignored

    def to_params(self) -> dict[str, str]:
        """The address parameters that bring this view back."""
        own = {name: str(value) for name in _READERS if (value := getattr(self, name))}
        return self.filters.to_params() | own

    def with_(self, **parts: Any) -> Self:  # noqa: ANN401 - fields of State or of Filters
        """The same view with other filters or another way of showing them; another province is where the map goes."""
        if parts.get("province", self.filters.province) != self.filters.province:
            parts.setdefault("zoom", "")
        filters = replace(self.filters, **{name: parts[name] for name in parts if name in _NAMES})
        return replace(self, filters=filters, **{name: parts[name] for name in parts if name not in _NAMES})


def begin() -> None:
    """Take up the session's view, or the address's where that speaks; to be called first in every run."""
    first = _STATE not in st.session_state
    turned = st.session_state.get(_PAGE) != _page()
    moved = bool(getattr(get_script_run_ctx(), "is_history_navigation", False))
    address = st.query_params.to_dict()
    if first or ((turned or moved) and address):
        st.session_state[_STATE], st.session_state[_IGNORED] = State.from_params(address)


def current() -> State:
    """The view of this run."""
    state: State = st.session_state.get(_STATE) or State()
    return state


def change(**parts: Any) -> None:  # noqa: ANN401 - fields of State or of Filters
    """Change the view; from a widget's callback, or before the widgets are drawn."""
    st.session_state[_STATE] = current().with_(**parts)


def ignored() -> list[str]:
    """Sentences about values of the address that were ignored, told once."""
    sentences: list[str] = st.session_state.pop(_IGNORED, [])
    return sentences


def write_address() -> None:
    """Let the address say what is shown; from within a page, when it is known which one it is."""
    st.session_state[_PAGE] = _page()
    params = current().to_params()
    if st.query_params.to_dict() != params:
        st.query_params.from_dict(params)


def _page() -> str:
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def _minutes(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text[:9]) <= MOST_MINUTES:
        message = f"Set the minutes at a stop to a whole number from 1 to {MOST_MINUTES}, not {text!r}."
        raise UsageError(message)
    return int(text)


_READERS: dict[str, Callable[[str], Any]] = {
    "view": one_of("view", VIEWS),
    "order": one_of("representation order", ORDERS),
    "office": str,
    "day": read_day,
    "by": one_of("way to stack", STACKS),
    "over": one_of("length of a mean in days", (RECENT,)),
    "group": one_of("way to group", GROUPS),
    "part": lambda text: text[:_LONGEST_PART],
    "show": one_of("view under the chart", SHOWN),
    "zoom": one_of("view of the map", ZOOMS),
    "lang": one_of("language", ("en", "fr")),
    "q": lambda text: clean(text)[:_LONGEST_SEARCH],
    "role": lambda text: text if is_own(text) else one_of("role", ROLES)(text),
    "what": lambda text: clean(text)[:_LONGEST_SEARCH],
    "who": lambda text: clean(text)[:_LONGEST_SEARCH],
    "other": str,
    "other_from": read_day,
    "other_to": read_day,
    "align": one_of("way to lay two spans beside each other", ALIGNED),
    "behind": one_of("count to open", BEHIND),
    "plan": one_of("view of the plan", PLANS),
    "near": lambda text: clean(text)[:_LONGEST_SEARCH],
    "mode": one_of("way to travel", MODES),
    "city": lambda text: clean(text)[:_LONGEST_SEARCH],
    "party": lambda text: clean(text)[:_LONGEST_SEARCH],
    "untouched": one_of("choice of offices never touched", ("1",)),
    "idle": one_of("number of days without a touch", IDLE_DAYS),
    "weights": weights.checked,
    "stops": lambda text: text[:_LONGEST_LIST],
    "stay": _minutes,
    "returns": one_of("choice of coming back", ("1",)),
    "parties": one_of("number of groups", range(1, MOST_GROUPS + 1)),
    "removed": one_of("choice of removed posters", ("1",)),
}
