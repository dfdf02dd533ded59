"""``dashboard import``, ``uploads``, ``undo``, ``redo``."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.cli.opening import (
    SOME_REFUSED,
    account,
    check_apart,
    check_writable,
    open_store,
    say,
    say_json,
    write_parts,
)
from dashboard.cli.progress import Progress
from dashboard.errors import UsageError

if TYPE_CHECKING:
    from dashboard.identity import Receipt

_SHOWN, _DIGITS = 20, 10


def register(app: typer.Typer) -> None:
    """Adds the commands to the program."""
    app.command("import", help=_IMPORT)(import_file)
    app.command("uploads", help=_UPLOADS)(uploads)
    app.command("undo", help="Take one upload back, whole.\n\nExample: dashboard undo 3")(undo)
    app.command("redo", help="Bring an undone upload back.\n\nExample: dashboard redo 3")(redo)


_UPLOADS = (
    "The history of uploads, or of one action.\n\n"
    "Example: dashboard uploads --json; dashboard uploads --campaign renew-pgwp-2020 --action march-petition"
)
_IMPORT = (
    "One file of actions into a campaign: every row is added, updated, a duplicate, needs a decision or is refused, "
    "and the receipt says which.\n\nExample: dashboard import calls.csv --campaign renew-pgwp-2020 --rejects mend.csv"
)


def import_file(
    file: Path,
    campaign: Annotated[str, typer.Option(help="The campaign's slug.")],
    sheet: Annotated[str, typer.Option(help="The sheet of a spreadsheet.")] = "",
    date_order: Annotated[str, typer.Option(help="How 03/04/2020 is read: dmy or mdy.")] = "",
    mapping: Annotated[
        Path | None, typer.Option(help="Which columns are which, as TOML: [columns] date = 'When?'.")
    ] = None,
    decisions: Annotated[Path | None, typer.Option(help="What names mean, as CSV: kind, name, meaning.")] = None,
    privacy: Annotated[str, typer.Option(help="Personal data in free text: redact, private or refuse.")] = "redact",
    receipt: Annotated[Path | None, typer.Option(help="Write what became of each line here, as CSV.")] = None,
    rejects: Annotated[Path | None, typer.Option(help="Write refused and undecided rows here, to mend.")] = None,
    questions: Annotated[Path | None, typer.Option(help="Write open questions here, to answer as decisions.")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; store nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> int:
    """Imports one file."""
    if date_order not in ("", "dmy", "mdy"):
        message = f"The date order must be dmy or mdy, not {date_order!r}."
        raise UsageError(message)
    progress = Progress(file.stat().st_size if file.is_file() else 0)
    progress.step(f"Reading {file.name}.")
    from dashboard.cli import understanding  # noqa: PLC0415 - the first page's start must not pay for these
    from dashboard.exports import csv_parts  # noqa: PLC0415
    from dashboard.ingest.answers import questions_table  # noqa: PLC0415

    store = open_store()
    asked = understanding.Asked(date_order, sheet, privacy, mapping, decisions)
    parsed, directory = understanding.understood(store, campaign, file, asked, progress)
    check_apart(file, *filter(None, (mapping, decisions, receipt, rejects, questions)))
    for wanted in filter(None, (receipt, rejects, questions)):
        check_writable(wanted)
    known, tell = (campaign, parsed, directory), partial(_hear, progress, parsed.usable.rows)
    done = store.preview(*known, tell) if dry_run else store.commit(*known, who=account(), tell=tell)
    progress.end()
    for path, tables in (
        (receipt, done.line_pieces()),
        (rejects, done.rejects()),
        (questions, [questions_table(parsed.asked)]),
    ):
        if path:
            write_parts(path, csv_parts(tables))
    if as_json:
        say_json(done.as_json())
    else:
        _tell(done, len(parsed.asked), dry_run=dry_run)
    return SOME_REFUSED if done.counts["refused"] + done.counts["needs_decision"] else 0


def _hear(progress: Progress, rows: int, step: str, more: int) -> None:
    """Takes in what the store tells of its steps."""
    told = {"comparing": "Comparing {} rows with what is known.", "keeping": "Keeping what is new of {} rows."}
    progress.step(told[step].format(f"{rows:,}"), rows)
    progress.more(more)


def uploads(
    action: Annotated[str, typer.Option(help="Show what each upload said of the action with this id.")] = "",
    campaign: Annotated[str, typer.Option(help="The slug of that action's campaign.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False,
) -> None:
    """Prints the history of uploads, newest first, or that of one action."""
    from dashboard.schema import FATES  # noqa: PLC0415 - `dashboard run` listens before it reads pandas

    if action or campaign:
        _tell_versions(campaign, action, as_json=as_json)
        return
    rows = open_store().uploads(None)
    if as_json:
        say_json(rows.to_dict("records"))
        return
    for row in rows.to_dict("records"):
        told = ", ".join(f"{row[fate]} {fate}" for fate in FATES if row[fate])
        head = f"{row['upload_id']}: {row['at']} {row['campaign']}"
        say(f"{head}, {row['rows']} rows ({told or 'nothing'}), {row['state']}")
    if rows.empty:
        say("No upload yet: `dashboard import FILE --campaign SLUG`.")


def _tell_versions(campaign: str, action: str, *, as_json: bool) -> None:
    """What each upload said of an action, oldest first."""
    if not (action and campaign):
        message = "One action's history needs both --action ID and --campaign SLUG: name both."
        raise UsageError(message)
    rows = open_store().versions(campaign, action).to_dict("records")
    if as_json:
        say_json(rows)
        return
    for row in rows:
        changes = ", ".join(f"{name} {old!r} to {new!r}" for name, (old, new) in row["changes"].items())
        say(f"upload {row['upload_id']} ({row['state']}), {row['at']}, {row['who']}: {changes or 'nothing new'}")


def undo(upload_id: str, *, as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False) -> None:
    """Takes one upload back."""
    _tell_change(open_store().undo(_number(upload_id), who=account()), "Took back", as_json=as_json)


def redo(upload_id: str, *, as_json: Annotated[bool, typer.Option("--json", help="Answer in JSON.")] = False) -> None:
    """Brings one upload back."""
    _tell_change(open_store().redo(_number(upload_id), who=account()), "Brought back", as_json=as_json)


def _number(text: str) -> int:
    """The number of an upload as typed; raises UsageError."""
    if not (text.isascii() and text.isdigit() and len(text) < _DIGITS):
        message = f"{text!r} is no number of an upload: see `dashboard uploads`."
        raise UsageError(message)
    return int(text)


def _tell_change(change: Mapping[str, Any], what: str, *, as_json: bool) -> None:
    if as_json:
        say_json(dict(change))
        return
    told = ", ".join(f"{number} {name}" for name, number in change.items() if name != "upload_id")
    say(f"{what} upload {change['upload_id']}: {told}.")


def _tell(done: "Receipt", asked: int, *, dry_run: bool) -> None:
    """The receipt in lines: the five fates, what was guessed or dropped, and the first rows to mend."""
    from dashboard.schema import FATES  # noqa: PLC0415

    counts = done.counts
    head = "Would be" if dry_run else f"Upload {done.upload_id}:"
    say(f"{head} {counts['added']} new, " + ", ".join(f"{counts[fate]} {fate}" for fate in FATES[1:]) + ".")
    if done.dropped_columns:
        say(f"Columns not kept: {', '.join(done.dropped_columns)}.")
    say(*done.notes)
    if asked:
        names = "1 question is" if asked == 1 else f"{asked} questions are"
        say(f"{names} open: --questions FILE writes what to answer, and --decisions FILE takes the answers.")
    say(*(f"line {line}, {fate}: {reason}" for line, fate, reason in islice(_wrong(done), _SHOWN)))
    more = counts["refused"] + counts["needs_decision"] - _SHOWN
    if more > 0:
        say(f"and {more} more: --receipt FILE or --rejects FILE writes all of them.")


def _wrong(done: "Receipt") -> Iterator[tuple[int, str, str]]:
    """Line, fate and reason of each row to mend."""
    for lines in done.line_pieces() if done.counts["refused"] + done.counts["needs_decision"] else ():
        wrong = lines[lines["fate"].isin(["refused", "needs_decision"])]
        yield from zip(wrong["line"], wrong["fate"], wrong["reason"], strict=True)
