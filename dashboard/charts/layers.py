"""The campaign's total in layers that add up to it: by tactic, by target, and by the way it reaches the post."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard import words as vocabulary
from dashboard.charts.look import OTHER, TARGET_COLOURS, Floats, tactic_colour
from dashboard.pressure import Daily
from dashboard.words import Words

Flags = npt.NDArray[np.bool_]

_MOST_TARGETS = len(TARGET_COLOURS)


@dataclass(frozen=True, eq=False)
class Layer:
    """One layer of a stacked chart: its name in words, its colour, its points by day."""

    name: str
    colour: str
    points: Floats


def layers_by_tactic(daily: Daily, words: Words) -> list[Layer]:
    """The campaign's total parted by tactic; tactics without points are left out."""
    pairs = zip(daily.tactics, daily.total_by_tactic, strict=True)
    return [
        Layer(words.named(vocabulary.TACTICS, tactic), tactic_colour(tactic), values)
        for tactic, values in pairs
        if values.any()
    ]


def layers_by_target(daily: Daily, name_of: Callable[[str], str], words: Words) -> list[Layer]:
    """The campaign's total parted by target, the most pressed first and the rest together."""
    most = order_of_targets(daily)
    shown = [
        Layer(name_of(daily.targets[place]), colour, daily.contribution[place])
        for place, colour in zip(most[:_MOST_TARGETS], TARGET_COLOURS, strict=False)
    ]
    rest = most[_MOST_TARGETS:]
    if not len(rest):
        return shown
    name = words.n("{count} other target", "{count} other targets", len(rest))
    return [*shown, Layer(name, OTHER, daily.contribution[rest].sum(axis=0))]


def layers_by_way(daily: Daily, holding: Flags, words: Words) -> list[Layer]:
    """The campaign's total in two: what is on whoever holds the post, and what comes through everyone else.

    ``holding`` says who holds the post on which day [targets x days].
    """
    direct = np.where(holding, daily.contribution, 0.0)
    through = daily.contribution - direct
    count = int((through > 0).any(axis=1).sum())
    name = words.n("Through {count} other target", "Through {count} other targets", count)
    return [
        Layer(words._("On whoever holds the post"), TARGET_COLOURS[0], direct.sum(axis=0)),
        Layer(name, TARGET_COLOURS[1], through.sum(axis=0)),
    ]


def ways_told(daily: Daily, holding: Flags, words: Words) -> str:
    """How much of the last day's total is on whoever holds the post, and how much comes through how many others."""
    last = daily.contribution[:, -1] if len(daily.days) else np.zeros(0)
    if not last.any():
        return ""
    on_holder = float(last[holding[:, -1]].sum())
    others = int(((last > 0) & ~holding[:, -1]).sum())
    return words.n(
        "Of it {direct} points on whoever holds the post, and {through} through {count} other target.",
        "Of it {direct} points on whoever holds the post, and {through} through {count} other targets.",
        others,
        direct=words.number(on_holder, 2),
        through=words.number(float(last.sum()) - on_holder, 2),
    )


def order_of_targets(daily: Daily) -> npt.NDArray[np.int64]:
    """Places of the targets that have any points, by their highest contribution, highest first."""
    peaks = daily.contribution.max(axis=1) if daily.contribution.size else np.zeros(len(daily.targets))
    places = np.argsort(-peaks, kind="stable")
    return places[peaks[places] > 0].astype(np.int64)
