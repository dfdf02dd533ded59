"""``dashboard export``."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from dashboard import config
from dashboard.cli.opening import open_store, say_bytes, today, write_bytes
from dashboard.errors import MovedOnError, UsageError

T = TypeVar("T")
_TRIES = 20

_HELP = (
    "A table as a file: actions, coverage, pressure, contributions, offices, outcomes, ridings or next, with the same "
    "filters as the pages.\n\nExample: dashboard export coverage --campaign renew-pgwp-2020 -o coverage.csv"
)


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("export", help=_HELP)(export)


def export(
    table: str,
    campaign: Annotated[str, typer.Option(help="The campaign's slug; the only one where there is just one.")] = "",
    first: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")] = "",
    as_of: Annotated[str, typer.Option(help="As of this day, YYYY-MM-DD.")] = "",
    province: Annotated[str, typer.Option(help="Two letters, for example ON.")] = "",
    riding: Annotated[str, typer.Option(help="ORDER:CODE, for example 2013:35024; of both orders.")] = "",
    tactic: Annotated[str, typer.Option(help="For example call or poster_office.")] = "",
    person: Annotated[str, typer.Option(help="A target's id.")] = "",
    status: Annotated[str, typer.Option(help="What has been done, for example called (coverage).")] = "",
    file_format: Annotated[str, typer.Option("--format", help="csv, json, xlsx, geojson or parquet.")] = "csv",
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file; standard output if absent.")] = None,
    *,
    private: Annotated[bool, typer.Option("--private", help="Private notes too (actions).")] = False,
) -> None:
    """Writes one table."""
    from dashboard import exports, snapshot  # noqa: PLC0415 - the first page's start must not pay for these
    from dashboard.filters import Filters  # noqa: PLC0415
    from dashboard.reference.lookup import shapes  # noqa: PLC0415

    params = {
        "from": first, "to": last, "as_of": as_of, "province": province, "riding": riding, "tactic": tactic,
        "person": person, "status": status,
    }  # fmt: skip
    filters, ignored = Filters.from_params(params)
    if ignored:
        raise UsageError(ignored[0])
    if table not in exports.TABLES:
        message = f"There is no table {table!r}: use one of {', '.join(exports.TABLES)}."
        raise UsageError(message)
    store = open_store()
    slug = campaign or _only_campaign(store.campaigns()["slug"].tolist(), table)
    polygons = shapes(config.home()) if file_format == "geojson" and table == "ridings" else None

    def made() -> tuple[bytes, dict[str, Any]]:
        known = snapshot.load(store, slug) if slug else snapshot.of_reference(store)
        exports.refuse_unknown(known, filters)
        return exports.file(table, known, filters, today(), file_format, private=private, polygons=polygons)

    data, about = _of_one_moment(made)
    if output is None:
        say_bytes(data)
        return
    write_bytes(output, data)
    if file_format in ("csv", "json"):
        write_bytes(output.with_name(f"{output.name}.meta.json"), exports.sidecar(about))


def _of_one_moment(made: Callable[[], T]) -> T:
    """What is made of the store, made again where others changed it meanwhile."""
    for _ in range(_TRIES):
        with suppress(MovedOnError):
            return made()
    return made()


def _only_campaign(slugs: list[str], table: str) -> str:
    """The campaign meant where none is named; "" for tables that can do without."""
    if len(slugs) == 1:
        return slugs[0]
    if table in ("offices", "ridings"):
        return ""
    told = f"one of {', '.join(slugs)}" if slugs else "there is none yet, see `dashboard campaign load --help`"
    message = f"Say which campaign with --campaign: {told}."
    raise UsageError(message)
