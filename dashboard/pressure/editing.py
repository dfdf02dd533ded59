"""Settings changed one number at a time, each checked; tactics and roles of a campaign's own; what differs in two."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, NoReturn

from dashboard.errors import UsageError
from dashboard.ingest.vocabulary import tactic_named
from dashboard.names import normal_form
from dashboard.own_names import LONGEST_NAME, OwnName, own_code
from dashboard.plain import clean
from dashboard.pressure.own import Held, OwnRole
from dashboard.pressure.settings import DEFAULTS, Settings, Tactic

LIMITS = {"w": (0, 1_000), "u": (0.001, 1_000_000_000), "h": (0.1, 36_500), "outcome": (0, 1), "role": (0, 1)}
"""The least and the most that a number of each kind may be set to."""

MOST_OWN = 30
"""Tactics, and roles, of a campaign's own at most."""

MOST_HELD = 50
"""Spells of one role of a campaign's own at most."""


class Change(NamedTuple):
    """One difference between settings: ``kind`` is w, u, h, outcome or role (a number), or what befell one of its own.

    Of own tactics and roles: tactic_added, tactic_removed, tactic_named, role_added, role_removed, role_named,
    role_held. ``old`` and ``new`` are numbers where the kind is one, else names or None.
    """

    kind: str
    code: str
    old: Any = None
    new: Any = None


def number(kind: str, value: object) -> float:
    """The value as a number that may be set; UsageError with what it must be."""
    least, most = LIMITS[kind]
    if not isinstance(value, int | float) or isinstance(value, bool):
        message = f"Write a number from {least:,} to {most:,} here."
        raise UsageError(message)
    if not least <= value <= most:
        message = f"Write a number from {least:,} to {most:,} here; {value:,.10g} can't be used."
        raise UsageError(message)
    return float(value)


def with_number(settings: Settings, kind: str, code: str, value: object) -> Settings:
    """The settings with one number changed: w, u or h of a tactic, or what an outcome or a role counts for."""
    found = number(kind, value)
    if kind == "outcome":
        return replace(settings, outcomes={**settings.outcomes, code: found})
    if kind == "role":
        return replace(settings, roles={**settings.roles, code: found})
    tactic = settings.tactics[code]
    w, u, h = (found if kind == one else getattr(tactic, one) for one in "wuh")
    return replace(settings, tactics={**settings.tactics, code: Tactic(tactic.unit, w, u, h)})


def with_own_tactic(settings: Settings, name: OwnName, w: object, u: object, h: object, code: str = "") -> Settings:
    """The settings with a tactic of the campaign's own more, or with the one of this code changed."""
    name = _named(name, settings.own_tactics, code, units=True)
    for said in (name.en, name.fr):
        if known := tactic_named(said):
            _refuse(f"Files that say {said!r} are read as {known} already: choose another name.")
    code = code or own_code(name.en, settings.own_tactics)
    tactic = Tactic(name.unit_en, number("w", w), number("u", u), number("h", h))
    tactics, own = _with(settings.tactics, code, tactic), _with(settings.own_tactics, code, name)
    return replace(settings, tactics=tactics, own_tactics=own)


def without_own_tactic(settings: Settings, code: str) -> Settings:
    """The settings without a tactic of the campaign's own: what was logged as it presses nobody any more."""
    return replace(settings, tactics=_without(settings.tactics, code), own_tactics=_without(settings.own_tactics, code))


def with_own_role(
    settings: Settings, name: OwnName, weight: object, held: Collection[Held], code: str = ""
) -> Settings:
    """The settings with a role of the campaign's own more, or with the one of this code changed."""
    name = _named(name, {key: role.name for key, role in settings.own_roles.items()}, code)
    if len(held) > MOST_HELD:
        _refuse(f"A role is held at most {MOST_HELD} times: shorten the list.")
    for one in held:
        if one.first and one.last and one.first > one.last:
            _refuse(f"A role that begins on {one.first} can't end on {one.last}: swap the days.")
    code = code or own_code(name.en, settings.own_roles)
    role = OwnRole(name, tuple(dict.fromkeys(held)))
    roles = _with(settings.roles, code, number("role", weight))
    return replace(settings, roles=roles, own_roles=_with(settings.own_roles, code, role))


