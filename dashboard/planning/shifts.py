"""What one standard shift of each tactic is: how much gets done, and how many volunteer hours it takes."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

from dashboard.errors import UsageError

MOST_HOURS = 10_000
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Shift:
    """So much of a tactic's unit in so many volunteer hours, all people together; ``travels`` adds the way there."""

    quantity: float
    hours: float
    travels: bool = False

    def __post_init__(self) -> None:
        for value, most, what in ((self.quantity, MOST, "quantity"), (self.hours, MOST_HOURS, "hours")):
            known = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            if not known or not 0 < value <= most:
                message = f"Set the {what} of a shift to a number above 0 and at most {most}; {value!r} can't be used."
                raise UsageError(message)


SHIFTS: Mapping[str, Shift] = MappingProxyType(
    {
        "call": Shift(10, 1),
        "letter": Shift(10, 2),
        "poster_office": Shift(20, 1, travels=True),
        "poster_riding": Shift(60, 3, travels=True),
        "office_visit": Shift(1, 2, travels=True),
        "rally": Shift(20, 40, travels=True),
    }
)
"""The defaults: assumptions, all of them editable and shown. Twenty people for two hours are forty hours."""


def shifts_to_json(shifts: Mapping[str, Shift]) -> str:
    """Canonical JSON of a table of shifts: equal tables give equal text."""
    return json.dumps({name: asdict(shift) for name, shift in shifts.items()}, sort_keys=True, separators=(",", ":"))


def shifts_from_json(text: str) -> dict[str, Shift]:
    """The table written by ``shifts_to_json``, the default tactics first; raises UsageError when it can't be read."""
    try:
        given = {str(name): Shift(**fields) for name, fields in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError) as error:
        message = "The table of shifts can't be read: start again from the defaults."
        raise UsageError(message) from error
    order = [*(name for name in SHIFTS if name in given), *sorted(given.keys() - SHIFTS)]
    return {name: given[name] for name in order}
