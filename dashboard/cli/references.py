"""``dashboard reference``: load, status, who."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard import config
from dashboard.cli.opening import account, open_store, say, say_json, today
from dashboard.errors import UsageError

if TYPE_CHECKING:
    from dashboard.directory.held import Held
    from dashboard.store.references import Saved

app = typer.Typer(
    help="Ridings' boundaries, members and offices.\n\nExample: dashboard reference status", rich_markup_mode=None
)

_TOLD = 5
"""Changes of a load that are told one by one."""

_BY_TITLE = ("member", "minister", "prime_minister")
"""Kinds of what is held that its title tells by itself."""


JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


@app.command(
    "load",
    help="Load boundaries, members and offices from files; the kind of each is detected.\n\n"
    "Example: dashboard reference load ridings.geojson members.json --as-of 2023-10-01",
)
def load(
    files: list[Path],
    as_of: Annotated[str, typer.Option(help="The day the files speak of, YYYY-MM-DD.")] = "",
    *,
    accept_damaged: Annotated[bool, typer.Option("--accept-damaged", help="Take boundaries with damage.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Loads reference files; nothing is stored unless all of them can be used."""
    from dashboard.filters import read_day  # noqa: PLC0415 - `dashboard run` listens before it reads pandas
    from dashboard.reference.load import File, load_files  # noqa: PLC0415 - reads polygons; other commands need not

    store = open_store()
    loaded = load_files(
        [File.read(path) for path in files],
        as_of=read_day(as_of) if as_of else None,
        accept_damaged=accept_damaged,
        home=config.home(),
        today=today(),
    )
    saved = store.save_references(loaded, who=account())
    told = [one.summary | came.counts | {"changes": came.changes, "doubts": list(came.doubts), "news": came.news}
            for one, came in zip(loaded, saved, strict=True)]  # fmt: skip
    if as_json:
        say_json(told)
        return
    for one, came in zip(told, saved, strict=True):
        say(f"{', '.join(one['files'])}: {one['kind']}, {one['records']} records{_came(came)}.")
        say(*(f"  {sentence}" for sentence in _changes(came)))
        say(*(f"  {doubt}" for doubt in one["doubts"]))


def _changes(saved: "Saved") -> list[str]:
    """The first changes of each sort but new records, which a first load has by the hundred; ridings by their names."""
    from dashboard.schema import with_riding_names  # noqa: PLC0415

    told = [sentence for sort in ("moved", "closed", "changed") for sentence in saved.changes.get(sort, [])[:_TOLD]]
    more = sum(saved.changes.get("totals", {}).get(sort, 0) for sort in ("moved", "closed", "changed")) - len(told)
    told += [f"and {more} more: --json or the Data page tells them"] if more > 0 else []
    names = _riding_names()
    return [with_riding_names(sentence, names) for sentence in told]


def _riding_names() -> dict[str, str]:
    """Every riding's English name and key by its key."""
    from dashboard.reference.ridings import ridings  # noqa: PLC0415

    known = zip(ridings()["riding"], ridings()["name_en"], strict=True)
    return {key: f"{name} ({key})" for key, name in known}


def _came(saved: "Saved") -> str:
    """What a load changed, in a few words."""
    if not saved.news:
        return "; known already, nothing changed"
    return "".join(f", {count} {what}" for what, count in saved.counts.items() if count)


@app.command(
    "status",
    help="Each source: order, records, date, licence, age, doubts; as JSON with all counts and the holders of each "
    "post.\n\nExample: dashboard reference status --json",
)
def status(*, as_json: JsonOption = False) -> None:
    """Prints what is loaded and how old it is."""
    from dashboard.directory import Directory, DirectoryTables  # noqa: PLC0415
    from dashboard.reference.status import source_status  # noqa: PLC0415

    store = open_store()
    directory = Directory(DirectoryTables.of(), store.reference_tables()) if as_json else None
    rows = source_status(store.sources(), today(), directory)
    if as_json:
        say_json(rows)
        return
    for row in rows:
        say(_status_line(row))
    if not rows:
        say("Nothing is loaded yet: `dashboard reference load FILE`.")


def _status_line(row: dict[str, Any]) -> str:
    order = f" ({row['riding_order']} order)" if row["riding_order"] else ""
    parts = [
        f"{row['kind']}{order}: {row['records']} records of {row['as_of'] or 'an unstated day'}",
        "" if row["days_old"] is None else f"{row['days_old']} days old",
        f"{row['publisher']}, {row['licence']}" if row["publisher"] else "",
        f"doubts: {len(row['doubts'])}" if row["doubts"] else "",
    ]
    return "; ".join(filter(None, parts))


@app.command(
    "who",
    help="Who held a post, sat for a riding, or what a person held, on one day, between two days or ever.\n\n"
    'Example: dashboard reference who "Minister of Immigration, Refugees and Citizenship" --from 2019-11-20',
)
def who(
    what: Annotated[str, typer.Argument(help="A post's title (English or French), a riding or a person.")],
    on: Annotated[str, typer.Option("--on", help="One day, YYYY-MM-DD.")] = "",
    first: Annotated[str, typer.Option("--from", help="From this day on, YYYY-MM-DD.")] = "",
    last: Annotated[str, typer.Option("--to", help="Up to this day, YYYY-MM-DD.")] = "",
    *,
    as_json: JsonOption = False,
) -> None:
    """Prints who it was, the earliest first."""
    from dashboard.directory import Directory, DirectoryTables  # noqa: PLC0415
    from dashboard.filters import read_day  # noqa: PLC0415
    from dashboard.matching.who import Who  # noqa: PLC0415
    from dashboard.reference.ridings import ridings  # noqa: PLC0415

    if on and (first or last):
        message = "Give either one day with --on, or --from and --to."
        raise UsageError(message)
    days = [read_day(day) if day else None for day in (on or first, on or last)]
    if not what.strip() or (days[0] and days[1] and days[0] > days[1]):
        message = "Name a post, a riding or a person, and give a --from that is not after --to."
        raise UsageError(message)
    directory = Directory(DirectoryTables.of(), open_store().reference_tables())
    held = Who(directory, ridings()).held(what, *days)
    if as_json:
        say_json([_held(one) for one in held])
        return
    names = _riding_names()
    for one in held:
        say(f"{one.name}: {_called(one, names)}, {one.first or 'day unknown'} to {one.last or 'today'}")
    if not held:
        say(f"Nobody is known for {what!r} on these days.")


def _called(one: "Held", names: dict[str, str]) -> str:
    """A seat by its riding, a post by its title; a role beside a post says which one it is."""
    from dashboard.words import ROLE_KINDS  # noqa: PLC0415

    named = names.get(one.what, one.what) or one.kind
    return named if one.kind in _BY_TITLE else f"{ROLE_KINDS[one.kind]}: {named}"


def _held(one: "Held") -> dict[str, Any]:
    return {
        "target_id": one.target_id,
        "name": one.name,
        "kind": one.kind,
        "what": one.what,
        "what_fr": one.what_fr,
        "from": one.first,
        "to": one.last,
    }
