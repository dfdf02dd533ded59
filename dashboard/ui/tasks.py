"""A load or refresh under way, as anybody on the Data page sees it, and what came of one's own."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import apart
from dashboard.errors import DashboardError
from dashboard.ui import published, widgets
from dashboard.ui.changes import NAMED
from dashboard.ui.text import _, n, words
from dashboard.words import N_

_MINE, _REFUSED = "task", "task-refused"
_DOES = {"load": N_("Loading files"), "refresh": N_("Refreshing from the official addresses")}


def start(request: Mapping[str, Any], files: Sequence[tuple[str, bytes]] = (), *stamp: object) -> None:
    """Begins a task for this person, from a button's callback; pressing twice for the same (``stamp``) begins it once.

    Two presses may run beside each other in two threads, of which the first no longer writes to the session: that it
    is the same task is therefore known to the task as well.
    """
    mine, marked = _mine(), (_session(), request["do"], *stamp)
    if stamp and mine and mine.stamp == marked and not mine.failed:
        return
    st.session_state.pop(_REFUSED, None)
    try:
        st.session_state[_MINE] = apart.start(request, files, marked)
    except DashboardError as error:
        refuse(str(error))


def refuse(sentence: str) -> None:
    """Says in this run why nothing was begun."""
    st.session_state[_REFUSED] = sentence


def succeeded(*stamp: object) -> bool:
    """Whether this person's last task was a load that began so and went well."""
    mine = _mine()
    begun = (_session(), "load", *stamp)
    return bool(mine and mine.done and not mine.failed and _begins(mine.stamp, begun))


def _begins(stamp: object, begun: tuple[object, ...]) -> bool:
    return isinstance(stamp, tuple) and stamp[: len(begun)] == begun


def show() -> None:
    """What is under way, step by step, until it is done; then what came of it, until the next."""
    if refused := st.session_state.pop(_REFUSED, ""):
        widgets.problem(refused)
    if task := apart.running():
        st.fragment(_watched, run_every=0.5)(task)
        return
    mine = _mine()
    if mine and mine.failed:
        widgets.problem(mine.failed)
    for one in mine.told if mine else ():
        widgets.note(_outcome(one))


def _watched(task: apart.Task) -> None:
    if task.done:
        st.rerun()
    box = st.status(_(_DOES[task.does]), expanded=True)  # "with" would mark it as done
    steps = list(dict.fromkeys(step["step"] for step in task.steps)) or [_("Getting ready")]
    for place, step in enumerate(steps, start=1):
        mark = "\u2026" if place == len(steps) else "\u2713"
        box.text(f"{mark} {words().sentence(step)}{_received(task) if place == len(steps) else ''}")


def _received(task: apart.Task) -> str:
    """How much of what is being fetched has come."""
    received = task.steps[-1].get("received", 0) if task.steps else 0
    return f" {words().number(received / 1e6, 1)} MB" if received else ""


def _outcome(one: Mapping[str, Any]) -> str:
    """What a list or set of boundaries brought, in sentences."""
    if "kept" in one:
        return _("Riding boundaries, order of {year}: loaded before, and kept.").format(year=one["kept"])
    what = published.name(one)
    if one["offices"]:
        offices = n("{count} office", "{count} offices", one["offices"])
        head = n("{what}: {count} record, {offices}.", "{what}: {count} records, {offices}.", one["records"],
                 what=what, offices=offices)  # fmt: skip
    else:
        head = n("{what}: {count} record.", "{what}: {count} records.", one["records"], what=what)
    sentences = [head, _changed(one)]
    if one["doubts"]:
        sentences.append(n("{count} doubt, told below.", "{count} doubts, told below.", one["doubts"]))
    return " ".join(sentences)


def _changed(one: Mapping[str, Any]) -> str:
    if not one["news"]:
        return _("Nothing changed.")
    told = [n(*NAMED[name], count) for name in NAMED if (count := one["changes"].get(name, 0))]
    return ", ".join(told) + "." if told else _("Loaded.")


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _mine() -> apart.Task | None:
    task: apart.Task | None = st.session_state.get(_MINE)
    return task
