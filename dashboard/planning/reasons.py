"""Why a shift stands where it stands, in sentences."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from dashboard import words as vocabulary
from dashboard.planning.next_best import Ranking
from dashboard.pressure import Tactic
from dashboard.words import Words

Row = Mapping[str, Any]
_DIGITS = 2
_FAR = 10


class Reasons:
    """The sentences of one ranking's rows in one language."""

    def __init__(self, ranking: Ranking, words: Words) -> None:
        self._ranking, self._words = ranking, words
        self._weights = dict(zip(ranking.standing.targets, ranking.standing.role_weights.tolist(), strict=True))

    def of(self, row: Row) -> list[str]:
        """Role, last touch, what is saturated, distance and travel of a row as it is ``told``, as far as known."""
        return [self._role(row), self._touch(row), self._saturation(row), *self._way(row)]

    def _role(self, row: Row) -> str:
        role = self._words.named(vocabulary.ROLES, row["role"])
        weight = self._words.number(self._weights[row["target_id"]], _DIGITS)
        return self._words._("{role}: weight {weight}").format(role=role, weight=weight)

    def _touch(self, row: Row) -> str:
        if not row["touched"]:
            return self._words._("Not touched yet")
        days = int(row["days_since"])
        if days == 0:
            return self._words._("Touched on this day")
        return self._words.n("Last touched {count} day ago", "Last touched {count} days ago", days)

    def _saturation(self, row: Row) -> str:
        """How much of the tactic's points the target has, and what the shift adds to the campaign."""
        tactic = self._ranking.standing.settings.tactics[row["tactic"]]
        return self._words._("{amount}: {gain} points more; so far {points} of {most} by this tactic").format(
            amount=self._words.counted(row["tactic"], row["quantity"]),
            gain=self._words.number(row["gain"], _DIGITS),
            points=self._words.number(reached(tactic, row["stock"]), _DIGITS),
            most=most_of(tactic, self._words),
        )

    def _way(self, row: Row) -> list[str]:
        if np.isnan(row["distance_km"]):
            return []
        km = self._words.number(row["distance_km"], 0 if row["distance_km"] >= _FAR else 1)
        if not row["travel_hours"]:
            return [self._words._("About {km} km away").format(km=km)]
        hours = self._words.number(row["travel_hours"], 1)
        return [self._words._("About {km} km away, {hours} h of travel there and back").format(km=km, hours=hours)]


def headline(ranking: Ranking, words: Words) -> str:
    """The one sentence that explains the order: what the best shift adds, beside the same on the decision-maker."""
    if ranking.rows.empty:
        return ""
    rows = ranking.rows
    (best,) = ranking.told([0])
    gain = words.number(best["gain"], _DIGITS)
    amount = words.counted(best["tactic"], best["quantity"])
    on_holder = ((rows["target_id"] == ranking.holder) & (rows["tactic"] == best["tactic"])).to_numpy().nonzero()[0]
    if best["target_id"] == ranking.holder or not len(on_holder):
        told = words._("{amount} toward {who}: {gain} points more, the most for an hour.")
        return told.format(amount=amount, who=best["target"], gain=gain)
    (other,) = ranking.told(on_holder[:1])
    values = {"amount": amount, "holder": other["target"], "who": best["target"], "gain": gain}
    values |= {"less": words.number(other["gain"], _DIGITS)}
    if best["gain"] < other["gain"]:
        told = words._("{amount} toward {who}: {gain} points more in {hours} h; toward {holder} {less} in {more} h.")
        hours, more = (words.number(row["hours"], 1) for row in (best, other))
        return told.format(hours=hours, more=more, **values)
    told = words._(
        "{amount} more toward {holder}: {less} points, as {points} of {most} are reached there; "
        "the same toward {who}: {gain}."
    )
    tactic = ranking.standing.settings.tactics[best["tactic"]]
    points = reached(tactic, other["stock"])
    return told.format(points=words.number(points, _DIGITS), most=most_of(tactic, words), **values)


def reached(tactic: Tactic, stock: float) -> float:
    """The points that a stock gives."""
    return tactic.w * stock / (stock + tactic.u)


def most_of(tactic: Tactic, words: Words) -> str:
    """The most points of a tactic, in words."""
    return words.number(tactic.w, 0 if float(tactic.w).is_integer() else _DIGITS)
