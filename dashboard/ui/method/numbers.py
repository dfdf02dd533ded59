"""The numbers of the formula as they are set, and beside each that differs what it is by default."""

from collections.abc import Mapping

import streamlit as st

from dashboard import words as vocabulary
from dashboard.formula_words import amount
from dashboard.pressure import DEFAULTS, Settings
from dashboard.ui import plain_table
from dashboard.ui.text import _, words


def show(settings: Settings) -> None:
    """Tactics, roles and outcomes of calls, each row a number that can be argued with."""
    say, shipped = words(), DEFAULTS.tactics
    rows = [
        (
            f"{say.named(vocabulary.TACTICS, name)}\n{say.unit(name)}",
            *(_number(getattr(one, key), getattr(shipped.get(name, one), key)) for key in "wuh"),
        )
        for name, one in settings.tactics.items()
    ]
    plain_table.show([_("Tactic"), _("Most points, w"), _("Half of them at, u"), _("Half-life in days, h")], rows)
    st.caption(_("A target has at most {most} points.").format(most=amount(settings.most_points, say)))
    _weights(_("Role that day"), _("Weight, r"), vocabulary.ROLES, settings.roles, DEFAULTS.roles)
    _weights(_("Outcome of a call"), _("Counts for, o"), vocabulary.CALL_OUTCOMES, settings.outcomes, DEFAULTS.outcomes)


def _weights(
    what: str, head: str, names: Mapping[str, str], numbers: Mapping[str, float], shipped: Mapping[str, float]
) -> None:
    rows = [
        (words().named(names, code), _number(value, shipped.get(code, value)))
        for code, value in sorted(numbers.items(), key=lambda item: -item[1])
    ]
    plain_table.show([what, head], rows)


def _number(value: float, default: float) -> str:
    told = amount(value, words())
    more = _("by default {number}").format(number=amount(default, words()))
    return told if value == default else f"{told}\n{more}"
