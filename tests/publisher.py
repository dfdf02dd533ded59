"""A publisher on this machine: serves files as the official addresses do, and fails in every way they may."""

import gzip
import json
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter

from dashboard.reference.fetch import Limits, Network
from dashboard.reference.pace import Pacer
from dashboard.reference.session import plain_session

HOST = "data.example"
"""The host whose addresses the publisher answers for; no name is looked up."""
QUICK = Limits(connect=5, silence=10, total=20, redirects=5, retries=2, pause=0.01, pages=5)


class Publisher:
    """Answers by path: each is a function of a handler, or bytes with their media type."""

    def __init__(self, base):
        self._base = base
        self.answers = {}
        self.asked = []
        self.slept = []

    def gives(self, path, content, media_type="application/json", status=200, **headers):
        self.answers[path] = lambda handler: reply(handler, content, media_type, status, headers)

    def does(self, path, answer):
        self.answers[path] = answer

    def network(self, limits=QUICK, hosts=(HOST,)):
        """A network whose only host is answered for here; the rest of the way is as it is outside of tests."""
        return Network(
            hosts=frozenset(hosts),
            limits=limits,
            pacer=Pacer(60),
            session=lambda: self._session(hosts),
            sleep=self.slept.append,
        )

    def _session(self, hosts):
        session = plain_session()
        session.mount("https://", _Here(self._base, hosts))
        return session


class _Here(HTTPAdapter):
    """Sends what is meant for an official host to the publisher instead."""

    def __init__(self, base, hosts):
        super().__init__()
        self._base, self._hosts = base, hosts

    def send(self, request, **options):
        parts = urlsplit(request.url)
        assert parts.hostname in self._hosts, f"a request would have left for {parts.hostname}"
        request.url = self._base + parts.path + (f"?{parts.query}" if parts.query else "")
        return super().send(request, **options)


@contextmanager
def publishing():
    """A publisher that listens while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            publisher.asked.append((self.path, dict(self.headers)))
            self.close_connection = True
            answer = publisher.answers.get(self.path) or publisher.answers.get(urlsplit(self.path).path)
            with suppress(BrokenPipeError, ConnectionResetError):  # who asked may have turned away
                answer(self) if answer else reply(self, b"not here", "text/plain", 404)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    publisher = Publisher(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()


def reply(handler, content, media_type="application/json", status=200, headers=None):
    handler.send_response(status)
    stated = {"Content-Type": media_type, "Content-Length": str(len(content)), "Set-Cookie": "id=1", **(headers or {})}
    for name, value in stated.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(content)


def nothing(handler):
    reply(handler, b"")


def web_page(handler):
    reply(handler, b"<!doctype html><title>Maintenance</title>", "text/html; charset=utf-8")


def web_page_that_says_json(handler):
    reply(handler, b"<!doctype html><title>Maintenance</title>")


def silent(_handler):
    time.sleep(3)


def trickle(handler):
    reply(handler, b"{", headers={"Content-Length": "100000"})
    _drops(handler, b" ")


def trickling_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _drops(handler, b"x")


def _drops(handler, drop):
    until = time.monotonic() + 4
    while time.monotonic() < until:
        handler.wfile.write(drop)
        handler.wfile.flush()
        time.sleep(0.05)


def cut_off(handler):
    reply(handler, b'{"objects": [', headers={"Content-Length": "5000"})


def cut_off_unseen(handler):
    """Broken off, with no length stated."""
    handler.wfile.write(b'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{"objects": [{"name"')


def cut_off_chunk(handler):
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n4000\r\n{"
    )


def bomb(handler):
    packed = gzip.compress(b"{" + b" " * 20_000_000, 1)
    reply(handler, packed, headers={"Content-Encoding": "gzip"})


def too_large(handler):
    reply(handler, b"{" + b" " * 3_000_000)


def endless(handler):
    number = int(urlsplit(handler.path).query.removeprefix("page=") or 0) + 1
    reply(handler, json.dumps({"objects": [], "meta": {"next": f"?page={number}"}}).encode())


def status(code, **headers):
    return lambda handler: reply(handler, b"no", "text/plain", code, headers)


def one_by_one(*answers):
    waiting = list(answers)

    def answer(handler):
        waiting.pop(0)(handler)

    return answer


def moved(to, code=302):
    return lambda handler: reply(handler, b"", "text/plain", code, {"Location": to})


def moved_with_an_endless_body(handler):
    handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n")
    _drops(handler, b" " * 100_000)


def next_page(to):
    return lambda handler: reply(handler, json.dumps({"objects": [], "meta": {"next": to}}).encode())
