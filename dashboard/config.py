"""Settings from the environment or ``dashboard.toml`` in the home folder: where data lives and what is allowed."""

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

from dashboard.errors import UsageError

DEFAULT_MAX_UPLOAD_MB = 25
DEFAULT_PRIVATE_NOTE_DAYS = 180
_MOST_DAYS = 36_500


def home() -> Path:
    """The folder that holds the store, loaded boundaries and settings; made when it is not there yet."""
    folder = Path(os.environ.get("DASHBOARD_HOME") or platformdirs.user_data_dir("campaign-dashboard", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder {folder} can't be made: set DASHBOARD_HOME to one that can be written to."
        raise UsageError(message) from error
    return folder


def pages() -> Path:
    """The folder of the pages: inside the package once installed, beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "_pages"
    return installed if installed.is_dir() else package.parent / "pages"


def database_url() -> str:
    """SQLAlchemy address of the store: SQLite in the home folder unless DASHBOARD_DATABASE_URL says otherwise."""
    return _setting("DATABASE_URL") or f"sqlite:///{home() / 'dashboard.sqlite'}"


def max_upload_mb() -> int:
    """The largest file the pages take, in megabytes."""
    text = _setting("MAX_UPLOAD_MB") or str(DEFAULT_MAX_UPLOAD_MB)
    if not text.isdigit() or int(text) < 1:
        message = f"DASHBOARD_MAX_UPLOAD_MB must be a whole number of megabytes, not {text!r}."
        raise UsageError(message)
    return int(text)


def private_note_days() -> int:
    """For how many days after its upload a private note is kept; 0 for ever."""
    text = _setting("PRIVATE_NOTE_DAYS") or str(DEFAULT_PRIVATE_NOTE_DAYS)
    if not text.isdecimal() or int(text) > _MOST_DAYS:
        message = f"DASHBOARD_PRIVATE_NOTE_DAYS must be a whole number of days, 0 to keep notes, not {text!r}."
        raise UsageError(message)
    return int(text)


def language() -> str:
    """The language set for everyone, "en" or "fr", or "" to follow each browser."""
    return _setting("LANGUAGE")[:2].lower()


def _setting(name: str) -> str:
    value = os.environ.get(f"DASHBOARD_{name}")
    return value if value is not None else str(_file_settings(home()).get(name.lower(), ""))


@cache
def _file_settings(folder: Path) -> dict[str, Any]:
    path = folder / "dashboard.toml"
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"The settings file {path} can't be read ({error}): correct it or move it away."
        raise UsageError(message) from error
