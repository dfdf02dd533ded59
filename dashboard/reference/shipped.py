"""Where the data that ships with the dashboard lies: in an installed copy or in a checkout."""

from pathlib import Path

EXAMPLE = "renew-pgwp-2020"
"""The founding campaign, which ships with the dashboard."""

_PACKAGE = Path(__file__).parents[1]


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, named from ``data/``."""
    installed = _PACKAGE / "_data"
    return (installed if installed.is_dir() else _PACKAGE.parent / "data") / name
