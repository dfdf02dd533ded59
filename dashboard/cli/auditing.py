"""``dashboard audit``."""

import json
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.opening import open_store, say_bytes, say_json, write_bytes

_HELP = (
    "The audit trail, newest first: when (UTC), who, what kind of change, in which campaign and which ids; never what "
    "a note says.\n\nExample: dashboard audit --campaign renew-pgwp-2020 -o audit.csv"
)


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("audit", help=_HELP)(audit)


def audit(
    campaign: Annotated[str | None, typer.Option(help="Changes in this campaign alone, by its slug.")] = None,
    kind: Annotated[str | None, typer.Option(help="Changes of one kind, for example upload or undo.")] = None,
    who: Annotated[str | None, typer.Option(help="Changes by one account, or by page for the pages.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="The newest so many; all of them if absent.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file; standard output if absent.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON, ids as an object.")] = False,
) -> None:
    """Writes the trail as CSV, or as JSON."""
    from dashboard.exports import write  # noqa: PLC0415 - the first page's start must not pay for it
    from dashboard.store.audit import Wanted  # noqa: PLC0415

    entries = open_store().audit(limit, Wanted(campaign, kind, who))
    if not as_json:
        data = write(entries, "csv", {})
        say_bytes(data) if output is None else write_bytes(output, data)
        return
    told = entries.assign(ids=entries["ids"].map(json.loads)).to_dict("records")
    if output is None:
        say_json(told)
    else:
        write_bytes(output, json.dumps(told, ensure_ascii=False, indent=1).encode())
