"""The page about the method: what the number is, the formula, its numbers, an example, what it can't say, sources."""

from collections.abc import Iterable

import streamlit as st

from dashboard import formula_words
from dashboard.pressure import DEFAULTS, RECENT, Settings
from dashboard.ui import cached, frame, plain_table, state
from dashboard.ui.method import example, numbers, variations
from dashboard.ui.text import _, know, words
from dashboard.words import N_

HEADS = {
    "what": N_("What the number is"),
    "formula": N_("The formula"),
    "numbers": N_("The numbers in it"),
    "example": N_("An example, worked out"),
    "soft": N_("How soft it is"),
    "outcomes": N_("Outcomes, kept apart"),
    "beside": N_("What stands beside the number"),
    "limits": N_("What it can\u2019t say"),
    "sources": N_("What it rests on"),
}
"""The parts of the page by the anchor that leads to each."""

FORMULA = (
    "S(t) = \u03a3 o * (q / n) * 2^(-(t - d) / h)",
    "P(t) = w * S(t) / (S(t) + u)",
    "T(t) = \u03a3 r(t) * P(t)",
)
"""The formula in symbols: the stock of a tactic on a target, its points, the campaign's total at the end of day t."""

_WHAT = (
    N_(
        "It is an index of effort that reached somebody with power over the demand: what was done, how much of it, how "
        "lately, toward whom. It is the same for everyone who counts the same log with the same settings."
    ),
    N_("It is no measurement of what anyone felt or decided, and no forecast."),
    N_(
        "Every number opens to the actions behind it, with the points of each; they add up to it exactly. The order of "
        "the rows, or one row of 100 written as 100 rows of 1, changes nothing."
    ),
)
_IN_WORDS = (
    (
        N_("S, the stock"),
        N_(
            "What was done with one tactic toward one target adds up, and every h days half of what is left fades: the "
            "sum of all actions, of each of their days d up to the day t. An action of n days is spread over them "
            "evenly. A call counts by how it went, o; everything else counts whole."
        ),
    ),
    (
        N_("P, the points"),
        N_("A stock of u gives half of the most points w that the tactic can give. More of the same adds less."),
    ),
    (
        N_("T, the campaign\u2019s number"),
        N_(
            "The points of all tactics on all targets, each target weighted by r, its strongest role toward the post "
            "that day."
        ),
    ),
    (
        N_("q, the quantity"),
        N_(
            "As logged, in the unit of the tactic; of a range its middle, of \u201cover 200\u201d 200, where nothing "
            "is known 1. Several targets of one action each have all of it, unless the log says that it is split."
        ),
    ),
    (
        N_("Posters"),
        N_("While posters are known to be up they do not fade: their age begins on the last day they were seen."),
    ),
    (
        N_("Days shown"),
        N_("Filters by date choose the days that are shown; what came before them still counts."),
    ),
)
_OUTCOMES = (
    N_(
        "What those in power did is drawn under the line, on a ladder of commitment from 0 to 5, and never enters the "
        "number. Refusals and reversals are logged as readily as wins."
    ),
    N_(
        "The card of an outcome gives the mean of T over the {days} days before it, and its place among the "
        "campaign\u2019s other windows of {days} days, none overlapping: \u201chighest of 10\u201d. This shows timing, "
        "not cause."
    ),
)
_BESIDE = N_(
    "Effort (every attempt, never weighted and never fading), offices and ridings touched in {days} days, tactics used "
    "for the first time, reachability (contacts among all calls) and evidence (points from actions with a link or a "
    "photo) are shown beside the number and never multiplied into it. Information sessions, meetings to organize and "
    "trainings press nobody: they are a line of capacity."
)
_LIMITS = (
    N_("Cause. That something was decided after much pressure is a matter of timing: other things went on as well."),
    N_(
        "How fast pressure fades. No source gives half-lives: they are assumptions, as are the points, the half-points "
        "and the weights of roles. All can be changed, and the hash of the settings stands beside every figure."
    ),
    N_("How sure it is. The range over the settings is not a confidence interval, and nothing here is a test."),
    N_("What was not logged. A quiet day in the log may have been a busy one, and \u201chundreds\u201d stays a range."),
    N_("How well it was done. A hundred calls count the same whatever was said in them, but for how each one ended."),
    N_("Whether two campaigns are alike. They are on one scale only under the same settings and logged alike."),
)
SOURCES = (
    (
        "Bergan and Cole 2015, Political Behavior 37",
        N_("That calls saturate: each further one adds less."),
    ),
    (
        "Congressional Management Foundation",
        N_("The order of the tactics: its surveys of the staff of elected members."),
    ),
    (
        "Wouters and Walgrave 2017, American Sociological Review 82",
        N_("That numbers and unity count with those in office."),
    ),
    (
        "Adstock",
        N_("The form of fading and of saturation, as media-mix models use it."),
    ),
)
"""What was read, and what for."""


def show() -> None:
    """The whole page, with a way to each of its parts at the top."""
    of = cached.shown(state.current().filters.campaign)
    settings = of.settings if of else DEFAULTS
    know(settings.own_names)
    st.markdown("  \n".join(f"[{_(head)}](#{anchor})" for anchor, head in HEADS.items()))
    _head("what")
    _list(_WHAT)
    _formula()
    _numbers(settings, of.campaign.name(words().language) if of else "")
    _head("example")
    example.show()
    _soft()
    _head("outcomes")
    _list(_OUTCOMES)
    _head("beside")
    st.markdown(_(_BESIDE).format(days=RECENT))
    _head("limits")
    _list(_LIMITS)
    _head("sources")
    plain_table.show([_("Source"), _("What for")], [(name, _(told)) for name, told in SOURCES])
    st.caption(_("No source gives half-lives: they are assumptions."))


def _formula() -> None:
    _head("formula")
    st.code("\n".join(FORMULA), language=None, wrap_lines=True)
    plain_table.show([_("Sign"), _("In words")], [(_(name), _(told)) for name, told in _IN_WORDS])


def _numbers(settings: Settings, campaign: str) -> None:
    _head("numbers")
    told = _("Those of {campaign}, settings {hash}.") if campaign else _("The default ones, settings {hash}.")
    differing = formula_words.told(DEFAULTS, settings, words())
    alike = _("These are the default settings.")
    more = _("Other than the default settings: {differences}.").format(differences="; ".join(differing))
    st.text(f"{told.format(campaign=campaign, hash=settings.hash)} {more if differing else alike}")
    numbers.show(settings)
    frame.link("data", _("Change them on the Data page"), state.current())


def _soft() -> None:
    _head("soft")
    variations.show()
    frame.link("pressure", _("How soft one day is, on the Pressure page"), state.current().with_(show="soft"))


def _head(anchor: str) -> None:
    st.subheader(_(HEADS[anchor]), anchor=anchor)


def _list(sentences: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {_(sentence).format(days=RECENT)}" for sentence in sentences))
