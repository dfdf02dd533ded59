"""The 81 settings that every range is taken over, told from the numbers that they are made of."""

from collections.abc import Iterator

import streamlit as st

from dashboard import charts
from dashboard.formula_words import amount
from dashboard.pressure import VARIATIONS, Variation
from dashboard.ui import plain_table
from dashboard.ui.text import _, words


def show() -> None:
    """What each assumption is set to in turn, and that the range is no confidence interval."""
    plain_table.show([_("Assumption"), _("Set in turn to")], list(_rows()))
    told = _(
        "Every combination of these is tried: {settings} settings. The range goes from the least to the greatest of "
        "them. It is no confidence interval: nobody knows how likely each of them is."
    )
    st.caption(told.format(settings=words().number(len(VARIATIONS))))


def _rows() -> Iterator[tuple[str, str]]:
    say = words()
    for name, assumption in charts.ASSUMPTIONS.items():
        least, middle, most = (amount(value, say) for value in sorted({getattr(one, name) for one in VARIATIONS}))
        values = _("{first}, {middle} or {last}").format(first=least, middle=middle, last=most)
        yield say._(assumption), _how(name).format(values=values, least=least, most=most)


def _how(assumption: str) -> str:
    if assumption == Variation._fields[-1]:
        return _("{values} of the way from their own points ({least}) to all having the same ({most})")
    if assumption == "roles":
        return _("{values} times their own weight, never above 1")
    return _("{values} times their own")
