"""Map geometry under addresses that name its content: the browser fetches each shape once and keeps it for good.

Pages publish bytes and pass the address on to the map; the server answers it. What is published are shapes of ridings
and places of offices, as any reader of the map sees them; no action, note or count is ever among them.
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from functools import cached_property
from pathlib import Path
from threading import Lock

URL = "/geometry/"

_KEPT = 200
"""Published pieces that are held in memory; the oldest unused one makes room for the next."""


class Published:
    """Bytes ready to be served: plain and packed with gzip, under the hash of their content."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.hash = hashlib.sha256(data).hexdigest()[:16]

    @cached_property
    def packed(self) -> bytes:
        """The same bytes packed with gzip, made on first use and kept."""
        return gzip.compress(self.data, compresslevel=6, mtime=0)


_published: OrderedDict[str, Published] = OrderedDict()
_files: dict[tuple[Path, int, int], str] = {}
_lock = Lock()


def publish(name: str, data: bytes) -> str:
    """The address of these bytes of JSON, ``/geometry/<name>-<hash>.json``; the same bytes have the same address."""
    piece = Published(data)
    file = f"{re.sub('[^a-z0-9-]+', '-', name.lower())}-{piece.hash}.json"
    with _lock:
        _published.setdefault(file, piece)
        _published.move_to_end(file)
        while len(_published) > _KEPT:
            _published.popitem(last=False)
    return URL + file


def publish_file(path: Path) -> str:
    """The address of a file of JSON; it is read again only after it has changed."""
    seen = path.stat()
    stamp = (path, seen.st_mtime_ns, seen.st_size)
    url = _files.get(stamp, "")
    if not url or find(url.removeprefix(URL)) is None:
        _files[stamp] = url = publish(re.sub("-[0-9a-f]{8,}$", "", path.stem), path.read_bytes())
    return url


def find(file: str) -> Published | None:
    """What is published under this file name, or None; keeps what is asked for from making room."""
    with _lock:
        if file in _published:
            _published.move_to_end(file)
        return _published.get(file)
