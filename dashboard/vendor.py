"""Scripts of others that the map loads, served from the installed package that carries them and not copied."""

from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from dashboard.geometry import Published

URL = "/vendor/"
FILES = {"maplibre-gl.js": "text/javascript", "maplibre-gl.css": "text/css"}
"""Files of the package ``maplibre``, with their types."""


@cache
def version() -> str:
    """The version of the installed package, which addresses carry so that browsers may keep the files for good."""
    return metadata.version("maplibre")


def address(name: str) -> str:
    """Where one of ``FILES`` is served."""
    return f"{URL}{name}?v={version()}"


@cache
def file(name: str) -> Published | None:
    """One of ``FILES``, or None for any other name. The package is found without being run: its start is slow."""
    package = find_spec("maplibre") if name in FILES else None
    if package is None or not package.submodule_search_locations:
        return None
    return Published(Path(package.submodule_search_locations[0], "srcjs", name).read_bytes())
