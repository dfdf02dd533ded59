"""``dashboard run``."""

import gc
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.reference.shipped import EXAMPLE, shipped

if TYPE_CHECKING:
    from dashboard.store import Store


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command(
        "run",
        help="Start the app and print its address; an empty store is filled with the founding campaign as an example."
        "\n\nExample: dashboard run --port 8501",
    )(run)


def run(
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8501,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for every one.")] = "127.0.0.1",
    *,
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty store with the founding campaign.")] = False,
) -> None:
    """Serves the app until it is stopped."""
    gc.disable()  # what a start makes is no garbage: looking for some would take a fifth of it; warming ends that
    from dashboard import serve  # noqa: PLC0415 - Streamlit is loaded for this command alone

    serve.run(host, port, prepare=partial(_make_ready, demo=demo))


def _make_ready(*, demo: bool) -> None:
    """The store, brought to this version and filled where it is empty."""
    from dashboard.cli.opening import open_store  # noqa: PLC0415

    store = open_store()
    slugs = store.campaigns()["slug"].tolist()
    if not slugs or (demo and EXAMPLE not in slugs):
        _fill(store)


def _fill(store: "Store") -> None:
    """Loads the founding campaign, marked as an example."""
    from dashboard.cli.folders import load_folder  # noqa: PLC0415 - only a first start reads files

    load_folder(store, shipped(f"campaigns/{EXAMPLE}"), example=True)
