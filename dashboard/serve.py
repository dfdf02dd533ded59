"""The server: the pages, the map's pieces and the health checks as one ASGI application, and the command to run it.

Options are set here and not left to ``.streamlit/config.toml``, which is only found beside a checkout; a test keeps
the two alike. ``uvicorn dashboard.serve:app`` serves the same application.
"""

import logging
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import streamlit
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from streamlit import config as options
from streamlit import delta_generator
from streamlit.starlette import App

from dashboard import config, gate, geometry, logs, memory, vendor
from dashboard.errors import DashboardError, UsageError
from dashboard.guard import Guard, allowed_hosts, is_everywhere, page_policy
from dashboard.held import HeldFiles
from dashboard.look import THEME
from dashboard.packed import FOR_GOOD, PackedScripts, answer
from dashboard.warming import Warming

SCRIPT = Path(__file__).with_name("app.py")
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8501

_OWN_ADDRESS = "window.__streamlit = { BACKEND_BASE_URL: window.location.origin }"
_log = logging.getLogger(__name__)


def settings(host: str = DEFAULT_HOST, port: int = DEFAULT_PORT) -> dict[str, Any]:
    """Every Streamlit option the dashboard relies on, by its name."""
    return {
        "browser.gatherUsageStats": False,
        "browser.serverAddress": "localhost" if is_everywhere(host) else host,
        "browser.serverPort": port,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.toolbarMode": "minimal",
        "global.developmentMode": False,
        "global.minCachedMessageSize": 1_500.0,  # bytes: a page that has the style sheet is not sent it with every run
        "logger.enableRich": False,
        "runner.magicEnabled": False,
        "server.address": host,
        "server.allowRunOnSave": False,
        "server.allowedHosts": ["*"] if is_everywhere(host) else allowed_hosts(host, _more_hosts()),
        "server.enableStaticServing": False,
        "server.fileWatcherType": "none",
        "server.headless": True,
        "server.maxUploadSize": config.max_upload_mb(),
        "server.port": port,
        **THEME,
    }


def create_app(
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    *,
    script: Path = SCRIPT,
    ready: Callable[[], None] | None = None,
    warming: Warming | None = None,
) -> App:
    """The ASGI application over one entry script.

    ``ready`` is what ``/ready`` asks: it returns when the store can be used and raises DashboardError when not.
    ``warming`` is what it begins with, else that of a store which is ready.
    """
    memory.be_frugal()
    hosts = allowed_hosts(host, _more_hosts())
    for name, value in settings(host, port).items():
        options.set_option(name, value)
    # In the first page's run Streamlit would read the source of every caller, to warn whoever is in a notebook.
    delta_generator._use_warning_has_been_displayed = True  # noqa: SLF001 - there is no option for it
    opening = _opening_page()
    guard = Middleware(Guard, policy=page_policy(opening), hosts=hosts, by_address=is_everywhere(host))
    logs.keep_text_out()
    return App(
        script,
        lifespan=(warming or Warming(None, with_data=script == SCRIPT)).lifespan,
        routes=[*_routes(ready or _store_is_ready), *_page_routes(opening)],
        middleware=[guard, Middleware(HeldFiles, megabytes=config.max_upload_mb()), Middleware(PackedScripts)],
        on_script_error=_say_plainly,
    )


def run(
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    *,
    script: Path = SCRIPT,
    ready: Callable[[], None] | None = None,
    prepare: Callable[[], None] | None = None,
) -> None:
    """Serves the dashboard until it is stopped; says its address in one line once it can be opened.

    Port 0 takes any free one. ``prepare`` makes the store ready while the first browser loads the page's scripts: what
    it raises stops the server and is raised here. Raises UsageError where it can't listen.
    """
    import uvicorn  # noqa: PLC0415 - not needed where another server runs the application

    from dashboard.sending import Connection  # noqa: PLC0415

    class Announced(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            shown = "localhost" if is_everywhere(host) else f"[{host}]" if ":" in host else host
            sys.stdout.write(f"The dashboard is at http://{shown}:{port} (Ctrl+C stops it).\n")
            sys.stdout.flush()

        def give_up(self) -> None:
            self.should_exit = True

    warming = Warming(prepare, with_data=script == SCRIPT)
    with _listening(host, port) as listener:
        port = listener.getsockname()[1]
        serving = uvicorn.Config(
            create_app(host, port, script=script, ready=ready, warming=warming),
            log_level="warning",
            access_log=False,  # it would keep addresses of the people who use the dashboard
            server_header=False,
            timeout_graceful_shutdown=2,
            ws=Connection,
        )
        server = Announced(serving)
        warming.stop = server.give_up
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
    if warming.failed:
        raise warming.failed


def __getattr__(name: str) -> App:
    """``app`` is made when a server asks for it, not when the command imports this module."""
    if name != "app":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return create_app()


def _routes(ready: Callable[[], None]) -> list[Route]:
    def health(_: Request) -> Response:
        return JSONResponse({"healthy": True})

    def readiness(_: Request) -> Response:
        try:
            ready()
        except DashboardError as error:
            _log.warning("Not ready: %s", error)
            return JSONResponse({"ready": False}, status_code=503)
        return JSONResponse({"ready": True})

    def shapes(request: Request) -> Response:
        return answer(request, geometry.find(request.path_params["file"]), "application/json", FOR_GOOD)

    def script_of_others(request: Request) -> Response:
        name = request.path_params["file"]
        kept = FOR_GOOD if request.query_params.get("v") == vendor.version() else "no-cache"
        return answer(request, vendor.file(name), vendor.FILES.get(name, "text/plain"), kept)

    return [
        Route("/health", health),
        Route("/ready", readiness),
        Route(geometry.URL + "{file}", shapes),
        Route(vendor.URL + "{file}", script_of_others),
    ]


def _say_plainly(error: Exception) -> bool:
    """A fault of ours on a page: one plain sentence in the reader's language; the rest is in the log."""
    from dashboard.ui.text import _  # noqa: PLC0415 - needs a session, as pages do

    del error
    streamlit.error(_("Something went wrong on our side. Nothing was lost; try again in a moment."))
    return True


def _store_is_ready() -> None:
    from dashboard.store import Store  # noqa: PLC0415 - the health checks must answer without a store too

    gate.wait()
    with Store.open(config.database_url(), migrate=False) as store:
        store.revision()


def _more_hosts() -> list[str]:
    """Names by which an operator lets the dashboard be reached, from a Streamlit configuration file of theirs."""
    chosen = str(options.get_where_defined("server.allowedHosts")).endswith(".toml")
    return list(options.get_option("server.allowedHosts")) if chosen else []


def _opening_page() -> str:
    """Streamlit's page, told where its server is: else every page but the first asks for it in vain below itself."""
    page = Path(streamlit.__file__).with_name("static").joinpath("index.html").read_text(encoding="utf-8")
    return page.replace("<head>", f"<head>\n    <script>{_OWN_ADDRESS}</script>", 1)


def _page_routes(opening: str) -> list[Route]:
    """The same opening page at the address of each page of the app."""

    def page(_: Request) -> Response:
        return HTMLResponse(opening, headers={"cache-control": "no-cache"})

    names = sorted(path.stem for path in config.pages().glob("*.py"))
    return [Route(f"/{name}", page) for name in ("", *names)]


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        message = f"The dashboard can't listen on {host}, port {port}: choose another with --port or --host."
        raise UsageError(message) from error