def without_own_role(settings: Settings, code: str) -> Settings:
    """The settings without a role of the campaign's own."""
    return replace(settings, roles=_without(settings.roles, code), own_roles=_without(settings.own_roles, code))


def with_default_numbers(settings: Settings) -> Settings:
    """The settings with every number that has a default at it; tactics and roles of the campaign's own stay."""
    tactics, roles = {**settings.tactics, **DEFAULTS.tactics}, {**settings.roles, **DEFAULTS.roles}
    return replace(settings, tactics=tactics, outcomes=DEFAULTS.outcomes, roles=roles)


def differences(old: Settings, new: Settings) -> tuple[Change, ...]:
    """What changes from one to the other, in the order of the tables."""
    found: list[Change] = []
    for code, tactic in new.tactics.items():
        if code in old.tactics:
            pairs = ((kind, getattr(old.tactics[code], kind), getattr(tactic, kind)) for kind in "wuh")
            found += [Change(kind, code, was, now) for kind, was, now in pairs if was != now]
    for kind, was, now in (("outcome", old.outcomes, new.outcomes), ("role", old.roles, new.roles)):
        found += [Change(kind, code, was[code], now[code]) for code in now if code in was and was[code] != now[code]]
    found += _named_changes("tactic", old.own_tactics, new.own_tactics)
    own_roles = [{code: role.name for code, role in one.own_roles.items()} for one in (old, new)]
    found += _named_changes("role", *own_roles)
    both = [code for code in new.own_roles if code in old.own_roles]
    moved = [code for code in both if old.own_roles[code].as_lists() != new.own_roles[code].as_lists()]
    return (*found, *(Change("role_held", code) for code in moved))


def _named_changes(what: str, old: Mapping[str, OwnName], new: Mapping[str, OwnName]) -> list[Change]:
    added = [Change(f"{what}_added", code, None, name) for code, name in new.items() if code not in old]
    removed = [Change(f"{what}_removed", code, name) for code, name in old.items() if code not in new]
    both = [(code, old[code], name) for code, name in new.items() if code in old]
    return [*added, *removed, *(Change(f"{what}_named", code, was, now) for code, was, now in both if was != now)]


def _named(name: OwnName, others: Mapping[str, OwnName], code: str, *, units: bool = False) -> OwnName:
    """The name as plain text, whole and nobody else's; a missing French one is the English one."""
    en, fr, unit_en, unit_fr = (clean(text) for text in (name.en, name.fr, name.unit_en, name.unit_fr))
    name = OwnName(en, fr or en, unit_en, unit_fr or unit_en)
    texts = (name.en, name.fr, *((name.unit_en, name.unit_fr) if units else ()))
    if not all(normal_form(text) for text in texts):
        _refuse("Write a name in English, and for a tactic its unit: letters or digits at least.")
    if max(map(len, texts)) > LONGEST_NAME:
        _refuse(f"Names and units have at most {LONGEST_NAME} characters: shorten the one of {max(map(len, texts))}.")
    taken = {normal_form(said) for key, one in others.items() if key != code for said in (key, one.en, one.fr)}
    if twice := next((said for said in (name.en, name.fr) if normal_form(said) in taken), ""):
        _refuse(f"There is one called {twice!r} already: choose another name.")
    if not code and len(others) >= MOST_OWN:
        _refuse(f"A campaign has at most {MOST_OWN} of its own: remove one first.")
    return name


def _with(some: Mapping[str, Any], code: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - of the mapping's kind
    """With one more, or another one: those of the dashboard first, then the campaign's own by code."""
    given = {**some, code: value}
    shipped = [key for key in given if key in DEFAULTS.tactics or key in DEFAULTS.roles]
    return {key: given[key] for key in (*shipped, *sorted(given.keys() - set(shipped)))}


def _without(some: Mapping[str, Any], code: str) -> dict[str, Any]:
    return {key: value for key, value in some.items() if key != code}


def _refuse(sentence: str) -> NoReturn:
    raise UsageError(sentence)
