"""How much of other people's files the server holds at once for one visit, whoever sends them and however."""

import re
from collections import Counter

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime

MOST_BYTES = 150_000_000
"""More than a visit may load as actions: Streamlit keeps its files until they are taken away or the visit ends."""

_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")


class HeldFiles:
    """Refuses a file before its first byte where its visit has as many as it may; passes on all else.

    A page asks for one file at a time; a program that speaks to the server could send any number. ``megabytes`` is
    how large one file may be.
    """

    def __init__(self, app: ASGIApp, megabytes: int) -> None:
        self.app = app
        self.most = max(MOST_BYTES, 2_000_000 * megabytes)
        self.coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request or passes it on."""
        asked = _UPLOAD.fullmatch(scope.get("path", "")) if scope.get("method") == "PUT" else None
        if not asked:
            return await self.app(scope, receive, send)
        visit, size = asked[1], _size(scope)
        if size < 0:
            return await PlainTextResponse("Say how long the file is.\n", 411)(scope, receive, send)
        if _held(visit) + self.coming[visit] + size > self.most:
            return await PlainTextResponse("This visit has sent as much as it may.\n", 413)(scope, receive, send)
        self.coming[visit] += size
        try:
            return await self.app(scope, receive, send)
        finally:
            self.coming[visit] -= size
            self.coming += Counter()  # forgets the visits of which nothing comes


def _size(scope: Scope) -> int:
    """The bytes that a request says it has, -1 where it says none: the server takes no more of it than it says."""
    said = Headers(scope=scope).get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() else -1


def _held(visit: str) -> int:
    """The bytes of files that are kept for a visit."""
    kept = Runtime.instance().uploaded_file_mgr
    return sum(len(file.data) for file in dict(getattr(kept, "file_storage", {}).get(visit, {})).values())
