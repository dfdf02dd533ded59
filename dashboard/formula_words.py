"""Differences between settings of the formula in words, for pages and commands."""

from dashboard import words as vocabulary
from dashboard.own_names import OwnName
from dashboard.pressure import Settings
from dashboard.pressure.editing import Change, differences
from dashboard.words import N_, Words

_NUMBERS = {
    "w": N_("{what}: most points from {old} to {new}"),
    "u": N_("{what}: half of them at {new} {unit}, not {old}"),
    "h": N_("{what}: half-life from {old} to {new} days"),
    "outcome": N_("A call with the outcome \u201c{what}\u201d counts for {new}, not {old}"),
    "role": N_("{what}: weight from {old} to {new}"),
}
_OWN = {
    "tactic_added": N_("A tactic of your own more: {new}"),
    "tactic_removed": N_("A tactic of your own less: {old}"),
    "tactic_named": N_("The tactic {old} is called {new}"),
    "role_added": N_("A role of your own more: {new}"),
    "role_removed": N_("A role of your own less: {old}"),
    "role_named": N_("The role {old} is called {new}"),
    "role_held": N_("{what}: held by others, or on other days"),
}
_DIGITS = 6


def told(old: Settings, new: Settings, words: Words) -> list[str]:
    """What changes from one to the other, a sentence each without its full stop; at the end the sum of the weights."""
    say = words.with_own({**old.own_names, **new.own_names})
    sentences = [_told(change, say) for change in differences(old, new)]
    if old.most_points != new.most_points:
        sentence = say._("A target has at most {new} points, not {old}")
        sentences.append(sentence.format(old=amount(old.most_points, say), new=amount(new.most_points, say)))
    return sentences


def amount(value: float, words: Words) -> str:
    """A number with as many decimals as it has, six at most."""
    digits = len(f"{value:.{_DIGITS}f}".rstrip("0").partition(".")[2])
    return words.number(value, digits)


def _told(change: Change, say: Words) -> str:
    if change.kind in _NUMBERS:
        names = {"outcome": vocabulary.CALL_OUTCOMES, "role": vocabulary.ROLES}.get(change.kind, vocabulary.TACTICS)
        values = {"old": amount(change.old, say), "new": amount(change.new, say)}
        what = say.named(names, change.code)
        return say._(_NUMBERS[change.kind]).format(what=what, unit=say.unit(change.code), **values)
    old, new = (name.name(say.language) if isinstance(name, OwnName) else "" for name in (change.old, change.new))
    values = {"old": old, "new": new, "what": say.own_name(change.code)}
    return say._(_OWN[change.kind]).format(**values)
