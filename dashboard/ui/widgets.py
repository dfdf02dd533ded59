"""The few ways things are put on a page; text from data always comes through one of them and never into markdown."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Literal

import streamlit as st

from dashboard.addresses import phones
from dashboard.ui import state
from dashboard.ui.text import _, words

_DIGITS = re.compile(r"\D+")
_PHONE = re.compile(r"[^0-9+ ().x-]")
_LEAST_DIGITS = 7


def begin() -> None:
    """Counts boxes from the start again, so that each has the same name in every run."""
    st.session_state["boxes"] = 0


def problem(sentence: str) -> None:
    """One sentence of ours about something that can be mended; it may hold values from data."""
    with _box("problem"):
        st.markdown(_("**This did not work**"))
        st.text(words().sentence(sentence))


def wrong(sentence: str) -> None:
    """One sentence beside a field about what was typed there; it may hold values from data."""
    with _box("problem"):
        st.text(words().sentence(sentence))


def note(sentence: str) -> None:
    """A quiet remark; it may hold values from data."""
    with _box("note"):
        st.text(words().sentence(sentence))


def title(text: str) -> None:
    """A heading from data."""
    with _box("title"):
        st.text(text)


def quiet(text: str) -> None:
    """Small print from data or of ours."""
    with _box("quiet"):
        st.text(text)


def phone_links(text: str) -> None:
    """The phone numbers of a text, each to tap, made from their digits alone, whatever else the data says."""
    links = [_phone_link(number) for number in phones(text) or [text]]
    if all(links):
        st.html(" ".join(links))
    else:
        quiet(_("No phone number known"))


def _phone_link(phone: str) -> str:
    """A link that dials a number, with its extension; "" for what is no number."""
    number, *extension = phone.lower().split("ext", maxsplit=1)
    digits, inner = _DIGITS.sub("", number), _DIGITS.sub("", "".join(extension))
    if len(digits) < _LEAST_DIGITS:
        return ""
    shown = _PHONE.sub("", number).strip()
    if inner:
        shown = _("{number}, ext. {extension}").format(number=shown, extension=inner)
    dialled = digits if digits.startswith("1") and len(digits) > 10 else f"1{digits}"  # noqa: PLR2004
    dialled += f";ext={inner}" if inner else ""
    return f'<a class="phone" href="tel:+{dialled}">\u260e\ufe0e {html.escape(shown)}</a>'


def choice(
    label: str,
    name: str,
    options: Sequence[Any],
    value: Any,  # noqa: ANN401 - one of the options
    *,
    names: Mapping[Any, str],
    on_choice: Callable[[Any], None] | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> None:
    """A drop-down that changes one part of the view; a value that is no longer offered shows as no choice."""
    key = f"choose-{name}"
    hold(key, value if value in names else options[0])
    st.selectbox(
        label, options, key=key, format_func=names.__getitem__, on_change=_chosen, args=(key, name, on_choice),
        width=width,
    )  # fmt: skip


def switch(
    label: str,
    name: str,
    options: Mapping[Any, str],
    value: Any,  # noqa: ANN401 - one of the options
    *,
    on_choice: Callable[[Any], None] | None = None,
) -> None:
    """A row of buttons of which one is on; it changes one part of the view."""
    key = f"switch-{name}"
    hold(key, value)
    st.segmented_control(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        required=True,
        on_change=_chosen,
        args=(key, name, on_choice),
    )


def day(label: str, name: str, value: date | None, first: date, last: date, *, narrow: bool = False) -> None:
    """A day that changes one part of the view; it may be left empty."""
    key = f"day-{name}"
    hold(key, value)
    st.date_input(
        label,
        value=None,
        min_value=min(first, value or first),
        max_value=max(last, value or last),
        key=key,
        format="YYYY-MM-DD",
        width=220 if narrow else "stretch",
        on_change=_chosen,
        args=(key, name, None),
    )


def pager(name: str, count: int, size: int) -> slice:
    """Which rows of a long table are shown, with buttons to turn the page; no buttons where one page is enough."""
    key = f"page-{name}"
    pages = max(1, -(-count // size))
    at = min(int(st.session_state.get(key, 0)), pages - 1)
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            _turn(key, at - 1, _("Previous"), disabled=at == 0)
            _turn(key, at + 1, _("Next"), disabled=at == pages - 1)
            told = _("Rows {first} to {last} of {count}")
            last = min(count, (at + 1) * size)
            st.caption(
                told.format(first=words().number(at * size + 1), last=words().number(last), count=words().number(count))
            )
    return slice(at * size, (at + 1) * size)


def download(label: str, make: Callable[[], bytes], file_name: str, mime: str) -> None:
    """A button for a file that is made when it is clicked and not before."""
    st.download_button(label, data=make, file_name=file_name, mime=mime, on_click="ignore", icon=":material/download:")


def hold(key: str, value: Any) -> None:  # noqa: ANN401 - a widget's value
    """Lets a widget show what the view says, also where that changed elsewhere (a pick on the map, a link)."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _chosen(key: str, name: str, on_choice: Callable[[Any], None] | None) -> None:
    value = st.session_state[key]
    if on_choice:
        on_choice(value)
    else:
        state.change(**{name: value})


def _turn(key: str, to: int, label: str, *, disabled: bool) -> None:
    st.button(label, key=f"{key}-{label}", disabled=disabled, on_click=_set, args=(key, to))


def _set(key: str, value: Any) -> None:  # noqa: ANN401 - anything a session keeps
    st.session_state[key] = value


def _box(kind: str) -> AbstractContextManager[Any]:
    """A container that the style sheet knows by the beginning of its class."""
    number = st.session_state.get("boxes", 0)
    st.session_state["boxes"] = number + 1
    return st.container(key=f"{kind}-{number}")
