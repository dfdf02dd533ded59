"""A worked example: one action of the founding campaign, from what was done to its part of the campaign's number."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import words as vocabulary
from dashboard.filters import Filters
from dashboard.formula_words import amount
from dashboard.pressure.example import Worked, worked
from dashboard.reference.shipped import EXAMPLE
from dashboard.snapshot import Snapshot
from dashboard.store import Wanted
from dashboard.ui import cached, frame, plain_table, state
from dashboard.ui.text import _, n, words

ACTION = "2020-11-24-petition-delivery"
DAY = date(2020, 11, 30)
_DIGITS = 2


@dataclass(frozen=True)
class Example:
    """The steps, and what they are of."""

    of: Snapshot
    tactic: str
    target: str
    begun: date
    steps: Worked


def show() -> None:
    """The steps in a table, and the way to the same number on the Pressure page."""
    found = _found(cached.current(EXAMPLE)) if EXAMPLE in set(cached.campaigns()["slug"]) else None
    if found is None:
        st.caption(_("The example is of the campaign that ships with the dashboard; it is not loaded here as it was."))
        return
    plain_table.show([_("Step"), _("In numbers")], list(_told(found)))
    st.caption(
        _("Worked out from the log of {campaign} as it stands now. Settings {hash}.").format(
            campaign=found.of.campaign.name(words().language), hash=found.of.settings.hash
        )
    )
    view = replace(state.State(), filters=Filters(campaign=EXAMPLE), show="day", day=DAY, lang=state.current().lang)
    frame.link("pressure", _("Open this day on the Pressure page"), view)


@cached.kept
def _found(of: Snapshot) -> Example | None:
    """The example; None where its action is no more what it was: one row of one day toward one target."""
    action = of.actions(Wanted(ids=(ACTION,)))
    single = len(action) == 1 and action["date"].iloc[0] == action["date_end"].iloc[0]
    if not single or action["tactic"].iloc[0] not in of.settings.pressing or not action["target_id"].iloc[0]:
        return None
    basis, on = of.basis(Filters()), np.datetime64(DAY, "D")
    targets = of.targets(basis)
    codes = of.roles(targets, np.array([on]))[:, 0]
    steps = worked(action, basis, targets, codes, on, of.settings)
    begun = pd.Timestamp(action["date"].iloc[0]).date()
    return Example(of, str(action["tactic"].iloc[0]), str(action["target_id"].iloc[0]), begun, steps)


def _told(of: Example) -> Iterator[tuple[str, str]]:
    """Each step in words, with its sum."""
    say, by = words(), of.steps
    name, tactic = of.of.directory.name_of(of.target), say.named(vocabulary.TACTICS, of.tactic)
    left, stock, points = (say.number(value, _DIGITS) for value in (by.left, by.stock, by.points))
    most, half, life, weight = (amount(value, say) for value in (by.tactic.w, by.tactic.u, by.tactic.h, by.weight))
    counted = say.counted(of.tactic, by.quantity)
    yield _("What was done"), f"{say.day(of.begun)}; {tactic}, {counted}, {name}"
    added = say.number(by.added)
    yield (
        _("What it adds on its day, o \u00d7 q"),
        f"{amount(by.factor, say)} \u00d7 {say.number(by.quantity)} = {added}",
    )
    aged = n("{count} day later", "{count} days later", by.age)
    fading = f"{added} \u00d7 2^(\u2212{by.age} \u00f7 {life}) = {left}"
    yield _("What is left of it on {day}, {later}").format(day=say.day(DAY), later=aged), fading
    stocked = _("{stock}, of which {left} is of this action").format(stock=stock, left=left)
    yield _("All that is left of this tactic on {name}, S").format(name=name), stocked
    yield (
        _("Points of the tactic, w \u00d7 S \u00f7 (S + u)"),
        f"{most} \u00d7 {stock} \u00f7 ({stock} + {half}) = {points}",
    )
    yield _("Role of {name} that day, r").format(name=name), f"{say.named(vocabulary.ROLES, by.role)}, {weight}"
    part, total = say.number(by.part, _DIGITS), say.number(by.total, _DIGITS)
    whole = _("of the {total} points of the campaign that day").format(total=total)
    yield (
        _("Its part of the campaign\u2019s number"),
        f"{weight} \u00d7 {points} \u00d7 {left} \u00f7 {stock} = {part}\n{whole}",
    )
