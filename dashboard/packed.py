"""Answers that are packed once and kept: map geometry, the map's scripts, and Streamlit's own, which it sends unpacked.

A page's scripts are 2 to 7 MB as Streamlit sends them and a third of that packed, which is what a phone with a bad
signal waits for.
"""

import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.geometry import Published

FOR_GOOD = "public, max-age=31536000, immutable"
"""For what has its content's hash or version in its address."""

_KINDS = {"js": "text/javascript", "css": "text/css"}
_SCRIPT = re.compile(r"/static/(js|css)/[\w-][\w.-]*\.(js|css)")
_STATIC = Path(streamlit.__file__).parent


def answer(request: Request, piece: Published | None, kind: str, kept: str) -> Response:
    """A published piece, packed where the browser takes it so; 304 where it has it already, 404 where there is none."""
    if piece is None:
        return Response(status_code=404)
    headers = {"cache-control": kept, "etag": f'"{piece.hash}"', "vary": "Accept-Encoding"}
    if piece.hash in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(piece.packed, headers=headers | {"content-encoding": "gzip"}, media_type=kind)
    return Response(piece.data, headers=headers, media_type=kind)


class PackedScripts:
    """Answers for Streamlit's own scripts and style sheets, whose names carry their hashes; passes on all else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request or passes it on."""
        asked = _SCRIPT.fullmatch(scope.get("path", "")) if scope.get("method") == "GET" else None
        piece = await run_in_threadpool(_script, asked[0]) if asked else None
        if not asked or not piece:
            return await self.app(scope, receive, send)
        made = answer(Request(scope), piece, _KINDS[asked[2]], FOR_GOOD)
        return await made(scope, receive, send)


@cache
def _script(path: str) -> Published | None:
    file = _STATIC / "static" / path.lstrip("/")
    if not file.is_file():
        return None
    piece = Published(file.read_bytes())
    _ = piece.packed
    return piece
