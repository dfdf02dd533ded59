"""The edge to the network: what an official address gives, as bytes, within bounds of time, size and place.

Only https, only hosts of the table of addresses; a redirect is followed by hand and only to one of them. Since every
host has to prove its name, an address that is made to point into a private network can't be reached either. No
cookies, no proxies, no credentials of the machine; nothing in the request names a person or a machine.
"""

import errno
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Thread
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from dashboard.errors import NetworkError
from dashboard.reference.pace import Pacer, asked_to_wait
from dashboard.reference.session import plain_session
from dashboard.sources import ADDRESSES, Address

_AT_ONCE = 1 << 16
_OK, _TOO_MANY, _OURS_ENDS, _THEIRS_ENDS = 200, 429, 500, 600
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NO_WAY_OUT = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH})
_TOO_SLOW = (urllib3.exceptions.TimeoutError, TimeoutError)
_NO_ANSWER = urllib3.exceptions.NewConnectionError  # which is of the kind of a time-out, though nobody waited
_TICK = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of what one address may take; times in seconds."""

    connect: float = 10
    silence: float = 30
    total: float = 600
    redirects: int = 5
    retries: int = 2
    pause: float = 2
    """Before the first new try; twice as long before the next."""
    pages: int = 50


@dataclass(frozen=True, slots=True)
class Network:
    """How the network is reached; tests give their own hosts, limits and clock."""

    hosts: frozenset[str] = frozenset(urlsplit(address.url).hostname or "" for address in ADDRESSES)
    limits: Limits = field(default_factory=Limits)
    pacer: Pacer = field(default_factory=lambda: Pacer(60))
    session: Callable[[], requests.Session] = plain_session
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def fetch(address: Address, network: Network, tell: Callable[[int], None] = lambda _bytes: None) -> list[bytes]:
    """What an address gives, one item a page; raises NetworkError, in one sentence, for anything but a good answer.

    ``tell`` is called from time to time, in the thread of the caller, with the bytes that came so far.
    """
    visit = _Visit(address, network)
    done: list[list[bytes]] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            done.append(list(visit.pages()))
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
            failed.append(error)

    # Looking up a name and waiting for headers know no bound of their own: what hangs there is left behind.
    thread = Thread(target=work, name=f"fetch {visit.host}", daemon=True)
    thread.start()
    ends = time.monotonic() + network.limits.total
    while thread.is_alive() and time.monotonic() < ends:
        thread.join(_TICK)
        tell(visit.received)
    if failed:
        raise failed[0]
    if not done:
        raise visit.too_late()
    return done[0]


class _Visit:
    """One address, from the first request to the last byte."""

    def __init__(self, address: Address, network: Network) -> None:
        self.address, self.network, self.limits = address, network, network.limits
        self.host = urlsplit(address.url).hostname or ""
        self.ends = network.clock() + self.limits.total
        self.received = 0

    def pages(self) -> Iterator[bytes]:
        """The answers, page after page."""
        url: str | None = self._joined(self.address.url, "")
        asked: set[str] = set()
        while url:
            if url in asked or len(asked) == self.limits.pages:
                raise _refusal(self.address, "offers a list without an end")
            asked.add(url)
            content = self._content(url)
            yield content
            url = self._next(url, content) if self.address.paged else None

    def _content(self, url: str) -> bytes:
        try:
            with self._answer(url) as response:
                self._check_type(response)
                content = b"".join(self._chunks(response))
        except (requests.ConnectionError, requests.Timeout, urllib3.exceptions.HTTPError, OSError) as error:
            raise self._failure(error) from error
        start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not start:
            raise _refusal(self.address, "gave an empty answer")
        if not start.startswith(self.address.form.begins):
            raise _refusal(self.address, "gave something else than what belongs there")
        return content

    def _answer(self, url: str) -> requests.Response:
        """An answer with status 200, after as many tries as are allowed."""
        for tried in range(self.limits.retries + 1):
            response = self._final(url)
            status = response.status_code
            if status == _OK:
                return response
            response.close()
            if status != _TOO_MANY and not _OURS_ENDS <= status < _THEIRS_ENDS:
                raise _refusal(self.address, f"gave no data but the status {status}")
            stated = asked_to_wait(response.headers.get("Retry-After", ""))
            wait = self.limits.pause * 2**tried if stated is None else stated
            if self.network.clock() + wait > self.ends:
                raise _refusal(self.address, f"asks to be left alone for {wait:.0f} seconds")
            if tried < self.limits.retries:
                self.network.sleep(wait)
        raise _refusal(self.address, f"is out of order or overloaded (status {status})")

    def _final(self, url: str) -> requests.Response:
        """The answer at the end of the redirects."""
        for _ in range(self.limits.redirects + 1):
            self._check_time()
            self.network.pacer.wait()
            times = (self.limits.connect, self.limits.silence)
            with self.network.session() as session:  # a new one: a publisher may have hung up on the one before
                response = session.get(url, stream=True, allow_redirects=False, timeout=times)
            if response.status_code not in _REDIRECTS:
                return response
            response.close()
            url = self._joined(url, response.headers.get("Location", ""))
        raise _refusal(self.address, f"sends us on more than {self.limits.redirects} times")

    def _joined(self, url: str, to: str) -> str:
        """Where an answer leads, if that is one of the official hosts."""
        try:
            joined = urljoin(url, to)
            parts = urlsplit(joined)
            is_ours = parts.hostname in self.network.hosts and parts.port in (None, 443)
        except ValueError:
            is_ours = False
        if not (is_ours and parts.scheme == "https" and parts.username is None):
            raise _refusal(self.address, "leads to a place that is not an official address")
        return joined

    def _check_type(self, response: requests.Response) -> None:
        stated = response.headers.get("Content-Type", "application/octet-stream").partition(";")[0].strip().lower()
        if stated not in self.address.form.media_types:
            raise _refusal(self.address, "gave something else than what belongs there")

    def _check_time(self) -> None:
        if self.network.clock() > self.ends:
            raise self.too_late()

    def _chunks(self, response: requests.Response) -> Iterator[bytes]:
        """The body as it comes, never more than allowed: a chunk is what one read gives, however little."""
        while chunk := response.raw.read1(_AT_ONCE, decode_content=True):
            self.received += len(chunk)
            if self.received > self.address.most_bytes:
                raise _refusal(self.address, f"gave more than {self.address.most_bytes / 1e6:.0f} MB")
            self._check_time()
            yield chunk

    def _next(self, url: str, content: bytes) -> str | None:
        try:
            page = json.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise _refusal(self.address, "broke off before the end") from error
        meta = page.get("meta") if isinstance(page, dict) else None
        following = meta.get("next") if isinstance(meta, dict) else None
        return self._joined(url, following) if isinstance(following, str) and following else None

    def too_late(self) -> NetworkError:
        """The error for an answer that takes too long."""
        return _refusal(self.address, f"took longer than {self.limits.total:.0f} seconds")

    def _failure(self, error: Exception) -> NetworkError:
        causes = list(_causes(error))
        if any(_is_no_network(cause) for cause in causes):
            message = (
                f"There is no network ({self.host} can't be found): what is loaded stays in use, "
                "and files can be loaded with `dashboard reference load FILE`."
            )
            return NetworkError(message)
        if any(isinstance(cause, _TOO_SLOW) and not isinstance(cause, _NO_ANSWER) for cause in causes):
            return _refusal(self.address, "does not answer in time")
        if any(isinstance(cause, urllib3.exceptions.SSLError) for cause in causes):
            return _refusal(self.address, "can't prove that it is who it says")
        return _refusal(self.address, "broke off before the end" if self.received else "can't be reached")


def _refusal(address: Address, why: str) -> NetworkError:
    message = (
        f"{address.publisher} ({urlsplit(address.url).hostname}) {why}: nothing was changed and what is loaded stays "
        "in use; try again later, or load the file with `dashboard reference load FILE`."
    )
    return NetworkError(message)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came from."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        cause = waiting.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]


def _is_no_network(cause: BaseException) -> bool:
    if isinstance(cause, urllib3.exceptions.NameResolutionError):
        return True
    return isinstance(cause, OSError) and cause.errno in _NO_WAY_OUT
