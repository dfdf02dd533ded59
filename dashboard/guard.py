"""What stands before every page: which hosts are answered, and the headers that keep a page to its own server."""

import hashlib
import ipaddress
import re
import socket
from base64 import b64encode
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104 - named in order to be told apart, not to listen on

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "media-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "frame-src": "'none'",
    "object-src": "'none'",
}
_HEADERS = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_KEEPING = (("/media/", "no-store"), ("/_stcore/bidi-components/", "no-cache"))
"""Downloads are kept nowhere; the map's own script, whose address never changes, is asked for anew."""

_PLAIN_ERROR = (
    "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    "<title>Something went wrong</title><p lang=en>Something went wrong on our side. Nothing was lost; try again in a "
    "moment.</p><p lang=fr>Une erreur est survenue de notre côté. Rien n&rsquo;est perdu; réessayez dans un moment.</p>"
)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc\s*=)[^>]*>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)


def page_policy(index_page: str) -> str:
    """The Content-Security-Policy for this page: itself only, and its own inline scripts by their hashes."""
    scripts = [text.replace("\r\n", "\n") for text in _INLINE_SCRIPT.findall(index_page)]
    hashes = [f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts]
    rules = _POLICY | {"script-src": " ".join([_POLICY["script-src"], *hashes])}
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def is_everywhere(host: str) -> bool:
    """Whether listening on this host means listening on every address of the machine."""
    return host in ANY_ADDRESS


def allowed_hosts(host: str, more: Iterable[str] = ()) -> list[str]:
    """The names under which a server listening on ``host`` may be asked: a page that only pretends is refused.

    One that listens everywhere is also asked by the machine's name, and by any address (see ``Guard``).
    """
    own = [socket.gethostname()] if is_everywhere(host) else [host]
    return list(dict.fromkeys(name.lower() for name in ("localhost", "127.0.0.1", "::1", *own, *more)))


class Guard:
    """Refuses requests for unknown hosts and puts the protective headers on every answer, also where we fail.

    ``by_address`` lets the server be asked by any numeric address: those can't be made to point elsewhere.
    """

    def __init__(self, app: ASGIApp, policy: str, hosts: Sequence[str], *, by_address: bool = False) -> None:
        self.app = app
        self.headers = _HEADERS | {"content-security-policy": policy}
        self.hosts = frozenset(hosts)
        self.by_address = by_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request or passes it on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif self._is_known(Headers(scope=scope).get("host", "")):
            await self._answer(scope, receive, self._with_headers(scope, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            refusal = PlainTextResponse("This server does not answer under that name.\n", status_code=421)
            await refusal(scope, receive, self._with_headers(scope, send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; a fault of ours is answered with a plain page and goes to the log."""
        started = scope["type"] != "http"

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            if not started:
                await HTMLResponse(_PLAIN_ERROR, status_code=500)(scope, receive, send)
            raise

    def _is_known(self, asked: str) -> bool:
        try:
            parts = urlsplit(f"//{asked}")
            name = (parts.hostname or "").rstrip(".")
            _ = parts.port  # raises where what follows the colon is no port
        except ValueError:
            return False
        return name in self.hosts or self._is_under(name) or (self.by_address and _is_address(name))

    def _is_under(self, name: str) -> bool:
        return any(host.startswith("*.") and name.endswith(host[1:]) for host in self.hosts)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
                for start, kept in _KEEPING:
                    if scope["path"].startswith(start):
                        headers["cache-control"] = kept
            await send(message)

        return sending


def _is_address(name: str) -> bool:
    """Whether a host is written as a number and not as a name, which a stranger's name server could answer for."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
