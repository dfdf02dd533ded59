"""The factors a planner puts on the ranking, as the address keeps them: ``call:2,untouched:1.5,travel:0.5``."""

from collections.abc import Mapping

from dashboard.errors import UsageError
from dashboard.planning.preferences import Preferences

Weights = tuple[tuple[str, float], ...]
_OWN = ("untouched", "travel")


def read(text: str) -> Weights:
    """The factors by name that differ from 1; raises UsageError for what can't be read."""
    found = {}
    for part in filter(None, text.split(",")):
        name, _colon, number = part.partition(":")
        try:
            found[name.strip()] = float(number)
        except ValueError as error:
            message = f"Write weights as tactic:factor, for example call:2,untouched:1.5, instead of {part!r}."
            raise UsageError(message) from error
    Preferences({name: value for name, value in found.items() if name not in _OWN}, *[found.get(o, 1) for o in _OWN])
    return tuple(sorted((name, value) for name, value in found.items() if value != 1))


def written(weights: Mapping[str, float]) -> str:
    """The factors as text, those of 1 left out."""
    return ",".join(f"{name}:{value:g}" for name, value in sorted(weights.items()) if value != 1)


def checked(text: str) -> str:
    """The text in its plain form; raises UsageError for what can't be read."""
    return written(dict(read(text)))
