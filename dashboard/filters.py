"""What a planner has chosen to see: the same frozen filters for the pages, the exports and the address of a view."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Self

from dashboard.errors import UsageError
from dashboard.own_names import is_own
from dashboard.schema import PROVINCES, STATUSES, TACTICS, RidingKey


@dataclass(frozen=True, slots=True)
class Filters:
    """One view's choices; None or "" means no choice. ``first`` and ``last`` are inclusive days."""

    campaign: str = ""
    first: date | None = field(default=None, metadata={"param": "from"})
    last: date | None = field(default=None, metadata={"param": "to"})
    as_of: date | None = None
    province: str = ""
    riding: str = ""
    tactic: str = ""
    person: str = ""
    status: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> tuple[Self, list[str]]:
        """Filters read from an address or options, and one sentence for each value that was ignored."""
        chosen: dict[str, Any] = {}
        ignored = []
        for item in fields(cls):
            text = str(params.get(_param(item.name), "")).strip()
            if not text:
                continue
            try:
                chosen[item.name] = _READERS.get(item.name, str)(text)
            except UsageError as error:
                ignored.append(str(error))
        filters = cls(**chosen)
        if filters.first and filters.last and filters.first > filters.last:
            ignored.append(f"The first day {filters.first} is after the last day {filters.last}: swap them.")
            filters = replace(filters, first=None, last=None)
        return filters, ignored

    def to_params(self) -> dict[str, str]:
        """The address parameters that bring these filters back."""
        return {_param(item.name): str(value) for item in fields(self) if (value := getattr(self, item.name))}

    @property
    def active(self) -> int:
        """How many filters narrow the view (the campaign itself does not count)."""
        return len(self.to_params()) - bool(self.campaign) - bool(self.as_of)


def read_day(text: str) -> date:
    """A day written as YYYY-MM-DD; raises UsageError for anything else and for years outside 1900-2100."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = None
    if day is None or not 1900 <= day.year <= 2100:  # noqa: PLR2004 - as in a log
        message = f"Write the day as YYYY-MM-DD between 1900 and 2100, for example 2020-11-24, instead of {text!r}."
        raise UsageError(message)
    return day


def one_of(what: str, choices: Iterable[Any]) -> Callable[[str], Any]:
    """A reader of the choices' texts that gives the choice itself and raises UsageError for any other text."""
    known = {str(choice): choice for choice in choices}

    def read(text: str) -> Any:  # noqa: ANN401 - one of the choices
        if text not in known:
            message = f"There is no {what} {text!r}: use one of {', '.join(known)}."
            raise UsageError(message)
        return known[text]

    return read


def _province(text: str) -> str:
    choices = tuple(sorted(PROVINCES.values()))
    chosen: str = one_of("province", choices)(text.upper())
    return chosen


def _tactic(text: str) -> str:
    """A tactic of the dashboard's, or what may be one of some campaign's own."""
    chosen: str = text if is_own(text) else one_of("tactic", TACTICS)(text)
    return chosen


def _param(name: str) -> str:
    return _PARAMS.get(name, name)


_PARAMS = {item.name: item.metadata["param"] for item in fields(Filters) if "param" in item.metadata}
_READERS = {
    "first": read_day,
    "last": read_day,
    "as_of": read_day,
    "province": _province,
    "riding": lambda text: str(RidingKey.parse(text)),
    "tactic": _tactic,
    "status": one_of("status", STATUSES),
}
