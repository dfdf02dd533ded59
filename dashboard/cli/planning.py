"""``dashboard next``."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard import config
from dashboard.cli.opening import open_store, say, say_json, today
from dashboard.errors import UsageError

if TYPE_CHECKING:
    from dashboard.planning import Reasons, Travel
    from dashboard.words import Words

_HELP = (
    "The next-best offices: what one more shift at each would add to the campaign's pressure for an hour of work, best "
    'first, with reasons.\n\nExample: dashboard next --campaign renew-pgwp-2020 --from-postal "M6A 1A3" --hours 6'
)
_JSON = (
    "rank",
    "office_id",
    "target_id",
    "target",
    "tactic",
    "quantity",
    "hours",
    "gain",
    "gain_per_hour",
    "distance_km",
)


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("next", help=_HELP)(next_offices)


def next_offices(
    campaign: Annotated[str, typer.Option(help="The campaign's slug.")],
    as_of: Annotated[str, typer.Option(help="As of this day, YYYY-MM-DD; else today or the campaign's end.")] = "",
    hours: Annotated[float, typer.Option(help="Only what fits into so many volunteer hours together.")] = 0,
    from_postal: Annotated[str, typer.Option(help="Count the way from here: a postal code or a city.")] = "",
    limit: Annotated[int, typer.Option(help="At most so many.")] = 10,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Prints the ranking."""
    from dashboard import planning, snapshot  # noqa: PLC0415 - the first page's start must not pay for these
    from dashboard.filters import read_day  # noqa: PLC0415
    from dashboard.words import words  # noqa: PLC0415

    if limit < 1:
        message = "Ask for at least one office: --limit 1 or more."
        raise UsageError(message)
    if not 0 <= hours < float("inf"):
        message = "Write the hours as a number above 0, for example --hours 6."
        raise UsageError(message)
    asked = read_day(as_of) if as_of else None
    travel = _travel(from_postal) if from_postal else None
    store = open_store()
    of = snapshot.load(store, campaign)
    wishes = planning.wishes_of(of, asked or of.campaign.last_day(today()), travel=travel)
    ranking = planning.next_best(of, wishes)
    chosen = planning.within_hours(ranking.rows, hours) if hours else ranking.rows
    places = chosen.index[:limit].tolist()
    in_language = words(config.language() or "en")
    rows, reasons = ranking.told(places), planning.Reasons(ranking, in_language)
    if as_json:
        say_json([_record(row, reasons.of(row)) for row in rows])
        return
    _tell(rows, reasons, in_language)


def _travel(text: str) -> "Travel":
    from dashboard.planning import Travel  # noqa: PLC0415 - as above
    from dashboard.reference.places import find_place  # noqa: PLC0415

    place = find_place(text, home=config.home())
    if place is None:
        message = f"No place {text!r} is known: write a postal code such as M6A 1A3, its first three signs, or a city."
        raise UsageError(message)
    return Travel(place.latitude, place.longitude)


def _record(row: Mapping[str, Any], reasons: list[str]) -> dict[str, Any]:
    told = {name: _plain(row[name]) for name in _JSON}
    return {**told, "reasons": reasons, "stability": int(row["stability"])}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell
    number = value.item() if hasattr(value, "item") else value
    return None if number != number else number  # noqa: PLR0124 - NaN alone


def _tell(rows: Collection[Mapping[str, Any]], reasons: "Reasons", words: "Words") -> None:
    for row in rows:
        what = f"{words.counted(row['tactic'], row['quantity'])}, {row['hours']:.1f} h"
        say(f"{row['rank']}. {row['target']} ({row['office_id']}): {what}")
        say(f"   {row['gain_per_hour']:.3f} points an hour, in the top ten under {row['stability']} of 81 settings")
        say(f"   {'. '.join(reasons.of(row))}.")
    if not rows:
        say("No office can be ranked: load members and their offices with `dashboard reference load`.")
