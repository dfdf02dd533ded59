"""Reference data from the official addresses: all of it is fetched and checked before anything is replaced."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.errors import NetworkError
from dashboard.reference.fetch import Network, fetch
from dashboard.reference.load import File, Loaded, load_files
from dashboard.reference.ridings import riding_keys
from dashboard.schema import ORDERS
from dashboard.sources import ADDRESSES, BOUNDARIES, PARTS, Address

OFFICIAL = Network()
"""The network as it is; one for all, so that requests are counted together."""

_FEWEST = 0.9
"""Share of the seats that a list of members has to fill, or it is a part of the list."""
_CHECKING = "Checking what came."


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, after how many of all steps, and how many bytes of it came so far."""

    name: str
    done: int
    total: int
    received: int = 0


def no_one(_step: Step) -> None:
    """Tells nobody."""


def refresh(
    *,
    home: Path,
    today: date,
    tell: Callable[[Step], None] = no_one,
    parts: Collection[str] = PARTS,
    kept: Collection[int] = (),
    addresses: Sequence[Address] = ADDRESSES,
    network: Network = OFFICIAL,
) -> list[Loaded]:
    """What the official addresses give, ready for the store; boundaries of the orders ``kept`` are left as they are.

    Raises NetworkError or UnusableFileError, in one sentence, for the first thing that is amiss, with nothing written:
    boundaries reach the ``home`` folder only once all that came is found good.
    """
    wanted = [one for one in addresses if one.part in parts and one.order not in kept]
    steps = len(wanted) + 1
    came: list[tuple[Address, list[File]]] = []
    for done, address in enumerate(wanted):
        came.append((address, _files(address, network, tell, Step(address.step, done, steps))))
    tell(Step(_CHECKING, len(wanted), steps))
    loaded = _checked(came, home, today)
    tell(Step(_CHECKING, steps, steps))
    return loaded


def _files(address: Address, network: Network, tell: Callable[[Step], None], step: Step) -> list[File]:
    tell(step)
    pages = fetch(address, network, lambda received: tell(replace(step, received=received)))
    return [File(_name(address), page) for page in pages]


def _name(address: Address) -> str:
    """What the file is called in sentences."""
    folder, _, last = urlsplit(address.url).path.strip("/").rpartition("/")
    return f"{last if '.' in last else folder.rpartition('/')[2] + '/' + last} ({address.publisher})"


def _checked(came: list[tuple[Address, list[File]]], home: Path, today: date) -> list[Loaded]:
    """All records, people read a second time where there are new polygons to see their offices by."""
    shapes = [file for address, files in came if address.part == BOUNDARIES for file in files]
    lists = [file for address, files in came if address.part != BOUNDARIES for file in files]
    people = load_files(lists, home=home, today=today, as_of=today) if lists else []
    for one in people:
        _check_seats(one)
    if not shapes:
        return people
    boundaries = load_files(shapes, home=home, today=today)
    return boundaries + (load_files(lists, home=home, today=today, as_of=today) if lists else [])


def _check_seats(one: Loaded) -> None:
    members = one.summary.get("members")
    seats = len(riding_keys(one.source["riding_order"] or ORDERS[-1]))
    if members is not None and members < _FEWEST * seats:
        publisher = one.source["publisher"]
        message = (
            f"{publisher} lists only {members} members for {seats} seats: nothing was changed and what is loaded stays "
            "in use; try again later."
        )
        raise NetworkError(message)
