"""``dashboard backup``, ``restore``, ``migrate``, ``doctor``."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard import config
from dashboard.cli.opening import account, open_store, say


def register(app: typer.Typer) -> None:
    """Adds the commands to the program."""
    app.command(
        "backup",
        help="Keep the whole store in one file, while the app runs. It holds private notes: keep it safe."
        "\n\nExample: dashboard backup campaign.backup",
    )(backup)
    app.command(
        "restore",
        help="Bring a backup back; it is checked whole first and the present store is kept beside it."
        "\n\nExample: dashboard restore campaign.backup",
    )(restore)
    app.command("migrate", help="Bring the store to this version.\n\nExample: dashboard migrate")(migrate)
    app.command("doctor", help="Check the store; changes nothing unless told to.\n\nExample: dashboard doctor")(doctor)


def backup(file: Path) -> None:
    """Writes a backup."""
    open_store().backup(file)
    say(f"Wrote {file}. It may hold private notes: keep it where only organizers can read it.")


def restore(file: Path) -> None:
    """Replaces the store by a backup."""
    from dashboard.store import Store  # noqa: PLC0415 - `dashboard run` listens before it reads pandas

    kept = Store.restore(file, config.database_url(), who=account())
    say(f"Restored {file}." + (f" The store as it was is kept in {kept}." if kept else ""))


def migrate() -> None:
    """Runs the migrations that are missing."""
    store = open_store()
    say(f"The store is of this version (revision {store.revision()}).")


def doctor(
    *, mend: Annotated[bool, typer.Option("--mend", help="Count totals anew from the actions first.")] = False
) -> int:
    """Prints each finding; 1 when something is wrong."""
    from dashboard.reference.ridings import riding_keys  # noqa: PLC0415

    store = open_store(migrate=False)
    if mend:
        store.recount(who=account())
        say("Counted the totals anew.")
    findings = store.doctor(riding_keys())
    say(*(f"{'ok' if finding.ok else 'WRONG'}: {finding.what}" for finding in findings))
    return 0 if all(finding.ok for finding in findings) else 1
