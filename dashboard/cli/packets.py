"""``dashboard packet``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard import config
from dashboard.cli.opening import check_writable, open_store, say, today, write_bytes
from dashboard.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from dashboard.planning.runs import Manner, Run
    from dashboard.snapshot import Snapshot

_HELP = (
    "One HTML file to take along: the offices in order, what to say, and a form that works without a signal and "
    "saves a file that `dashboard import` takes. With --from-postal the offices are put into a short order; else they "
    "stay as they are named.\n\nExample: dashboard packet --campaign renew-pgwp-2020 --offices mendicino-constituency "
    "freeland-constituency -o packet.html"
)


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("packet", help=_HELP)(packet)


def packet(
    campaign: Annotated[str, typer.Option(help="The campaign's slug.")],
    offices: Annotated[list[str], typer.Option(help="Ids of the offices, one or more.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    more: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="More ids, after the first.")] = None,
    from_postal: Annotated[str, typer.Option(help="Begin here: a postal code or a city.")] = "",
    mode: Annotated[str, typer.Option(help="driving or walking.")] = "driving",
    stay: Annotated[float, typer.Option(help="Minutes at each stop.")] = 60,
    as_of: Annotated[str, typer.Option(help="As of this day, YYYY-MM-DD; else today or the campaign's end.")] = "",
    lang: Annotated[str, typer.Option(help="en or fr; else as the settings say.")] = "",
    *,
    returns: Annotated[bool, typer.Option("--return", help="Count the way back to the start.")] = False,
) -> None:
    """Writes the packet."""
    from dashboard import snapshot  # noqa: PLC0415 - the first page's start must not pay for these
    from dashboard.exports.packet import packet as made  # noqa: PLC0415
    from dashboard.filters import read_day  # noqa: PLC0415
    from dashboard.translation import LANGUAGES  # noqa: PLC0415
    from dashboard.words import words  # noqa: PLC0415

    language = lang or config.language() or "en"
    if language not in LANGUAGES:
        message = f"There is no language {language!r}: use --lang en or --lang fr."
        raise UsageError(message)
    manner = _manner(from_postal, mode, stay, returns=returns)
    check_writable(output)
    of = snapshot.load(open_store(), campaign)
    day = (read_day(as_of) if as_of else None) or of.campaign.last_day(today())
    run = _run(of, [*offices, *(more or [])], manner, day)
    write_bytes(output, made(of, run, run.rounds[0], words(language), day))
    say(f"{output}: {len(run.rounds[0].stops)} offices.")


def _manner(from_postal: str, mode: str, stay: float, *, returns: bool) -> "Manner":
    from dashboard.planning import MODES  # noqa: PLC0415 - as above
    from dashboard.planning.runs import Manner  # noqa: PLC0415
    from dashboard.reference.places import find_place  # noqa: PLC0415

    if mode not in MODES:
        message = f"There is no way to travel {mode!r}: use one of {', '.join(MODES)}."
        raise UsageError(message)
    if not 0 < stay <= 24 * 60:
        message = "Write the minutes at each stop as a number above 0, for example --stay 20."
        raise UsageError(message)
    place = find_place(from_postal, home=config.home()) if from_postal else None
    if from_postal and place is None:
        message = (
            f"No place {from_postal!r} is known: write a postal code such as M6A 1A3, its first three signs, or a city."
        )
        raise UsageError(message)
    return Manner((place.latitude, place.longitude) if place else None, MODES[mode], stay, returns)


def _run(of: "Snapshot", offices: list[str], manner: "Manner", day: date) -> "Run":
    """The run through all of the offices; raises NotFoundError for one that is not there."""
    from dashboard.directory.standing import standing  # noqa: PLC0415 - as above
    from dashboard.planning import day_of, runs  # noqa: PLC0415

    there = standing(of.offices, day_of(day)).drop_duplicates("office_id").set_index("office_id", drop=False)
    for office in offices:
        if office not in there.index:
            message = f"There is no open office {office!r}: `dashboard export offices` lists them."
            raise NotFoundError(message)
    table = there.loc[list(dict.fromkeys(offices))].reset_index(drop=True)
    found = runs.run(table, manner) if manner.start else runs.as_given(table, manner)
    if found.placeless:
        message = f"Nobody knows where {', '.join(found.placeless)} is: name offices with an address."
        raise UsageError(message)
    return found
