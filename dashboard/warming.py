"""What the first page needs is made ready while its browser still loads the page's scripts."""

import gc
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from threading import Thread

from streamlit.starlette import App

from dashboard import gate, vendor
from dashboard.errors import DashboardError

_FIRST_PAGE = ("pandas", "sqlalchemy", "dashboard.store", "dashboard.snapshot", "dashboard.ui.map")


_SHOWN = ("streamlit.emojis", "dashboard.ui.frame", "dashboard.ui.bar", "dashboard.ui.mapview", "dashboard.ui.listing")
"""What the page's own run would read else, where the browser leaves time for it."""


def _import(names: Iterable[str]) -> None:
    for name in names:
        with suppress(ImportError):
            import_module(name)


class Warming:
    """A server's beginning: ``prepare`` makes the store ready, then what the first page shows is loaded.

    Pages wait for ``prepare``; what it raises is kept in ``failed``, and ``stop`` is called.
    """

    def __init__(self, prepare: Callable[[], None] | None, *, with_data: bool) -> None:
        self.prepare, self.with_data = prepare, with_data
        self.failed: Exception | None = None
        self.stop: Callable[[], None] = lambda: None

    @asynccontextmanager
    async def lifespan(self, _: App) -> AsyncIterator[None]:
        """Begins when the server does, in a thread beside it."""
        gate.shut()
        Thread(target=self._run, name="warm-up", daemon=True).start()
        yield

    def _run(self) -> None:
        try:
            if self.prepare:
                self.prepare()
        except Exception as error:  # noqa: BLE001 - raised again where the command tells it
            self.failed = error
            self.stop()
        finally:
            gate.release()
        try:
            if not self.failed:
                self._load()
        finally:
            gc.enable()

    def _load(self) -> None:
        _import(_FIRST_PAGE)
        if self.with_data:
            from dashboard.ui import cached  # noqa: PLC0415 - in this thread, so that the server listens meanwhile

            with suppress(DashboardError):  # whoever opens a page is told
                cached.prepare()
                _import(_SHOWN)
                cached.keep_ready()
        for name in vendor.FILES:
            if piece := vendor.file(name):
                _ = piece.packed
        gc.freeze()  # Streamlit collects garbage after every run; what lives for good need not be looked at each time
