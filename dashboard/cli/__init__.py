"""The commands: the same functions as the pages, for terminals and other programs.

Exit codes: 0 done; 1 a fault of ours; 2 wrong usage or a file that can't be used (nothing changed); 3 done, but some
rows were refused or need a decision. Errors are one line on standard error that says what to do.
"""

import re
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime

import typer
from typer.exceptions import TyperException

from dashboard import config
from dashboard.cli import (
    auditing,
    campaigns,
    exporting,
    imports,
    keeping,
    opening,
    packets,
    planning,
    references,
    refreshing,
    running,
)
from dashboard.errors import DashboardError

_PARSERS_OWN = re.compile(r"Input should be a valid integer\b.*", re.DOTALL)

app = typer.Typer(
    help="See, chart and plan a campaign of calls and posters toward people in power.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(campaigns.app, name="campaign")
app.add_typer(references.app, name="reference")
refreshing.register(references.app)
for module in (running, imports, exporting, planning, packets, auditing, keeping):
    module.register(app)


def main() -> None:
    """Runs the command of the process's arguments and leaves with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command, ``--help`` when none is given, and returns its exit code."""
    try:
        result = app(args=list(arguments) or ["--help"], prog_name="dashboard", standalone_mode=False)
    except DashboardError as error:
        return _told(str(error), 2)
    except TyperException as error:
        return _told(f"{_PARSERS_OWN.sub('Write a whole number.', error.format_message())} See `dashboard --help`.", 2)
    except (typer.Abort, KeyboardInterrupt):
        return _told("Stopped.", 2)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; there is nobody left to tell
        return 0
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback reaches a person
        return _told(f"This is a fault of ours ({type(error).__name__}); {_logged()}", 1)
    finally:
        opening.close()
    return result if isinstance(result, int) else 0


def _told(sentence: str, code: int) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)  # noqa: T201 - the one place where errors are told
    return code


def _logged() -> str:
    """Keeps the traceback in the home folder and says where."""
    try:
        path = config.home() / "dashboard.log"
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n{_traceback()}\n")
    except (OSError, DashboardError):
        return "its details could not be written to the home folder."
    return f"please report what {path} says at its end."


def _traceback() -> str:
    """Where it failed, without the values: they may be somebody's words."""
    _, error, trace = sys.exc_info()
    return "".join(traceback.format_tb(trace)) + type(error).__name__
