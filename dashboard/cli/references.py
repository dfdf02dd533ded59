"""``dashboard reference``: load, status."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard import config
from dashboard.cli.opening import open_store, say, say_json, today

app = typer.Typer(
    help="Ridings' boundaries, members and offices.\n\nExample: dashboard reference status", rich_markup_mode=None
)

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
    store.save_references(loaded)
    if as_json:
        say_json([one.summary for one in loaded])
        return
    for one in loaded:
        say(f"{', '.join(one.summary['files'])}: {one.kind}, {one.summary['records']} records.")
        say(*(f"  {doubt}" for doubt in one.summary["doubts"]))


@app.command("status", help="Each source: order, records, date, licence, age.\n\nExample: dashboard reference status")
def status(*, as_json: JsonOption = False) -> None:
    """Prints what is loaded and how old it is."""
    from dashboard.reference.status import source_status  # noqa: PLC0415

    rows = source_status(open_store().sources(), today())
    if as_json:
        say_json(rows)
        return
    for row in rows:
        age = "" if row["days_old"] is None else f", {row['days_old']} days old"
        order = f" ({row['riding_order']} order)" if row["riding_order"] else ""
        say(f"{row['kind']}{order}: {row['records']} records of {row['as_of'] or 'an unstated day'}{age}")
    if not rows:
        say("Nothing is loaded yet: `dashboard reference load FILE`.")
